import Elman
import ElmanChecking
import ElmanEnglish
import ElmanEnglishAccurate
import ElmanEnglishSentiment
import ElmanEvaluation
import ElmanLanguages
import ElmanNaturalLanguage
import ElmanStreams
import ElmanTraining

/// The documentation's examples of the library, as they stand there: a program of another package, for which they compile too.
enum LibraryExamples {
  static func tag() throws {
    let tagger = try Tagger(.english)
    for sentence in tagger.tag("We saw her duck. Ducks swim.") {
      for word in sentence.words {
        print("\(word.form)/\(word.label)", terminator: " ")
      }
      print()
      for entity in sentence.entities { print(entity.type, sentence.text(of: entity)) }
    }
  }

  static func tagWithTheColumns() throws {
    let tagger = try Tagger(.englishAccurate)
    let session = TaggerSession(tagger)
    let sentences = tagger.tokenizer?.sentences("Mira's owl can't sing.") ?? []
    for sentence in session.tag(sentences, probabilities: true) {
      for (index, word) in sentence.words.enumerated() {
        let lemma = sentence.lemma(index) ?? word.form
        let start = word.position.lowerBound.utf8
        print(start, word.form, lemma, word.label, word.probability ?? 0)
      }
    }
  }

  static func analyze(_ incoming: AsyncStream<String>) async throws {
    let letter = "Mira Oakes left Boston. She didn't write."
    let tagger = try Tagger(.english)
    let text = tagger.analyze(letter)
    for word in text.words where word.partOfSpeech == .verb {
      print(letter[word.range], word.lemma ?? "", word.features[.tense] ?? "")
    }
    for entity in text.entities { print(entity.type, entity.text) }
    let doubtful = tagger.analyze("They saw her duck.", probabilities: true, top: 2)
    for word in doubtful.words {
      print(word.text, word.alternatives(of: .upos).map { "\($0.label) \($0.probability)" })
    }
    let pool = TaggerPool(tagger, columns: [.upos, .ner])
    let letters = ["Mira left.", "Boston is far.", "Owls sleep."]
    let counts = await withTaskGroup(of: Int.self) { group in
      for letter in letters { group.addTask { pool.analyze(letter).entities.count } }
      return await group.reduce(0, +)
    }
    print(counts)
    for try await text in pool.analyze(incoming) {
      print(text.sentences.count, text.entities.map(\.text))
    }
  }

  static func classifyMany() throws {
    let classifier = try Classifier(.englishSentiment)
    print(classifier.classify("A warm, funny film.").label)
    let opinions = ClassifierPool(classifier).classify(["Lovely.", "Never again."])
    print(opinions.map { $0.sentiment ?? 0 })
  }

  static func ship(_ path: String) throws {
    let own = try Tagger(path: path)
    try own.quantized().write(to: path + ".small", metadata: own.metadata)
    print(own.analyze("The owl sleeps.").words.map { $0.partOfSpeech ?? .other })
  }

  static func tagAsTheFrameworkDoes() {
    let text = "Mira Oakes can't leave Boston."
    let tagger = NLTagger(tagSchemes: [.nameTypeOrLexicalClass])
    tagger.string = text
    tagger.enumerateTags(
      in: text.startIndex..<text.endIndex, unit: .word, scheme: .nameTypeOrLexicalClass,
      options: [.omitWhitespace, .omitPunctuation, .joinNames, .joinContractions]
    ) { tag, range in
      print(text[range], tag?.rawValue ?? "")
      return true
    }
  }

  static func tagByRules(_ rulesPath: String) throws {
    let rules = try TaggingRules(path: rulesPath)
    let tagger = try Tagger(.english).with(rules: rules)
    for sentence in tagger.tag("Gimme the C-3PO!") {
      print(sentence.sentence.words.indices.map { sentence.sentence.form($0) })
      for entity in sentence.entities { print(entity.type, sentence.text(of: entity)) }
    }
  }

  static func walkTrees() throws {
    let tagger = try Tagger(.english)
    for sentence in tagger.tag("The old owl saw two mice in the barn.") {
      for word in sentence.sentence.words.indices {
        let head = sentence.head(of: word).map { sentence.sentence.form($0) } ?? "root"
        print(sentence.sentence.form(word), sentence.relation(of: word) ?? "", head)
      }
      for phrase in sentence.nounPhrases {
        print(phrase.map { sentence.sentence.form($0) }.joined(separator: " "))
      }
    }
  }

  static func classify() throws {
    let classifier = try Classifier(.englishSentiment)
    let opinion = classifier.classify("A warm, funny film.")
    print(opinion.label, opinion.probability, opinion.sentiment ?? 0)
  }

  static func ship() throws {
    let german = try Tagger.shipped(for: .german)
    print(german.tag("Die Eule schläft.").map { $0.words.map(\.label) })
    let same = try Tagger.shipped("de")
    print(same.labelNames(of: .upos).count)
  }

  static func identify() throws {
    let identifier = try LanguageIdentifier(.languages)
    let guess = identifier.identify("Die Eule schläft in der Scheune.")
    print(guess.label, guess.probability)
    let either = try identifier.restricted(to: ["nl", "de"])
    print(either.identify("Dank je wel!").label)
  }

  static func train(from trainPath: String, dev devPath: String, to path: String)
    async throws
  {
    let train = try TaggedCorpus(path: trainPath, column: .upos)
    let dev = try TaggedCorpus(path: devPath, column: .upos)
    var configuration = TaggerConfiguration()
    configuration.hiddenSize = 16
    var training = Tagger.defaultTraining
    training.epochs = 1
    let trainer = TaggerTrainer(configuration, training)
    let outcome = try await trainer.train(on: train, dev: dev, threads: 2)
    print("dev accuracy", outcome.score.all.accuracy)
    try outcome.model.write(to: path, metadata: ModelMetadata())
  }

  static func check(_ trainPath: String, _ devPath: String) throws {
    let checker = CorpusChecker()
    try checker.check(path: trainPath)
    try checker.check(path: devPath)
    for finding in checker.finish().findings { print(finding) }
  }
}

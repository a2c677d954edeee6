import Elman
import ElmanChecking
import ElmanEnglish
import ElmanEnglishAccurate
import ElmanEnglishSentiment
import ElmanEvaluation
import ElmanLanguages
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

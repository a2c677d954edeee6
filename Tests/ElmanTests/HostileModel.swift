import ElmanNetworks
import ElmanTensors
import ElmanTestSupport
import ElmanText

@testable import Elman

/// A small valid model to be damaged.
enum HostileModel: String, CaseIterable {
  case tagger, taggerInBytes, entities, classifier, classifierInBytes, tokenizer, tokenizerInBytes,
    languageModel, identifier, identifierInBytes

  /// The bytes of its file.
  func bytes() throws -> [UInt8] {
    let metadata = ModelMetadata([
      "elman.seed": "1", "elman.licence": "none", "elman.temperature": "1.5", "note": "a test",
    ])
    return try bytesOfFile { path in
      switch self {
      case .tagger: try Self.tagger().write(to: path, metadata: metadata)
      case .taggerInBytes: try Self.tagger().quantized().write(to: path, metadata: metadata)
      case .entities:
        try randomTagger {
          Self.shrink(&$0)
          $0.columns = [.ner]
        }.write(to: path, metadata: metadata)
      case .classifier: try Self.classifier().write(to: path, metadata: metadata)
      case .classifierInBytes: try Self.classifier().quantized().write(to: path, metadata: metadata)
      case .tokenizer: try Self.tokenizer().write(to: path, metadata: metadata)
      case .tokenizerInBytes: try Self.tokenizer().quantized().write(to: path, metadata: metadata)
      case .identifier: try randomIdentifier().write(to: path, metadata: metadata)
      case .identifierInBytes:
        try randomIdentifier().quantized().write(to: path, metadata: metadata)
      case .languageModel: try Self.languageModel().write(to: path, metadata: metadata)
      }
    }
  }

  /// A tagger of several columns, with a tokenizer that reads pieces of words.
  private static func tagger() throws -> Tagger {
    try randomTagger {
      shrink(&$0)
      $0.columns = [.upos, .feats, .lemma, .ner]
    }.knowing().with(
      tokenizer: randomTokenizer(boundaries: sampleRules()) {
        $0.hiddenSize = 2
        $0.characterSize = 2
      })
  }

  static func shrink(_ configuration: inout TaggerConfiguration) {
    (configuration.hiddenSize, configuration.wordSize) = (2, 3)
    (configuration.characterSize, configuration.characterHiddenSize) = (2, 2)
  }

  private static func classifier() throws -> Classifier {
    try randomClassifier(temperature: 1.5) {
      ($0.hiddenSize, $0.attentionSize, $0.wordSize) = (2, 2, 3)
      ($0.characterSize, $0.characterHiddenSize) = (2, 2)
    }
  }

  private static func tokenizer() throws -> LearnedTokenizer {
    try randomTokenizer(knowsWords: true, boundaries: sampleRules()) {
      ($0.hiddenSize, $0.characterSize, $0.pairSize, $0.wordSize) = (2, 2, 2, 1)
    }
  }

  static func languageModel(
    _ shape: EncoderShape = EncoderShape(pretrainedSize: 2, learnedWordCount: 5),
    _ change: (inout LanguageModelConfiguration) -> Void = { _ in }
  ) throws -> LanguageModel {
    var configuration = LanguageModelConfiguration()
    (configuration.hiddenSize, configuration.wordSize) = (2, 3)
    (configuration.characterSize, configuration.characterHiddenSize) = (2, 2)
    change(&configuration)
    let words = try Vocabulary(strings: ["the", "dog", "barks", "at", "night", "größe", "."])
    let characters = CharacterVocabulary("abcdefghijklmnopqrstuvwxyzö.".unicodeScalars)
    let network = LanguageModelNetwork(
      configuration, shape, wordCount: words.count, characterCount: characters.count)
    let weights = MutableParameterBuffer(zerosFor: network.layout)
    var random = Random(seed: 5)
    weights.initialize(with: &random)
    return LanguageModel(
      configuration: configuration, shape: shape, words: words, characters: characters,
      network: network,
      weights: PackedWeights(weights, forTraining: false))
  }
}

extension StoredModel {
  /// Asks a model for all that it can tell of a text, and says what is wrong with the answer.
  func faultOfAnswer() -> String? {
    let text = "The dog barks at 犬 night. Größe\n\nno thing https://example.org!"
    switch self {
    case let tagger as Tagger: return fault(of: tagger, text)
    case let classifier as Classifier:
      let session = ClassifierSession(classifier)
      let documents = [text, ""].map { classifier.document($0.utf8) }
      for result in session.classify(documents, tokenWeights: true) {
        guard classifier.labels.labels.contains(result.label),
          result.ranking.count == classifier.labels.count
        else { return "the label is '\(result.label)'" }
      }
    case let tokenizer as LearnedTokenizer:
      let found = tokenizer.sentences(text).flatMap(\.text)
      if found != Array(text.utf8) { return "the text became \(found)" }
    case let model as LanguageModel:
      let indexer = TokenIndexer(
        words: model.words, characters: model.characters,
        readsCharacters: model.network.encoder.readsCharacters)
      var pass = Pass(inferenceWith: model.weights)
      let batch = indexer.batch([Sentence(words: ["The", "dog", "größe", "barks", "unseen"])])
      let scores = model.network.scores(batch, in: &pass)
      if scores.rows != 10 || scores.columns != model.network.wordCount { return "\(scores)" }
    case let identifier as LanguageIdentifier:
      let results = IdentifierSession(identifier).identify([Array(text.utf8)[...], []])
      for result in results where !identifier.labels.labels.contains(result.label) {
        return "the language is '\(result.label)'"
      }
    default: return "no answer is known"
    }
    return nil
  }

  private func fault(of tagger: Tagger, _ text: String) -> String? {
    var rules = SentenceTokenizer()
    let sentences = tagger.tokenizer?.sentences(text) ?? rules.sentences(of: text.utf8)
    if sentences.flatMap(\.text) != Array(text.utf8) { return "the text became \(sentences)" }
    for cacheBytes in [0, 1 << 12] {
      let session = TaggerSession(tagger, batchSize: 2, cacheBytes: cacheBytes)
      for tagged in session.tag(sentences, probabilities: true) {
        for token in tagged.sentence.words.indices {
          for (index, column) in tagger.columns.enumerated() {
            let id = tagged.labelId(token, at: index)
            let count = column.column == .lemma ? column.rules.count : column.labels.count
            if !(0..<count).contains(id) { return "a label is \(id)" }
            _ = tagged.label(token, at: index)
          }
          _ = tagged.lemma(token)
        }
        for entity in tagged.entities
        where !tagger.columns.contains(where: {
          $0.entityTypes.contains(entity.type)
        }) {
          return "an entity is '\(entity.type)'"
        }
      }
    }
    return nil
  }
}

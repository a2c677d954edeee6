import Elman
import ElmanSystem
import ElmanTensors
import ElmanText

extension FuzzTarget {
  /// The reader of model files: configuration, vocabularies, labels and weights of a small tagger.
  ///
  /// The input is the file itself.
  static let tagger = FuzzTarget(
    name: "tagger",
    seeds: [smallTagger { _ in }, smallTagger { $0.columns = [.upos, .lemma, .ner] }].compactMap(
      \.self),
    dictionary: [
      "\"elman.format\":\"1\"", "\"elman.task\":\"tagger\"", "\\\"hiddenSize\\\":1",
      "\\\"layers\\\":2",
      "\\\"cell\\\":\\\"gru\\\"", "\\\"characterHiddenSize\\\":0", "\\\"learnedWordCount\\\":9",
      "\\\"pretrainedSize\\\":1", "\"F32\"", "\"I32\"", "\"U8\"", "\"shape\":[",
      "\"data_offsets\":[",
    ]
  ) { (input) throws(FuzzFinding) in
    let tagger = try accepted { () throws(ModelError) in
      try Tagger(MappedFile(copying: input, name: "<memory>"))
    }
    guard let tagger else { return }
    let sentences = [Sentence(words: ["Owls", "fly", "\u{E9}", "."]), Sentence(words: ["No"])]
    for (sentence, tagged) in zip(sentences, tagger.tag(sentences, probabilities: true)) {
      for token in sentence.words.indices {
        for column in tagger.columns.indices { _ = tagged.label(token, at: column) }
      }
      _ = tagged.entities
    }
  }

  private static func smallTagger(
    _ change: (inout TaggerConfiguration) -> Void
  ) -> [UInt8]? {
    var configuration = TaggerConfiguration()
    configuration.hiddenSize = 1
    configuration.wordSize = 1
    configuration.characterSize = 1
    configuration.characterHiddenSize = 1
    change(&configuration)
    return try? makeTagger(configuration).serialized(metadata: ModelMetadata())
  }

  private static func makeTagger(_ configuration: TaggerConfiguration) throws -> Tagger {
    let words = try Vocabulary(strings: ["owls", "fly"])
    let characters = CharacterVocabulary("ofy".unicodeScalars)
    let labels: [TagColumn: [String]] = [
      .upos: ["NOUN", "VERB"], .lemma: ["lower 0 1 0 ", "whole be"],
      .ner: ["O", "B-X", "I-X", "E-X", "S-X"],
    ]
    let columns = try configuration.columns.map { column in
      TaggerColumn(
        column, labels: try LabelSet(labels[column] ?? []),
        seen: column == .lemma
          ? try SeenLemmas([.init(form: Array("owls".utf8), partOfSpeech: "NOUN", rule: 0)]) : nil)
    }
    let network = TaggerNetwork(
      configuration, wordCount: words.count, characterCount: characters.count, columns: columns)
    let weights = MutableParameterBuffer(zerosFor: network.layout)
    var random = Random(seed: 1)
    weights.initialize(with: &random)
    return Tagger(
      configuration: configuration, words: words, characters: characters, columns: columns,
      network: network, weights: PackedWeights(weights, forTraining: false))
  }
}

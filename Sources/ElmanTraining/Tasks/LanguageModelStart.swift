import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// What a tagger or a classifier takes from a language model: its words, its characters, and the weights of the layers
/// that both have.
struct LanguageModelStart: Sendable {
  private let model: LanguageModel
  /// The words of the model, and those of the training corpus that it lacks.
  let words: Vocabulary
  /// How many of the first of them have a vector of their own.
  let learnedWordCount: Int

  /// - Parameters:
  ///   - counts: the words of the training corpus.
  ///   - minimumCount: a word seen less often there has no vector unless the model has one.
  ///   - extraWords: how many of the words are kept that have only a vector learned elsewhere.
  init(
    _ model: LanguageModel, counts: VocabularyBuilder, minimumCount: Int, extraWords: Int
  ) throws(VocabularyError) {
    let own = model.shape.learnedWordCount
    func string(_ id: Int) -> [UInt8] { model.words.withBytes(of: Int32(id)) { Array($0) } }
    let learned = (1..<own).map(string)
    let known = Set(learned)
    let counted = try counts.build(minimumCount: minimumCount).vocabulary
    let new = (1..<counted.count).map { counted.withBytes(of: Int32($0)) { Array($0) } }
      .filter { !known.contains($0) }
    let taken = Set(new)
    let others = (own..<model.words.count).map(string).filter { !taken.contains($0) }
      .prefix(extraWords)
    self.model = model
    words = try Vocabulary(learned + new + others)
    learnedWordCount = 1 + learned.count + new.count
  }

  /// Sets what a network has in common with the model's.
  func fill(_ parameters: MutableParameterBuffer) {
    for entry in parameters.layout.entries {
      guard let other = counterpart(of: entry) else { continue }
      let (target, source) = (parameters[entry.parameter], model.weights[other.parameter])
      if Self.tables.contains(entry.name) {
        fillRows(of: target, from: source)
      } else {
        target.copy(from: source)
      }
    }
  }

  /// The tables that have a row for each word.
  private static let tables: Set = ["words", "pretrained"]

  /// A word that the model lacks starts as the unknown word.
  private func fillRows(of target: MutableMatrixView, from source: MatrixView) {
    for id in 0..<target.rows {
      let other = id == 0 ? 0 : words.withBytes(of: Int32(id)) { Int(model.words.id(of: $0)) }
      target.copyRow(id, from: source, row: other < source.rows ? other : 0)
    }
  }

  /// The characters of the model.
  var characters: CharacterVocabulary { model.characters }

  /// Which words have what vectors.
  var shape: EncoderShape {
    EncoderShape(
      pretrainedSize: model.shape.pretrainedSize, learnedWordCount: learnedWordCount)
  }

  /// The model's parameter of the same name.
  func counterpart(of entry: ParameterLayout.Entry) -> ParameterLayout.Entry? {
    model.network.layout.entries.first { $0.name == entry.name }
  }
}

/// The settings of a network that may start from a language model.
protocol StartedConfiguration {
  var cell: CellKind { get set }
  var wordSize: Int { get set }
  var characterSize: Int { get set }
  var characterHiddenSize: Int { get set }
  /// The units of the layer that the language model brings.
  var startedHiddenSize: Int { get set }
}

extension StartedConfiguration {
  /// Sets the sizes that a language model brings, in place of the user's.
  mutating func start(from model: LanguageModelConfiguration) {
    cell = model.cell
    startedHiddenSize = model.hiddenSize
    wordSize = model.wordSize
    characterSize = model.characterSize
    characterHiddenSize = model.characterHiddenSize
  }
}

extension TaggerConfiguration: StartedConfiguration {
  var startedHiddenSize: Int {
    get { lowestHiddenSize }
    set { lowestHiddenSize = newValue }
  }
}

extension ClassifierConfiguration: StartedConfiguration {
  var startedHiddenSize: Int {
    get { hiddenSize }
    set { hiddenSize = newValue }
  }
}

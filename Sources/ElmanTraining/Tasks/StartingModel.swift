import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// A model that training may start from: a language model, or a tagger.
package protocol StartingModel: Sendable {
  /// The words that have a vector.
  var words: Vocabulary { get }
  /// The characters that have a vector.
  var characters: CharacterVocabulary { get }
  /// The affixes that have one, if the model reads those of words.
  var affixes: Affixes? { get }
  /// Which words have what vectors.
  var shape: EncoderShape { get }
  /// What its file says about itself.
  var metadata: ModelMetadata { get }
  /// The weights.
  var weights: any Weights { get }
  /// The parameters up to the hidden states.
  var encoderEntries: [ParameterLayout.Entry] { get }
  /// The sizes of what lies below the second layer over words.
  var sizes: StartedSizes { get }
}

/// The sizes that a model to start from brings.
package struct StartedSizes: Sendable {
  var cell: CellKind
  var wordSize: Int
  var characterSize: Int
  var characterHiddenSize: Int
  /// 0 for a model that reads no affixes: what starts from it may read those of its own corpus.
  var affixSize = 0
  /// The units of each direction of the lowest layer over words.
  var lowestHiddenSize: Int
}

extension LanguageModel: StartingModel {
  /// None.
  package var affixes: Affixes? { nil }

  /// All parameters: those of its outputs have no namesake in other networks.
  package var encoderEntries: [ParameterLayout.Entry] { network.layout.entries }

  /// Those of its settings.
  package var sizes: StartedSizes {
    StartedSizes(
      cell: configuration.cell, wordSize: configuration.wordSize,
      characterSize: configuration.characterSize,
      characterHiddenSize: configuration.characterHiddenSize,
      lowestHiddenSize: configuration.hiddenSize)
  }
}

extension Tagger: StartingModel {
  /// Those that were laid out before the first column's.
  package var encoderEntries: [ParameterLayout.Entry] {
    network.layout.entries.filter { $0.parameter.range.upperBound <= network.encoderEnd }
  }

  /// Those of its settings.
  package var sizes: StartedSizes {
    StartedSizes(
      cell: configuration.cell, wordSize: configuration.wordSize,
      characterSize: configuration.characterSize,
      characterHiddenSize: configuration.characterHiddenSize,
      affixSize: configuration.affixSize,
      lowestHiddenSize: configuration.lowestHiddenSize > 0
        ? configuration.lowestHiddenSize : configuration.hiddenSize)
  }
}

/// The settings of a network that may start from another's weights.
protocol StartedConfiguration {
  var cell: CellKind { get set }
  var wordSize: Int { get set }
  var characterSize: Int { get set }
  var characterHiddenSize: Int { get set }
  var affixSize: Int { get set }
  /// The units of the lowest layer.
  var startedHiddenSize: Int { get set }
}

extension StartedConfiguration {
  /// Sets the sizes that a model brings, in place of the user's.
  mutating func start(from sizes: StartedSizes) {
    cell = sizes.cell
    startedHiddenSize = sizes.lowestHiddenSize
    wordSize = sizes.wordSize
    characterSize = sizes.characterSize
    characterHiddenSize = sizes.characterHiddenSize
    if sizes.affixSize > 0 { affixSize = sizes.affixSize }
  }
}

extension TaggerConfiguration: StartedConfiguration {
  var startedHiddenSize: Int {
    get { lowestHiddenSize }
    set { lowestHiddenSize = newValue }
  }

  /// Sets what a model brings: a tagger all of its layers.
  mutating func start(from model: some StartingModel) {
    start(from: model.sizes)
    guard let tagger = model as? Tagger else { return }
    layers = tagger.configuration.layers
    hiddenSize = tagger.configuration.hiddenSize
    lowestHiddenSize = tagger.configuration.lowestHiddenSize
  }
}

extension ClassifierConfiguration: StartedConfiguration {
  var startedHiddenSize: Int {
    get { hiddenSize }
    set { hiddenSize = newValue }
  }
}

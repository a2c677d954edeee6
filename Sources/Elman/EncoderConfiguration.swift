import ElmanNetworks
import ElmanTensors

/// What the part of a network below its task looks like.
protocol EncoderConfiguration {
  var cell: CellKind { get }
  var layers: Int { get }
  var hiddenSize: Int { get }
  var wordSize: Int { get }
  var freezesWords: Bool { get }
  var learnedWordCount: Int { get }
  var pretrainedSize: Int { get }
  var characterSize: Int { get }
  var characterHiddenSize: Int { get }
  var inputDropout: Float { get }
  var layerDropout: Float { get }
  var wordDropout: Float { get }
}

extension TaggerConfiguration: EncoderConfiguration {
  var freezesWords: Bool { false }
}

extension ClassifierConfiguration: EncoderConfiguration {
  var learnedWordCount: Int { 0 }
  var pretrainedSize: Int { 0 }
}

extension SentenceEncoder {
  /// Lays out the encoder of a configuration.
  init(
    _ configuration: some EncoderConfiguration, wordCount: Int, characterCount: Int,
    in layout: inout ParameterLayout
  ) {
    let tokens = TokenEncoder(
      wordCount: configuration.learnedWordCount > 0 ? configuration.learnedWordCount : wordCount,
      wordSize: configuration.wordSize, areWordsFrozen: configuration.freezesWords,
      pretrainedCount: wordCount, pretrainedSize: configuration.pretrainedSize,
      characterCount: characterCount,
      characterSize: configuration.characterSize,
      characterHiddenSize: configuration.characterHiddenSize,
      wordDropout: configuration.wordDropout, in: &layout)
    let layers = layout.scope("encoder") {
      RecurrentStack(
        cell: configuration.cell.cell, layerCount: configuration.layers,
        inputSize: tokens.outputSize, hiddenSize: configuration.hiddenSize,
        dropout: configuration.layerDropout, in: &$0)
    }
    self.init(tokens: tokens, dropout: Dropout(rate: configuration.inputDropout), layers: layers)
  }
}

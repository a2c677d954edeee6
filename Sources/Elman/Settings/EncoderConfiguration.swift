import ElmanNetworks
import ElmanTensors

/// What the part of a network below its task looks like.
protocol EncoderConfiguration {
  var cell: CellKind { get }
  /// For each recurrent layer the units of a direction, the lowest first.
  var hiddenSizes: [Int] { get }
  var wordSize: Int { get }
  var freezesWords: Bool { get }
  var characterSize: Int { get }
  var characterHiddenSize: Int { get }
  var affixSize: Int { get }
  var inputDropout: Float { get }
  var layerDropout: Float { get }
  var recurrentDropout: Float { get }
  var variationalDropout: Bool { get }
  var wordDropout: Float { get }
}

extension TaggerConfiguration: EncoderConfiguration {
  var freezesWords: Bool { false }

  /// For each layer the units of a direction, the lowest first.
  public var hiddenSizes: [Int] {
    [lowestHiddenSize > 0 ? lowestHiddenSize : hiddenSize]
      + Array(repeating: hiddenSize, count: layers - 1)
  }
}

extension ClassifierConfiguration: EncoderConfiguration {
  /// For each layer the units of a direction, the lowest first.
  public var hiddenSizes: [Int] { Array(repeating: hiddenSize, count: layers) }
}

extension EncoderConfiguration {
  var affixSize: Int { 0 }
  var recurrentDropout: Float { 0 }
  var variationalDropout: Bool { false }
}

extension SentenceEncoder {
  /// Lays out the encoder of a configuration and what training found out.
  init(
    _ configuration: some EncoderConfiguration, _ shape: EncoderShape = EncoderShape(),
    wordCount: Int, characterCount: Int, affixCount: Int = 0, in layout: inout ParameterLayout
  ) {
    let tokens = TokenEncoder(
      wordCount: shape.learnedWordCount > 0 ? shape.learnedWordCount : wordCount,
      wordSize: configuration.wordSize, areWordsFrozen: configuration.freezesWords,
      pretrainedCount: wordCount, pretrainedSize: shape.pretrainedSize,
      characterCount: characterCount,
      characterSize: configuration.characterSize,
      characterHiddenSize: configuration.characterHiddenSize,
      affixCount: affixCount, affixSize: configuration.affixSize,
      wordDropout: configuration.wordDropout, in: &layout)
    func dropout(_ rate: Float) -> Dropout {
      Dropout(rate: rate, isVariational: configuration.variationalDropout)
    }
    let layers = layout.scope("encoder") {
      RecurrentStack(
        cell: configuration.cell.cell, inputSize: tokens.outputSize,
        hiddenSizes: configuration.hiddenSizes, dropout: dropout(configuration.layerDropout),
        recurrentDropout: configuration.recurrentDropout, in: &$0)
    }
    self.init(tokens: tokens, dropout: dropout(configuration.inputDropout), layers: layers)
  }
}

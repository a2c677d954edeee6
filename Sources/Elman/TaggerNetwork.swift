import ElmanNetworks
import ElmanTensors

/// The network of a tagger: tokens → vectors → hidden states → scores → labels.
public struct TaggerNetwork: Sendable {
  /// The parameters of all layers.
  public let layout: ParameterLayout
  /// The part below the scores.
  public let encoder: SentenceEncoder
  private let outputDropout: Dropout
  private let projection: Linear
  /// What turns scores into labels.
  public let head: any SequenceHead

  /// Lays out the network of a configuration.
  public init(
    _ configuration: TaggerConfiguration, wordCount: Int, characterCount: Int, labelCount: Int
  ) {
    var layout = ParameterLayout()
    encoder = SentenceEncoder(
      configuration, wordCount: wordCount, characterCount: characterCount, in: &layout)
    outputDropout = Dropout(rate: configuration.outputDropout)
    projection = Linear(
      "projection", inputSize: encoder.outputSize, outputSize: labelCount, in: &layout)
    switch configuration.head {
    case .softmax: head = SoftmaxHead()
    case .crf: head = CRFHead(labelCount: labelCount, in: &layout)
    }
    self.layout = layout
  }

  /// The scores of each label at each token, `[tokens, labelCount]`.
  public func scores(_ batch: TokenBatch, in pass: inout Pass) -> PackedSequences {
    forward(batch, in: &pass).output
  }

  /// The same from words whose part is computed already, at inference.
  public func scores(_ words: ProjectedRows, in pass: inout Pass) -> PackedSequences {
    let hidden = encoder.forward(words, in: &pass)
    return PackedSequences(
      values: projection.forward(hidden.values, in: &pass).output, packing: words.packing)
  }

  /// Goes forward and backward once, and adds the gradients of `scale` times the loss to the pass.
  ///
  /// - Parameter labels: the gold labels in packed order.
  /// - Returns: the negative log-likelihood of the labels, summed over tokens.
  public func learn(
    _ batch: TokenBatch, labels: [Int32], scale: Float, in pass: inout Pass
  ) -> Double {
    let (scores, trace) = forward(batch, in: &pass)
    let (loss, gradient) = head.loss(scores, labels: labels, scale: scale, in: &pass)
    backward(gradient, through: trace, in: &pass)
    return loss
  }

  private struct Trace {
    let encoder: SentenceEncoder.Trace
    let outputDropout: UInt32?
    let projection: MatrixView
  }

  private func forward(_ batch: TokenBatch, in pass: inout Pass) -> (
    output: PackedSequences, trace: Trace
  ) {
    let hidden = encoder.forward(batch, in: &pass)
    let output = outputDropout.forward(hidden.output.values, in: &pass)
    let scores = projection.forward(output.output, in: &pass)
    return (
      PackedSequences(values: scores.output, packing: batch.packing),
      Trace(encoder: hidden.trace, outputDropout: output.trace, projection: scores.trace)
    )
  }

  private func backward(_ gradient: PackedSequences, through trace: Trace, in pass: inout Pass) {
    let output = projection.backward(gradient.values, through: trace.projection, in: &pass)
    let hidden = outputDropout.backward(output, through: trace.outputDropout, in: &pass)
    encoder.backward(
      PackedSequences(values: hidden, packing: gradient.packing), through: trace.encoder,
      in: &pass)
  }
}

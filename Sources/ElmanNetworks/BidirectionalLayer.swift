import ElmanTensors

/// Two recurrent layers over the same input, one a direction; their outputs stand side by side.
///
/// Reference: Schuster and Paliwal, 1997, Bidirectional Recurrent Neural Networks.
public struct BidirectionalLayer: Layer {
  /// The layer that reads from the first step on.
  public let leftToRight: RecurrentLayer
  /// The layer that reads from the last step back.
  public let rightToLeft: RecurrentLayer

  /// Adds both layers' parameters to a layout.
  public init(
    cell: any RecurrentCell, inputSize: Int, hiddenSize: Int, in layout: inout ParameterLayout
  ) {
    leftToRight = RecurrentLayer(
      cell: cell, direction: .leftToRight, inputSize: inputSize, hiddenSize: hiddenSize,
      in: &layout)
    rightToLeft = RecurrentLayer(
      cell: cell, direction: .rightToLeft, inputSize: inputSize, hiddenSize: hiddenSize,
      in: &layout)
  }

  /// The width of the output: both hidden states.
  public var outputSize: Int { leftToRight.hiddenSize + rightToLeft.hiddenSize }

  /// What backward needs.
  public struct Trace {
    let leftToRight: RecurrentLayer.Trace
    let rightToLeft: RecurrentLayer.Trace
  }

  /// Maps `[rows, inputSize]` to `[rows, outputSize]`, left-to-right first.
  public func forward(_ input: PackedSequences, in pass: inout Pass) -> (
    output: PackedSequences, trace: Trace
  ) {
    let output = pass.workspace.matrix(rows: input.values.rows, columns: outputSize)
    let trace = Trace(
      leftToRight: leftToRight.forward(
        input, into: output.columns(0..<leftToRight.hiddenSize), in: &pass),
      rightToLeft: rightToLeft.forward(
        input, into: output.columns(leftToRight.hiddenSize..<outputSize), in: &pass))
    return (PackedSequences(values: output, packing: input.packing), trace)
  }

  /// Returns the gradient of the input, the sum of both directions'.
  public func backward(
    _ outputGradient: PackedSequences, through trace: Trace, in pass: inout Pass
  ) -> PackedSequences {
    let input = trace.leftToRight.input
    let gradient = pass.workspace.matrix(rows: input.values.rows, columns: input.values.columns)
    leftToRight.backward(
      outputGradient.values.columns(0..<leftToRight.hiddenSize), through: trace.leftToRight,
      into: gradient, start: .zero, in: &pass)
    rightToLeft.backward(
      outputGradient.values.columns(leftToRight.hiddenSize..<outputSize),
      through: trace.rightToLeft, into: gradient, start: .result, in: &pass)
    return PackedSequences(values: gradient, packing: input.packing)
  }
}

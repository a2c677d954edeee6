import ElmanNetworks
import ElmanTensors
import Testing

/// Compares the gradients of a network with finite differences of its loss: those of each
/// parameter and of the input, each along a few random directions of ±1.
///
/// The difference is central and of the fourth order, so that steps can be long enough for the
/// rounding of a forward pass in single precision. Errors are measured against the gradient's
/// Euclidean norm, which is the expected size of a derivative along such a direction; where that is
/// below a hundredth of the whole gradient's, against this hundredth, since the loss is rounded for
/// all alike.
///
/// - Parameters:
///   - input: the number of rows and columns of the input, if it is a matrix.
///   - run: the forward and the backward pass, from the input to the loss and the input's gradient.
func expectExactGradients(
  _ layout: ParameterLayout, input shape: (rows: Int, columns: Int) = (0, 1),
  _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation,
  run: (MutableMatrixView, inout Pass) -> (loss: Double, inputGradient: MutableMatrixView?)
) {
  // Twice to three times the largest error of all checks.
  let tolerance = 2e-3
  let network = TestNetwork(random: layout)
  // What the loss is a function of: the parameters, then the input.
  var point = network.weights.parameters.elements
  point += randomFloats(shape.rows * shape.columns, seed: 2)
  var pass = network.trainingPass()

  func evaluate() -> (loss: Double, inputGradient: [Float]) {
    for k in 0..<layout.count { network.parameters.base[k] = point[k] }
    network.weights.pack()
    pass.begin(random: Random(seed: 3))
    let input = pass.matrix(Array(point[layout.count...]), columns: shape.columns)
    let (loss, inputGradient) = run(input, &pass)
    return (loss, inputGradient?.elements ?? [])
  }

  let inputGradient = evaluate().inputGradient
  let parameterGradient = network.gradients.buffer.elements
  let gradient = parameterGradient + inputGradient
  guard gradient.count == point.count else {
    Issue.record("no gradient of the input", sourceLocation: sourceLocation)
    return
  }
  _ = evaluate()
  let excess = zip(network.gradients.buffer.elements, parameterGradient).map { $0 - 2 * $1 }
  #expect(
    norm(excess) <= 1e-5 * norm(parameterGradient), "backward adds to the gradients",
    sourceLocation: sourceLocation)

  var ranges = layout.entries.map { (name: $0.name, range: $0.parameter.range) }
  if shape.rows > 0 { ranges.append(("the input", layout.count..<point.count)) }
  let original = point
  var random = Random(seed: 4)
  for (name, range) in ranges {
    let scale = max(norm(gradient[range]), norm(gradient) / 100)
    for _ in 0..<2 {
      let direction = range.map { _ in Float(random.index(below: 2) * 2 - 1) }
      let step = 0.05 / Float(range.count).squareRoot()
      func loss(atStep steps: Float) -> Double {
        for (k, sign) in zip(range, direction) { point[k] = original[k] + steps * step * sign }
        return evaluate().loss
      }
      let near = loss(atStep: 1) - loss(atStep: -1)
      let far = loss(atStep: 2) - loss(atStep: -2)
      point = original
      let measured = (8 * near - far) / (12 * Double(step))
      let computed = zip(direction, gradient[range]).reduce(0) { $0 + Double($1.0 * $1.1) }
      #expect(
        abs(measured - computed) <= tolerance * scale,
        "\(name): \(computed), by differences \(measured); \(comment?.description ?? "")",
        sourceLocation: sourceLocation)
    }
  }
}

/// A loss that every element has its own share in: the sum of all elements times fixed random
/// coefficients, which are its gradient.
func probe(_ output: MutableMatrixView, in pass: inout Pass) -> (
  loss: Double, gradient: MutableMatrixView
) {
  let elements = output.elements
  let coefficients = randomFloats(elements.count, seed: 5)
  let loss = zip(elements, coefficients).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  return (loss, pass.matrix(coefficients, columns: output.columns))
}

/// The same over packed sequences.
func probe(_ output: PackedSequences, in pass: inout Pass) -> (
  loss: Double, gradient: PackedSequences
) {
  let (loss, gradient) = probe(output.values, in: &pass)
  return (loss, PackedSequences(values: gradient, packing: output.packing))
}

private func norm(_ values: some Sequence<Float>) -> Double {
  values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
}

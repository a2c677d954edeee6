import ElmanNetworks
import ElmanTensors
import Testing

/// Compares the gradients of a whole network with differences of its loss, those of each parameter along a
/// random direction of ±1.
///
/// The difference is central and of the fourth order, so that steps may be long enough for single precision.
///
/// - Parameters:
///   - point: where the gradients are taken.
///   - step: how long a step is, over all elements of a parameter.
///   - tolerance: the error that is allowed, by the size of the gradient.
///   - learn: goes forward and backward once, from the same random numbers each time, and returns the loss.
func expectExactGradients(
  _ layout: ParameterLayout, at point: ParameterBuffer, step length: Float = 0.02,
  tolerance: Double = 4e-3, sourceLocation: SourceLocation = #_sourceLocation,
  learn: (inout Pass) throws -> Double
) rethrows {
  let parameters = MutableParameterBuffer(zerosFor: layout)
  parameters.copy(from: point)
  let weights = PackedWeights(parameters, forTraining: true)
  func evaluate() throws -> (loss: Double, gradient: [Float]) {
    weights.pack()
    let gradients = Gradients(zerosFor: layout)
    var pass = Pass(trainingWith: weights, gradients: gradients)
    pass.begin(random: Random(seed: 5))
    return (try learn(&pass), gradients.buffer.elements)
  }

  let gradient = try evaluate().gradient
  let original = point.elements
  var random = Random(seed: 4)
  for entry in layout.entries {
    let range = entry.parameter.range
    let direction = range.map { _ in Float(random.index(below: 2) * 2 - 1) }
    let step = length / Float(range.count).squareRoot()
    func loss(atStep steps: Float) throws -> Double {
      for (k, sign) in zip(range, direction) {
        parameters.base[k] = original[k] + steps * step * sign
      }
      defer { for k in range { parameters.base[k] = original[k] } }
      return try evaluate().loss
    }
    let near = try loss(atStep: 1) - loss(atStep: -1)
    let far = try loss(atStep: 2) - loss(atStep: -2)
    let measured = (8 * near - far) / (12 * Double(step))
    let computed = zip(direction, gradient[range]).reduce(0) { $0 + Double($1.0 * $1.1) }
    let scale = max(norm(gradient[range]), norm(gradient) / 100)
    #expect(
      abs(measured - computed) <= tolerance * scale,
      "\(entry.name): \(computed), by differences \(measured), of \(scale)",
      sourceLocation: sourceLocation)
  }
}

/// The Euclidean norm.
func norm(_ values: some Sequence<Float>) -> Double {
  values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
}

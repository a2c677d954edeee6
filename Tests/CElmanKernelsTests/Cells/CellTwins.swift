/// One element of a recurrent cell's step in Double: each element depends on its own inputs alone.
protocol CellTwin {
  /// The inputs whose gradients the cell's backward kernel gives, and the outputs that a loss sees.
  static func forward(_ inputs: [Double]) -> [Double]
  /// The gradients of the inputs for those of the outputs.
  static func backward(_ inputs: [Double], outputGradients: [Double]) -> [Double]
}

extension CellTwin {
  /// The gradients by central differences, from nothing but the forward pass.
  static func differences(_ inputs: [Double], outputGradients: [Double]) -> [Double] {
    let step = 1e-5
    func loss(_ inputs: [Double]) -> Double {
      zip(forward(inputs), outputGradients).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return inputs.indices.map { index in
      var (above, below) = (inputs, inputs)
      above[index] += step
      below[index] -= step
      return (loss(above) - loss(below)) / (2 * step)
    }
  }
}

/// a → h.
enum TanhTwin: CellTwin {
  static func forward(_ inputs: [Double]) -> [Double] { [Exact.hyperbolicTangent(inputs[0])] }

  static func backward(_ inputs: [Double], outputGradients: [Double]) -> [Double] {
    let h = Exact.hyperbolicTangent(inputs[0])
    return [outputGradients[0] * (1 - h * h)]
  }
}

/// a → h.
enum ReLUTwin: CellTwin {
  static func forward(_ inputs: [Double]) -> [Double] { [max(0, inputs[0])] }

  static func backward(_ inputs: [Double], outputGradients: [Double]) -> [Double] {
    [inputs[0] > 0 ? outputGradients[0] : 0]
  }
}

/// i f g o before activation and the previous c → h, c.
enum LSTMTwin: CellTwin {
  static func forward(_ inputs: [Double]) -> [Double] {
    let i = Exact.logistic(inputs[0])
    let f = Exact.logistic(inputs[1])
    let g = Exact.hyperbolicTangent(inputs[2])
    let o = Exact.logistic(inputs[3])
    let c = f * inputs[4] + i * g
    return [o * Exact.hyperbolicTangent(c), c]
  }

  static func backward(_ inputs: [Double], outputGradients: [Double]) -> [Double] {
    let i = Exact.logistic(inputs[0])
    let f = Exact.logistic(inputs[1])
    let g = Exact.hyperbolicTangent(inputs[2])
    let o = Exact.logistic(inputs[3])
    let t = Exact.hyperbolicTangent(f * inputs[4] + i * g)
    let dh = outputGradients[0]
    let dc = outputGradients[1] + dh * o * (1 - t * t)
    return [
      dc * g * i * (1 - i), dc * inputs[4] * f * (1 - f), dc * i * (1 - g * g),
      dh * t * o * (1 - o), dc * f,
    ]
  }
}

/// r z n of the input, r z n of the recurrent product, the bias of the latter's n, and the previous
/// h (its direct way alone) → h.
enum GRUTwin: CellTwin {
  static func forward(_ inputs: [Double]) -> [Double] {
    let r = Exact.logistic(inputs[0] + inputs[3])
    let z = Exact.logistic(inputs[1] + inputs[4])
    let n = Exact.hyperbolicTangent(inputs[2] + r * (inputs[5] + inputs[6]))
    return [(1 - z) * n + z * inputs[7]]
  }

  static func backward(_ inputs: [Double], outputGradients: [Double]) -> [Double] {
    let r = Exact.logistic(inputs[0] + inputs[3])
    let z = Exact.logistic(inputs[1] + inputs[4])
    let q = inputs[5] + inputs[6]
    let n = Exact.hyperbolicTangent(inputs[2] + r * q)
    let dh = outputGradients[0]
    let dn = dh * (1 - z) * (1 - n * n)
    let dr = dn * q * r * (1 - r)
    let dz = dh * (inputs[7] - n) * z * (1 - z)
    return [dr, dz, dn, dr, dz, dn * r, dn * r, dh * z]
  }
}

/// f r before activation, x, y, the peepholes of f and of r, and the previous c → h, c.
enum SRUTwin: CellTwin {
  static let scale = 1.75

  static func forward(_ inputs: [Double]) -> [Double] {
    let f = Exact.logistic(inputs[0] + inputs[4] * inputs[6])
    let r = Exact.logistic(inputs[1] + inputs[5] * inputs[6])
    let c = f * inputs[6] + (1 - f) * inputs[2]
    return [r * c + (1 - r) * scale * inputs[3], c]
  }

  static func backward(_ inputs: [Double], outputGradients: [Double]) -> [Double] {
    let f = Exact.logistic(inputs[0] + inputs[4] * inputs[6])
    let r = Exact.logistic(inputs[1] + inputs[5] * inputs[6])
    let c = f * inputs[6] + (1 - f) * inputs[2]
    let dh = outputGradients[0]
    let dc = outputGradients[1] + dh * r
    let df = dc * (inputs[6] - inputs[2]) * f * (1 - f)
    let dr = dh * (c - scale * inputs[3]) * r * (1 - r)
    return [
      df, dr, dc * (1 - f), dh * (1 - r) * scale, df * inputs[6], dr * inputs[6],
      dc * f + df * inputs[4] + dr * inputs[5],
    ]
  }
}

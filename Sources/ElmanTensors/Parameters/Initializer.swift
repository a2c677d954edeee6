/// How a parameter gets its first value.
package enum Initializer: Sendable, Hashable {
  /// All zero.
  case zeros
  /// Each element uniformly in ±`bound`.
  case uniform(bound: Float)
  /// Each element uniformly in ±√(6 / (rows + columns)), `blocks` blocks of columns each for itself.
  ///
  /// Reference: Glorot and Bengio, 2010, Understanding the Difficulty of Training Deep Feedforward
  /// Neural Networks.
  case glorotUniform(blocks: Int = 1)
  /// `blocks` square blocks side by side, each with orthonormal columns.
  ///
  /// Reference: Saxe, McClelland and Ganguli, 2014, Exact Solutions to the Nonlinear Dynamics of
  /// Learning in Deep Linear Neural Networks.
  case orthogonal(blocks: Int = 1)
  /// As many identity matrices side by side as there is room for.
  ///
  /// Reference: Le, Jaitly and Hinton, 2015, A Simple Way to Initialize Recurrent Networks of
  /// Rectified Linear Units.
  case identity
  /// Equal blocks of columns, each with its constant: a forget gate's bias of 1 among zeros.
  ///
  /// Reference: Gers, Schmidhuber and Cummins, 2000, Learning to Forget.
  case constants([Float])
  /// Each element normally distributed with mean 0 and this standard deviation.
  case normal(deviation: Float)
  /// Another initializer's numbers times a factor: a recurrent matrix above or below its natural size.
  indirect case scaled(Initializer, by: Float)

  /// Fills a matrix.
  func fill(_ matrix: MutableMatrixView, with random: inout Random) {
    switch self {
    case .zeros: matrix.fill(0)
    case .uniform(let bound): fillUniform(matrix, bound: bound, with: &random)
    case .glorotUniform(let blocks):
      for block in matrix.columnBlocks(blocks) {
        let bound = (6 / Float(block.rows + block.columns)).squareRoot()
        fillUniform(block, bound: bound, with: &random)
      }
    case .orthogonal(let blocks):
      for block in matrix.columnBlocks(blocks) { fillOrthogonal(block, with: &random) }
    case .identity:
      precondition(matrix.columns % matrix.rows == 0, "an identity of \(matrix)")
      matrix.fill(0)
      for column in 0..<matrix.columns { matrix[column % matrix.rows, column] = 1 }
    case .constants(let values):
      for (block, value) in zip(matrix.columnBlocks(values.count), values) { block.fill(value) }
    case .normal(let deviation):
      for row in 0..<matrix.rows {
        for column in 0..<matrix.columns {
          matrix[row, column] = Float(random.normal() * Double(deviation))
        }
      }
    case .scaled(let initializer, let factor):
      initializer.fill(matrix, with: &random)
      matrix.scale(by: factor)
    }
  }

  private func fillUniform(_ matrix: MutableMatrixView, bound: Float, with random: inout Random) {
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        matrix[row, column] = Float((random.uniform() * 2 - 1) * Double(bound))
      }
    }
  }

  /// Gram and Schmidt's method on normal vectors, which are in general position.
  private func fillOrthogonal(_ matrix: MutableMatrixView, with random: inout Random) {
    precondition(matrix.rows == matrix.columns, "an orthogonal block of \(matrix)")
    let size = matrix.rows
    var basis: [[Double]] = []
    while basis.count < size {
      var vector = (0..<size).map { _ in random.normal() }
      // Twice is enough: the second round removes what rounding left in the first.
      for _ in 0..<2 {
        for other in basis {
          let projection = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
          for i in 0..<size { vector[i] -= projection * other[i] }
        }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > 1e-6 { basis.append(vector.map { $0 / norm }) }
    }
    for column in 0..<size {
      for row in 0..<size { matrix[row, column] = Float(basis[column][row]) }
    }
  }
}

extension MutableMatrixView {
  /// The columns in `count` equal parts.
  fileprivate func columnBlocks(_ count: Int) -> [MutableMatrixView] {
    precondition(count > 0 && columns % count == 0, "\(count) blocks of \(self)")
    let width = columns / count
    return (0..<count).map { columns($0 * width..<($0 + 1) * width) }
  }
}

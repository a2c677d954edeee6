import ElmanTensors

extension Workspace {
  /// A matrix of random numbers from -0.5 to 0.5.
  mutating func randomMatrix(rows: Int, columns: Int, _ random: inout Random) -> MutableMatrixView {
    let matrix = matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { matrix[row, column] = Float(random.uniform() - 0.5) }
    }
    return matrix
  }
}

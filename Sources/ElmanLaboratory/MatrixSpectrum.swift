import ElmanLibc
import ElmanTensors

/// How much a square matrix stretches vectors: once, and in the long run.
package struct MatrixSpectrum: Sendable, Hashable {
  /// The spectral norm: the largest singular value.
  package let norm: Double
  /// The spectral radius: the largest magnitude of an eigenvalue.
  package let radius: Double

  /// The spectrum of a square matrix.
  package init(of matrix: some Matrix) {
    let matrix = matrix.view
    precondition(matrix.rows == matrix.columns, "the spectrum of \(matrix)")
    norm = Self.largestSingularValue(matrix)
    radius = Self.radius(of: matrix)
  }

  /// The largest singular value of a matrix whose columns are multiplied by `columnScales`, if given,
  /// by power iteration on AᵀA.
  ///
  /// Reference: Golub and Van Loan, 2013, Matrix Computations, section 8.2.
  package static func largestSingularValue(
    _ matrix: some Matrix, columnScales: [Double]? = nil
  ) -> Double {
    let matrix = matrix.view
    let (rows, columns) = (matrix.rows, matrix.columns)
    var elements = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        elements[row * columns + column] =
          Double(matrix[row, column]) * (columnScales?[column] ?? 1)
      }
    }
    // A random start has a part along every singular vector.
    var random = Random(seed: 1)
    var vector = (0..<columns).map { _ in random.uniform() - 0.5 }
    var (last, value) = (0.0, 0.0)
    for _ in 0..<500 {
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0, length.isFinite else { return length }
      for column in 0..<columns { vector[column] /= length }
      var image = [Double](repeating: 0, count: rows)
      for row in 0..<rows {
        for column in 0..<columns {
          image[row] += elements[row * columns + column] * vector[column]
        }
      }
      value = image.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if abs(value - last) <= 1e-9 * value { break }
      last = value
      for column in 0..<columns { vector[column] = 0 }
      for row in 0..<rows {
        for column in 0..<columns {
          vector[column] += elements[row * columns + column] * image[row]
        }
      }
    }
    return value
  }

  /// lim ‖Aⁿ‖^(1/n), for n = 2²⁴ by repeated squaring.
  ///
  /// Reference: Gelfand, 1941, Normierte Ringe.
  private static func radius(of matrix: MatrixView) -> Double {
    let size = matrix.rows
    var workspace = Workspace()
    let (power, square) = (
      workspace.matrix(rows: size, columns: size), workspace.matrix(rows: size, columns: size)
    )
    power.copy(from: matrix)
    var (logarithm, exponent) = (0.0, 1.0)
    for _ in 0...24 {
      let norm = frobeniusNorm(power.view)
      guard norm > 0 else { return 0 }
      guard norm.isFinite else { return .infinity }
      // ‖Aⁿ‖ is kept apart as its logarithm, so that no power overflows.
      logarithm += log(norm) / exponent
      power.scale(by: Float(1 / norm))
      square.setProduct(power, workspace.pack(power))
      power.copy(from: square)
      exponent *= 2
    }
    return exp(logarithm)
  }

  private static func frobeniusNorm(_ matrix: MatrixView) -> Double {
    matrix.elements.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}

import CElmanKernels

extension MutableMatrixView {
  /// Adds `factor` times a matrix of the same shape.
  package func add(_ other: some Matrix, scaledBy factor: Float = 1) {
    precondition(hasShape(of: other), "cannot add \(other) to \(self)")
    let other = other.view
    if isContiguous && other.isContiguous {
      elman_add_scaled(rows * columns, factor, other.base, base)
    } else {
      for row in 0..<rows {
        elman_add_scaled(columns, factor, other.base + row * other.stride, base + row * stride)
      }
    }
  }

  /// Adds `factor` times one row of another matrix of the same width to row `row`.
  package func addRow(
    _ row: Int, from other: some Matrix, row source: Int, scaledBy factor: Float = 1
  ) {
    let other = other.view
    precondition(columns == other.columns && row >= 0 && row < rows)
    precondition(source >= 0 && source < other.rows)
    elman_add_scaled(columns, factor, other.base + source * other.stride, base + row * stride)
  }

  /// Adds the products of the elements of two single rows to those of this one.
  package func addProducts(_ left: some Matrix, _ right: some Matrix) {
    precondition(rows == 1 && hasShape(of: left) && hasShape(of: right), "\(left) by \(right)")
    let (left, right) = (left.view.base, right.view.base)
    for column in 0..<columns { base[column] += left[column] * right[column] }
  }

  /// Adds the sum of each column of `other` to this single row.
  package func addColumnSums(of other: some Matrix) {
    precondition(rows == 1 && columns == other.columns, "column sums of \(other) to \(self)")
    elman_add_column_sums(other.rows, other.columns, other.view.base, other.stride, base)
  }

  /// Multiplies every element by `factor`.
  package func scale(by factor: Float) {
    for row in 0..<rows {
      for column in 0..<columns { base[row * stride + column] *= factor }
    }
  }

  /// Sets elements to zero with probability `rate` and scales the others by 1 / (1 - `rate`).
  /// The same seed makes the same choice in a matrix of the same shape.
  ///
  /// Reference: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014, Dropout: A Simple
  /// Way to Prevent Neural Networks from Overfitting.
  package func dropOut(rate: Float, seed: UInt32) {
    precondition(rate >= 0 && rate < 1, "a dropout rate of \(rate)")
    elman_dropout(rows, columns, base, stride, rate, seed)
  }

  /// Replaces each row by its softmax.
  package func applySoftmax() { elman_softmax(rows, columns, base, stride) }

  /// Replaces each element by its exponential.
  package func applyExponential() {
    for row in 0..<rows { elman_exp_all(columns, base + row * stride, base + row * stride) }
  }

  /// Replaces each element by its hyperbolic tangent.
  package func applyTanh() {
    for row in 0..<rows { elman_tanh_all(columns, base + row * stride, base + row * stride) }
  }

  /// Multiplies each element by 1 - y², y the element of `tanh` at its place: from the gradient of
  /// a hyperbolic tangent to that of its argument.
  package func multiplyByTanhDerivative(at tanh: some Matrix) {
    precondition(hasShape(of: tanh), "the derivative at \(tanh) for \(self)")
    let tanh = tanh.view
    for row in 0..<rows {
      let (gradient, y) = (base + row * stride, tanh.base + row * tanh.stride)
      for column in 0..<columns { gradient[column] *= 1 - y[column] * y[column] }
    }
  }
}

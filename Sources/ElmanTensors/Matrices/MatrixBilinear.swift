import CElmanKernels

extension MutableMatrixView {
  /// Adds the product of a single row and a matrix without gaps to this single row.
  package func addProduct(_ vector: some Matrix, _ matrix: some Matrix) {
    precondition(
      rows == 1 && vector.rows == 1 && vector.columns == matrix.rows && matrix.columns == columns
        && matrix.isContiguous, "\(self) + \(vector) · \(matrix)")
    elman_add_vector_product(matrix.rows, columns, vector.view.base, matrix.view.base, base)
  }

  /// Takes this single row for the gradient of such a product: adds that of the vector to `vectorGradient`, and sets
  /// `matrixGradient` to that of the matrix.
  package func propagateProduct(
    _ vector: some Matrix, _ matrix: some Matrix, to vectorGradient: MutableMatrixView,
    _ matrixGradient: MutableMatrixView
  ) {
    precondition(
      rows == 1 && vector.rows == 1 && vector.columns == matrix.rows && matrix.columns == columns
        && matrix.isContiguous && matrixGradient.isContiguous
        && matrixGradient.hasShape(of: matrix) && vectorGradient.hasShape(of: vector),
      "the gradients of \(vector) · \(matrix)")
    elman_vector_product_backward(
      matrix.rows, columns, vector.view.base, matrix.view.base, base, vectorGradient.base,
      matrixGradient.base)
  }
}

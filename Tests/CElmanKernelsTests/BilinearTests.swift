import CElmanKernels
import Testing

@Suite struct BilinearTests {
  @Test(arguments: [1, 2, 7, 32], [1, 5, 16, 17, 40, 65])
  func aVectorTimesAMatrixIsSummedInOrder(rows: Int, columns: Int) {
    var random = SeededRandom(3)
    let (vector, matrix) = (random.floats(rows), random.floats(rows * columns))
    let start = random.floats(columns)
    let result = resultOnEveryInstructionSet {
      var sum = GuardedMatrix(1, columns, start)
      elman_add_vector_product(rows, columns, vector, matrix, &sum.storage)
      #expect(sum.canariesAreIntact)
      return sum.values
    }
    let twin = (0..<columns).map { j in
      (0..<rows).reduce(start[j]) { $0.addingProduct(vector[$1], matrix[$1 * columns + j]) }
    }
    #expect(result == twin)
  }

  @Test(arguments: [1, 2, 7, 32], [1, 5, 16, 17, 40, 65])
  func itsGradientsEqualTheirTwins(rows: Int, columns: Int) {
    var random = SeededRandom(4)
    let (vector, matrix) = (random.floats(rows), random.floats(rows * columns))
    let (gradient, before) = (random.floats(columns), random.floats(rows))
    var matrixResult: [Float] = []
    let vectorResult = resultOnEveryInstructionSet {
      var vectorGradient = GuardedMatrix(1, rows, before)
      var matrixGradient = GuardedMatrix(rows, columns, random.floats(rows * columns))
      elman_vector_product_backward(
        rows, columns, vector, matrix, gradient, &vectorGradient.storage, &matrixGradient.storage)
      #expect(vectorGradient.canariesAreIntact && matrixGradient.canariesAreIntact)
      matrixResult = matrixGradient.values
      return vectorGradient.values
    }
    #expect(
      matrixResult == (0..<rows * columns).map { vector[$0 / columns] * gradient[$0 % columns] })
    let twin = (0..<rows).map { k in
      (0..<columns).reduce(Double(before[k])) {
        $0 + Double(matrix[k * columns + $1]) * Double(gradient[$1])
      }
    }
    #expect(largestError(vectorResult, twin) < 1e-5)
  }
}

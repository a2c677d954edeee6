import CElmanKernels
import Testing

@Suite struct QuantizedProductTests {
  // Every number of rows and of columns meets several depths, without the cost of every triple.
  static let shapes: [ProductShape] = {
    var shapes: [ProductShape] = []
    for rows in 1...13 {
      for columns in stride(from: 1 + rows % 7, through: 100, by: 7) {
        shapes.append(
          ProductShape(rows: rows, columns: columns, depth: (rows * 31 + columns * 17) % 70 + 1))
      }
    }
    for depth in 0...70 {
      shapes.append(
        ProductShape(rows: depth % 13 + 1, columns: depth * 37 % 100 + 1, depth: depth))
    }
    // Several cache blocks of rows, and the kinds of no work.
    shapes.append(ProductShape(rows: 83, columns: 3, depth: 2500))
    shapes.append(ProductShape(rows: 0, columns: 16, depth: 3))
    shapes.append(ProductShape(rows: 3, columns: 0, depth: 3))
    return shapes
  }()

  @Test(arguments: ProductStart.allCases, [nil, 1 / 127 as Float])
  func equalsItsDefinition(start: ProductStart, fixedScale: Float?) {
    for (index, shape) in Self.shapes.enumerated() {
      // The larger shapes take turns.
      let turn = index % 2 == (fixedScale == nil ? 1 : 0)
      guard turn || shape.rows * shape.columns * shape.depth < 3_000 else { continue }
      var random = SeededRandom(UInt64(index))
      let product = QuantizedProduct(shape, start: start, fixedScale: fixedScale, using: &random)
      let result = resultOnEveryInstructionSet("\(shape)") { product.run() }
      #expect(bits(result) == bits(product.naive()), "\(shape)")
    }
  }

  @Test func extremeNumbersGiveEqualBits() {
    for seed in 0..<40 {
      var random = SeededRandom(UInt64(seed), wild: true)
      let shape = ProductShape(rows: 5, columns: 37, depth: seed)
      let product = QuantizedProduct(
        shape, start: .matrix, fixedScale: seed % 2 == 0 ? nil : 0.25, using: &random)
      let result = resultOnEveryInstructionSet { product.run() }
      #expect(bits(result) == bits(product.naive()))
    }
  }

  /// Neighbours of equal sign and largest size: in 16 bits their sum would not fit.
  @Test(arguments: [1 as Float, -1], [1 as Float, -1])
  func theLargestBytesDoNotSaturate(left: Float, right: Float) {
    let shape = ProductShape(rows: 7, columns: 81, depth: 100)
    var random = SeededRandom(1)
    var product = QuantizedProduct(shape, start: .zero, fixedScale: 1, using: &random)
    product.left = product.left.map { _ in left * 127 }
    product.right = product.right.map { _ in right * 127 }
    let result = resultOnEveryInstructionSet { product.run() }
    #expect(result.allSatisfy { $0 == left * right * 127 * 127 * 100 })
  }

  /// The deepest sums that are promised, with the bytes that make them largest.
  @Test func theDeepestSumsFitIn32Bits() {
    let shape = ProductShape(rows: 1, columns: 2, depth: 65_536)
    var random = SeededRandom(1)
    var product = QuantizedProduct(shape, start: .zero, fixedScale: 1, using: &random)
    product.left = product.left.map { _ in 127 }
    product.right = product.right.map { _ in 127 }
    let result = resultOnEveryInstructionSet { product.run() }
    #expect(result.allSatisfy { $0 == 127 * 127 * 65_536 })
  }

  @Test func aRowDoesNotDependOnTheRowsBesideIt() {
    for rows in [2, 6, 7, 13] {
      let shape = ProductShape(rows: rows, columns: 81, depth: 33)
      var random = SeededRandom(UInt64(rows))
      let product = QuantizedProduct(shape, start: .bias, using: &random)
      withEachInstructionSet { _ in
        let together = product.run()
        for row in 0..<rows {
          var alone = QuantizedProduct(
            ProductShape(rows: 1, columns: 81, depth: 33), start: .bias, using: &random)
          alone.left = Array(product.left[row * 33..<(row + 1) * 33])
          alone.right = product.right
          alone.addend = Array(product.addend[..<81])
          #expect(bits(alone.run()) == bits(Array(together[row * 81..<(row + 1) * 81])))
        }
      }
    }
  }

  @Test func isCloseToTheProductOfFloats() {
    let shape = ProductShape(rows: 9, columns: 70, depth: 200)
    var random = SeededRandom(3)
    let product = QuantizedProduct(shape, start: .bias, using: &random)
    let single = Product(shape, start: .bias, transposed: false, using: &random)
    var exact = single
    exact.left = product.left
    exact.right = product.right
    exact.addend = product.addend
    // Each of 200 products is off by less than two half steps of 1/127; the errors are independent.
    let errors = zip(product.run(), exact.naive()).map { abs($0 - $1) }
    #expect((errors.max() ?? 1) < 0.3)
    #expect(errors.reduce(0, +) / Float(errors.count) < 0.05)
  }

  @Test func multiplyAddRoundsCountTheirProducts() {
    withEachInstructionSet { _ in #expect(elman_multiply_add_rounds_int8(1001) == 96 * 1001) }
  }
}

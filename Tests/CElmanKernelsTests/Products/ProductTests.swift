import CElmanKernels
import Testing

@Suite struct ProductTests {
  // Each size meets several of the others, without the cost of every triple.
  static let shapes: [ProductShape] = {
    let rows = [1, 2, 3, 4, 5, 6, 7, 13, 33]
    let columns = [1, 5, 15, 16, 17, 31, 33, 63, 64, 65, 80, 200]
    let depths = [0, 1, 3, 17, 200, 500]
    var shapes: [ProductShape] = []
    for (i, row) in rows.enumerated() {
      for (j, column) in columns.enumerated() {
        shapes.append(ProductShape(rows: row, columns: column, depth: depths[(i + j) % 4]))
      }
      let column = columns[(i * 5 + 3) % columns.count]
      shapes.append(ProductShape(rows: row, columns: column, depth: depths[4]))
    }
    // More rows than one cache block takes at this depth.
    shapes.append(ProductShape(rows: 103, columns: 17, depth: 500))
    shapes.append(ProductShape(rows: 7, columns: 80, depth: 500))
    shapes.append(ProductShape(rows: 0, columns: 16, depth: 3))
    shapes.append(ProductShape(rows: 3, columns: 0, depth: 3))
    return shapes
  }()

  @Test(arguments: ProductStart.allCases, [false, true])
  func equalsAChainOfMultiplyAddsInTheOrderOfDepth(start: ProductStart, transposed: Bool) {
    for (index, shape) in Self.shapes.enumerated() {
      // Each start and each reading of the left side takes its turn over the larger shapes.
      let turn = index % 2 == (transposed ? 1 : 0)
      guard turn || shape.rows * shape.columns * shape.depth < 20_000 else { continue }
      var random = SeededRandom(UInt64(index))
      let product = Product(shape, start: start, transposed: transposed, using: &random)
      let result = resultOnEveryInstructionSet("\(shape)") { product.run() }
      #expect(bits(result) == bits(product.naive()), "\(shape)")
    }
  }

  @Test func aRowDoesNotDependOnTheRowsBesideIt() {
    for rows in [2, 6, 7, 13, 103] {
      let shape = ProductShape(rows: rows, columns: 81, depth: rows == 103 ? 500 : 33)
      var random = SeededRandom(UInt64(rows))
      let product = Product(shape, start: .bias, transposed: false, using: &random)
      withEachInstructionSet { _ in
        let together = product.run()
        for row in Set([0, 1, rows / 2, rows - 1]) {
          let alone = product.run(row: row)
          #expect(bits(alone) == bits(Array(together[row * 81..<(row + 1) * 81])))
        }
      }
    }
  }

  @Test func extremeNumbersGiveEqualBits() {
    for seed in 0..<20 {
      var random = SeededRandom(UInt64(seed))
      let shape = ProductShape(rows: 5, columns: 37, depth: seed % 5)
      var product = Product(shape, start: .matrix, transposed: false, using: &random)
      product.left = random.wildFloats(product.left.count)
      product.right = random.wildFloats(product.right.count)
      let result = resultOnEveryInstructionSet { product.run() }
      #expect(bits(result) == bits(product.naive()))
    }
  }
}

import CElmanKernels
import Testing

/// What the product is added to.
enum ProductStart: CaseIterable {
  case zero, bias, matrix, result
}

struct ProductShape: Sendable {
  let rows: Int
  let columns: Int
  let depth: Int
}

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

/// The operands of one product, and two ways to compute it.
struct Product {
  let shape: ProductShape
  let start: ProductStart
  let transposed: Bool
  /// rows × depth, or depth × rows when transposed.
  var left: [Float]
  var right: [Float]
  /// rows × columns; as a bias its first row is meant.
  var addend: [Float]

  init(
    _ shape: ProductShape, start: ProductStart, transposed: Bool, using random: inout SeededRandom
  ) {
    self.shape = shape
    self.start = start
    self.transposed = transposed
    left = random.floats(shape.rows * shape.depth)
    right = random.floats(shape.depth * shape.columns)
    addend = random.floats(shape.rows * shape.columns)
  }

  /// All rows by the kernel, or one row alone.
  func run(row: Int? = nil) -> [Float] {
    let (rows, columns, depth) = (shape.rows, shape.columns, shape.depth)
    var panels = [Float](repeating: 0, count: elman_packed_count(depth, columns))
    elman_pack(depth, columns, right, columns, false, &panels)
    let leftMatrix =
      transposed
      ? GuardedMatrix(depth, rows, stride: rows + 2, left)
      : GuardedMatrix(rows, depth, stride: depth + 2, left)
    let addendMatrix = GuardedMatrix(rows, columns, stride: columns + 1, addend)
    var result = GuardedMatrix(
      row == nil ? rows : 1, columns, stride: columns + 5, start == .result ? addend : nil)
    let stride = result.stride
    leftMatrix.storage.withUnsafeBufferPointer { left in
      addendMatrix.storage.withUnsafeBufferPointer { addend in
        result.storage.withUnsafeMutableBufferPointer { result in
          guard let left = left.baseAddress, let addend = addend.baseAddress,
            let result = result.baseAddress
          else { return }
          let (startPointer, startStride): (UnsafePointer<Float>?, Int) =
            switch start {
            case .zero: (nil, 0)
            case .bias: (addend, 0)
            case .matrix: (addend, addendMatrix.stride)
            case .result: (UnsafePointer(result), stride)
            }
          elman_multiply(
            row == nil ? rows : 1, columns, depth, left + (row ?? 0) * leftMatrix.stride,
            leftMatrix.stride, transposed, panels, startPointer, startStride, result, stride)
        }
      }
    }
    #expect(result.canariesAreIntact)
    return result.values
  }

  /// The definition: start + left · right, rounded once for each k.
  func naive() -> [Float] {
    let (rows, columns, depth) = (shape.rows, shape.columns, shape.depth)
    var result: [Float] = []
    result.reserveCapacity(rows * columns)
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        for row in 0..<rows {
          for column in 0..<columns {
            var sum =
              switch start {
              case .zero: Float(0)
              case .bias: addend[column]
              case .matrix, .result: addend[row * columns + column]
              }
            var k = 0
            while k < depth {
              let x = transposed ? left[k * rows + row] : left[row * depth + k]
              sum.addProduct(x, right[k * columns + column])
              k += 1
            }
            result.append(sum)
          }
        }
      }
    }
    return result
  }
}

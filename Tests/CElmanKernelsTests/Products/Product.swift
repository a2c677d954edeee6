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
          func multiply(_ panels: UnsafePointer<Float>) {
            elman_multiply(
              elman_product(
                rows: row == nil ? rows : 1, columns: columns, depth: depth,
                left: left + (row ?? 0) * leftMatrix.stride, left_stride: leftMatrix.stride,
                left_transposed: transposed, panels: panels, start: startPointer,
                start_stride: startStride, result: result, result_stride: stride))
          }
          multiply(panels)
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

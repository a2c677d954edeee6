import CElmanKernels
import Testing

/// The operands of one product of bytes, and two ways to compute it.
struct QuantizedProduct {
  let shape: ProductShape
  let start: ProductStart
  /// The scale of all rows, or nil for each row's own.
  var fixedScale: Float?
  /// rows × depth.
  var left: [Float]
  /// depth × columns.
  var right: [Float]
  /// rows × columns; as a bias its first row is meant.
  var addend: [Float]

  init(
    _ shape: ProductShape, start: ProductStart, fixedScale: Float? = nil,
    using random: inout SeededRandom
  ) {
    self.shape = shape
    self.start = start
    self.fixedScale = fixedScale
    left = random.floats(shape.rows * shape.depth)
    right = random.floats(shape.depth * shape.columns)
    addend = random.floats(shape.rows * shape.columns)
  }

  /// Quantises both sides and multiplies them by the kernels.
  func run() -> [Float] {
    let (rows, columns, depth) = (shape.rows, shape.columns, shape.depth)
    let weights = QuantizedWeights(depth, columns, right)
    let activations = QuantizedActivations(rows, depth, left, fixedScale: fixedScale)
    let addendMatrix = GuardedMatrix(rows, columns, stride: columns + 1, addend)
    var result = GuardedMatrix(
      rows, columns, stride: columns + 5, start == .result ? addend : nil)
    let stride = result.stride
    addendMatrix.storage.withUnsafeBufferPointer { addend in
      result.storage.withUnsafeMutableBufferPointer { result in
        guard let addend = addend.baseAddress, let result = result.baseAddress else { return }
        let (startPointer, startStride): (UnsafePointer<Float>?, Int) =
          switch start {
          case .zero: (nil, 0)
          case .bias: (addend, 0)
          case .matrix: (addend, addendMatrix.stride)
          case .result: (UnsafePointer(result), stride)
          }
        func multiply(
          _ bytes: UnsafePointer<UInt8>, _ rowScales: UnsafePointer<Float>,
          _ panels: UnsafePointer<Int8>, _ scales: UnsafePointer<Float>,
          _ sums: UnsafePointer<Int32>
        ) {
          elman_multiply_int8(
            elman_int8_product(
              rows: rows, columns: columns, depth: depth, left: bytes, row_scales: rowScales,
              panels: panels, column_scales: scales, column_sums: sums, start: startPointer,
              start_stride: startStride, result: result, result_stride: stride))
        }
        multiply(
          activations.bytes, activations.scales, weights.panels, weights.scales, weights.sums)
      }
    }
    #expect(result.canariesAreIntact)
    return result.values
  }

  /// The definition.
  func naive() -> [Float] {
    let (rows, columns, depth) = (shape.rows, shape.columns, shape.depth)
    return QuantizedTwins.product(
      (0..<rows).map {
        QuantizedTwins.quantize(
          Array(left[$0 * depth..<($0 + 1) * depth]), fixedScale: fixedScale)
      },
      (0..<columns).map { column in
        QuantizedTwins.quantize((0..<depth).map { right[$0 * columns + column] })
      },
      start: { row, column in
        switch start {
        case .zero: 0
        case .bias: addend[column]
        case .matrix, .result: addend[row * columns + column]
        }
      })
  }
}

/// Weights as `elman_quantize_columns` and `elman_pack_int8` leave them.
struct QuantizedWeights {
  /// depth × columns.
  let bytes: [Int8]
  let panels: [Int8]
  /// Zeros beyond the columns.
  let scales: [Float]
  let sums: [Int32]

  init(_ depth: Int, _ columns: Int, _ weights: [Float]) {
    let source = GuardedMatrix(depth, columns, stride: columns + 3, weights)
    let padded = (columns + 15) / 16 * 16
    var bytes = GuardedBytes<Int8>(depth * columns)
    var scales = GuardedMatrix(1, columns)
    var panels = GuardedBytes<Int8>(padded * elman_quantized_depth(depth))
    var sums = GuardedBytes<Int32>(padded)
    bytes.withUnsafeMutablePointer { bytes in
      elman_quantize_columns(
        depth, columns, source.storage, source.stride, bytes, &scales.storage)
      panels.withUnsafeMutablePointer { panels in
        sums.withUnsafeMutablePointer { elman_pack_int8(depth, columns, bytes, panels, $0) }
      }
    }
    #expect(
      [bytes.canariesAreIntact, scales.canariesAreIntact, panels.canariesAreIntact]
        == [true, true, true] && sums.canariesAreIntact)
    self.bytes = bytes.values
    self.panels = panels.values
    self.scales = scales.values + Array(repeating: 0, count: padded - columns)
    self.sums = sums.values
  }
}

/// Activations as `elman_quantize_rows` leaves them.
struct QuantizedActivations {
  let bytes: [UInt8]
  let scales: [Float]

  init(_ rows: Int, _ depth: Int, _ x: [Float], fixedScale: Float?) {
    let source = GuardedMatrix(rows, depth, stride: depth + 2, x)
    var bytes = GuardedBytes<UInt8>(rows * elman_quantized_depth(depth))
    var scales = GuardedMatrix(1, rows)
    bytes.withUnsafeMutablePointer { bytes in
      elman_quantize_rows(
        rows, depth, source.storage, source.stride, fixedScale ?? 0, bytes, &scales.storage)
    }
    #expect(bytes.canariesAreIntact && scales.canariesAreIntact)
    self.bytes = bytes.values
    self.scales = scales.values
  }
}

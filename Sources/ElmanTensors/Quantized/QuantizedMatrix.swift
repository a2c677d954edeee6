import CElmanKernels

/// The right-hand side of a product in bytes: weights of -127 … 127 with one scale a column, packed
/// for the kernels. An element is its byte times its column's scale.
///
/// It is `@unchecked Sendable` because it stores pointers: nothing writes to the memory after
/// `init`.
package final class QuantizedMatrix: @unchecked Sendable {
  /// The most rows that a matrix may have: 32 bits hold every sum up to there.
  package static let largestDepth = 65_536

  /// The rows of the matrix that was quantised.
  package let depth: Int
  /// The columns of the matrix that was quantised.
  package let columns: Int

  let panelBase: UnsafePointer<Int8>
  /// Beyond the last column up to a multiple of the kernels' width there are zeros, as among the sums.
  let scaleBase: UnsafePointer<Float>
  let sumBase: UnsafePointer<Int32>
  private let storage: UnsafeMutableRawPointer

  /// Quantises a matrix `[depth, columns]`.
  ///
  /// A column's scale is its largest finite magnitude divided by 127. NaN becomes 0, infinities
  /// become the largest byte.
  package convenience init(quantizing matrix: some Matrix) {
    var bytes = [Int8](repeating: 0, count: matrix.rows * matrix.columns)
    var scales = [Float](repeating: 0, count: matrix.columns)
    elman_quantize_columns(
      matrix.rows, matrix.columns, matrix.view.base, matrix.stride, &bytes, &scales)
    self.init(
      bytes: bytes.span, scales: scales.span, depth: matrix.rows, columns: matrix.columns)
  }

  /// A matrix that was quantised before. Whatever bytes and scales it has, products read nothing
  /// beyond them.
  ///
  /// - Parameters:
  ///   - bytes: `depth` × `columns` of them, row after row.
  ///   - scales: one a column.
  ///   - depth: the number of rows.
  ///   - columns: the number of columns.
  package init(bytes: Span<Int8>, scales: Span<Float>, depth: Int, columns: Int) {
    precondition(depth <= Self.largestDepth, "\(depth) rows are too deep for 32-bit sums")
    precondition(
      bytes.count == depth * columns && scales.count == columns,
      "\(bytes.count) bytes and \(scales.count) scales for \(depth) × \(columns)")
    self.depth = depth
    self.columns = columns
    let width = KernelWidth.roundedUp(columns)
    let panelCount = elman_quantized_depth(depth) * width
    // The panels come first: each group of 64 bytes lies in one cache line.
    storage = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, panelCount + width * 8), alignment: 64)
    let panels = storage.bindMemory(to: Int8.self, capacity: panelCount)
    let padded = (storage + panelCount).bindMemory(to: Float.self, capacity: width)
    let sums = (storage + panelCount + width * 4).bindMemory(to: Int32.self, capacity: width)
    padded.initialize(repeating: 0, count: width)
    for column in 0..<columns { padded[column] = scales[column] }
    bytes.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { elman_pack_int8(depth, columns, base, panels, sums) }
    }
    if depth == 0 { sums.initialize(repeating: 0, count: width) }
    panelBase = UnsafePointer(panels)
    scaleBase = UnsafePointer(padded)
    sumBase = UnsafePointer(sums)
  }

  deinit { storage.deallocate() }

  /// The scale of each column.
  package var scales: [Float] {
    withExtendedLifetime(self) { Array(UnsafeBufferPointer(start: scaleBase, count: columns)) }
  }

  /// One element, as products see it.
  package subscript(row: Int, column: Int) -> Float {
    precondition(row >= 0 && row < depth && column >= 0 && column < columns)
    let (lanes, group) = (KernelWidth.lanes, Int(ELMAN_DEPTH_GROUP))
    let panel = column / lanes * lanes * elman_quantized_depth(depth)
    let place = row / group * lanes * group + column % lanes * group + row % group
    return withExtendedLifetime(self) { Float(panelBase[panel + place]) * scaleBase[column] }
  }
}

import CElmanKernels

/// The right-hand side of a product in bytes: weights of -127 … 127 with one scale a column, packed
/// for the kernels. An element is its byte times its column's scale.
///
/// The object owns its memory, or borrows it, such as from a mapped file. It is `@unchecked
/// Sendable` because it stores pointers: nothing writes to the memory after `init`.
public final class QuantizedMatrix: @unchecked Sendable {
  /// The most rows that a matrix may have: 32 bits hold every sum up to there.
  public static let largestDepth = 65_536

  /// The rows of the matrix that was quantised.
  public let depth: Int
  /// The columns of the matrix that was quantised.
  public let columns: Int

  let panelBase: UnsafePointer<Int8>
  let scaleBase: UnsafePointer<Float>
  let sumBase: UnsafePointer<Int32>
  private let storage: UnsafeMutableRawPointer?
  private let owner: AnyObject?

  /// The bytes in the panels of a `depth` × `columns` matrix.
  public static func panelCount(depth: Int, columns: Int) -> Int {
    elman_quantized_depth(depth) * scaleCount(columns: columns)
  }

  /// The scales, and the sums, of a matrix with so many columns.
  public static func scaleCount(columns: Int) -> Int { (columns + 15) / 16 * 16 }

  /// Quantises a matrix `[depth, columns]`.
  ///
  /// A column's scale is its largest finite magnitude divided by 127. NaN becomes 0, infinities
  /// become the largest byte.
  public init(quantizing matrix: MatrixView) {
    precondition(matrix.rows <= Self.largestDepth, "\(matrix) is too deep for 32-bit sums")
    depth = matrix.rows
    columns = matrix.columns
    let scaleCount = Self.scaleCount(columns: columns)
    let panelCount = Self.panelCount(depth: depth, columns: columns)
    // The panels come first: each group of 64 bytes lies in one cache line.
    let storage = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, panelCount + scaleCount * 8), alignment: 64)
    let panels = storage.bindMemory(to: Int8.self, capacity: panelCount)
    let scales = (storage + panelCount).bindMemory(to: Float.self, capacity: scaleCount)
    let sums = (storage + panelCount + scaleCount * 4)
      .bindMemory(to: Int32.self, capacity: scaleCount)
    elman_quantize_columns(
      depth, columns, matrix.base, matrix.stride, panels, scales, sums)
    panelBase = UnsafePointer(panels)
    scaleBase = UnsafePointer(scales)
    sumBase = UnsafePointer(sums)
    self.storage = storage
    owner = nil
  }

  /// A matrix that reads bytes elsewhere, quantised before. Whatever they hold, products read
  /// nothing beyond them.
  ///
  /// - Parameters:
  ///   - panels: `panelCount` bytes, best at an address that is a multiple of 64.
  ///   - scales: `scaleCount` scales.
  ///   - sums: `scaleCount` sums.
  ///   - owner: what keeps them alive.
  public init(
    borrowing panels: UnsafeBufferPointer<Int8>, scales: UnsafeBufferPointer<Float>,
    sums: UnsafeBufferPointer<Int32>, depth: Int, columns: Int, owner: AnyObject
  ) {
    guard depth >= 0, columns >= 0, depth <= Self.largestDepth,
      panels.count == Self.panelCount(depth: depth, columns: columns),
      scales.count == Self.scaleCount(columns: columns), sums.count == scales.count,
      let panelBase = panels.baseAddress, let scaleBase = scales.baseAddress,
      let sumBase = sums.baseAddress
    else {
      preconditionFailure(
        "\(panels.count) bytes, \(scales.count) scales and \(sums.count) sums for "
          + "\(depth) × \(columns)")
    }
    self.depth = depth
    self.columns = columns
    self.panelBase = panelBase
    self.scaleBase = scaleBase
    self.sumBase = sumBase
    self.owner = owner
    storage = nil
  }

  deinit { storage?.deallocate() }

  /// The bytes, in panels of 16 columns, the same on every machine: `panelCount` of them, valid as
  /// long as this object lives.
  public var panels: UnsafeBufferPointer<Int8> {
    UnsafeBufferPointer(
      start: panelBase, count: Self.panelCount(depth: depth, columns: columns))
  }

  /// Each column's scale; beyond the last column up to a multiple of 16, zeros. Valid as long as
  /// this object lives.
  public var scales: UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(start: scaleBase, count: Self.scaleCount(columns: columns))
  }

  /// The sum of each column's bytes; beyond the last column up to a multiple of 16, zeros. Valid as
  /// long as this object lives.
  public var sums: UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: sumBase, count: Self.scaleCount(columns: columns))
  }

  /// One element, as products see it.
  public subscript(row: Int, column: Int) -> Float {
    precondition(row >= 0 && row < depth && column >= 0 && column < columns)
    let panel = column / 16 * 16 * elman_quantized_depth(depth)
    return withExtendedLifetime(self) {
      Float(panels[panel + row / 4 * 64 + column % 16 * 4 + row % 4]) * scales[column]
    }
  }
}

/// Memory for one pass: handed out in order, given back all at once.
///
/// It grows by chunks while the first batches show how much is needed, and holds on to what it
/// has, so that later passes allocate nothing.
package struct Workspace: ~Copyable {
  private struct Chunk {
    let base: UnsafeMutableRawPointer
    /// In words of four bytes.
    let count: Int
  }

  private var chunks: [Chunk] = []
  private var used = 0

  /// An empty workspace.
  package init() {}

  deinit { for chunk in chunks { chunk.base.deallocate() } }

  /// The words of four bytes held.
  package var capacity: Int { chunks.reduce(0) { $0 + $1.count } }

  /// A matrix with undefined elements, valid until `reset()`.
  package mutating func matrix(rows: Int, columns: Int) -> MutableMatrixView {
    MutableMatrixView(base: floats(rows * columns), rows: rows, columns: columns)
  }

  /// A matrix of zeros, valid until `reset()`.
  package mutating func zeros(rows: Int, columns: Int) -> MutableMatrixView {
    let matrix = matrix(rows: rows, columns: columns)
    matrix.fill(0)
    return matrix
  }

  /// Packs a matrix, or its transpose, for products; valid until `reset()`.
  package mutating func pack(_ matrix: some Matrix, transposed: Bool = false) -> PackedMatrix {
    let count = PackedMatrix.count(
      depth: transposed ? matrix.columns : matrix.rows,
      columns: transposed ? matrix.rows : matrix.columns)
    return PackedMatrix(matrix, transposed: transposed, into: floats(count))
  }

  /// Room for `count` floats, aligned to 64 bytes, with undefined elements, valid until `reset()`.
  package mutating func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
    words(count).bindMemory(to: Float.self, capacity: count)
  }

  /// Room for `count` integers with undefined values, valid until `reset()`.
  package mutating func integers(_ count: Int) -> UnsafeMutableBufferPointer<Int32> {
    UnsafeMutableBufferPointer(
      start: words(count).bindMemory(to: Int32.self, capacity: count), count: count)
  }

  private mutating func words(_ count: Int) -> UnsafeMutableRawPointer {
    precondition(count >= 0)
    let rounded = (count + 15) / 16 * 16
    if let chunk = chunks.last, used + rounded <= chunk.count {
      defer { used += rounded }
      return chunk.base + 4 * used
    }
    let size = max(rounded, capacity, 1 << 16)
    chunks.append(Workspace.allocate(size))
    used = rounded
    return chunks[chunks.count - 1].base
  }

  /// Takes back everything that was handed out.
  package mutating func reset() {
    if chunks.count > 1 {
      let total = capacity
      for chunk in chunks { chunk.base.deallocate() }
      chunks = [Workspace.allocate(total)]
    }
    used = 0
  }

  private static func allocate(_ count: Int) -> Chunk {
    Chunk(base: .allocate(byteCount: 4 * count, alignment: 64), count: count)
  }
}

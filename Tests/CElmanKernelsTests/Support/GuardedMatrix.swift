/// A row-major matrix whose rows are followed by canaries, up to the stride and after the last row,
/// so that a kernel that writes where it must not is found out.
struct GuardedMatrix {
  let rows: Int
  let columns: Int
  let stride: Int
  /// Pass this to a kernel.
  var storage: [Float]

  private static let canary = Float(bitPattern: 0x7fc0_1234)

  init(_ rows: Int, _ columns: Int, stride: Int? = nil, _ values: [Float]? = nil) {
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
    storage = Array(repeating: Self.canary, count: rows * self.stride + 19)
    for row in 0..<rows {
      for column in 0..<columns { self[row, column] = values?[row * columns + column] ?? 0 }
    }
  }

  subscript(row: Int, column: Int) -> Float {
    get { storage[row * stride + column] }
    set { storage[row * stride + column] = newValue }
  }

  /// The elements row by row, without canaries.
  var values: [Float] { (0..<rows).flatMap { storage[$0 * stride..<$0 * stride + columns] } }

  var canariesAreIntact: Bool {
    storage.indices.allSatisfy { index in
      let isElement = index < rows * stride && index % stride < columns
      return isElement || storage[index].bitPattern == Self.canary.bitPattern
    }
  }
}

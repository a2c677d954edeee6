import ElmanTensors
import Testing

@Suite struct WorkspaceTests {
  /// The same requests again and again: what the first round took is enough.
  @Test(arguments: 0..<10)
  func doesNotGrowAfterTheFirstRound(seed: UInt64) {
    var random = Random(seed: seed)
    let shapes = (0..<30).map { _ in (random.index(below: 300), random.index(below: 300)) }
    var workspace = Workspace()
    var capacity = 0
    for round in 0..<4 {
      for (rows, columns) in shapes { _ = workspace.matrix(rows: rows, columns: columns) }
      if round == 0 { capacity = workspace.capacity }
      #expect(workspace.capacity == capacity)
      workspace.reset()
    }
    #expect(capacity >= shapes.reduce(0) { $0 + $1.0 * $1.1 })
  }

  @Test func startsEmpty() {
    let workspace = Workspace()
    #expect(workspace.capacity == 0)
  }

  @Test func alignsTo64Bytes() {
    var workspace = Workspace()
    for count in [1, 15, 16, 17, 100_000, 3] {
      #expect(UInt(bitPattern: workspace.floats(count)) % 64 == 0)
    }
  }

  /// Matrices keep what is written to them while others are handed out, chunk after chunk.
  @Test func matricesDoNotOverlap() {
    var workspace = Workspace()
    let matrices = (1..<80).map { index in
      let matrix = workspace.matrix(rows: index, columns: 2 * index + 1)
      matrix.fill(Float(index))
      return matrix
    }
    for (index, matrix) in zip(1..., matrices) {
      #expect(matrix.elements.allSatisfy { $0 == Float(index) })
    }
    workspace.reset()
  }

  @Test func zerosAreZeroAfterUse() {
    var workspace = Workspace()
    workspace.matrix(rows: 9, columns: 7).fill(3)
    workspace.reset()
    #expect(workspace.zeros(rows: 9, columns: 7).elements == Array(repeating: 0, count: 63))
  }

  @Test func packsForProducts() {
    var workspace = Workspace()
    let (left, right) = (
      workspace.matrix(rows: 1, columns: 2), workspace.matrix(rows: 2, columns: 2)
    )
    for k in 0..<2 { left.base[k] = Float(k + 1) }
    for k in 0..<4 { right.base[k] = Float(k + 1) }
    let result = workspace.matrix(rows: 1, columns: 2)
    result.setProduct(left, workspace.pack(right))
    #expect(result.elements == [7, 10])
    result.setProduct(left, workspace.pack(right, transposed: true))
    #expect(result.elements == [5, 11])
  }
}

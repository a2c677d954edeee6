import ElmanTensors
import Testing

@Suite struct ParameterBufferTests {
  private func layout() -> (layout: ParameterLayout, first: Parameter, second: Parameter) {
    var layout = ParameterLayout()
    let first = layout.add("first", rows: 2, columns: 3, .uniform(bound: 1))
    let second = layout.add("second", rows: 1, columns: 4, use: .dense, .constants([5]))
    return (layout, first, second)
  }

  @Test func viewsOneFlatArray() {
    let (layout, first, second) = layout()
    let buffer = MutableParameterBuffer(zerosFor: layout)
    #expect(buffer.elements == Array(repeating: 0, count: 10))
    for k in 0..<10 { buffer.base[k] = Float(k) }
    #expect(buffer[first].elements == [0, 1, 2, 3, 4, 5])
    #expect(buffer[second].elements == [6, 7, 8, 9])
    buffer[second][0, 1] = -1
    #expect(buffer.elements[7] == -1)
    #expect(UInt(bitPattern: buffer.base) % 64 == 0)
  }

  @Test func initializesInOrder() {
    let (layout, first, second) = layout()
    let (buffer, copy) = (
      MutableParameterBuffer(zerosFor: layout), MutableParameterBuffer(zerosFor: layout)
    )
    var random = Random(seed: 1)
    buffer.initialize(with: &random)
    #expect(Set(buffer[first].elements).count == 6)
    #expect(buffer[second].elements == [5, 5, 5, 5])
    copy.copy(from: buffer.readOnly)
    #expect(copy.elements == buffer.elements)
  }

  @Test func readsBorrowedFloatsAndKeepsTheirOwner() {
    final class Owner {
      let floats = UnsafeMutableBufferPointer<Float>.allocate(capacity: 10)
      deinit { floats.deallocate() }
    }
    let (layout, _, second) = layout()
    weak var watched: Owner?
    do {
      let owner = Owner()
      for k in 0..<10 { owner.floats[k] = Float(k) }
      watched = owner
      let buffer = ParameterBuffer(
        borrowing: UnsafeBufferPointer(owner.floats), layout: layout, owner: owner)
      #expect(buffer[second].elements == [6, 7, 8, 9])
      #expect(watched != nil)
    }
    #expect(watched == nil)
  }
}

import ElmanTestSupport
import Testing

@testable import ElmanTensors

struct SafetensorsWriterTests {
  @Test func laysTheFileOut() throws {
    var writer = SafetensorsWriter()
    writer.metadata = ["zeta": "1", "alpha": "a\"\\\u{1}\u{7F}\u{E9}"]
    writer.add("u", [1, 2, 3] as [UInt8], shape: [3])
    writer.add("f", [1] as [Float], shape: [])
    let expected =
      #"{"__metadata__":{"alpha":"a\"\\\u0001"# + "\u{7F}\u{E9}" + #"","zeta":"1"},"#
      + #""u":{"dtype":"U8","shape":[3],"data_offsets":[4,7]},"#
      + #""f":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#
    let bytes = try writer.serialized()
    let dataStart = bytes.count - 7
    #expect(dataStart % 64 == 0)
    #expect(Array(bytes[..<8]) == lengthPrefix(UInt64(dataStart - 8)))
    let header = String(decoding: bytes[8..<dataStart], as: UTF8.self)
    #expect(header.hasPrefix(expected))
    #expect(header.utf8.dropFirst(expected.utf8.count).allSatisfy { $0 == UInt8(ascii: " ") })
    #expect(Array(bytes[dataStart...]) == [0, 0, 0x80, 0x3F, 1, 2, 3])
  }

  @Test(arguments: 0..<130)
  func padsHeadersOfAnyLength(length: Int) throws {
    var writer = SafetensorsWriter()
    writer.metadata["key"] = String(repeating: "x", count: length)
    let bytes = try writer.serialized()
    #expect(bytes.count % 64 == 0)
    #expect(bytes.count < 8 + 29 + length + 64)
    #expect(try openSafetensors(bytes).metadata == writer.metadata)
  }

  @Test func writesTheSameBytesForTheSameContent() throws {
    let keys = (0..<50).map { "key\($0)" }
    var forwards = SafetensorsWriter()
    var backwards = SafetensorsWriter()
    for key in keys { forwards.metadata[key] = key }
    for key in keys.reversed() { backwards.metadata[key] = key }
    #expect(try forwards.serialized() == backwards.serialized())
  }

  @Test func writesFilesLikeBytes() throws {
    let folder = try TemporaryFolder()
    var writer = SafetensorsWriter()
    writer.add("large", (0..<100_000).map(Float.init), shape: [1000, 100])
    writer.add("small", [1, 2] as [Int32], shape: [2])
    try writer.write(to: folder.file("model"))
    #expect(try folder.read("model") == writer.serialized())
    #expect(try folder.contents == ["model"])
    let file = try SafetensorsFile(path: folder.file("model"))
    #expect(try file.values(of: "large", as: Float.self, shape: [1000, 100]).last == 99_999)
  }

  @Test func reportsWhatCannotBeWritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("none/model")
    let expected = SafetensorsError.file(
      .cannotWrite(path: path, reason: "No such file or directory"))
    #expect(throws: expected) { try SafetensorsWriter().write(to: path) }
  }

  @Test func refusesHeadersThatNoReaderTakes() throws {
    var writer = SafetensorsWriter()
    writer.metadata["key"] = "value"
    let size = try writer.header(dataOrder: [], path: "m").count - 8
    #expect(throws: Never.self) { try writer.header(dataOrder: [], path: "m", limit: size) }
    #expect(
      throws: SafetensorsError.headerTooLong(
        path: "m", limit: size - 1, found: UInt64(size))
    ) { try writer.header(dataOrder: [], path: "m", limit: size - 1) }
  }

  @Test func escapesEveryScalar() throws {
    var writer = SafetensorsWriter()
    let planes: [ClosedRange<UInt32>] = [
      0...0xD7FF, 0xE000...0xFFFF, 0x1F300...0x1F6FF, 0x10FF00...0x10FFFF,
    ]
    for (number, plane) in planes.enumerated() {
      var text = ""
      text.unicodeScalars.append(contentsOf: plane.lazy.compactMap { Unicode.Scalar($0) })
      writer.metadata["\(number)"] = text
    }
    let metadata = try openSafetensors(writer.serialized()).metadata
    #expect(metadata.count == planes.count)
    for (key, text) in writer.metadata {
      // By bytes, since `String` takes equivalent texts for equal.
      #expect(metadata[key].map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test func namesAreBytes() throws {
    var writer = SafetensorsWriter()
    writer.add("\u{E9}", [1 as Float], shape: [1])
    writer.add("e\u{301}", [2 as Float, 3], shape: [2])
    let file = try openSafetensors(writer.serialized())
    #expect(file.tensor(named: "\u{E9}")?.shape == [1])
    #expect(file.tensor(named: "e\u{301}")?.shape == [2])
    #expect(file.tensor(named: "e") == nil)
  }

  @Test(arguments: 0..<50)
  func roundTrips(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var writer = SafetensorsWriter()
    var expected: [(type: ElementType, shape: [Int], bytes: [UInt8])] = []
    for number in 0..<Int.random(in: 0...12, using: &generator) {
      let type = ElementType.allCases.randomElement(using: &generator) ?? .float32
      let shape = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        Int.random(in: 0...5, using: &generator)
      }
      let bytes = (0..<shape.reduce(type.size, *)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      writer.add("tensor.\(number)", type: type, bytes: bytes, shape: shape)
      expected.append((type, shape, bytes))
    }
    let file = try openSafetensors(writer.serialized())
    #expect(file.tensors.map(\.name) == expected.indices.map { "tensor.\($0)" })
    for (number, (type, shape, bytes)) in expected.enumerated() {
      let found = try file.bytes(of: "tensor.\(number)", type: type, shape: shape)
      #expect(Array(found) == bytes)
    }
  }

  @Test func roundTripsSwiftNumbers() throws {
    func check<Element: TensorElement & Equatable>(_ values: [Element]) throws {
      var writer = SafetensorsWriter()
      writer.add("first", [1] as [UInt8], shape: [1])
      writer.add("values", values, shape: [values.count])
      let file = try openSafetensors(writer.serialized())
      let found = try file.values(of: "values", as: Element.self, shape: [nil])
      #expect(Array(found) == values)
    }
    try check([Int8.min, 0, .max])
    try check([UInt8.min, 1, .max])
    try check([Int16.min, 0, .max])
    try check([UInt16.min, 1, .max])
    try check([Int32.min, 0, .max])
    try check([UInt32.min, 1, .max])
    try check([Int64.min, 0, .max])
    try check([UInt64.min, 1, .max])
    try check([Float.leastNonzeroMagnitude, -0.0, .infinity])
    try check([Double.leastNonzeroMagnitude, -0.0, .infinity])
  }

  #if os(Linux) || os(macOS)
    @Test func stopsOnMistakesOfTheProgrammer() async {
      await #expect(processExitsWith: .failure) {
        var writer = SafetensorsWriter()
        writer.add("t", [1, 2, 3] as [Float], shape: [2, 2])
      }
      await #expect(processExitsWith: .failure) {
        var writer = SafetensorsWriter()
        writer.add("t", [1] as [Float], shape: [1])
        writer.add("t", [1] as [Float], shape: [1])
      }
    }
  #endif
}

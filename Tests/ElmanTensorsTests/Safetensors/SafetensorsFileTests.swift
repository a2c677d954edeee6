import ElmanTensors
import ElmanTestSupport
import Testing

struct SafetensorsFileTests {
  /// What Python's safetensors 0.8.0 wrote for
  ///
  ///     import numpy as np
  ///     from safetensors.numpy import save
  ///     file = save({
  ///         "b": np.array([[1, 2, 3], [-4, 0.5, 0]], dtype=np.float32),
  ///         "a": np.array(-7, dtype=np.int64),
  ///         "e": np.zeros((0, 3), dtype=np.uint8),
  ///         "u": np.array([104, 105, 33], dtype=np.uint8),
  ///     }, metadata={"language": "naïve", "n": "1"})
  ///     header, data = file[8:-35], file[-35:]
  ///     print(file[:8].hex(), header.decode(), data.hex())
  static let pythonFile: [UInt8] =
    [0x08, 0x01, 0, 0, 0, 0, 0, 0]
    + Array(
      (#"{"__metadata__":{"n":"1","language":"na"# + "\u{EF}" + #"ve"},"#
        + #""a":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"#
        + #""b":{"dtype":"F32","shape":[2,3],"data_offsets":[8,32]},"#
        + #""e":{"dtype":"U8","shape":[0,3],"data_offsets":[32,32]},"#
        + #""u":{"dtype":"U8","shape":[3],"data_offsets":[32,35]}}"#).utf8)
    + [
      0xF9, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
      0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x40, 0x40,
      0x00, 0x00, 0x80, 0xC0, 0x00, 0x00, 0x00, 0x3F, 0x00, 0x00, 0x00, 0x00,
      0x68, 0x69, 0x21,
    ]

  @Test func readsWhatPythonWrote() throws {
    let file = try openSafetensors(Self.pythonFile)
    #expect(file.metadata == ["language": "na\u{EF}ve", "n": "1"])
    #expect(file.tensors.map(\.name) == ["a", "b", "e", "u"])
    #expect(file.tensors.map(\.type) == [.int64, .float32, .uint8, .uint8])
    #expect(file.tensors.map(\.shape) == [[], [2, 3], [0, 3], [3]])
    #expect(file.tensors.map(\.byteRange) == [272..<280, 280..<304, 304..<304, 304..<307])
    #expect(Array(try file.values(of: "a", as: Int64.self, shape: [])) == [-7])
    let matrix = try file.values(of: "b", as: Float.self, shape: [2, 3])
    #expect(Array(matrix) == [1, 2, 3, -4, 0.5, 0])
    #expect(try file.values(of: "e", as: UInt8.self, shape: [nil, 3]).isEmpty)
    #expect(Array(try file.bytes(of: "u", type: .uint8, shape: [nil])) == Array("hi!".utf8))
  }

  @Test func readsFromDisk() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.pythonFile, to: "model.safetensors")
    let file = try SafetensorsFile(path: path)
    #expect(file.path == path)
    #expect(Array(try file.values(of: "a", as: Int64.self, shape: [])) == [-7])
    let missing = folder.file("none")
    #expect(throws: SafetensorsError.file(.missing(path: missing))) {
      try SafetensorsFile(path: missing)
    }
  }

  @Test func comparesTypeAndShape() throws {
    let file = try openSafetensors(Self.pythonFile)
    #expect(throws: SafetensorsError.missingTensor(path: "test", tensor: "c")) {
      try file.bytes(of: "c", type: .float32, shape: [])
    }
    #expect(
      throws: SafetensorsError.wrongType(
        path: "test", tensor: "b", expected: "I32", found: "F32")
    ) { try file.bytes(of: "b", type: .int32, shape: [2, 3]) }
    for shape: [Int?] in [
      [], [6], [3, 2], [2, 4], [nil], [nil, 2], [2, 3, 1], [nil, nil, nil],
    ] {
      #expect(
        throws: SafetensorsError.wrongShape(
          path: "test", tensor: "b", expected: shape, found: [2, 3])
      ) { try file.bytes(of: "b", type: .float32, shape: shape) }
    }
    for shape: [Int?] in [[2, 3], [nil, 3], [2, nil], [nil, nil]] {
      #expect(try file.bytes(of: "b", type: .float32, shape: shape).count == 24)
    }
    #expect(file.tensor(named: "b")?.shape == [2, 3])
    #expect(file.tensor(named: "c") == nil)
  }

  @Test(arguments: ElementType.allCases)
  func knowsEveryElementType(type: ElementType) throws {
    let header =
      #"{"t":{"dtype":"\#(type.rawValue)","shape":[3],"data_offsets":[0,\#(3 * type.size)]}}"#
    let padded = header + String(repeating: " ", count: 7 - (header.utf8.count + 7) % 8)
    let file = try openSafetensors(safetensorsBytes(header: padded, dataSize: 3 * type.size))
    #expect(try file.bytes(of: "t", type: type, shape: [3]).count == 3 * type.size)
  }

  @Test func opensFilesWithUnknownTypesButDoesNotReadThem() throws {
    let header = #"{"t":{"dtype":"F8_E4M3","shape":[3],"data_offsets":[0,3]}}"#
    let file = try openSafetensors(safetensorsBytes(header: header, dataSize: 3))
    #expect(file.tensor(named: "t")?.typeName == "F8_E4M3")
    #expect(file.tensor(named: "t")?.type == nil)
    #expect(
      throws: SafetensorsError.wrongType(
        path: "test", tensor: "t", expected: "U8", found: "F8_E4M3")
    ) { try file.bytes(of: "t", type: .uint8, shape: [3]) }
  }

  @Test func refusesMisalignedTensors() throws {
    let fields = #""shape":[1],"data_offsets":"#
    var header = #"{"byte":{"dtype":"U8",\#(fields)[0,1]},"float":{"dtype":"F32",\#(fields)[1,5]}}"#
    header += String(repeating: " ", count: 7 - (header.utf8.count + 7) % 8)
    let file = try openSafetensors(safetensorsBytes(header: header, dataSize: 5))
    #expect(Array(try file.values(of: "byte", as: UInt8.self, shape: [1])) == [1])
    let offset = 8 + header.utf8.count + 1
    #expect(
      throws: SafetensorsError.misaligned(
        path: "test", tensor: "float", expected: 4, offset: offset)
    ) { try file.values(of: "float", as: Float.self, shape: [1]) }
  }

  @Test(arguments: ["{}", "{ }  ", #"{"__metadata__":{}}"#, "{\t\n\r }"])
  func opensFilesWithoutTensors(header: String) throws {
    let file = try openSafetensors(safetensorsBytes(header: header))
    #expect(file.tensors.isEmpty)
    #expect(file.metadata.isEmpty)
  }

  @Test func readsEveryEscape() throws {
    let header =
      #"{"__metadata__":{"a":"\"\\\/\b\f\n\r\t\u0000\u00e9\u20AC\uD83D\uDE00","\u0062":"\\u0041"}}"#
    let file = try openSafetensors(safetensorsBytes(header: header))
    #expect(
      file.metadata == [
        "a": "\"\\/\u{8}\u{C}\n\r\t\0\u{E9}\u{20AC}\u{1F600}", "b": "\\u0041",
      ])
  }

  @Test func takesFieldsInAnyOrderWithSpace() throws {
    let header = " \n\t\r"
    let text =
      #"{~"t"~:~{~"data_offsets"~:~[~0~,~2~]~,~"shape"~:~[~1~,~2~]~,~"dtype"~:~"U8"~}~}~"#
    let spaced = text.split(separator: "~", omittingEmptySubsequences: false)
      .joined(separator: header)
    let file = try openSafetensors(safetensorsBytes(header: spaced, dataSize: 2))
    #expect(Array(try file.bytes(of: "t", type: .uint8, shape: [1, 2])) == [1, 1])
  }
}

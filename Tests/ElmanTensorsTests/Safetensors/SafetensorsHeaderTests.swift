import ElmanTensors
import ElmanTestSupport
import Testing

/// A file that must not open, and the error that must say so.
struct HostileFile: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let bytes: [UInt8]
  let error: SafetensorsError

  init(_ name: String, bytes: [UInt8], _ error: SafetensorsError) {
    testDescription = name
    self.bytes = bytes
    self.error = error
  }

  init(_ name: String, _ header: String, dataSize: Int = 0, _ error: SafetensorsError) {
    self.init(name, bytes: safetensorsBytes(header: header, dataSize: dataSize), error)
  }

  /// A header that stops being right at `offset`, counted from the header's start.
  static func malformed(
    _ name: String, _ header: String, at offset: Int, expected: String, found: String
  ) -> HostileFile {
    HostileFile(
      name, header, dataSize: 4,
      .malformedHeader(path: "test", offset: 8 + offset, expected: expected, found: found))
  }

  /// A header with a tensor `t` of four bytes whose field at `offset` is a wrong number.
  static func number(_ name: String, _ header: String, at offset: Int, found: String)
    -> HostileFile
  {
    HostileFile(
      name, header, dataSize: 4, .invalidNumber(path: "test", offset: 8 + offset, found: found))
  }
}

struct SafetensorsHeaderTests {
  static let lengths: [HostileFile] = [
    HostileFile("no bytes", bytes: [], .tooShort(path: "test", expected: 8, found: 0)),
    HostileFile(
      "seven bytes", bytes: [2, 0, 0, 0, 0, 0, 0], .tooShort(path: "test", expected: 8, found: 7)),
    HostileFile("length 0", bytes: lengthPrefix(0), .emptyHeader(path: "test")),
    HostileFile(
      "length 0 before data", bytes: lengthPrefix(0) + [1, 2], .emptyHeader(path: "test")),
    HostileFile(
      "length beyond the end", bytes: lengthPrefix(3) + Array("{}".utf8),
      .headerPastEnd(path: "test", expected: 11, found: 10)),
    HostileFile(
      "length at the limit", bytes: lengthPrefix(100_000_000) + Array("{}".utf8),
      .headerPastEnd(path: "test", expected: 100_000_008, found: 10)),
    HostileFile(
      "length above the limit", bytes: lengthPrefix(100_000_001) + Array("{}".utf8),
      .headerTooLong(path: "test", limit: 100_000_000, found: 100_000_001)),
    HostileFile(
      "length 2^63 - 1", bytes: lengthPrefix(1 << 63 - 1) + Array("{}".utf8),
      .headerTooLong(path: "test", limit: 100_000_000, found: 1 << 63 - 1)),
    HostileFile(
      "length 2^63", bytes: lengthPrefix(1 << 63) + Array("{}".utf8),
      .headerTooLong(path: "test", limit: 100_000_000, found: 1 << 63)),
    HostileFile(
      "length 2^64 - 1", bytes: lengthPrefix(.max) + Array("{}".utf8),
      .headerTooLong(path: "test", limit: 100_000_000, found: .max)),
  ]

  static let syntax: [HostileFile] = [
    .malformed("a space first", " {}", at: 0, expected: "'{'", found: "' '"),
    .malformed("a list", "[]", at: 0, expected: "'{'", found: "'['"),
    .malformed("a byte order mark", "\u{FEFF}{}", at: 0, expected: "'{'", found: "byte 0xEF"),
    .malformed(
      "an open brace alone", "{", at: 1, expected: "a string", found: "the end of the header"),
    .malformed("no quotation mark", "{t:1}", at: 1, expected: "a string", found: "'t'"),
    .malformed("no colon", #"{"t" {}}"#, at: 5, expected: "':'", found: "'{'"),
    .malformed(
      "a comma at the end", #"{"__metadata__":{},}"#, at: 19, expected: "a string", found: "'}'"),
    .malformed(
      "text after the header", "{}x", at: 2, expected: "the end of the header", found: "'x'"),
    .malformed(
      "a zero byte after the header", "{}\0", at: 2, expected: "the end of the header",
      found: "byte 0x0"),
    .malformed("a second object", "{} {}", at: 3, expected: "the end of the header", found: "'{'"),
    .malformed("a tensor that is a number", #"{"t":1}"#, at: 5, expected: "'{'", found: "'1'"),
    .malformed("a tensor that is null", #"{"t":null}"#, at: 5, expected: "'{'", found: "'n'"),
    .malformed(
      "a string that does not end", #"{"t"#, at: 3, expected: "'\"'", found: "the end of the header"
    ),
    .malformed(
      "a raw newline in a string", "{\"t\n\":1}", at: 3,
      expected: "no control character in a string", found: "byte 0xA"),
    .malformed("an unknown escape", #"{"\x":1}"#, at: 3, expected: "an escape", found: "'x'"),
    .malformed(
      "an escape cut off", #"{"\"#, at: 3, expected: "an escape", found: "the end of the header"),
    .malformed(
      "three digits in an escape", #"{"\u00e":1}"#, at: 7, expected: "a hexadecimal digit",
      found: "'\"'"),
    .malformed(
      "a lone low surrogate", #"{"\uDC00":1}"#, at: 4,
      expected: "the first half of a surrogate pair", found: "'D'"),
    .malformed(
      "a lone high surrogate", #"{"\uD800":1}"#, at: 8,
      expected: "the second half of a surrogate pair", found: "'\"'"),
    .malformed(
      "two high surrogates", #"{"\uD800\uD800":1}"#, at: 10,
      expected: "the second half of a surrogate pair", found: "'D'"),
    .malformed(
      "metadata that is a string", #"{"__metadata__":"x"}"#, at: 16, expected: "'{'", found: "'\"'"),
    .malformed(
      "metadata with a number", #"{"__metadata__":{"a":1}}"#, at: 21, expected: "a string",
      found: "'1'"),
    .malformed(
      "metadata with an object", #"{"__metadata__":{"a":{}}}"#, at: 21, expected: "a string",
      found: "'{'"),
    .malformed(
      "a type that is a number", #"{"t":{"dtype":4}}"#, at: 14, expected: "a string", found: "'4'"),
    .malformed(
      "a shape that is a number", #"{"t":{"shape":4}}"#, at: 14, expected: "'['", found: "'4'"),
    .malformed(
      "a shape of strings", #"{"t":{"shape":["1"]}}"#, at: 15, expected: "a number", found: "'\"'"),
    .malformed(
      "a shape with a hole", #"{"t":{"shape":[1,,2]}}"#, at: 17, expected: "a number", found: "','"),
    .malformed(
      "no offsets", #"{"t":{"data_offsets":[]}}"#, at: 22, expected: "a number", found: "']'"),
    .malformed("one offset", #"{"t":{"data_offsets":[4]}}"#, at: 23, expected: "','", found: "']'"),
    .malformed(
      "three offsets", #"{"t":{"data_offsets":[0,4,4]}}"#, at: 25, expected: "']'", found: "','"),
    .malformed(
      "nested lists", #"{"t":{"shape":"# + String(repeating: "[", count: 200_000), at: 15,
      expected: "a number", found: "'['"),
    HostileFile(
      "nested objects", String(repeating: #"{"t":"#, count: 200_000),
      .unknownField(path: "test", tensor: "t", field: "t")),
    .malformed(
      "a list that stops", #"{"t":{"shape":[1"#, at: 16, expected: "',' or ']'",
      found: "the end of the header"),
    .malformed(
      "an object that stops", #"{"__metadata__":{}"#, at: 18, expected: "',' or '}'",
      found: "the end of the header"),
  ]

  static let numbers: [HostileFile] = [
    .number("a negative extent", #"{"t":{"shape":[-1]}}"#, at: 15, found: "-1"),
    .number("minus zero", #"{"t":{"shape":[-0]}}"#, at: 15, found: "-0"),
    .number("an extent as a float", #"{"t":{"shape":[1.0]}}"#, at: 15, found: "1.0"),
    .number("an extent with an exponent", #"{"t":{"shape":[1e2]}}"#, at: 15, found: "1e2"),
    .number("a leading zero", #"{"t":{"shape":[01]}}"#, at: 15, found: "01"),
    .number(
      "an extent of 2^63", #"{"t":{"shape":[9223372036854775808]}}"#, at: 15,
      found: "9223372036854775808"),
    .number(
      "a number of 100,000 digits",
      #"{"t":{"shape":["# + String(repeating: "9", count: 100_000) + "]}}", at: 15,
      found: String(repeating: "9", count: 32)),
    .number("a negative offset", #"{"t":{"data_offsets":[-4,4]}}"#, at: 22, found: "-4"),
    .number("an offset as a float", #"{"t":{"data_offsets":[0,4.0]}}"#, at: 24, found: "4.0"),
    .number(
      "an offset of 2^64", #"{"t":{"data_offsets":[0,18446744073709551616]}}"#, at: 24,
      found: "18446744073709551616"),
  ]

  static let encodings: [HostileFile] = [
    HostileFile(
      "a wrong byte in a name", bytes: safetensorsBytes(header: [0x7B, 0x22, 0xFF, 0x22]),
      .invalidUTF8(path: "test", offset: 9)),
    HostileFile(
      "an overlong sequence", bytes: safetensorsBytes(header: [0x7B, 0x22, 0xC0, 0x80, 0x22]),
      .invalidUTF8(path: "test", offset: 9)),
    HostileFile(
      "an encoded surrogate",
      bytes: safetensorsBytes(header: [0x7B, 0x22, 0xED, 0xA0, 0x80, 0x22]),
      .invalidUTF8(path: "test", offset: 9)),
    HostileFile(
      "a sequence cut off", bytes: safetensorsBytes(header: [0x7B, 0x22, 0xE2, 0x82, 0x22]),
      .invalidUTF8(path: "test", offset: 9)),
  ]

  static let tensors: [HostileFile] = [
    HostileFile(
      "one tensor twice",
      #"{"t":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"t":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#,
      .duplicateTensor(path: "test", tensor: "t")),
    HostileFile(
      "one tensor twice by an escape",
      #"{"t":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"\u0074":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#,
      .duplicateTensor(path: "test", tensor: "t")),
    HostileFile(
      "one key twice", #"{"__metadata__":{"a":"1","a":"1"}}"#,
      .duplicateMetadata(path: "test", key: "a")),
    HostileFile(
      "two keys in other normal forms", #"{"__metadata__":{"\u00e9":"1","e\u0301":"2"}}"#,
      .duplicateMetadata(path: "test", key: "e\u{301}")),
    HostileFile(
      "metadata twice", #"{"__metadata__":{},"__metadata__":{}}"#,
      .duplicateMetadata(path: "test", key: "__metadata__")),
    HostileFile(
      "one field twice", #"{"t":{"dtype":"U8","dtype":"U8"}}"#,
      .duplicateField(path: "test", tensor: "t", field: "dtype")),
    HostileFile(
      "an unknown field", #"{"t":{"stride":[1]}}"#,
      .unknownField(path: "test", tensor: "t", field: "stride")),
    HostileFile("no field", #"{"t":{}}"#, .missingField(path: "test", tensor: "t", field: "dtype")),
    HostileFile(
      "no type", #"{"t":{"shape":[4],"data_offsets":[0,4]}}"#, dataSize: 4,
      .missingField(path: "test", tensor: "t", field: "dtype")),
    HostileFile(
      "no shape", #"{"t":{"dtype":"U8","data_offsets":[0,4]}}"#, dataSize: 4,
      .missingField(path: "test", tensor: "t", field: "shape")),
    HostileFile(
      "no data_offsets", #"{"t":{"dtype":"U8","shape":[4]}}"#, dataSize: 4,
      .missingField(path: "test", tensor: "t", field: "data_offsets")),
    HostileFile(
      "offsets reversed", #"{"t":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}"#, dataSize: 4,
      .reversedOffsets(path: "test", tensor: "t", begin: 4, end: 0)),
    HostileFile(
      "offsets beyond the end", #"{"t":{"dtype":"U8","shape":[5],"data_offsets":[0,5]}}"#,
      dataSize: 4, .offsetsPastEnd(path: "test", tensor: "t", limit: 4, found: 5)),
    HostileFile(
      "offsets of 2^63 - 1",
      #"{"t":{"dtype":"U8","shape":[0],"data_offsets":[9223372036854775807,9223372036854775807]}}"#,
      dataSize: 4, .offsetsPastEnd(path: "test", tensor: "t", limit: 4, found: .max)),
    HostileFile(
      "a shape whose product overflows",
      #"{"t":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#, dataSize: 4,
      .sizeOverflow(path: "test", tensor: "t", shape: [1 << 32, 1 << 32])),
    HostileFile(
      "a shape whose bytes overflow",
      #"{"t":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]}}"#,
      .sizeOverflow(path: "test", tensor: "t", shape: [1 << 61])),
    HostileFile(
      "a scalar without bytes", #"{"t":{"dtype":"F32","shape":[],"data_offsets":[0,0]}}"#,
      .wrongSize(path: "test", tensor: "t", expected: 4, found: 0)),
    HostileFile(
      "a type too wide", #"{"t":{"dtype":"F64","shape":[1],"data_offsets":[0,4]}}"#, dataSize: 4,
      .wrongSize(path: "test", tensor: "t", expected: 8, found: 4)),
    HostileFile(
      "a shape too small", #"{"t":{"dtype":"U8","shape":[3],"data_offsets":[0,4]}}"#, dataSize: 4,
      .wrongSize(path: "test", tensor: "t", expected: 3, found: 4)),
    HostileFile(
      "an overlap",
      #"{"s":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"t":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#,
      dataSize: 4, .overlap(path: "test", tensor: "t", other: "s")),
    HostileFile(
      "the same bytes for two",
      #"{"s":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"t":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#,
      dataSize: 4, .overlap(path: "test", tensor: "t", other: "s")),
    HostileFile(
      "an empty tensor inside another",
      #"{"s":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"t":{"dtype":"U8","shape":[0],"data_offsets":[2,2]}}"#,
      dataSize: 4, .overlap(path: "test", tensor: "t", other: "s")),
    HostileFile(
      "a hole at the start", #"{"t":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}"#, dataSize: 4,
      .hole(path: "test", tensor: "t", expected: 0, found: 1)),
    HostileFile(
      "a hole between two",
      #"{"t":{"dtype":"U8","shape":[1],"data_offsets":[3,4]},"s":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#,
      dataSize: 4, .hole(path: "test", tensor: "t", expected: 2, found: 3)),
    HostileFile(
      "trailing bytes", #"{"t":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}"#, dataSize: 4,
      .trailingBytes(path: "test", expected: 3, found: 4)),
    HostileFile(
      "data without tensors", "{}", dataSize: 4, .trailingBytes(path: "test", expected: 0, found: 4)
    ),
    HostileFile(
      "an unknown type beyond the end",
      #"{"t":{"dtype":"F8_E4M3","shape":[5],"data_offsets":[0,5]}}"#, dataSize: 4,
      .offsetsPastEnd(path: "test", tensor: "t", limit: 4, found: 5)),
  ]

  @Test(arguments: lengths + syntax + numbers + encodings + tensors)
  func refuses(_ file: HostileFile) {
    #expect(throws: file.error) { try openSafetensors(file.bytes) }
    let line = file.error.description
    #expect(line.hasPrefix("test: "))
    #expect(!line.contains { $0.isNewline })
    #expect(line.utf8.count < 200)
  }

  @Test func refusesEveryTruncation() throws {
    let bytes = try smallSafetensors()
    #expect(throws: Never.self) { try openSafetensors(bytes) }
    for count in bytes.indices {
      #expect(throws: SafetensorsError.self) { try openSafetensors(Array(bytes[..<count])) }
    }
    // A file that says itself how short its header is.
    for length in 0..<bytes.count - 8 {
      let rewritten = lengthPrefix(UInt64(length)) + bytes[8...]
      let file = try? openSafetensors(rewritten)
      #expect(file == nil || file?.tensors.count == 4)
    }
  }

  @Test func refusesTruncatedFilesOnDisk() throws {
    let folder = try TemporaryFolder()
    let bytes = try smallSafetensors()
    for count in stride(from: 1, to: bytes.count, by: 37) {
      let path = try folder.write(Array(bytes[..<count]), to: "truncated")
      #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
    }
  }

  @Test(arguments: 0..<8)
  func survivesMutations(seed: UInt64) throws {
    let original = try smallSafetensors()
    var generator = SeededGenerator(seed: seed)
    let inserts = Array(#"{}[]",:\u09-. "#.utf8)
    for _ in 0..<1000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        let insert = inserts[Int.random(in: inserts.indices, using: &generator)]
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[position] = UInt8.random(in: 0...255, using: &generator)
        case 2: bytes[position] = insert
        case 3: bytes.remove(at: position)
        default: bytes.insert(insert, at: position)
        }
      }
      readEverything(bytes)
    }
  }

  /// Opens a file and touches every byte of every tensor, whatever errors there are.
  private func readEverything(_ bytes: [UInt8]) {
    let file: SafetensorsFile
    do throws(SafetensorsError) {
      file = try openSafetensors(bytes)
    } catch {
      #expect(error.description.hasPrefix("test: "))
      return
    }
    for tensor in file.tensors {
      guard let type = tensor.type else { continue }
      let found = try? file.bytes(of: tensor.name, type: type, shape: tensor.shape)
      let sum = found?.reduce(0) { $0 &+ Int($1) }
      #expect((sum ?? 0) <= 255 * tensor.byteRange.count)
    }
  }
}

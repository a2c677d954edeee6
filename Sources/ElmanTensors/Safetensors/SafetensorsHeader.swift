import ElmanBytes
import ElmanSystem

/// The header of a safetensors file, read and checked against the file's size.
struct SafetensorsHeader {
  /// The longest header that is read, in bytes; other readers have the same limit.
  static let lengthLimit = 100_000_000

  /// The size of the header's length, which the file starts with, in bytes.
  static let prefixSize = 8

  private(set) var metadata: [String: String] = [:]
  private(set) var tensors: [SafetensorsFile.Tensor] = []
  private(set) var indices: [Spelling: Int] = [:]

  private let path: String
  private let dataStart: Int
  private let dataSize: Int
  private var hasMetadata = false

  /// Reads the header of the file whose bytes these are.
  init(of file: MappedFile) throws(SafetensorsError) {
    let path = file.path
    let bytes = file.bytes
    guard bytes.count >= Self.prefixSize else {
      throw .tooShort(path: path, expected: Self.prefixSize, found: bytes.count)
    }
    let claim = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard claim > 0 else { throw .emptyHeader(path: path) }
    guard let length = Int(exactly: claim), length <= Self.lengthLimit else {
      throw .headerTooLong(path: path, limit: Self.lengthLimit, found: claim)
    }
    let dataStart = Self.prefixSize + length
    guard dataStart <= bytes.count else {
      throw .headerPastEnd(path: path, expected: dataStart, found: bytes.count)
    }
    self.path = path
    self.dataStart = dataStart
    self.dataSize = bytes.count - dataStart

    let header = Array(UnsafeRawBufferPointer(rebasing: bytes[Self.prefixSize..<dataStart]))
    var scanner = SafetensorsScanner(header, path: path, origin: Self.prefixSize)
    // The format allows white space everywhere but here.
    guard header.first == UInt8(ascii: "{") else { throw scanner.unexpected("'{'") }
    try readEntries(&scanner)
    try checkCoverage()
  }

  private mutating func readEntries(
    _ scanner: inout SafetensorsScanner
  ) throws(SafetensorsError) {
    try scanner.readList(UInt8(ascii: "{"), UInt8(ascii: "}")) {
      (scanner) throws(SafetensorsError) in
      let name = try scanner.readString()
      try scanner.expect(UInt8(ascii: ":"))
      if name == "__metadata__" {
        try readMetadata(&scanner)
      } else {
        let tensor = try readTensor(name, &scanner)
        guard indices.updateValue(tensors.count, forKey: Spelling(name)) == nil else {
          throw .duplicateTensor(path: path, tensor: name)
        }
        tensors.append(tensor)
      }
    }
    try scanner.expectEnd()
  }

  private mutating func readMetadata(
    _ scanner: inout SafetensorsScanner
  ) throws(SafetensorsError) {
    guard !hasMetadata else { throw .duplicateMetadata(path: path, key: "__metadata__") }
    hasMetadata = true
    try scanner.readList(UInt8(ascii: "{"), UInt8(ascii: "}")) {
      (scanner) throws(SafetensorsError) in
      let key = try scanner.readString()
      try scanner.expect(UInt8(ascii: ":"))
      guard metadata.updateValue(try scanner.readString(), forKey: key) == nil else {
        throw .duplicateMetadata(path: path, key: key)
      }
    }
  }

  private func readTensor(
    _ name: String, _ scanner: inout SafetensorsScanner
  ) throws(SafetensorsError) -> SafetensorsFile.Tensor {
    var typeName: String?
    var shape: [Int]?
    var offsets: (begin: Int, end: Int)?
    try scanner.readList(UInt8(ascii: "{"), UInt8(ascii: "}")) {
      (scanner) throws(SafetensorsError) in
      let field = try scanner.readString()
      try scanner.expect(UInt8(ascii: ":"))
      switch field {
      case "dtype" where typeName == nil:
        typeName = try scanner.readString()
      case "shape" where shape == nil:
        shape = try readShape(&scanner)
      case "data_offsets" where offsets == nil:
        offsets = try readOffsets(&scanner)
      case "dtype", "shape", "data_offsets":
        throw .duplicateField(path: path, tensor: name, field: field)
      default:
        throw .unknownField(path: path, tensor: name, field: field)
      }
    }
    guard let typeName else { throw .missingField(path: path, tensor: name, field: "dtype") }
    guard let shape else { throw .missingField(path: path, tensor: name, field: "shape") }
    guard let offsets else {
      throw .missingField(path: path, tensor: name, field: "data_offsets")
    }
    guard offsets.begin <= offsets.end else {
      throw .reversedOffsets(
        path: path, tensor: name, begin: offsets.begin, end: offsets.end)
    }
    guard offsets.end <= dataSize else {
      throw .offsetsPastEnd(path: path, tensor: name, limit: dataSize, found: offsets.end)
    }
    try checkSize(offsets.end - offsets.begin, of: name, typeName, shape)
    return SafetensorsFile.Tensor(
      name: name, typeName: typeName, shape: shape,
      byteRange: dataStart + offsets.begin..<dataStart + offsets.end)
  }

  private func readShape(
    _ scanner: inout SafetensorsScanner
  ) throws(SafetensorsError) -> [Int] {
    var shape: [Int] = []
    try scanner.readList(UInt8(ascii: "["), UInt8(ascii: "]")) {
      (scanner) throws(SafetensorsError) in
      shape.append(try scanner.readInteger())
    }
    return shape
  }

  private func readOffsets(
    _ scanner: inout SafetensorsScanner
  ) throws(SafetensorsError) -> (begin: Int, end: Int) {
    try scanner.expect(UInt8(ascii: "["))
    let begin = try scanner.readInteger()
    try scanner.expect(UInt8(ascii: ","))
    let end = try scanner.readInteger()
    try scanner.expect(UInt8(ascii: "]"))
    return (begin, end)
  }

  /// Compares a tensor's size with its type and shape, if the type is a known one.
  private func checkSize(
    _ size: Int, of name: String, _ typeName: String, _ shape: [Int]
  ) throws(SafetensorsError) {
    guard let type = ElementType(rawValue: typeName) else { return }
    var expected = type.size
    for extent in shape {
      let (product, overflow) = expected.multipliedReportingOverflow(by: extent)
      guard !overflow else { throw .sizeOverflow(path: path, tensor: name, shape: shape) }
      expected = product
    }
    guard size == expected else {
      throw .wrongSize(path: path, tensor: name, expected: expected, found: size)
    }
  }

  /// Checks that every byte of the data belongs to exactly one tensor.
  private func checkCoverage() throws(SafetensorsError) {
    let ordered = tensors.sorted {
      ($0.byteRange.lowerBound, $0.byteRange.upperBound)
        < ($1.byteRange.lowerBound, $1.byteRange.upperBound)
    }
    var end = dataStart
    var previous = ""
    for tensor in ordered {
      let range = tensor.byteRange
      guard range.lowerBound >= end else {
        throw .overlap(path: path, tensor: tensor.name, other: previous)
      }
      guard range.lowerBound == end else {
        throw .hole(
          path: path, tensor: tensor.name, expected: end - dataStart,
          found: range.lowerBound - dataStart)
      }
      end = range.upperBound
      previous = tensor.name
    }
    guard end == dataStart + dataSize else {
      throw .trailingBytes(path: path, expected: end - dataStart, found: dataSize)
    }
  }
}

import ElmanBytes
import ElmanSystem

/// Collects tensors and metadata and writes them as a safetensors file.
///
/// The same content gives the same bytes: the header names the metadata by sorted key and then the
/// tensors in the order in which they were added. The header is padded with spaces so that the data
/// starts at a multiple of 64 bytes. The data has no holes, as the format demands, and holds the
/// tensors with the widest elements first, so that each one is aligned for its elements.
///
/// ```swift
/// var writer = SafetensorsWriter()
/// writer.metadata["elman.format"] = "1"
/// writer.add("output.weight", weights, shape: [17, 400])
/// try writer.write(to: "model.safetensors")
/// ```
package struct SafetensorsWriter: Sendable {
  private struct Entry {
    let name: String
    let type: ElementType
    let shape: [Int]
    let size: Int
    let payload: any Payload
  }

  /// The strings that the file shall hold under `__metadata__`; none means no such entry.
  package var metadata: [String: String] = [:]

  private var entries: [Entry] = []
  private var names: Set<Spelling> = []

  /// What the start of the data is a multiple of, in bytes.
  private static let alignment = 64

  /// Makes a writer without tensors.
  package init() {}

  /// Adds a tensor.
  ///
  /// - Parameters:
  ///   - name: A name that no other tensor of the file has.
  ///   - values: The elements, the last dimension varying fastest.
  ///   - shape: The extent of each dimension; empty for a single number.
  /// - Precondition: `values` has as many elements as `shape` demands.
  package mutating func add<Element: TensorElement>(
    _ name: String, _ values: [Element], shape: [Int]
  ) {
    add(name, type: Element.elementType, shape: shape, count: values.count, payload: values)
  }

  /// Adds a tensor whose elements are given as bytes in little-endian order.
  ///
  /// - Parameters:
  ///   - name: A name that no other tensor of the file has.
  ///   - type: The type of the elements.
  ///   - bytes: The elements, the last dimension varying fastest.
  ///   - shape: The extent of each dimension; empty for a single number.
  /// - Precondition: `bytes` has as many bytes as `type` and `shape` demand.
  package mutating func add(_ name: String, type: ElementType, bytes: [UInt8], shape: [Int]) {
    precondition(
      bytes.count.isMultiple(of: type.size),
      "tensor \(name): \(bytes.count) bytes are no whole number of \(type.rawValue) elements")
    add(name, type: type, shape: shape, count: bytes.count / type.size, payload: bytes)
  }

  /// Visits the tensors in the order in which they were added.
  ///
  /// - Parameter body: told each tensor's name, type, shape and bytes, which are valid until it
  ///   returns.
  package func forEachTensor(
    _ body: (
      _ name: String, _ type: ElementType, _ shape: [Int], _ bytes: UnsafeRawBufferPointer
    ) -> Void
  ) {
    for entry in entries {
      entry.payload.withBytes { body(entry.name, entry.type, entry.shape, $0) }
    }
  }

  /// The whole file in memory.
  ///
  /// - Throws: `SafetensorsError.headerTooLong`, with an empty path, where no reader would accept
  ///   the header.
  package func serialized() throws(SafetensorsError) -> [UInt8] {
    let order = dataOrder()
    var file = try header(dataOrder: order, path: "")
    file.reserveCapacity(file.count + entries.reduce(0) { $0 + $1.size })
    for index in order {
      entries[index].payload.withBytes { file.append(contentsOf: $0) }
    }
    return file
  }

  /// Writes the file, whole or not at all.
  ///
  /// - Throws: `SafetensorsError.file` with `FileError.cannotWrite`, and
  ///   `SafetensorsError.headerTooLong` where no reader would accept the header.
  package func write(to path: String) throws(SafetensorsError) {
    let order = dataOrder()
    let header = try header(dataOrder: order, path: path)
    do throws(FileError) {
      var file = try AtomicFile(path: path)
      try file.write(header)
      for index in order {
        try entries[index].payload.withBytes { (bytes) throws(FileError) in
          try file.write(bytes)
        }
      }
      try file.commit()
    } catch {
      throw .file(error)
    }
  }

  mutating func add(
    _ name: String, type: ElementType, shape: [Int], count: Int, payload: any Payload
  ) {
    precondition(
      shape.allSatisfy { $0 >= 0 } && count == shape.reduce(1, *),
      "tensor \(name): \(count) elements do not fill the shape \(shape)")
    precondition(name != "__metadata__", "__metadata__ is no name for a tensor")
    precondition(names.insert(Spelling(name)).inserted, "tensor \(name) is added twice")
    entries.append(
      Entry(name: name, type: type, shape: shape, size: count * type.size, payload: payload))
  }

  /// The indices of the entries as their data follow each other: by falling element size, and as
  /// added among equals.
  func dataOrder() -> [Int] {
    entries.indices.sorted {
      (-entries[$0].type.size, $0) < (-entries[$1].type.size, $1)
    }
  }

  /// The length, the header and its padding.
  ///
  /// - Parameters:
  ///   - dataOrder: What ``dataOrder()`` gave.
  ///   - path: What errors call the file.
  ///   - limit: The most bytes that the header may have.
  func header(
    dataOrder: [Int], path: String, limit: Int = SafetensorsHeader.lengthLimit
  ) throws(SafetensorsError) -> [UInt8] {
    var begins = [Int](repeating: 0, count: entries.count)
    var end = 0
    for index in dataOrder {
      begins[index] = end
      end += entries[index].size
    }

    var members: [[UInt8]] = []
    if !metadata.isEmpty {
      let sorted = metadata.sorted { Spelling($0.key) < Spelling($1.key) }
      let pairs = sorted.map { json($0.key) + [UInt8(ascii: ":")] + json($0.value) }
      members.append(
        Array("\"__metadata__\":{".utf8) + pairs.joined(separator: ",".utf8) + "}".utf8)
    }
    for (entry, begin) in zip(entries, begins) {
      let shape = entry.shape.map(String.init).joined(separator: ",")
      let description =
        ":{\"dtype\":\"\(entry.type.rawValue)\",\"shape\":[\(shape)],"
        + "\"data_offsets\":[\(begin),\(begin + entry.size)]}"
      members.append(json(entry.name) + description.utf8)
    }
    var header = Array("{".utf8) + members.joined(separator: ",".utf8) + "}".utf8
    let unpadded = SafetensorsHeader.prefixSize + header.count
    let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
    header.append(contentsOf: repeatElement(UInt8(ascii: " "), count: padding))
    guard header.count <= limit else {
      throw .headerTooLong(path: path, limit: limit, found: UInt64(header.count))
    }
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
  }
}

/// A string as JSON: quotation marks, backslashes and control characters escaped, all else as it
/// is.
private func json(_ text: String) -> [UInt8] {
  let hexadecimal = Array("0123456789abcdef".utf8)
  var result = [UInt8(ascii: "\"")]
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      result += [UInt8(ascii: "\\"), byte]
    case 0..<0x20:
      result += "\\u00".utf8
      result += [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
    default:
      result.append(byte)
    }
  }
  return result + [UInt8(ascii: "\"")]
}

/// The elements of a tensor, seen as bytes without a copy.
protocol Payload: Sendable {
  func withBytes<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure)
}

extension Array: Payload where Element: TensorElement {
  func withBytes<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try withUnsafeBufferPointer { (buffer) throws(Failure) in
      try body(UnsafeRawBufferPointer(buffer))
    }
  }
}

import ElmanSystem
import ElmanTensors
import Foundation

/// A model file taken apart, so that any piece of it can be what no writer would write.
///
/// All pieces of the header are JSON as it stands in the file; in them U+F8FF becomes the byte 0xFF,
/// which is not UTF-8.
struct HostileFile {
  struct Tensor {
    var name: String
    var type: String
    var shape: [String]
    var offsets: [String]
  }

  private static let notUTF8: Character = "\u{F8FF}"

  var metadata: [(key: String, value: String)]
  var tensors: [Tensor]
  var data: [UInt8]

  /// Takes a valid file apart.
  init(_ bytes: [UInt8]) throws {
    let file = try SafetensorsFile(MappedFile(copying: bytes, name: "whole"))
    let start = file.tensors.map(\.byteRange.lowerBound).min() ?? bytes.count
    metadata = file.metadata.sorted { $0.key < $1.key }
      .map { (Self.json($0.key), Self.json($0.value)) }
    tensors = file.tensors.map { tensor in
      Tensor(
        name: Self.json(tensor.name), type: Self.json(tensor.typeName),
        shape: tensor.shape.map(String.init),
        offsets: [tensor.byteRange.lowerBound, tensor.byteRange.upperBound]
          .map { String($0 - start) })
    }
    data = Array(bytes[start...])
  }

  /// The file.
  var bytes: [UInt8] {
    let strings = metadata.map { "\($0.key):\($0.value)" }.joined(separator: ",")
    let entries = tensors.map {
      "\($0.name):{\"dtype\":\($0.type),\"shape\":[\($0.shape.joined(separator: ","))],"
        + "\"data_offsets\":[\($0.offsets.joined(separator: ","))]}"
    }
    let text = "{" + (["\"__metadata__\":{\(strings)}"] + entries).joined(separator: ",") + "}"
    var header = Array(text.utf8)
    if text.contains(Self.notUTF8) {
      header = Array(
        text.split(separator: Self.notUTF8, omittingEmptySubsequences: false).map { Array($0.utf8) }
          .joined(separator: [0xFF]))
    }
    while header.count % 64 != 56 { header.append(0x20) }
    return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data
  }

  /// The bytes of a tensor in ``data``.
  func range(of tensor: Int) -> Range<Int> {
    let offsets = tensors[tensor].offsets.compactMap { Int($0) }
    return offsets[0]..<offsets[1]
  }

  /// The file with other bytes, which may be more or fewer, in a tensor of one dimension; all that
  /// follows moves.
  func replacing(_ tensor: Int, with bytes: [UInt8], elementSize: Int) -> HostileFile {
    var changed = self
    let old = range(of: tensor)
    let distance = bytes.count - old.count
    changed.data.replaceSubrange(old, with: bytes)
    changed.tensors[tensor].shape = [String(bytes.count / elementSize)]
    changed.tensors[tensor].offsets[1] = String(old.upperBound + distance)
    for other in tensors.indices where other != tensor {
      let range = range(of: other)
      guard range.lowerBound >= old.upperBound else { continue }
      changed.tensors[other].offsets = [range.lowerBound, range.upperBound]
        .map { String($0 + distance) }
    }
    return changed
  }

  /// A text as JSON.
  static func json(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let data = (try? encoder.encode(text)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  /// A JSON string as text.
  static func text(_ json: String) -> String {
    (try? JSONDecoder().decode(String.self, from: Data(json.utf8))) ?? ""
  }
}

import ElmanBytes
import ElmanSystem

/// What is wrong with a safetensors file, or with what was asked of it.
///
/// Offsets named `offset` count bytes from the start of the file; `data_offsets` of a tensor count
/// from the start of the data, as they do in the file.
package enum SafetensorsError: Error, Equatable, Sendable {
  /// The file as such could not be read or written.
  case file(FileError)

  /// The file is shorter than the eight bytes that hold the header's length.
  case tooShort(path: String, expected: Int, found: Int)
  /// The header's length is zero.
  case emptyHeader(path: String)
  /// The header is longer than any reader accepts.
  case headerTooLong(path: String, limit: Int, found: UInt64)
  /// The header's length leads beyond the end of the file.
  case headerPastEnd(path: String, expected: Int, found: Int)

  /// The header is not the JSON that the format demands.
  case malformedHeader(path: String, offset: Int, expected: String, found: String)
  /// The string that starts at `offset` is not UTF-8.
  case invalidUTF8(path: String, offset: Int)
  /// A number is negative, has a fraction or an exponent, or does not fit in `Int`.
  case invalidNumber(path: String, offset: Int, found: String)

  /// Two entries of `__metadata__` have one key, or `__metadata__` itself occurs twice.
  case duplicateMetadata(path: String, key: String)
  /// Two tensors have one name.
  case duplicateTensor(path: String, tensor: String)
  /// A tensor's description has a field twice.
  case duplicateField(path: String, tensor: String, field: String)
  /// A tensor's description has a field that the format does not know.
  case unknownField(path: String, tensor: String, field: String)
  /// A tensor's description lacks a field.
  case missingField(path: String, tensor: String, field: String)

  /// The size in bytes that follows from the shape does not fit in `Int`.
  case sizeOverflow(path: String, tensor: String, shape: [Int])
  /// The tensor ends before it begins.
  case reversedOffsets(path: String, tensor: String, begin: Int, end: Int)
  /// The tensor ends after the data does.
  case offsetsPastEnd(path: String, tensor: String, limit: Int, found: Int)
  /// The offsets enclose another number of bytes than type and shape demand.
  case wrongSize(path: String, tensor: String, expected: Int, found: Int)
  /// The tensor begins before the tensor `other` ends.
  case overlap(path: String, tensor: String, other: String)
  /// Bytes before the tensor belong to no tensor.
  case hole(path: String, tensor: String, expected: Int, found: Int)
  /// Bytes after the last tensor belong to no tensor.
  case trailingBytes(path: String, expected: Int, found: Int)

  /// The file has no tensor of this name.
  case missingTensor(path: String, tensor: String)
  /// The tensor's elements have another type; `found` may be one that this library cannot read.
  case wrongType(path: String, tensor: String, expected: String, found: String)
  /// The tensor has another shape; `nil` stands for a dimension that may have any extent.
  case wrongShape(path: String, tensor: String, expected: [Int?], found: [Int])
  /// The tensor's address is no multiple of its element size.
  case misaligned(path: String, tensor: String, expected: Int, offset: Int)
}

extension SafetensorsError: CustomStringConvertible {
  /// One line that names the file, the tensor and what is wrong.
  package var description: String { "\(path): \(reason)" }

  /// The file.
  package var path: String {
    switch self {
    case .file(let error): error.path
    case .tooShort(let path, _, _), .emptyHeader(let path), .headerTooLong(let path, _, _),
      .headerPastEnd(let path, _, _), .malformedHeader(let path, _, _, _),
      .invalidUTF8(let path, _), .invalidNumber(let path, _, _), .duplicateMetadata(let path, _),
      .duplicateTensor(let path, _), .duplicateField(let path, _, _),
      .unknownField(let path, _, _), .missingField(let path, _, _), .sizeOverflow(let path, _, _),
      .reversedOffsets(let path, _, _, _), .offsetsPastEnd(let path, _, _, _),
      .wrongSize(let path, _, _, _), .overlap(let path, _, _), .hole(let path, _, _, _),
      .trailingBytes(let path, _, _), .missingTensor(let path, _), .wrongType(let path, _, _, _),
      .wrongShape(let path, _, _, _), .misaligned(let path, _, _, _):
      path
    }
  }

  /// What is wrong, without the file's name.
  package var reason: String {
    switch self {
    case .file(let error):
      error.reason
    case .tooShort(_, let expected, let found):
      "expected at least \(expected) bytes, found \(found)"
    case .emptyHeader:
      "the header is empty"
    case .headerTooLong(_, let limit, let found):
      "expected a safetensors file, its header of at most \(limit) bytes, found a length of"
        + " \(found)"
    case .headerPastEnd(_, let expected, let found):
      "the header needs a file of at least \(expected) bytes, found \(found)"
    case .malformedHeader(_, let offset, let expected, let found):
      "byte \(offset): expected \(expected), found \(found)"
    case .invalidUTF8(_, let offset):
      "byte \(offset): the string is not UTF-8"
    case .invalidNumber(_, let offset, let found):
      "byte \(offset): expected an integer from 0 to \(Int.max), found \(found)"
    case .duplicateMetadata(_, let key):
      "metadata \(quoted(key)) occurs twice"
    case .duplicateTensor(_, let tensor):
      "tensor \(quoted(tensor)) occurs twice"
    case .duplicateField(_, let tensor, let field):
      "tensor \(quoted(tensor)): field \(quoted(field)) occurs twice"
    case .unknownField(_, let tensor, let field):
      "tensor \(quoted(tensor)): unknown field \(quoted(field))"
    case .missingField(_, let tensor, let field):
      "tensor \(quoted(tensor)): field \(quoted(field)) is missing"
    case .sizeOverflow(_, let tensor, let shape):
      "tensor \(quoted(tensor)): shape \(text(shape)) is too large"
    case .reversedOffsets(_, let tensor, let begin, let end):
      "tensor \(quoted(tensor)): begins at \(begin), but ends at \(end)"
    case .offsetsPastEnd(_, let tensor, let limit, let found):
      "tensor \(quoted(tensor)): ends at \(found), but the data ends at \(limit)"
    case .wrongSize(_, let tensor, let expected, let found):
      "tensor \(quoted(tensor)): expected \(expected) bytes, found \(found)"
    case .overlap(_, let tensor, let other):
      "tensor \(quoted(tensor)) overlaps tensor \(quoted(other))"
    case .hole(_, let tensor, let expected, let found):
      "tensor \(quoted(tensor)): expected it to begin at \(expected), found \(found)"
    case .trailingBytes(_, let expected, let found):
      "expected \(expected) bytes of data, found \(found)"
    case .missingTensor(_, let tensor):
      "tensor \(quoted(tensor)) is missing"
    case .wrongType(_, let tensor, let expected, let found):
      "tensor \(quoted(tensor)): expected type \(expected), "
        + "found \(quoted(found))"
    case .wrongShape(_, let tensor, let expected, let found):
      "tensor \(quoted(tensor)): expected shape \(text(expected)), found \(text(found))"
    case .misaligned(_, let tensor, let expected, let offset):
      "tensor \(quoted(tensor)): byte \(offset) is not aligned to \(expected) bytes"
    }
  }
}

/// A string of an untrusted file, made fit for one line on a terminal.
private func quoted(_ text: String) -> String {
  let limit = 80
  let short = text.unicodeScalars.prefix(limit + 1)
  let line = String(String.UnicodeScalarView(short.prefix(limit))).harmless
  return "\"" + line + (short.count > limit ? "…\"" : "\"")
}

/// A shape as `[3, ?]`, cut where a file claims more dimensions than fit on a line.
private func text(_ shape: [Int?]) -> String {
  let limit = 8
  let extents = shape.prefix(limit).map { $0.map(String.init) ?? "?" }
  return "[" + extents.joined(separator: ", ") + (shape.count > limit ? ", …]" : "]")
}

import ElmanBytes
import ElmanCorpora
import ElmanSystem
import ElmanTensors

/// The SHA-256 hashes of a model's tensors and of its metadata, by which damage to its file is found.
///
/// The metadata `elman.checksums` has a line for each: the hash, a space, and the tensor's name, or
/// `__metadata__`, which names no tensor. A tensor is hashed as its type and shape, such as
/// `F32 [17,400]`, a line feed, and its bytes; the metadata as all other keys that begin with
/// `elman.`, in the order of their bytes, each as `key=value` with its number of bytes and a space
/// before it and a line feed behind.
///
/// Loading a model does not compare them, which would read the whole file. They tell of accidents:
/// who changes a file on purpose can change them too.
package struct ModelChecksums: Sendable, Equatable {
  /// The part that is no tensor.
  package static let metadataPart = "__metadata__"

  /// For each part its hash in hexadecimal digits, in the order in which the file names them.
  private let lines: [Line]

  private struct Line: Sendable, Equatable {
    let part: String
    let hash: String
  }

  /// Compares a model file with the checksums that it holds.
  ///
  /// - Returns: how many tensors there are.
  /// - Throws: `ModelError.noChecksums` for a file without them, as earlier versions wrote it;
  ///   `invalidChecksums`, `noChecksum` and `wrongChecksum`, which name what is wrong; and what is
  ///   thrown for a file that is no model.
  package static func verify(_ file: MappedFile) throws(ModelError) -> Int {
    let model = try ModelFile(file)
    guard let text = model.metadata[.checksums] else { throw .noChecksums(path: file.path) }
    let expected = try ModelChecksums(text, path: file.path)
    let hashes = Dictionary(expected.lines.map { (Spelling($0.part), $0.hash) }) { first, _ in
      first
    }
    for line in expected.lines
    where line.part != metadataPart && model.tensors.tensor(named: line.part) == nil {
      throw ModelError(.missingTensor(path: file.path, tensor: line.part))
    }
    for line in ModelChecksums(of: model.tensors).lines {
      guard let hash = hashes[Spelling(line.part)] else {
        throw .noChecksum(path: file.path, part: line.part)
      }
      guard hash == line.hash else {
        throw .wrongChecksum(path: file.path, part: line.part, expected: hash, found: line.hash)
      }
    }
    return model.tensors.tensors.count
  }

  /// The hashes of what is to be written.
  init(of writer: SafetensorsWriter) {
    var lines = [Self.line(of: writer.metadata)]
    writer.forEachTensor { name, type, shape, bytes in
      lines.append(Self.line(of: name, type.rawValue, shape, bytes))
    }
    self.lines = lines
  }

  private init(of file: SafetensorsFile) {
    lines =
      [Self.line(of: file.metadata)]
      + file.tensors.map {
        Self.line(
          of: $0.name, $0.typeName, $0.shape,
          UnsafeRawBufferPointer(rebasing: file.owner.bytes[$0.byteRange]))
      }
  }

  /// Reads the lines of a file's metadata.
  private init(_ text: String, path: String) throws(ModelError) {
    var lines: [Line] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
      guard fields.count == 2, fields[0].count == 64 else {
        throw .invalidChecksums(path: path, line: lines.count + 1, found: String(Substring(line)))
      }
      lines.append(
        Line(part: String(Substring(fields[1])), hash: String(Substring(fields[0]))))
    }
    self.lines = lines
  }

  /// The lines as the metadata holds them.
  var text: String { lines.map { "\($0.hash) \($0.part)" }.joined(separator: "\n") }

  private static func line(
    of name: String, _ type: String, _ shape: [Int], _ bytes: UnsafeRawBufferPointer
  ) -> Line {
    var hash = SHA256()
    let extents = shape.map(String.init).joined(separator: ",")
    hash.update(Array("\(type) [\(extents)]\n".utf8))
    // The hash copies what it is given.
    let size = 1 << 16
    for start in stride(from: 0, to: bytes.count, by: size) {
      hash.update(
        UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + size, bytes.count)]))
    }
    return Line(part: name, hash: hash.hexadecimal())
  }

  private static func line(of metadata: [String: String]) -> Line {
    var hash = SHA256()
    let own = metadata.filter {
      $0.key.utf8.starts(with: "elman.".utf8) && $0.key != ModelMetadata.Key.checksums.rawValue
    }
    for (key, value) in own.sorted(by: { Spelling($0.key) < Spelling($1.key) }) {
      let pair = Array("\(key)=\(value)".utf8)
      hash.update(Array("\(pair.count) ".utf8) + pair + [0x0A])
    }
    return Line(part: metadataPart, hash: hash.hexadecimal())
  }
}

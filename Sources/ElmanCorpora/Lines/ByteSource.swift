import ElmanBytes
import ElmanSystem

/// A stream of bytes from a file, from standard input or from memory.
///
/// Data that begins with the gzip mark (1F 8B) is decompressed on the way; no UTF-8 text begins so.
/// Text in another encoding is decoded if ``encoding`` tells which. What begins as other kinds of files
/// do, such as zip archives, is refused; everything else passes untouched. Memory use does not depend on
/// the length of the input.
public final class ByteSource {
  /// The name that errors show: the path as given, or `<stdin>`.
  public let path: String
  /// The encoding of the text, to be set before anything is read; `nil` for UTF-8.
  ///
  /// What is read then is UTF-8, in which each malformed part is a byte FF.
  public var encoding: TextEncoding?
  /// The hash of the bytes that were read, decompressed and decoded, if it was asked for.
  package private(set) var hash: SHA256?
  /// Sees all bytes that are read, decompressed and decoded, in their order.
  package var observer: ((UnsafeRawBufferPointer) -> Void)?

  private let origin: Origin
  private var consumed = 0
  private var gzip: GzipDecoder?
  private var decoder: TextDecoder?
  private var isRecognized = false
  /// What went wrong while the start was read, to be thrown after it.
  private var failure: CorpusError?
  /// The bytes that are read at first, more than it takes to recognize a file: what reads them gets as
  /// many at a time as later.
  private static let headSize = 1 << 16
  /// What was looked at before it is read; read already are the bytes before `peekedStart`.
  private var peeked: [UInt8] = []
  private var peekedStart = 0

  private enum Origin {
    case file(InputFile)
    case memory([UInt8], pieceSize: Int)
  }

  /// Opens the file at `path`.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - hashing: whether to hash what is read, so that a pipe needs to be read only once.
  /// - Throws: `CorpusError.file`.
  public init(path: String, hashing: Bool = false) throws(CorpusError) {
    do throws(FileError) { origin = .file(try InputFile(path: path)) } catch {
      throw .file(error)
    }
    self.path = path
    hash = hashing ? SHA256() : nil
  }

  /// Reads from an open file, which stays open.
  public init(fileDescriptor: Int32, path: String) {
    self.path = path
    origin = .file(InputFile(descriptor: fileDescriptor, path: path))
  }

  /// Reads bytes that are in memory.
  public init(bytes: [UInt8], path: String = "<memory>") {
    self.path = path
    origin = .memory(bytes, pieceSize: .max)
  }

  /// Reads text that is in memory and whatever it begins with is nothing else: neither compressed nor a file of
  /// another kind.
  package init(text: [UInt8], path: String = "<memory>") {
    self.path = path
    origin = .memory(text, pieceSize: .max)
    isRecognized = true
  }

  /// Reads bytes that are in memory, of which each read gives so many at most, as a pipe may do.
  package init(bytes: [UInt8], pieceSize: Int) {
    precondition(pieceSize > 0)
    path = "<memory>"
    origin = .memory(bytes, pieceSize: pieceSize)
  }

  /// Creates a source that reads standard input.
  public static func standardInput() -> ByteSource {
    ByteSource(fileDescriptor: StandardStream.input.rawValue, path: "<stdin>")
  }

  /// Fills the start of `buffer` with the next bytes, as many as can be had without waiting for more.
  ///
  /// - Parameter buffer: room for at least 2 bytes.
  /// - Returns: the number of bytes written; 0 at the end of the input and only there.
  /// - Throws: `CorpusError.file` or `notText`.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
    precondition(buffer.count >= 2, "room for \(buffer.count) bytes, at least 2 needed")
    if !isRecognized { try recognize() }
    let count = peekedStart < peeked.count ? takePeeked(into: buffer) : try readText(into: buffer)
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    hash?.update(bytes)
    observer?(bytes)
    return count
  }

  /// Looks at the next bytes, decompressed and decoded; they are still to be read.
  ///
  /// - Parameter limit: how many bytes to wait for.
  /// - Returns: fewer bytes than `limit` only where the input ends.
  /// - Throws: `CorpusError.file` or `notText`.
  package func peek(atMost limit: Int) throws(CorpusError) -> [UInt8] {
    if !isRecognized { try recognize() }
    peeked.removeFirst(peekedStart)
    peekedStart = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
    defer { buffer.deallocate() }
    while peeked.count < limit {
      let count = try readDecompressed(into: buffer)
      append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if count == 0 { break }
    }
    return Array(peeked.prefix(limit))
  }

  /// The name of the encoding, for errors.
  package var encodingName: String { encoding?.name ?? "UTF-8" }

  private func takePeeked(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, peeked.count - peekedStart)
    buffer.copyBytes(from: peeked[peekedStart..<peekedStart + count])
    peekedStart += count
    if peekedStart == peeked.count { (peeked, peekedStart) = ([], 0) }
    return count
  }

  /// Reads the start of the input, as much as it takes to tell what it is.
  private func recognize() throws(CorpusError) {
    var head = try readHead { (head) in head.starts(with: [0x1F]) && head.count < 2 }
    if head.starts(with: [0x1F, 0x8B]) {
      gzip = head.withUnsafeBytes { GzipDecoder(path: path, head: $0) }
      head = []
    } else if head.isEmpty {
      isRecognized = true
      return
    }
    let expectsUTF8 = encoding?.isUTF8 ?? true
    head = try readHead(after: head) { (head) in
      // Nobody waits for what is compressed, of which the first block may be short.
      gzip != nil && head.count < 512
        || ForeignFile.recognize(head[...], expectsUTF8: expectsUTF8) == .undecided
    }
    if case .foreign(let file) = ForeignFile.recognize(head[...], expectsUTF8: expectsUTF8) {
      throw file.error(path: path)
    }
    isRecognized = true
    if let encoding, !encoding.isUTF8 { decoder = TextDecoder(encoding, head: head[...]) }
    if !head.isEmpty { head.withUnsafeBytes { append($0) } }
  }

  /// Reads once, if nothing was read so far, and again while `needsMore`.
  private func readHead(
    after start: [UInt8] = [], needsMore: ([UInt8]) -> Bool
  ) throws(CorpusError) -> [UInt8] {
    var head = start
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.headSize, alignment: 16)
    defer { buffer.deallocate() }
    while head.isEmpty || needsMore(head) {
      do throws(CorpusError) {
        let count = try readDecompressed(into: buffer)
        if count == 0 { break }
        head += buffer[..<count]
      } catch {
        // What came before is read first.
        failure = error
        break
      }
    }
    return head
  }

  private func readText(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
    guard decoder != nil else { return try readDecompressed(into: buffer) }
    while true {
      let count = try readDecompressed(into: buffer)
      append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if count == 0 || !peeked.isEmpty { return takePeeked(into: buffer) }
    }
  }

  /// Decodes bytes, none at the end of the input, into those that were looked at.
  private func append(_ bytes: UnsafeRawBufferPointer) {
    guard let decoder else {
      peeked += bytes
      return
    }
    if bytes.isEmpty { decoder.finish(to: &peeked) } else { decoder.append(bytes, to: &peeked) }
  }

  private func readDecompressed(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(CorpusError) -> Int {
    if let failure { throw failure }
    do throws(FileError) {
      guard let gzip else { return try readOrigin(into: buffer) }
      return try gzip.read(into: buffer) { (input) throws(FileError) in
        try self.readOrigin(into: input)
      }
    } catch { throw .file(error) }
  }

  private func readOrigin(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    switch origin {
    case .memory(let bytes, let pieceSize):
      let count = min(buffer.count, pieceSize, bytes.count - consumed)
      buffer.copyBytes(from: bytes[consumed..<consumed + count])
      consumed += count
      return count
    case .file(let file): return try file.read(into: buffer)
    }
  }
}

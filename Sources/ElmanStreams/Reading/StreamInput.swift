import ElmanCorpora

/// A document that a stream reads: a file, or bytes from elsewhere.
public struct StreamInput: Sendable {
  /// The name of the document in results; `nil` for one without.
  public let documentID: String?
  private let open: @Sendable () throws(CorpusError) -> ByteSource

  /// A document that is opened at its turn.
  public init(
    documentID: String? = nil, open: @escaping @Sendable () throws(CorpusError) -> ByteSource
  ) {
    self.documentID = documentID
    self.open = open
  }

  /// A file, gzipped or not, whose path is the name of the document.
  public static func file(_ path: String) -> StreamInput {
    StreamInput(documentID: path) { () throws(CorpusError) in try ByteSource(path: path) }
  }

  /// Bytes in memory, gzipped or not.
  public static func bytes(_ bytes: [UInt8], documentID: String? = nil) -> StreamInput {
    StreamInput(documentID: documentID) {
      ByteSource(bytes: bytes, path: documentID ?? "<memory>")
    }
  }

  /// Opens the document.
  func source(_ options: ReadingOptions) throws(CorpusError) -> ByteSource {
    let source = try open()
    source.encoding = options.encoding
    return source
  }
}

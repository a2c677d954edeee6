import ElmanBytes
import ElmanSystem

/// Reads a directory that has a folder for each label, and in it each text as a file.
///
/// Texts are the files named `*.txt` or `*.txt.gz`. Hidden entries, other files, files beside the
/// folders and folders inside them are left aside. Folders and files come in the order of the bytes
/// of their names. The line ending at the end of a file is no part of its text.
public final class FolderReader: LabelledTextReader {
  /// The file of the text that was read last; the directory before the first.
  public private(set) var path: String

  /// Where bytes that are not UTF-8 were first replaced in the file read last, if that happened.
  public private(set) var firstRepair: TextRepair?

  private let root: String
  private let open: (String) throws(CorpusError) -> ByteSource
  private let illFormedText: IllFormedText
  // Both reversed, so that the next one is the last.
  private var labels: [String]
  private var files: [String] = []
  private var label = ""

  /// Opens a directory.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  ///   - open: opens the file of a text.
  /// - Throws: `CorpusError.file`; `malformed` when `path` is a file.
  public init(
    path: String, illFormedText: IllFormedText = .reject,
    open: @escaping (String) throws(CorpusError) -> ByteSource = { (path) throws(CorpusError) in
      try ByteSource(path: path)
    }
  ) throws(CorpusError) {
    self.path = path
    root = path
    self.open = open
    self.illFormedText = illFormedText
    labels = []
    labels = try Self.entries(of: path).filter { Self.isDirectory(path + "/" + $0) }.reversed()
  }

  /// Reads the next file.
  ///
  /// - Returns: its text with the name of its folder, or `nil` when no file is left.
  /// - Throws: what the source of a file throws; `noTexts` for a folder without texts, which would
  ///   leave its label unlearned; `malformed` for text that is not UTF-8.
  public func next() throws(CorpusError) -> LabelledText? {
    if files.isEmpty {
      guard let next = labels.popLast() else { return nil }
      label = next
      files = try Self.entries(of: root + "/" + label).filter {
        BytePath($0).dropping(".gz").hasEnding(".txt")
          && !Self.isDirectory(root + "/" + label + "/" + $0)
      }.reversed()
      guard !files.isEmpty else { throw .noTexts(path: root + "/" + label) }
    }
    path = root + "/" + label + "/" + files.removeLast()
    let lines = LineReader(try open(path), illFormedText: illFormedText)
    var bytes: [UInt8] = []
    var mark = 0
    var end = 0
    while let line = try lines.next(appendingTo: &bytes) {
      if line.number == 1 { mark = line.content.lowerBound }
      end = line.content.upperBound
    }
    firstRepair = lines.firstRepair
    return LabelledText(
      label: label, text: String(decoding: bytes[mark..<end], as: UTF8.self), line: 1)
  }

  fileprivate static func isDirectory(_ path: String) -> Bool {
    FileStatus(of: path)?.kind == .directory
  }

  /// The names in a directory that are not hidden, in order.
  private static func entries(of path: String) throws(CorpusError) -> [String] {
    do throws(FileError) {
      return try Directory.names(in: path).filter { $0.utf8.first != UInt8(ascii: ".") }
        .sorted { Spelling($0) < Spelling($1) }
    } catch {
      guard case .notDirectory = error else { throw .file(error) }
      throw .malformed(
        path: path, line: 1, expected: "a directory of a folder a label", found: "a file")
    }
  }
}

extension LabelledTextFormat {
  /// A folder for each label, a text a file.
  public static let folders = LabelledTextFormat(
    name: "folders", help: "a folder for each label, a file for each text",
    isPath: { FolderReader.isDirectory($0) },
    opening: .folder { (path, options, open) throws(CorpusError) in
      try FolderReader(path: path, illFormedText: options.illFormedText, open: open)
    })
}

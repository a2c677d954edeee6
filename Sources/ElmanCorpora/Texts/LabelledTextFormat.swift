import ElmanBytes
import ElmanSystem

/// A form in which labelled texts come. Any file may be compressed with gzip.
public struct LabelledTextFormat: NamedFormat, CaseIterable, Hashable, Sendable,
  CustomStringConvertible
{
  /// The name by which it is chosen.
  public let name: String
  /// What people are told of it.
  public let help: String
  /// Whether the phrases of its texts have labels too, for which `LabelledTextOptions.phrases` asks.
  package let hasPhrases: Bool
  /// How a reader is made.
  package let opening: Opening
  /// Whether a path is of this form by itself: by its name, or as a folder.
  let isPath: @Sendable (_ path: String) -> Bool
  /// Whether the first bytes of a file are of this form, whatever its name. White space before them is
  /// left aside.
  let isStart: @Sendable (_ bytes: ArraySlice<UInt8>) -> Bool

  /// Opens a file by its path.
  package typealias FileOpener = (String) throws(CorpusError) -> ByteSource

  /// How a reader is made: of a file, or of a folder, whose files it opens one after the other.
  package enum Opening: Sendable {
    /// Reads a file, or any other source.
    case file(@Sendable (ByteSource, LabelledTextOptions) -> any LabelledTextReader)
    /// Reads a folder.
    case folder(
      @Sendable (String, LabelledTextOptions, @escaping FileOpener) throws(CorpusError)
        -> any LabelledTextReader)
  }

  /// All of them; a new one is added here. Where several take a file for theirs, the last does.
  public static let allCases: [LabelledTextFormat] = [
    .fasttext, .tsv, .csv, .jsonl, .folders, .sst,
  ]

  /// A form.
  ///
  /// - Parameters:
  ///   - ending: how the names of such files end, before `.gz`; without it names tell nothing.
  ///   - isPath: tells such a path where an ending does not.
  init(
    name: String, help: String, ending: String? = nil, hasPhrases: Bool = false,
    isPath: @escaping @Sendable (_ path: String) -> Bool = { _ in false },
    isStart: @escaping @Sendable (_ bytes: ArraySlice<UInt8>) -> Bool = { _ in false },
    opening: Opening
  ) {
    self.name = name
    self.help = help
    self.hasPhrases = hasPhrases
    self.isPath = { path in
      ending.map { BytePath(path).lowercased.dropping(".gz").hasEnding($0) } ?? isPath(path)
    }
    self.isStart = isStart
    self.opening = opening
  }
}

extension LabelledTextFormat {
  /// The form of a name, or `nil` if none has it.
  public init?(name: String) {
    guard let format = Self.named(name) else { return nil }
    self = format
  }
}

extension LabelledTextFormat {
  /// Guesses the form of what is at a path by its name, or as it is a folder; `nil` where these do not
  /// tell.
  public init?(guessedFrom path: String) {
    guard let format = Self.allCases.last(where: { $0.isPath(path) }) else { return nil }
    self = format
  }

  /// Guesses the form of a source by its name, and else by its first bytes, which are still to be read;
  /// `nil` where neither tells.
  ///
  /// - Throws: what the source throws.
  package init?(guessedFrom source: ByteSource) throws(CorpusError) {
    if let format = Self(guessedFrom: source.path) {
      self = format
      return
    }
    let start = try source.peek(atMost: 1 << 10).drop {
      $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0)
    }
    guard let format = Self.allCases.last(where: { $0.isStart(start) }) else { return nil }
    self = format
  }

  /// Whether such a corpus is a folder, which has to be opened by its path.
  package var isOfFolders: Bool { if case .folder = opening { true } else { false } }

  /// Opens a file, or a folder if this form is one of folders.
  ///
  /// - Throws: `CorpusError.file`; `malformed` when a directory is wanted and a file found.
  package func reader(
    path: String, options: LabelledTextOptions = LabelledTextOptions()
  ) throws(CorpusError) -> any LabelledTextReader {
    try reader(path: path, options: options) { (path) throws(CorpusError) in
      try ByteSource(path: path)
    }
  }

  /// Opens a file, or a folder and its files one after the other.
  ///
  /// - Parameters:
  ///   - path: the file or folder.
  ///   - options: how it is read.
  ///   - open: opens each file.
  /// - Throws: as ``reader(path:options:)``, and what `open` throws.
  package func reader(
    path: String, options: LabelledTextOptions, open: @escaping FileOpener
  ) throws(CorpusError) -> any LabelledTextReader {
    switch opening {
    case .file(let reader): reader(try open(path), options)
    case .folder(let reader): try reader(path, options, open)
    }
  }

  /// Creates a reader of this form over a stream.
  ///
  /// - Precondition: the form is one of files; folders need a path.
  package func reader(
    _ source: ByteSource, options: LabelledTextOptions = LabelledTextOptions()
  ) -> any LabelledTextReader {
    guard case .file(let reader) = opening else {
      preconditionFailure("folders are opened by path, not read from a stream")
    }
    return reader(source, options)
  }
}

extension LabelledTextOptions {
  /// The columns of what has columns.
  var columns: TableColumns {
    TableColumns(
      text: textColumn.map { ColumnReference($0) }, label: labelColumn.map { ColumnReference($0) })
  }
}

import ElmanBytes
import ElmanSystem

/// The forms in which labelled texts come. Any file may be compressed with gzip.
public enum LabelledTextFormat: String, Sendable, Hashable, CaseIterable {
  /// `__label__pos some text`, one a line.
  case fasttext

  /// Columns separated by tabs.
  case tsv

  /// Columns separated by commas, with quotes as in RFC 4180.
  case csv

  /// A JSON object a line.
  case jsonl

  /// A folder for each label, a text a file.
  case folders

  /// The bracketed trees of the Stanford Sentiment Treebank, one a line.
  case sst

  /// Guesses the format of what is at `path`.
  ///
  /// The names `*.tsv`, `*.csv` and `*.jsonl`, also with `.gz`, give theirs; a directory gives
  /// `folders`; anything else gives `nil`.
  public init?(guessedFrom path: String) {
    if FileStatus(of: path)?.kind == .directory {
      self = .folders
      return
    }
    let name = BytePath(path).lowercased.dropping(".gz")
    let formats: [Self] = [.tsv, .csv, .jsonl]
    guard let format = formats.first(where: { name.hasEnding("." + $0.rawValue) }) else {
      return nil
    }
    self = format
  }

  /// Opens a file, or for `folders` a directory, of this form.
  ///
  /// - Throws: `CorpusError.file`; `malformed` when a directory is wanted and a file found.
  public func reader(
    path: String, options: LabelledTextOptions = LabelledTextOptions()
  ) throws(CorpusError) -> any LabelledTextReader {
    if self == .folders {
      return try FolderReader(path: path, illFormedText: options.illFormedText)
    }
    return reader(try ByteSource(path: path), options: options)
  }

  /// Creates a reader of this form over a stream.
  ///
  /// - Precondition: the form is not `folders`, which needs a path.
  public func reader(
    _ source: ByteSource, options: LabelledTextOptions = LabelledTextOptions()
  ) -> any LabelledTextReader {
    let columns = TableColumns(text: options.textColumn, label: options.labelColumn)
    let illFormedText = options.illFormedText
    switch self {
    case .fasttext: return FastTextReader(source, illFormedText: illFormedText)
    case .tsv:
      return TableReader(TabRecordReader(source, illFormedText: illFormedText), columns: columns)
    case .csv:
      return TableReader(CommaRecordReader(source, illFormedText: illFormedText), columns: columns)
    case .jsonl: return JSONLinesReader(source, columns: columns, illFormedText: illFormedText)
    case .sst:
      return SentimentTreeReader(
        source, classes: options.sentimentClasses, phrases: options.phrases,
        illFormedText: illFormedText)
    case .folders: preconditionFailure("folders are opened by path, not read from a stream")
    }
  }
}

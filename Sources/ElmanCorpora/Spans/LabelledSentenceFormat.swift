import ElmanBytes

/// A form in which sentences with labelled spans come. Any file may be compressed with gzip.
public struct LabelledSentenceFormat: NamedFormat, CaseIterable, Hashable, Sendable,
  CustomStringConvertible
{
  /// The name by which it is chosen.
  public let name: String
  /// What people are told of it.
  public let help: String
  /// Whether the last sentence, too, is to be followed by a blank line.
  package var endsWithBlankLine = false
  /// How the names of such files end, before `.gz`; without it names tell nothing.
  var ending: String?
  /// Whether a file with that ending is one by its rows, too; without it the name is enough.
  var confirms: (@Sendable (_ start: CorpusStart) -> Bool)?
  /// Whether a file is of this form by its first rows, whatever its name.
  let isStart: @Sendable (_ start: CorpusStart) -> Bool
  /// Creates a reader.
  let reader: @Sendable (ByteSource, IllFormedText, MalformedLines) -> any LabelledSentenceReader

  /// All of them; a new one is added here. Where several take a file for theirs, the last does: one that
  /// is told by more stands behind those that are told by less.
  public static let allCases: [LabelledSentenceFormat] = [.columns, .characters, .iob2, .conllu]

  /// Creates a reader of this form.
  ///
  /// - Parameters:
  ///   - source: what is read.
  ///   - illFormedText: what to do with bytes that are not UTF-8.
  ///   - malformedLines: what to do with a line that is not of this form.
  package func reader(
    _ source: ByteSource, illFormedText: IllFormedText = .reject,
    malformedLines: MalformedLines = .reject
  ) -> any LabelledSentenceReader {
    reader(source, illFormedText, malformedLines)
  }
}

extension LabelledSentenceFormat {
  /// The form of a name, or `nil` if none has it.
  public init?(name: String) {
    guard let format = Self.named(name) else { return nil }
    self = format
  }
}

extension LabelledSentenceFormat {
  /// Guesses the form of a source by its name and its first sentences, which are still to be read.
  ///
  /// The name `*.conllu`, also with `.gz`, gives `conllu`, and `*.iob2` gives `iob2` if most rows begin
  /// as such do; anything else is told by the content. A source without any row gives `columns`.
  ///
  /// - Throws: what the source throws; `malformed` where the first row is of none of the forms.
  public init(guessedFrom source: ByteSource) throws(CorpusError) {
    let path = BytePath(source.path).lowercased.dropping(".gz")
    let named = Self.allCases.last { $0.ending.map { path.hasEnding($0) } == true }
    if let named, named.confirms == nil {
      self = named
      return
    }
    let start = CorpusStart(head: try source.peek(atMost: 1 << 16), limit: 1 << 16)
    if let named, named.confirms?(start) == true {
      self = named
    } else if let format = Self.allCases.last(where: { $0.isStart(start) }) {
      self = format
    } else {
      throw .malformed(
        path: source.path, line: start.rows.first?.line ?? 1, expected: Self.expectation,
        found: CorpusError.quote(start.rows.first?.content ?? []))
    }
  }

  /// What all of them are, as errors say it.
  private static var expectation: String {
    var parts: [String] = []
    for format in allCases where parts.last != format.help { parts.append(format.help) }
    return parts.dropLast().joined(separator: ", ") + " or " + (parts.last ?? "")
  }
}

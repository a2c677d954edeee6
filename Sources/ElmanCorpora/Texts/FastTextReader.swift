/// Reads lines of the form `__label__pos some text`.
///
/// Each line has exactly one label, at its start; the white space after the label separates and is no
/// part of the text. Blank lines are skipped.
public final class FastTextReader: LabelledTextReader {
  /// The name of the input that errors show.
  public var path: String { lines.path }

  /// Where bytes that are not UTF-8 were first replaced, if that happened.
  public var firstRepair: TextRepair? { lines.firstRepair }

  private let lines: LineReader
  private var line: [UInt8] = []
  private static let prefix = Array("__label__".utf8)

  /// Creates a reader of lines with labels.
  public init(_ source: ByteSource, illFormedText: IllFormedText = .reject) {
    lines = LineReader(source, illFormedText: illFormedText)
  }

  /// Reads the next line that is not blank.
  ///
  /// - Returns: the text with its label, or `nil` at the end of the input.
  /// - Throws: what the source throws; `malformed` for a line without label or with several.
  public func next() throws(CorpusError) -> LabelledText? {
    while true {
      line.removeAll(keepingCapacity: true)
      guard let read = try lines.next(appendingTo: &line) else { return nil }
      let content = line[read.content].drop(while: Self.isSpace)
      guard !content.isEmpty else { continue }
      let labels = countLabels(in: content)
      let first = content.prefix { !Self.isSpace($0) }
      guard first.starts(with: Self.prefix), first.count > Self.prefix.count, labels == 1 else {
        throw .malformed(
          path: path, line: read.number, expected: "one label such as __label__name and a text",
          found: labels > 1 ? "\(labels) labels" : CorpusError.quote(first))
      }
      let text = content[first.endIndex...].drop(while: Self.isSpace)
      return LabelledText(
        label: String(decoding: first.dropFirst(Self.prefix.count), as: UTF8.self),
        text: String(decoding: text, as: UTF8.self), line: read.number)
    }
  }

  private func countLabels(in content: ArraySlice<UInt8>) -> Int {
    var count = 0
    var isAtWordStart = true
    for index in content.indices {
      if isAtWordStart, content[index] == 0x5F, content[index...].starts(with: Self.prefix) {
        count += 1
      }
      isAtWordStart = Self.isSpace(content[index])
    }
    return count
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension LabelledTextFormat {
  /// `__label__pos some text`, one a line.
  public static let fasttext = LabelledTextFormat(
    name: "fasttext", help: "__label__positive the text",
    isStart: { $0.starts(with: "__label__".utf8) },
    opening: .file { FastTextReader($0, illFormedText: $1.illFormedText) })
}

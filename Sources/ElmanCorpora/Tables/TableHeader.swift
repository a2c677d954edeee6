import ElmanBytes

/// The names by which the header of a table tells where its labels and texts stand.
///
/// Names are compared without case and without what joins words: `Review_Text` is `reviewtext`.
enum TableHeader {
  /// The names by which a label is known, the better ones first.
  static let labelNames = [
    "label", "labels", "sentiment", "class", "category", "target", "polarity", "emotion", "intent",
    "topic", "stars",
    "star", "starrating", "rating", "score", "labelname", "classname", "categoryname",
    "airlinesentiment", "y",
  ]

  /// The names by which a text is known, the better ones first.
  static let textNames = [
    "text", "texts", "sentence", "review", "reviewtext", "reviewbody", "content", "contents",
    "tweet", "tweettext",
    "comment", "commenttext", "message", "body", "document", "utterance", "phrase", "description",
    "post", "question",
    "headline", "query", "title",
  ]

  /// A name without case and without what joins its words.
  static func key(_ name: Spelling) -> Spelling {
    Spelling(name.text.lowercased().filter { !"_- ".contains($0) })
  }

  /// Whether a field may be the name of a column: a few words that are no number and no sentence.
  static func mayBeName(_ field: Spelling) -> Bool {
    let bytes = field.text.utf8
    let words = bytes.split { $0 == 0x20 }.count
    guard let last = bytes.last else { return true }
    return bytes.count <= longestName && words <= mostWords && ![0x2E, 0x21, 0x3F].contains(last)
      && Double(field.text) == nil
  }

  private static let longestName = 30
  private static let mostWords = 3
}

/// How a table was understood.
package struct TableReading: Sendable, Hashable {
  /// What separates its fields, as people call it.
  package var separator: String
  /// The fields of the first record.
  package var first: [String]
  /// Whether that is the header.
  package var hasHeader: Bool
  /// The places of the columns, counted from 1.
  package var text: Int
  package var label: Int
  /// Whether neither the user nor the header told the places of both columns.
  package var isGuessed: Bool

  /// The same for people, on one line.
  package var summary: String {
    func column(_ number: Int) -> String {
      hasHeader && first.indices.contains(number - 1)
        ? "\(number) \(CorpusError.quote(Array(first[number - 1].utf8)[...]))" : "\(number)"
    }
    return
      "fields separated by \(separator)s, \(hasHeader ? "a header" : "no header"), labels in column"
      + " \(column(label)), texts in column \(column(text))\(isGuessed ? " (a guess)" : "")"
  }
}

import ElmanBytes

extension CaseExpectation {
  /// Makes sure that the words and spans that are named stand in the text, which no model would find otherwise: a
  /// typing error would look like a mistake of the model or, where something is to be none, like a right answer.
  ///
  /// Words of a multiword token, such as *n't*, stand there as parts of others. The bytes are compared; of spaces that
  /// follow each other one counts.
  ///
  /// - Throws: `Malformed` for the first that does not stand there.
  package func check(in text: String) throws(Malformed) {
    switch self {
    case .values(_, let pairs): try Self.check(pairs.map(\.text), "word", in: text)
    case .entities(let pairs, let none):
      try Self.check(pairs.map(\.text) + none, "span", in: text)
    case .words, .whole, .sentenceCount, .sentiment, .label: break
    }
  }

  private static func check(
    _ parts: [Spelling], _ name: String, in text: String
  ) throws(Malformed) {
    let bytes = Array(text.utf8.split(separator: 0x20).joined(separator: [0x20]))
    for part in parts where !bytes.contains(Array(part.text.utf8)) {
      throw Malformed(expected: "a \(name) of the text", found: part.text.quoted)
    }
  }
}

import ElmanText

/// Turns tagged sentences of a text into CoNLL-U, as UDPipe writes it.
///
/// The rows tell the white space of the text exactly: nothing where one space follows,
/// `SpaceAfter=No` where none does, and `SpacesAfter=`, `SpacesBefore=` and `SpacesInToken=` with
/// escapes in all other cases. Hence ``ConlluSentence/originalText`` of all sentences together is the
/// text. A text without any token gives no rows.
public struct ConlluFormatter: Sendable {
  private let keepsSpaces: Bool
  private var sentenceCount = 0
  private var isDocumentOpen = false
  private var pendingDocumentID: String?
  private var pendingParagraph = false
  private var pendingSpaces: [UInt8] = []

  /// Creates a formatter for the first document.
  ///
  /// - Parameters:
  ///   - documentID: the document's name in `# newdoc id = …`; `nil` gives `# newdoc`.
  ///   - keepsSpaces: `false` for sentences whose white space is not that of a text, such as those of
  ///     the horizontal form: then only `SpaceAfter=No` is written.
  public init(documentID: String? = nil, keepsSpaces: Bool = true) {
    self.keepsSpaces = keepsSpaces
    pendingDocumentID = documentID
  }

  /// Lets the next sentence begin a document. Sentence numbers go on.
  public mutating func startDocument(id: String? = nil) {
    isDocumentOpen = false
    pendingDocumentID = id
  }

  /// Turns a sentence into CoNLL-U.
  ///
  /// - Parameters:
  ///   - sentence: the sentence with its tokens.
  ///   - column: the column that the labels belong in.
  ///   - labels: one label a token, or none at all.
  /// - Returns: the rows with `# newdoc` and `# newpar` where they begin, `# sent_id` and `# text`;
  ///   `nil` for a sentence without tokens, whose white space goes to the next one.
  public mutating func format(
    _ sentence: Sentence, labels: [String] = [], column: ConlluColumn = .upos
  ) -> ConlluSentence? {
    precondition(
      labels.isEmpty || labels.count == sentence.tokens.count,
      "\(labels.count) labels for \(sentence.tokens.count) tokens")
    pendingParagraph = pendingParagraph || sentence.startsParagraph
    guard let first = sentence.tokens.first else {
      pendingSpaces += sentence.text
      return nil
    }
    var result = ConlluSentence()
    appendComments(for: sentence, to: &result)
    var before = pendingSpaces + sentence.text[..<first.range.lowerBound]
    pendingSpaces = []
    for (index, token) in sentence.tokens.enumerated() {
      let nextStart =
        index + 1 < sentence.tokens.count
        ? sentence.tokens[index + 1].range.lowerBound : sentence.text.count
      let gap = sentence.text[token.range.upperBound..<nextStart]
      // A space that the next sentence begins with is told there.
      let isSeparated = !gap.isEmpty || token.spaceAfter && !keepsSpaces
      var misc: [UInt8] = []
      if keepsSpaces, !before.isEmpty { Self.append("SpacesBefore=", before, to: &misc) }
      before = []
      if keepsSpaces, sentence.text[token.range].contains(where: Self.breaksRow) {
        Self.append("SpacesInToken=", sentence.text[token.range], to: &misc)
      }
      if !isSeparated {
        Self.append("SpaceAfter=No", [], to: &misc)
      } else if keepsSpaces, !gap.isEmpty, !gap.elementsEqual([0x20]) {
        Self.append("SpacesAfter=", gap, to: &misc)
      }
      let label = labels.isEmpty ? [] : Array(labels[index].utf8)
      result.appendRow(.word(index + 1)) {
        switch $0 {
        case .form: sentence.text[token.range]
        case .misc: misc[...]
        case column: label[...]
        default: []
        }
      }
    }
    return result
  }

  private mutating func appendComments(
    for sentence: Sentence, to result: inout ConlluSentence
  ) {
    if !isDocumentOpen {
      result.appendComment(pendingDocumentID.map { "newdoc id = \($0)" } ?? "newdoc")
      isDocumentOpen = true
      pendingParagraph = true
    }
    if pendingParagraph { result.appendComment("newpar") }
    pendingParagraph = false
    sentenceCount += 1
    result.appendComment("sent_id = \(sentenceCount)")
    result.appendComment("text = " + Self.singleSpaced(sentence))
  }

  /// The tokens with single spaces between them, the way `# text` gives them.
  private static func singleSpaced(_ sentence: Sentence) -> String {
    var text: [UInt8] = []
    for (index, token) in sentence.tokens.enumerated() {
      text.append(contentsOf: sentence.text[token.range])
      guard index + 1 < sentence.tokens.count else { break }
      let next = sentence.tokens[index + 1]
      if token.spaceAfter || next.range.lowerBound > token.range.upperBound { text.append(0x20) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func breaksRow(_ byte: UInt8) -> Bool {
    byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func append(
    _ attribute: String, _ value: some Sequence<UInt8>, to misc: inout [UInt8]
  ) {
    if !misc.isEmpty { misc.append(UInt8(ascii: "|")) }
    misc.append(contentsOf: attribute.utf8)
    SpacesEscape.append(value, to: &misc)
  }
}

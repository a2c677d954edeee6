import ElmanText

/// Turns tagged sentences of a text into CoNLL-U, as UDPipe writes it.
///
/// The rows tell the white space of the text exactly: nothing where one space follows,
/// `SpaceAfter=No` where none does, and `SpacesAfter=`, `SpacesBefore=` and `SpacesInToken=` with
/// escapes in all other cases. Hence ``ConlluSentence/originalText`` of all sentences together is the
/// text, but for white space of more than ``maximumSpaceBytes`` without any token between, of which only so
/// much is told. A multiword token has a range, in whose row all of this stands; its words have `_`
/// there. A text without any token gives no rows.
///
/// Reference: Straka and Straková (2017), "Tokenizing, POS Tagging, Lemmatizing and Parsing UD 2.0
/// with UDPipe".
public struct ConlluFormatter: Sendable {
  /// The most bytes of white space before a sentence's first token that are told, so that memory does
  /// not grow with them.
  public static let maximumSpaceBytes = 1 << 20

  /// Whether more white space stood before a token than is told.
  public private(set) var hasLeftOutSpaces = false

  private let keepsSpaces: Bool
  private let writesTokenRanges: Bool
  private var sentenceCount = 0
  private var isDocumentOpen = false
  private var pendingDocumentID: String?
  private var pendingParagraph = false
  private var pendingSpaces: [UInt8] = []
  /// The scalars of the document before the sentence.
  private var scalarCount = 0

  /// Creates a formatter for the first document.
  ///
  /// - Parameters:
  ///   - documentID: the document's name in `# newdoc id = …`; `nil` gives `# newdoc`.
  ///   - keepsSpaces: `false` for sentences whose white space is not that of a text, such as those of
  ///     the horizontal form: then only `SpaceAfter=No` is written.
  ///   - writesTokenRanges: whether MISC tells where each token stands, `TokenRange=start:end`, in
  ///     Unicode scalars from the start of the document; the end is not part of the token.
  public init(
    documentID: String? = nil, keepsSpaces: Bool = true, writesTokenRanges: Bool = false
  ) {
    self.keepsSpaces = keepsSpaces
    self.writesTokenRanges = writesTokenRanges
    pendingDocumentID = documentID
  }

  /// Lets the next sentence begin a document. Sentence numbers go on.
  public mutating func startDocument(id: String? = nil) {
    isDocumentOpen = false
    pendingDocumentID = id
    scalarCount = 0
  }

  /// Turns a sentence with labels in one column into CoNLL-U.
  ///
  /// - Parameters:
  ///   - sentence: the sentence with its tokens.
  ///   - column: the column that the labels belong in.
  ///   - labels: one label a token, or none at all.
  /// - Returns: as ``format(_:value:)``.
  public mutating func format(
    _ sentence: Sentence, labels: [String] = [], column: ConlluColumn = .upos
  ) -> ConlluSentence? {
    precondition(
      labels.isEmpty || labels.count == sentence.tokens.count,
      "\(labels.count) labels for \(sentence.tokens.count) tokens")
    return format(sentence) { word, other in
      labels.isEmpty || other != column ? [] : Array(labels[word].utf8)[...]
    }
  }

  /// Turns a sentence into CoNLL-U.
  ///
  /// - Parameters:
  ///   - sentence: the sentence with its tokens.
  ///   - value: what stands in a column of a token, other than ID, FORM and MISC; `_` stands for
  ///     nothing.
  /// - Returns: the rows with `# newdoc` and `# newpar` where they begin, `# sent_id` and `# text`;
  ///   `nil` for a sentence without tokens, whose white space goes to the next one.
  public mutating func format(
    _ sentence: Sentence, value: (_ token: Int, _ column: ConlluColumn) -> ArraySlice<UInt8>
  ) -> ConlluSentence? {
    pendingParagraph = pendingParagraph || sentence.startsParagraph
    guard let first = sentence.tokens.first else {
      if keepsSpaces {
        let hasRoom = pendingSpaces.count + sentence.text.count <= Self.maximumSpaceBytes
        if hasRoom { pendingSpaces += sentence.text } else { hasLeftOutSpaces = true }
      }
      scalarCount += Self.scalars(in: sentence.text[...])
      return nil
    }
    var result = ConlluSentence()
    let surfaceTokens = sentence.surfaceTokens
    appendComments(for: sentence, surfaceTokens, to: &result)
    var before = pendingSpaces + sentence.text[..<first.range.lowerBound]
    pendingSpaces = []
    scalarCount += Self.scalars(in: sentence.text[..<first.range.lowerBound])
    for (number, words) in surfaceTokens.enumerated() {
      let token = sentence.tokens[words.upperBound - 1]
      let nextStart =
        number + 1 < surfaceTokens.count
        ? sentence.tokens[words.upperBound].range.lowerBound : sentence.text.count
      let gap = sentence.text[token.range.upperBound..<nextStart]
      let misc = misc(
        sentence.text[token.range], before: before, gap: gap, spaceAfter: token.spaceAfter)
      before = []
      let isMultiword = sentence.multiword(of: words.lowerBound) != nil
      if isMultiword {
        result.appendRow(.range(first: words.lowerBound + 1, last: words.upperBound)) {
          switch $0 {
          case .form: sentence.text[token.range]
          case .misc: misc[...]
          default: []
          }
        }
      }
      for word in words {
        result.appendRow(.word(word + 1)) {
          switch $0 {
          case .form: sentence.bytes(word)
          case .misc: isMultiword ? [] : misc[...]
          default: value(word, $0)
          }
        }
      }
    }
    return result
  }

  /// What MISC says of a token.
  ///
  /// - Parameters:
  ///   - before: white space that no other token tells of.
  ///   - gap: the white space up to the next token.
  private mutating func misc(
    _ token: ArraySlice<UInt8>, before: [UInt8], gap: ArraySlice<UInt8>, spaceAfter: Bool
  ) -> [UInt8] {
    var misc: [UInt8] = []
    if keepsSpaces, !before.isEmpty { Self.append("SpacesBefore=", before, to: &misc) }
    if keepsSpaces, token.contains(where: Self.breaksRow) {
      Self.append("SpacesInToken=", token, to: &misc)
    }
    // A space that the next sentence begins with is told there.
    let isSeparated = !gap.isEmpty || spaceAfter && !keepsSpaces
    if !isSeparated {
      Self.append("SpaceAfter=No", [], to: &misc)
    } else if keepsSpaces, !gap.isEmpty, !gap.elementsEqual([0x20]) {
      Self.append("SpacesAfter=", gap, to: &misc)
    }
    guard writesTokenRanges else { return misc }
    let end = scalarCount + Self.scalars(in: token)
    Self.append("TokenRange=\(scalarCount):\(end)", [], to: &misc)
    scalarCount = end + Self.scalars(in: gap)
    return misc
  }

  private mutating func appendComments(
    for sentence: Sentence, _ surfaceTokens: [Range<Int>], to result: inout ConlluSentence
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
    result.appendComment("text = " + Self.singleSpaced(sentence, surfaceTokens))
  }

  /// The surface tokens with single spaces between them, the way `# text` gives them.
  private static func singleSpaced(
    _ sentence: Sentence, _ surfaceTokens: [Range<Int>]
  ) -> String {
    var text: [UInt8] = []
    for words in surfaceTokens {
      let token = sentence.tokens[words.upperBound - 1]
      text.append(contentsOf: sentence.text[token.range])
      guard words.upperBound < sentence.tokens.count else { break }
      let next = sentence.tokens[words.upperBound]
      if token.spaceAfter || next.range.lowerBound > token.range.upperBound { text.append(0x20) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func scalars(in text: ArraySlice<UInt8>) -> Int {
    text.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
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

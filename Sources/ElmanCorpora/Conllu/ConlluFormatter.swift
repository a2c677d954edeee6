import ElmanText

/// Turns tagged sentences of a text into CoNLL-U, as UDPipe writes it.
///
/// The rows tell the white space of the text exactly: nothing where one space follows,
/// `SpaceAfter=No` where none does, and `SpacesAfter=`, `SpacesBefore=` and `SpacesInToken=` with
/// escapes in all other cases; in FORM and `# text` single spaces stand for the white space inside a token.
/// Hence ``ConlluSentence/originalText`` of all sentences together is the
/// text, but for white space of more than ``maximumSpaceBytes`` without any token between, of which only so
/// much is told. A multiword token has a range, in whose row all of this stands; its words have `_`
/// there. A text without any token gives no rows.
///
/// Reference: Straka and Straková (2017), "Tokenizing, POS Tagging, Lemmatizing and Parsing UD 2.0
/// with UDPipe".
package struct ConlluFormatter: Sendable {
  /// The most bytes of white space before a sentence's first token that are told, so that memory does
  /// not grow with them.
  package static let maximumSpaceBytes = 1 << 20

  /// Whether more white space stood before a token than is told.
  package private(set) var hasLeftOutSpaces = false

  private let keepsSpaces: Bool
  private let writesTokenRanges: Bool
  private var sentenceCount = 0
  private var isDocumentOpen = false
  private var pendingDocumentID: String?
  private var pendingParagraph = false
  private var pendingSpaces: [UInt8] = []

  /// Creates a formatter for the first document.
  ///
  /// - Parameters:
  ///   - documentID: the document's name in `# newdoc id = …`, where a space stands for each white space
  ///     and control character; `nil` gives `# newdoc`.
  ///   - keepsSpaces: `false` for sentences whose white space is not that of a text, such as those of
  ///     the horizontal form: then only `SpaceAfter=No` is written.
  ///   - writesTokenRanges: whether MISC tells where each token stands, `TokenRange=start:end`, in
  ///     Unicode scalars from the start of the input, as the sentence places it; the end is not part of
  ///     the token.
  package init(
    documentID: String? = nil, keepsSpaces: Bool = true, writesTokenRanges: Bool = false
  ) {
    self.keepsSpaces = keepsSpaces
    self.writesTokenRanges = writesTokenRanges
    pendingDocumentID = documentID
  }

  /// Lets the next sentence begin a document. Sentence numbers go on.
  package mutating func startDocument(id: String? = nil) {
    isDocumentOpen = false
    pendingDocumentID = id
  }

  /// Turns a sentence with labels in one column into CoNLL-U.
  ///
  /// - Parameters:
  ///   - sentence: the sentence with its tokens.
  ///   - column: the column that the labels belong in.
  ///   - labels: one label a token, or none at all.
  /// - Returns: as ``format(_:value:)``.
  package mutating func format(
    _ sentence: Sentence, labels: [String] = [], column: ConlluColumn = .upos
  ) -> ConlluSentence? {
    precondition(
      labels.isEmpty || labels.count == sentence.words.count,
      "\(labels.count) labels for \(sentence.words.count) tokens")
    return format(sentence) { word, other in
      labels.isEmpty || other != column ? [] : Array(labels[word].utf8)[...]
    }
  }

  /// Turns a sentence into CoNLL-U.
  ///
  /// - Parameters:
  ///   - sentence: the sentence with its tokens.
  ///   - value: what stands in a column of a token, other than ID and FORM; `_` stands for nothing. In
  ///     MISC it is what stands there last, such as `NER=B-PER`, or nothing.
  /// - Returns: the rows with `# newdoc` and `# newpar` where they begin, `# sent_id`, `# lang` where the language is told, and `# text`;
  ///   `nil` for a sentence without tokens, whose white space goes to the next one.
  package mutating func format(
    _ sentence: Sentence, value: (_ token: Int, _ column: ConlluColumn) -> ArraySlice<UInt8>
  ) -> ConlluSentence? {
    pendingParagraph = pendingParagraph || sentence.startsParagraph
    guard let first = sentence.words.first else {
      if keepsSpaces {
        let hasRoom = pendingSpaces.count + sentence.text.count <= Self.maximumSpaceBytes
        if hasRoom { pendingSpaces += sentence.text } else { hasLeftOutSpaces = true }
      }
      return nil
    }
    var result = ConlluSentence()
    let tokens = sentence.tokens
    let forms = keepsSpaces ? Self.singleSpacedForms(of: sentence) : [:]
    let places = writesTokenRanges ? sentence.tokenPositions : []
    appendComments(for: sentence, tokens, forms, to: &result)
    var before = pendingSpaces + sentence.text[..<first.range.lowerBound]
    pendingSpaces = []
    for (number, words) in tokens.enumerated() {
      let token = sentence.words[words.upperBound - 1]
      let nextStart =
        number + 1 < tokens.count
        ? sentence.words[words.upperBound].range.lowerBound : sentence.text.count
      let gap = sentence.text[token.range.upperBound..<nextStart]
      let surface = sentence.text[token.range]
      let spaced = forms[token.range]
      let form = spaced ?? surface
      var misc = Self.misc(
        surface, isForm: spaced == nil, before: before, gap: gap, spaceAfter: token.spaceAfter,
        keepsSpaces: keepsSpaces)
      if writesTokenRanges {
        let (start, end) = (places[number].lowerBound.scalars, places[number].upperBound.scalars)
        Self.append("TokenRange=\(start):\(end)", [], to: &misc)
      }
      before = []
      let isMultiword =
        !sentence.multiwords.isEmpty && sentence.multiword(of: words.lowerBound) != nil
      if isMultiword {
        result.appendRow(.range(first: words.lowerBound + 1, last: words.upperBound)) {
          switch $0 {
          case .form: form
          case .misc: misc[...]
          default: []
          }
        }
      }
      for word in words {
        result.appendRow(.word(word + 1)) {
          switch $0 {
          case .form: isMultiword ? sentence.bytes(word) : form
          case .misc: Self.joined(isMultiword ? [] : misc, value(word, .misc))
          default: value(word, $0)
          }
        }
      }
    }
    return result
  }

  /// Attributes of MISC and others after them.
  private static func joined(
    _ misc: [UInt8], _ other: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8> {
    if other.isEmpty { return misc[...] }
    return misc.isEmpty ? other : misc + [UInt8(ascii: "|")] + other
  }

  /// What MISC says of a token.
  ///
  /// - Parameters:
  ///   - isForm: whether the token stands in FORM as it is.
  ///   - before: white space that no other token tells of.
  ///   - gap: the white space up to the next token.
  private static func misc(
    _ token: ArraySlice<UInt8>, isForm: Bool, before: [UInt8], gap: ArraySlice<UInt8>,
    spaceAfter: Bool, keepsSpaces: Bool
  ) -> [UInt8] {
    var misc: [UInt8] = []
    if keepsSpaces, !before.isEmpty { append("SpacesBefore=", before, to: &misc) }
    if !isForm { append("SpacesInToken=", token, to: &misc) }
    // A space that the next sentence begins with is told there.
    let isSeparated = !gap.isEmpty || spaceAfter && !keepsSpaces
    if !isSeparated {
      append("SpaceAfter=No", [], to: &misc)
    } else if keepsSpaces, !gap.isEmpty, !gap.elementsEqual([0x20]) {
      append("SpacesAfter=", gap, to: &misc)
    }
    return misc
  }

  private mutating func appendComments(
    for sentence: Sentence, _ tokens: [Range<Int>],
    _ forms: [Range<Int>: ArraySlice<UInt8>], to result: inout ConlluSentence
  ) {
    if !isDocumentOpen {
      let id = pendingDocumentID.map(Self.visible) ?? ""
      result.appendComment(id.isEmpty ? "newdoc" : "newdoc id = \(id)")
      isDocumentOpen = true
      pendingParagraph = true
    }
    if pendingParagraph { result.appendComment("newpar") }
    pendingParagraph = false
    sentenceCount += 1
    result.appendComment("sent_id = \(sentenceCount)")
    if let language = sentence.language { result.appendComment("lang = \(language.code)") }
    result.appendComment("text = " + Self.singleSpaced(sentence, tokens, forms))
  }

  /// The surface tokens with single spaces between them, the way `# text` gives them.
  private static func singleSpaced(
    _ sentence: Sentence, _ tokens: [Range<Int>], _ forms: [Range<Int>: ArraySlice<UInt8>]
  ) -> String {
    var text: [UInt8] = []
    for words in tokens {
      let token = sentence.words[words.upperBound - 1]
      text.append(contentsOf: forms[token.range] ?? sentence.text[token.range])
      guard words.upperBound < sentence.words.count else { break }
      let next = sentence.words[words.upperBound]
      if token.spaceAfter || next.range.lowerBound > token.range.upperBound { text.append(0x20) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// For the tokens that have other white space inside than single spaces how they stand in FORM.
  private static func singleSpacedForms(of sentence: Sentence) -> [Range<Int>: ArraySlice<UInt8>] {
    var forms: [Range<Int>: ArraySlice<UInt8>] = [:]
    for range in sentence.words.lazy.map(\.range) {
      // With one of these bytes all white space begins.
      let mayHaveSpace = sentence.text.withUnsafeBufferPointer { text in
        text[range].contains { $0 <= 0x20 || $0 == 0xC2 || 0xE1...0xE3 ~= $0 }
      }
      guard mayHaveSpace else { continue }
      let token = sentence.text[range]
      let form = singleSpaced(token)
      if form != token { forms[range] = form }
    }
    return forms
  }

  private static func singleSpaced(_ token: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var form = String.UnicodeScalarView()
    for scalar in String(decoding: token, as: UTF8.self).unicodeScalars {
      let isSpace = scalar.properties.isWhitespace
      if !isSpace || form.last != " " { form.append(isSpace ? " " : scalar) }
    }
    return Array(String(form).utf8)[...]
  }

  /// A name with spaces in place of white space and control characters, and none at its ends.
  private static func visible(_ name: String) -> String {
    let spaced = name.unicodeScalars.map { SpacesEscape.isInvisible($0) ? " " : $0 }
    let trimmed = spaced.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    return String(String.UnicodeScalarView(trimmed))
  }

  private static func append(
    _ attribute: String, _ value: some Collection<UInt8>, to misc: inout [UInt8]
  ) {
    if !misc.isEmpty { misc.append(UInt8(ascii: "|")) }
    misc.append(contentsOf: attribute.utf8)
    SpacesEscape.append(value, to: &misc)
  }
}

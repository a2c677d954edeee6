/// A stretch of text with its words.
///
/// The text is kept as it came, white space included: the texts of all sentences of an input,
/// one after the other, are the input.
public struct Sentence: Sendable, Hashable {
  /// Well-formed UTF-8, with all white space around and between the words.
  public var text: [UInt8]

  /// The syntactic words in the order of the text. They do not overlap, but for those of one multiword
  /// token, which have all the same range.
  ///
  /// A sentence without words holds white space only.
  public var words: [Word]

  /// The tokens that stand for several words, in the order of the text and apart from
  /// each other; none in most sentences.
  public var multiwords: [MultiwordToken]

  /// Where the first byte of `text` stands in the input.
  public var start: TextPosition

  /// Where each word stands in the input, if `text` was put together of words that stand apart there, as
  /// those on lines do; empty if `text` is a stretch of the input.
  public var places: [Range<TextPosition>]

  /// Whether a paragraph begins with this sentence.
  public var startsParagraph: Bool

  /// The language that the sentence is in, where that was told; `und` for one in none.
  public var language: Language?

  /// Creates a sentence from its parts.
  public init(
    text: [UInt8], words: [Word], multiwords: [MultiwordToken] = [],
    start: TextPosition = TextPosition(), places: [Range<TextPosition>] = [],
    startsParagraph: Bool = false
  ) {
    precondition(
      places.isEmpty || places.count == words.count,
      "\(places.count) places of \(words.count) words")
    self.text = text
    self.words = words
    self.multiwords = multiwords
    self.start = start
    self.places = places
    self.startsParagraph = startsParagraph
  }

  /// Creates a sentence from words that are already told apart.
  ///
  /// - Parameters:
  ///   - words: the forms. White space inside a word stays; a word may be empty.
  ///   - spacesAfter: for each word whether a space follows; `nil`, or missing at the end, means
  ///     that one does.
  ///   - start: where the text stands in the input.
  ///   - startsParagraph: whether a paragraph begins here.
  public init(
    words: some Sequence<some StringProtocol>, spacesAfter: [Bool]? = nil,
    start: TextPosition = TextPosition(), startsParagraph: Bool = false
  ) {
    self.init(
      utf8Words: words.lazy.map(\.utf8), spacesAfter: spacesAfter, start: start,
      startsParagraph: startsParagraph)
  }

  /// Creates a sentence from words that are already told apart, given as UTF-8.
  ///
  /// - Parameters:
  ///   - utf8Words: the forms as well-formed UTF-8.
  ///   - spacesAfter: for each word whether a space follows; `nil`, or missing at the end, means
  ///     that one does.
  ///   - start: where the text stands in the input.
  ///   - startsParagraph: whether a paragraph begins here.
  public init(
    utf8Words: some Sequence<some Sequence<UInt8>>, spacesAfter: [Bool]? = nil,
    start: TextPosition = TextPosition(), startsParagraph: Bool = false
  ) {
    self.init(text: [], words: [], start: start, startsParagraph: startsParagraph)
    for (index, word) in utf8Words.enumerated() {
      let lower = text.count
      text.append(contentsOf: word)
      let spaceAfter =
        if let spacesAfter, index < spacesAfter.count { spacesAfter[index] } else { true }
      words.append(Word(range: lower..<text.count, spaceAfter: spaceAfter))
      if spaceAfter { text.append(0x20) }
    }
  }

  /// The bytes of a word: those of the word itself where it is a part of a multiword token.
  ///
  /// - Complexity: O(1), or O(log m) in the multiword tokens; no byte is copied.
  public func bytes(_ index: Int) -> ArraySlice<UInt8> {
    if !multiwords.isEmpty, let form = multiwordForm(index) { return form[...] }
    return text[words[index].range]
  }

  /// Calls `body` with the bytes of a word, those that ``bytes(_:)`` gives.
  ///
  /// - Complexity: that of ``bytes(_:)``, besides `body`.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if !multiwords.isEmpty, let form = multiwordForm(index) {
      return try form.withUnsafeBufferPointer { (all) throws(Failure) in try body(all) }
    }
    let range = words[index].range
    return try text.withUnsafeBufferPointer { (all) throws(Failure) in
      try body(UnsafeBufferPointer(rebasing: all[range]))
    }
  }

  /// The bytes of a word, as ``bytes(_:)`` gives them, as a string.
  public func form(_ index: Int) -> String {
    String(decoding: bytes(index), as: UTF8.self)
  }
}

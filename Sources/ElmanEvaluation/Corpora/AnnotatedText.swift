import ElmanCorpora

/// A text with its annotation: tokens, syntactic words and sentences, as CoNLL-U has them.
///
/// Tokens are those of the text's surface, words the syntactic words that they stand for: one, or of a
/// multiword token several. Places in the text itself tell whether a tokenizer finds the same; for two
/// annotations of one text whose spaces may differ, there are places in the text without its spaces.
public struct AnnotatedText: Sendable {
  /// The name of the file, which errors show.
  public let path: String
  /// The SHA-256 hash of the file, uncompressed; empty for a text that is not read from one.
  public private(set) var hash = ""
  /// The text, as `RunningText` makes it of the sentences.
  public var text: [UInt8] { running.bytes }
  /// The tokens in the order of the text.
  package private(set) var tokens: [Token] = []
  /// The syntactic words.
  package private(set) var words: [Word] = []
  /// For each sentence its tokens; none is empty.
  package private(set) var sentences: [Range<Int>] = []
  /// The forms of all tokens, one after the other, without spaces.
  package private(set) var characters: [UInt8] = []

  private var running = RunningText()
  /// The distinct values of words, each of which is kept once.
  private var values: Set<[UInt8]> = []

  /// A token of the text's surface.
  package struct Token: Sendable {
    /// Its bytes in the text.
    package let range: Range<Int>
    /// Its bytes in the text without spaces.
    package let span: Range<Int>
    /// Whether it is a multiword token.
    package let isMultiword: Bool
    /// Its words, as indices of ``AnnotatedText/words``.
    package fileprivate(set) var words: Range<Int>
    /// Its form, which may lack white space that it has in the text.
    package let form: [UInt8]
    /// The line of the file that it is on; 0 where it was not read.
    package let line: Int
  }

  /// A syntactic word.
  package struct Word: Sendable {
    /// Where its token stands in the text without spaces.
    package let span: Range<Int>
    /// Whether its token is a multiword token.
    package let isMultiword: Bool
    package let form: [UInt8]
    /// The form in lower case, of a word that is a token without spaces.
    package let comparedForm: [UInt8]
    package let lemma, upos, xpos: [UInt8]
    /// The universal features, in order.
    package let features: [UInt8]
    /// The relation to the head that all languages share.
    package let relation: [UInt8]
    /// The head, as an index of ``AnnotatedText/words``, or ``root``; `nil` where none is known.
    package let head: Int?

    /// The head of a word that has no other.
    package static let root = -1
  }

  /// The number of tokens.
  public var tokenCount: Int { tokens.count }
  /// The number of syntactic words.
  public var wordCount: Int { words.count }
  /// The number of sentences.
  public var sentenceCount: Int { sentences.count }

  /// Where each sentence stands, in the text or in the text without spaces as its tokens do.
  func sentencePlaces(_ place: (Token) -> Range<Int>) -> [Range<Int>] {
    sentences.map { sentence in
      let (first, last) = (tokens[sentence.lowerBound], tokens[sentence.upperBound - 1])
      return place(first).lowerBound..<place(last).upperBound
    }
  }

  /// Puts a text together.
  ///
  /// - Parameters:
  ///   - path: the name that errors show.
  ///   - sentences: the sentences in the order of the text; those without words are left out.
  public init(path: String, sentences: some Sequence<ConlluSentence>) {
    self.path = path
    for sentence in sentences { append(sentence) }
  }

  /// Reads a CoNLL-U file.
  ///
  /// - Throws: what `ConlluReader` throws; `noExamples` for a file without sentences.
  public init(path: String) throws(CorpusError) {
    try self.init(ByteSource(path: path, hashing: true))
    guard sentenceCount > 0 else { throw .noExamples(path: path, of: "sentence") }
  }

  /// Reads a CoNLL-U file and divides it: of each run of sentences the last are the second part.
  ///
  /// Sentences stay with their neighbours, since what stands between them is to be learned too.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - share: that of the second part.
  /// - Throws: as ``init(path:)``, also for one sentence, which cannot be divided.
  package static func divided(
    path: String, share: Double
  ) throws(CorpusError) -> (AnnotatedText, AnnotatedText) {
    let source = try ByteSource(path: path, hashing: true)
    var parts = (AnnotatedText(path: path, sentences: []), AnnotatedText(path: path, sentences: []))
    let reader = ConlluReader(source)
    let length = 20
    let kept = max(1, min(length - 1, Int((Double(length) * share).rounded())))
    var sentences: [ConlluSentence] = []
    while let sentence = try reader.next() {
      if sentence.wordCount > 0 { sentences.append(sentence) }
    }
    let isShort = sentences.count < length
    for (index, sentence) in sentences.enumerated() {
      let isDev =
        isShort ? index >= max(1, sentences.count - kept) : index % length >= length - kept
      if isDev { parts.1.append(sentence) } else { parts.0.append(sentence) }
    }
    guard parts.0.sentenceCount > 0, parts.1.sentenceCount > 0 else {
      throw .noExamples(path: path, of: "sentence")
    }
    parts.0.hash = source.hash?.hexadecimal() ?? ""
    parts.1.hash = parts.0.hash
    return parts
  }

  /// Reads CoNLL-U, which may be empty.
  ///
  /// - Throws: what `ConlluReader` throws.
  public init(_ source: ByteSource) throws(CorpusError) {
    self.init(path: source.path, sentences: [])
    let reader = ConlluReader(source)
    while let sentence = try reader.next() { append(sentence) }
    hash = source.hash?.hexadecimal() ?? ""
  }

  /// Appends a sentence; one without words is left out.
  private mutating func append(_ sentence: ConlluSentence) {
    guard sentence.wordCount > 0 else { return }
    running.append(sentence)
    let (own, places) = sentence.originalTokens
    let lower = running.bytes.count - own.count
    let first = tokens.count
    func place() -> Range<Int> {
      let range = places[tokens.count - first].range
      return lower + range.lowerBound..<lower + range.upperBound
    }
    var last = 0
    let firstWord = words.count
    for row in sentence.rows {
      switch row.id {
      case .emptyNode: continue
      case .range(_, let end):
        append(row, at: place(), isMultiword: true)
        last = end
      case .word(let number):
        if number > last { append(row, at: place(), isMultiword: false) }
        let head = sentence.head(of: words.count - firstWord).flatMap {
          $0 == 0 ? Word.root : $0 <= sentence.wordCount ? firstWord + $0 - 1 : nil
        }
        appendWord(row, head: head)
      }
    }
    sentences.append(first..<tokens.count)
  }

  /// Appends the token of a row, its words aside.
  private mutating func append(_ row: ConlluRow, at range: Range<Int>, isMultiword: Bool) {
    let start = characters.count
    let form = row.bytes(.form)
    if form.allSatisfy({ $0 < 0x80 }) {
      characters += form.lazy.filter { $0 != 0x20 }
    } else {
      for scalar in row.form.unicodeScalars
      where scalar.properties.generalCategory != .spaceSeparator {
        characters += UTF8.encode(scalar).map { Array($0) } ?? []
      }
    }
    tokens.append(
      Token(
        range: range, span: start..<characters.count, isMultiword: isMultiword,
        words: words.count..<words.count, form: kept(form), line: row.line))
  }

  /// Appends a word of the last token.
  private mutating func appendWord(_ row: ConlluRow, head: Int?) {
    let token = tokens[tokens.count - 1]
    let form = row.bytes(.form)
    let compared = token.isMultiword ? form : characters[token.span]
    let word = Word(
      span: token.span, isMultiword: token.isMultiword, form: kept(form),
      comparedForm: kept(Array(String(decoding: compared, as: UTF8.self).lowercased().utf8)[...]),
      lemma: kept(row.bytes(.lemma)), upos: kept(row.bytes(.upos)), xpos: kept(row.bytes(.xpos)),
      features: kept(Word.universal(row.bytes(.feats))[...]),
      relation: kept(Relations.universal(row.bytes(.deprel))), head: head)
    words.append(word)
    tokens[tokens.count - 1].words = token.words.lowerBound..<words.count
  }

  /// A value as it is kept, which is the same in memory for all that are equal.
  private mutating func kept(_ value: ArraySlice<UInt8>) -> [UInt8] {
    values.insert(Array(value)).memberAfterInsert
  }
}

extension AnnotatedText.Word {
  private static let universalFeatures: Set<[UInt8]> = Set(
    """
    PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm \
    Mood Tense Aspect Voice Evident Polarity Person Polite
    """.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) })

  /// Those features that all languages share, in the order of their bytes.
  fileprivate static func universal(_ features: ArraySlice<UInt8>) -> [UInt8] {
    features.split(separator: UInt8(ascii: "|"))
      .filter { universalFeatures.contains(Array($0.prefix { $0 != UInt8(ascii: "=") })) }
      .sorted { $0.lexicographicallyPrecedes($1) }
      .reduce(into: []) { result, feature in
        if !result.isEmpty { result.append(UInt8(ascii: "|")) }
        result += feature
      }
  }
}

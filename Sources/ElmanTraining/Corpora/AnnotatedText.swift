import ElmanCorpora

/// A text with its tokens, words and sentences, as it is compared with another annotation of the same
/// text.
///
/// Places count bytes of the text without its spaces, so that they are the same whatever an annotation
/// takes for a token.
public struct AnnotatedText: Sendable {
  /// The name of the file, which errors show.
  public let path: String
  /// The forms of all tokens, one after the other, without spaces.
  private(set) var characters: [UInt8] = []
  /// Where each token of the text stands.
  private(set) var tokens: [Range<Int>] = []
  /// For each token the line of the file that it is on.
  private(set) var lines: [Int] = []
  /// The syntactic words.
  private(set) var words: [Word] = []
  /// Where each sentence stands.
  private(set) var sentences: [Range<Int>] = []

  /// A syntactic word.
  struct Word: Sendable {
    /// Where its token stands.
    let span: Range<Int>
    /// Whether its token is a multiword token.
    let isMultiword: Bool
    /// The form in lower case.
    let form: [UInt8]
    let lemma, upos, xpos: [UInt8]
    /// The universal features, in order.
    let features: [UInt8]
  }

  /// A text without any word.
  public init(path: String) { self.path = path }

  /// Reads a CoNLL-U file.
  ///
  /// - Throws: what `ConlluReader` throws.
  public init(conllu path: String) throws(CorpusError) {
    self.init(path: path)
    let reader = ConlluReader(try ByteSource(path: path))
    while let sentence = try reader.next() { append(sentence) }
  }

  /// The number of tokens.
  public var tokenCount: Int { tokens.count }
  /// The number of syntactic words.
  public var wordCount: Int { words.count }
  /// The number of sentences.
  public var sentenceCount: Int { sentences.count }

  /// Appends a sentence; one without words is left out.
  public mutating func append(_ sentence: ConlluSentence) {
    guard sentence.wordCount > 0 else { return }
    let start = characters.count
    var open: (span: Range<Int>, last: Int)?
    for row in sentence.rows {
      switch row.id {
      case .emptyNode: continue
      case .range(_, let last): open = (appendToken(row), last)
      case .word(let number):
        if let run = open {
          words.append(Word(row, form: row.bytes(.form), span: run.span, isMultiword: true))
          if number >= run.last { open = nil }
        } else {
          let span = appendToken(row)
          words.append(Word(row, form: characters[span], span: span, isMultiword: false))
        }
      }
    }
    sentences.append(start..<characters.count)
  }

  private mutating func appendToken(_ row: ConlluRow) -> Range<Int> {
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
    tokens.append(start..<characters.count)
    lines.append(row.line)
    return start..<characters.count
  }
}

extension AnnotatedText.Word {
  fileprivate init(
    _ row: ConlluRow, form: ArraySlice<UInt8>, span: Range<Int>, isMultiword: Bool
  ) {
    self.span = span
    self.isMultiword = isMultiword
    self.form = Array(String(decoding: form, as: UTF8.self).lowercased().utf8)
    lemma = Array(row.bytes(.lemma))
    upos = Array(row.bytes(.upos))
    xpos = Array(row.bytes(.xpos))
    features = Self.universal(row.bytes(.feats))
  }

  private static let universalFeatures: Set<[UInt8]> = Set(
    """
    PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm \
    Mood Tense Aspect Voice Evident Polarity Person Polite
    """.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) })

  /// Those features that all languages share, in the order of their bytes.
  private static func universal(_ features: ArraySlice<UInt8>) -> [UInt8] {
    features.split(separator: UInt8(ascii: "|"))
      .filter { universalFeatures.contains(Array($0.prefix { $0 != UInt8(ascii: "=") })) }
      .sorted { $0.lexicographicallyPrecedes($1) }
      .reduce(into: []) { result, feature in
        if !result.isEmpty { result.append(UInt8(ascii: "|")) }
        result += feature
      }
  }
}

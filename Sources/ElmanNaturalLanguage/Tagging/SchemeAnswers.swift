import Elman
import ElmanText

/// What one scheme says of a text.
final class SchemeAnswers {
  let scheme: NLTagScheme
  let text: TextCutter
  let models: [NLModel]
  /// The lists of phrases, each with what finds them.
  private var lists: [(list: NLGazetteer, matcher: PhraseMatcher)]
  private let columns: [TagColumn]
  /// The names of the sentence that was asked about last.
  private var names: (sentence: Int, spans: [NameSpan])?
  /// The labels of its pieces by a model of one's own.
  private var labels: (sentence: Int, labels: [Int: String])?
  /// For each stretch of the text the tags of its tagger's parts of speech.
  private var lexicalTags: [Int: LexicalTags] = [:]

  /// A name: pieces of a text with their tag.
  struct NameSpan {
    let pieces: Range<Int>
    let tag: NLTag
    /// Whether it is from a list of phrases.
    let isListed: Bool
  }

  init(
    _ scheme: NLTagScheme, _ text: TextCutter, columns: [TagColumn], models: [NLModel],
    gazetteers: [NLGazetteer]
  ) {
    self.scheme = scheme
    self.text = text
    self.columns = columns
    self.models = models
    lists = gazetteers.map { ($0, PhraseMatcher($0.table)) }
  }

  /// The columns that a scheme needs of the taggers that come with Elman.
  static func columns(of scheme: NLTagScheme) -> [TagColumn] {
    switch scheme {
    case .lexicalClass: [.upos, .xpos]
    case .nameType: [.ner]
    case .nameTypeOrLexicalClass: [.upos, .xpos, .ner]
    case .lemma: [.lemma]
    default: []
    }
  }

  /// The text, as it is read for this scheme.
  var reading: TextReading { text.reading(columns) }

  /// Calls `body` with the tag and the bytes of each word, mark and white space that a range touches, until it returns `false`.
  func forEachWord(
    in range: Range<Int>, _ options: NLTagger.Options, _ body: (NLTag?, Range<Int>) -> Bool
  ) {
    let reading = reading
    guard !range.isEmpty, var number = reading.piece(at: range.lowerBound) else { return }
    while number < reading.pieces.count || reading.readMore() {
      if number >= reading.pieces.count { continue }
      let piece = reading.pieces[number]
      if piece.lower >= range.upperBound { return }
      let group = group(of: number, options, reading)
      if !reading.pieces[group.lowerBound].kind.isOmitted(by: options) {
        let bytes =
          reading.pieces[group.lowerBound].lower..<reading.pieces[group.upperBound - 1].upper
        if !body(tag(of: group.lowerBound, reading), bytes) { return }
      }
      number = group.upperBound
    }
  }

  /// The pieces that are one token with a piece.
  private func group(
    of number: Int, _ options: NLTagger.Options, _ reading: TextReading
  ) -> Range<Int> {
    var (lower, upper) = (number, number + 1)
    if options.contains(.joinNames), usesNames, let name = name(of: number, reading) {
      (lower, upper) = (name.pieces.lowerBound, name.pieces.upperBound)
    }
    let pieces = lower..<upper
    return options.contains(.joinContractions) ? reading.tokens(around: pieces) : pieces
  }

  private var usesNames: Bool {
    scheme == .nameType || scheme == .nameTypeOrLexicalClass || !lists.isEmpty
  }

  /// The tag of a piece.
  private func tag(of number: Int, _ reading: TextReading) -> NLTag? {
    let piece = reading.pieces[number]
    if usesNames, piece.kind != .whitespace, let name = name(of: number, reading) {
      return name.tag
    }
    if !models.isEmpty, let label = label(of: number, reading) { return NLTag(label) }
    return switch scheme {
    case .tokenType: piece.kind.tag
    case .lexicalClass, .nameTypeOrLexicalClass: lexicalTag(of: number, reading)
    case .nameType: piece.kind == .word || piece.kind == .other ? .otherWord : mark(number, reading)
    case .lemma: lemma(of: piece, reading)
    case .language:
      NLTag(reading.stretches[reading.sentences[Int(piece.sentence)].stretch].language.rawValue)
    case .script: piece.kind == .word ? script(of: piece.bytes) : nil
    default: nil
    }
  }

  // MARK: Names

  /// The name that a piece belongs to.
  func name(of number: Int, _ reading: TextReading) -> NameSpan? {
    let sentence = Int(reading.pieces[number].sentence)
    if names?.sentence != sentence { names = (sentence, spans(of: sentence, reading)) }
    return names?.spans.first { $0.pieces.contains(number) }
  }

  private func spans(of number: Int, _ reading: TextReading) -> [NameSpan] {
    let sentence = reading.sentences[number]
    let pieces = reading.pieces(of: number)
    let language = reading.stretches[sentence.stretch].language
    var spans = listed(sentence, pieces, language, reading)
    guard scheme == .nameType || scheme == .nameTypeOrLexicalClass else { return spans }
    for span in sentence.tagged?.entitySpans ?? [] {
      guard let tag = NLTag(entityType: span.type) else { continue }
      let found = pieces.filter { number in
        let piece = reading.pieces[number]
        let words = piece.firstWord..<piece.firstWord + max(1, piece.wordCount)
        return piece.kind != .whitespace
          && words.overlaps(Int32(span.range.lowerBound)..<Int32(span.range.upperBound))
      }
      guard let first = found.first, let last = found.last else { continue }
      let range = first..<last + 1
      if spans.contains(where: { $0.pieces.overlaps(range) }) { continue }
      spans.append(NameSpan(pieces: range, tag: tag, isListed: false))
    }
    return spans
  }

  /// The phrases of lists in a sentence: from left to right the longest; where several lists have some, those of the first.
  private func listed(
    _ sentence: TextReading.ReadSentence, _ pieces: Range<Int>, _ language: NLLanguage,
    _ reading: TextReading
  ) -> [NameSpan] {
    if lists.isEmpty { return [] }
    let numbers = pieces.filter { reading.pieces[$0].kind != .whitespace }
    let text = sentence.sentence.text
    let units = numbers.map { number in
      let piece = reading.pieces[number]
      return PhraseUnit(
        piece.lower - sentence.start..<min(piece.upper - sentence.start, text.count))
    }
    var spans: [NameSpan] = []
    for index in lists.indices {
      let list = lists[index].list
      guard list.language == nil || list.language == language else { continue }
      for match in lists[index].matcher.matches(in: text, units) {
        let range = numbers[match.units.lowerBound]..<numbers[match.units.upperBound - 1] + 1
        if spans.contains(where: { $0.pieces.overlaps(range) }) { continue }
        spans.append(
          NameSpan(pieces: range, tag: NLTag(list.tableLabels[match.phrase]), isListed: true))
      }
    }
    return spans
  }

  // MARK: Models of one's own

  /// The label that a model of one's own has for a piece.
  private func label(of number: Int, _ reading: TextReading) -> String? {
    let sentence = Int(reading.pieces[number].sentence)
    if labels?.sentence != sentence {
      let language = reading.stretches[reading.sentences[sentence].stretch].language
      let words = words(of: sentence, reading)
      let found = model(.sequence, language)?.predictedLabels(
        forTokens: words.map { String(reading.text(of: reading.pieces[$0])) })
      labels = (sentence, Dictionary(uniqueKeysWithValues: zip(words, found ?? [])))
    }
    return labels?.labels[number]
  }

  /// The pieces of a sentence that are no white space.
  func words(of sentence: Int, _ reading: TextReading) -> [Int] {
    reading.pieces(of: sentence).filter { reading.pieces[$0].kind != .whitespace }
  }

  /// The first model of a kind that is for a language.
  func model(_ type: NLModel.ModelType, _ language: NLLanguage?) -> NLModel? {
    models.first {
      $0.configuration.type == type
        && ($0.configuration.language == nil || $0.configuration.language == language)
    }
  }

  // MARK: Words

  private func lexicalTag(of number: Int, _ reading: TextReading) -> NLTag {
    let piece = reading.pieces[number]
    guard piece.kind == .word || piece.kind == .other else { return mark(number, reading) }
    let sentence = reading.sentences[Int(piece.sentence)]
    guard let tagged = sentence.tagged else { return .otherWord }
    let known = lexicalTags[sentence.stretch]
    let tags = known ?? LexicalTags(tagged)
    if known == nil { lexicalTags[sentence.stretch] = tags }
    return tags?.tag(of: Int(piece.firstWord), in: tagged) ?? .otherWord
  }

  private func mark(_ number: Int, _ reading: TextReading) -> NLTag {
    let piece = reading.pieces[number]
    if piece.kind == .whitespace {
      return PunctuationTags.tag(ofSpace: reading.text(of: piece).utf8)
    }
    func isThere(_ other: Int) -> Bool {
      reading.pieces.indices.contains(other) && reading.pieces[other].kind != .whitespace
    }
    return PunctuationTags.tag(
      of: reading.text(of: piece), touchesBefore: isThere(number - 1),
      touchesAfter: isThere(number + 1))
  }

  private func lemma(of piece: TextReading.Piece, _ reading: TextReading) -> NLTag? {
    guard piece.kind == .word,
      let lemma = reading.sentences[Int(piece.sentence)].tagged?.lemma(Int(piece.firstWord)),
      !lemma.utf8.elementsEqual("_".utf8)
    else { return nil }
    return NLTag(lemma)
  }
}

/// The tags that the parts of speech of a tagger stand for.
struct LexicalTags {
  private let column: Int
  private let tags: [NLTag]
  private let languageColumn: Int?

  /// - Returns: `nil` for a tagger that tells no parts of speech.
  init?(_ tagged: TaggedSentence) {
    guard let column = tagged.columns.firstIndex(where: { $0.column == .upos }) else { return nil }
    self.column = column
    tags = tagged.columns[column].labels.labels.map { NLTag(PartOfSpeech(rawValue: $0)) }
    languageColumn = tagged.columns.firstIndex {
      $0.column == .xpos && $0.labels.id(of: NLTag.classifierLabel) != nil
    }
  }

  func tag(of word: Int, in tagged: TaggedSentence) -> NLTag {
    let tag = tags[tagged.labelId(word, at: column)]
    guard let languageColumn, tag == .noun else { return tag }
    return NLTag(.noun, tagged.label(word, at: languageColumn))
  }

  /// The tags of all labels, in their order.
  var all: [NLTag] { tags }
}

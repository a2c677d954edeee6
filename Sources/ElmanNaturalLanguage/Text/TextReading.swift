import Elman
import ElmanText

/// A text that is read from its start as far as is asked for: sentences, and pieces, which are words, marks and
/// white space.
final class TextReading {
  /// A stretch of the text in one language.
  struct Stretch {
    let bytes: Range<Int>
    let language: NLLanguage
  }

  /// A sentence, as it was tagged.
  struct ReadSentence {
    /// Where it stands, white space behind it included.
    var bytes: Range<Int>
    /// Where its text begins.
    let start: Int
    let tagged: TaggedSentence?
    let sentence: Sentence
    /// The number of its stretch.
    let stretch: Int
    /// The first of its pieces.
    let firstPiece: Int
  }

  /// A word, mark or white space.
  struct Piece {
    var lower: Int
    var upper: Int
    /// The number of its sentence.
    let sentence: Int32
    /// The numbers of its words in the sentence; none for white space.
    var firstWord: Int32
    var wordCount: Int32
    /// Whether it belongs to one token with the piece before it.
    let continuesToken: Bool
    let kind: PieceKind

    var bytes: Range<Int> { lower..<upper }
  }

  /// The text, and where its bytes are as indices.
  let places: TextPlaces
  /// The bytes of the text.
  let count: Int
  let stretches: [Stretch]
  /// The columns that are filled; none if the text is only cut.
  let columns: [TagColumn]
  private(set) var sentences: [ReadSentence] = []
  private(set) var pieces: [Piece] = []
  private var stretch = 0
  private var tagging: TextTagging?
  /// Where the next sentence begins.
  private var reached = 0

  init(_ places: TextPlaces, stretches: [Stretch], columns: [TagColumn]) {
    self.places = places
    count = places.string.utf8.count
    self.stretches = stretches
    self.columns = columns
  }

  /// Reads on until a byte is in a sentence, or the text ends.
  func read(through offset: Int) {
    while reached <= offset, readMore() {}
  }

  /// Reads some more sentences; `false` at the end of the text.
  func readMore() -> Bool {
    while stretch < stretches.count {
      let language = stretches[stretch].language.elman
      let shipped = ShippedModels.shared
      let pool = columns.isEmpty ? nil : shipped.pool(of: language, columns: columns)
      if tagging == nil {
        let bytes = stretches[stretch].bytes
        let isWhole = bytes.count == count
        tagging = TextTagging(
          isWhole ? places.string : String(places.string[places.range(bytes)]),
          tokenizer: shipped.tagger(of: language)?.cutting(mode: .lines)
            ?? SentenceTokenizer(mode: .lines))
      }
      let cut = tagging?.cut() ?? []
      if cut.isEmpty {
        tagging = nil
        stretch += 1
        continue
      }
      let tagged = pool?.tag(cut)
      for (index, sentence) in cut.enumerated() { append(sentence, tagged?[index]) }
      return true
    }
    return false
  }

  /// The number of the sentence that a byte stands in; `nil` behind the last.
  func sentence(at offset: Int) -> Int? {
    read(through: offset)
    guard let number = sentences.index(of: offset, range: \.bytes) else { return nil }
    // White space at the start of the next one belongs to this.
    if number == sentences.count - 1 { _ = readMore() }
    return number
  }

  /// The number of the piece that a byte stands in; `nil` behind the last.
  func piece(at offset: Int) -> Int? {
    read(through: offset)
    return pieces.index(of: offset, range: \.bytes)
  }

  /// The numbers of the pieces of a sentence.
  func pieces(of sentence: Int) -> Range<Int> {
    let end =
      sentence + 1 < sentences.count ? sentences[sentence + 1].firstPiece : pieces.count
    return sentences[sentence].firstPiece..<end
  }

  /// Pieces with all that belong to the same tokens: *ca* and *n't* are one.
  func tokens(around numbers: Range<Int>) -> Range<Int> {
    var (lower, upper) = (numbers.lowerBound, numbers.upperBound)
    while lower > 0, pieces[lower].continuesToken { lower -= 1 }
    while upper < pieces.count, pieces[upper].continuesToken { upper += 1 }
    return lower..<upper
  }

  /// The text of a piece.
  func text(of piece: Piece) -> Substring { places.string[places.range(piece.bytes)] }

  private func append(_ sentence: Sentence, _ tagged: TaggedSentence?) {
    let start = reached
    reached += sentence.text.count
    let number = sentences.count
    // White space before a sentence belongs to the one before it.
    let leading = sentence.words.first?.range.lowerBound ?? sentence.text.count
    let lower = places.characterEnd(within: number == 0 ? start : start + leading)
    if number > 0 {
      sentences[number - 1].bytes = sentences[number - 1].bytes.lowerBound..<lower
    }
    sentences.append(
      ReadSentence(
        bytes: lower..<max(lower, places.characterEnd(within: reached)),
        start: start, tagged: tagged, sentence: sentence, stretch: stretch, firstPiece: pieces.count
      ))
    sentence.text.withUnsafeBufferPointer { text in
      var end = start
      var word = 0
      while word < sentence.words.count {
        let multiword = sentence.multiword(of: word)
        let token = multiword?.range ?? sentence.words[word].range
        if start + token.lowerBound > end {
          appendSpace(end..<start + token.lowerBound, in: text, start, number)
        }
        append(
          token: token, multiword?.wordRanges(in: sentence.text), firstWord: word, in: text, start,
          number)
        end = start + token.upperBound
        word = multiword?.words.upperBound ?? word + 1
      }
      if end < reached { appendSpace(end..<reached, in: text, start, number) }
    }
  }

  /// Appends the words of a token, which take up all of it.
  ///
  /// - Parameters:
  ///   - token: its bytes in the sentence.
  ///   - words: those of the words of one that stands for several; those of a word that is not written there are the token's.
  ///   - firstWord: the number of its first word.
  ///   - text: the sentence.
  ///   - start: where that stands.
  ///   - sentence: the number of the sentence.
  private func append(
    token: Range<Int>, _ words: [Range<Int>]?, firstWord: Int,
    in text: UnsafeBufferPointer<UInt8>, _ start: Int, _ sentence: Int
  ) {
    let isWritten = words.map { words in
      words.allSatisfy { $0 != token } && words.first?.lowerBound == token.lowerBound
    }
    guard let words, isWritten == true else {
      append(token, of: words?.count ?? 1, firstWord, false, in: text, start, sentence)
      return
    }
    for (number, word) in words.enumerated() {
      // What is between the words belongs to the one before.
      let end = number + 1 < words.count ? words[number + 1].lowerBound : token.upperBound
      append(
        word.lowerBound..<end, of: 1, firstWord + number, number > 0, in: text, start, sentence)
    }
  }

  private func append(
    _ bytes: Range<Int>, of wordCount: Int, _ firstWord: Int, _ continuesToken: Bool,
    in text: UnsafeBufferPointer<UInt8>, _ start: Int, _ sentence: Int
  ) {
    append(
      Piece(
        lower: start + bytes.lowerBound, upper: start + bytes.upperBound,
        sentence: Int32(sentence), firstWord: Int32(firstWord), wordCount: Int32(wordCount),
        continuesToken: continuesToken, kind: PieceKind(UnsafeBufferPointer(rebasing: text[bytes]))
      ))
  }

  /// Appends white space, the ends of lines apart from the rest.
  private func appendSpace(
    _ bytes: Range<Int>, in text: UnsafeBufferPointer<UInt8>, _ start: Int, _ sentence: Int
  ) {
    var lower = bytes.lowerBound
    while lower < bytes.upperBound {
      let isLineEnd = TextUnits.isLineEnd(text[lower - start])
      var upper = lower + 1
      while upper < bytes.upperBound, TextUnits.isLineEnd(text[upper - start]) == isLineEnd {
        upper += 1
      }
      append(
        Piece(
          lower: lower, upper: upper, sentence: Int32(sentence), firstWord: -1, wordCount: 0,
          continuesToken: false, kind: .whitespace))
      lower = upper
    }
  }

  /// Appends a piece; a character that began in the piece before it stays there.
  private func append(_ piece: Piece) {
    var piece = piece
    if !pieces.isEmpty, !places.isCharacter(at: piece.lower) {
      let end = places.characterEnd(around: piece.lower)
      pieces[pieces.count - 1].upper = min(end, max(piece.upper, pieces[pieces.count - 1].upper))
      if end >= piece.upper {
        pieces[pieces.count - 1].wordCount += piece.wordCount
        return
      }
      piece.lower = end
    }
    pieces.append(piece)
  }
}

extension Array {
  /// The number of the element whose range has a place, of elements in order without gaps between them.
  func index(of offset: Int, range: (Element) -> Range<Int>) -> Int? {
    var (lower, upper) = (0, count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if range(self[middle]).upperBound <= offset {
        lower = middle + 1
      } else {
        upper = middle
      }
    }
    return lower < count && range(self[lower]).contains(offset) ? lower : nil
  }
}

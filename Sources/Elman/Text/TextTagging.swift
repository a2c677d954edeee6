import ElmanText

/// Reads a text from its start, sentence by sentence, as far as is asked for.
///
/// However far it is read at a time, the sentences are those that the whole text has.
package struct TextTagging {
  /// The bytes that are given to the tokenizer at a time.
  static let chunkBytes = 1 << 16
  /// The sentences that are tagged at a time.
  static let sentencesAtOnce = 8 * TaggerSession.defaultBatchSize

  /// The text.
  package let places: TextPlaces
  private var tokenizer: any StreamingTokenizer
  private var given = 0
  private let count: Int
  private var isFinished = false

  /// - Parameters:
  ///   - string: the text.
  ///   - tokenizer: what cuts it, at its start.
  package init(_ string: String, tokenizer: any StreamingTokenizer) {
    places = TextPlaces(string)
    count = places.string.utf8.count
    self.tokenizer = tokenizer
  }

  /// The next sentences, cut but not tagged; none at the end of the text.
  package mutating func cut() -> [Sentence] {
    var sentences: [Sentence] = []
    while sentences.count < Self.sentencesAtOnce {
      if let sentence = tokenizer.next() {
        sentences.append(sentence)
      } else if given < count {
        give()
      } else if !isFinished {
        isFinished = true
        tokenizer.finish()
      } else {
        break
      }
    }
    return sentences
  }

  /// The next sentences; none at the end of the text.
  package mutating func next(_ session: TaggerSession, top: Int = 0, probabilities: Bool = false)
    -> [TaggedSentence]
  {
    session.tag(cut(), probabilities: probabilities, top: top)
  }

  private mutating func give() {
    let end = min(count, given + Self.chunkBytes)
    let utf8 = places.string.utf8
    tokenizer.append(utf8[places.index(given)..<places.index(end)])
    given = end
  }
}

extension Tagger {
  /// Cuts a text into sentences and tags them, with the range of each piece in the string.
  ///
  /// ```swift
  /// for sentence in tagger.analyze("We saw her duck. Ducks swim.").sentences {
  ///   for word in sentence.words { print(word.text, word.partOfSpeech ?? .other) }
  /// }
  /// ```
  ///
  /// A program that reads many texts takes a ``TaggerPool``, which keeps its memory between them.
  ///
  /// - Parameters:
  ///   - string: the text.
  ///   - probabilities: whether to tell how probable labels and entities are.
  ///   - top: how many of the best labels of each column to tell, see ``TaggedText/Word/alternatives(of:)``.
  public func analyze(_ string: String, probabilities: Bool = false, top: Int = 0) -> TaggedText {
    analyze(string, in: TaggerSession(self), probabilities: probabilities, top: top)
  }

  func analyze(
    _ string: String, in session: TaggerSession, probabilities: Bool, top: Int
  ) -> TaggedText {
    var text = TextTagging(string, tokenizer: cutting())
    var sentences: [TaggedSentence] = []
    while true {
      let next = text.next(session, top: top, probabilities: probabilities)
      if next.isEmpty { break }
      sentences += next
    }
    return TaggedText(text.places.string, tagged: sentences)
  }
}

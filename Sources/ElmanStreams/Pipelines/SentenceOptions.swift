import ElmanText

/// What answers tell of the lines of the input.
package enum LineAnswers: Sendable {
  /// Nothing.
  case untold
  /// Which are blank.
  case blank
  /// Where each ends, or each sentence of the vertical form and CoNLL-U: an empty line follows the answer.
  case ends
}

/// How the sentences of a stream are read.
public struct SentenceOptions: Sendable {
  /// What the bytes are.
  public var reading: ReadingOptions
  /// What cuts text.
  public var tokenizer: TextTokenizer
  /// What becomes of hashtags in text; `nil` for what the tokenizer does by itself.
  public var hashtags: Hashtags?
  /// Whether the end of a line of text ends its sentence, and each sentence is answered before the next is
  /// read.
  public var isLineByLine = false
  /// What is told of lines; where none of their sentences can tell it, one without text does.
  package var answers = LineAnswers.untold

  /// Options by which lines are not told of.
  public init(tokenizer: TextTokenizer = .rules, reading: ReadingOptions = ReadingOptions()) {
    self.tokenizer = tokenizer
    self.reading = reading
  }
}

import ElmanCorpora
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

/// How a stream is read.
public struct ReadingOptions: Sendable {
  /// The encoding; `nil` for UTF-8.
  public var encoding: TextEncoding?
  /// Whether tags and all else that is markup in HTML and XML are passed over in text as if they were white space.
  public var skipsMarkup = false
  /// What is done about bytes that are not in the encoding; where they are replaced, a warning says so.
  public var illFormedText = IllFormedText.replace
  /// What cuts text into sentences; texts to be classified are not cut.
  public var tokenizer: TextTokenizer
  /// What looks at the language of the first document, if it is text.
  package var languageCheck: LanguageCheck?
  /// What becomes of hashtags in the sentences of text; `nil` for what the tokenizer does by itself.
  public var hashtags: Hashtags?
  /// Whether the end of a line of text ends its sentence, and each sentence is answered before the next is
  /// read.
  public var isLineByLine = false
  /// Where the text of a record stands: the number of the column, counted from 1, or its name; `nil` to find it by the
  /// header, or else take the last. Texts of lines and documents need none.
  public var textColumn: String?
  /// What is told of lines; where none of their sentences can tell it, one without text does.
  package var answers = LineAnswers.untold

  /// UTF-8 in which nothing is passed over, and of whose lines nothing is told.
  public init(tokenizer: TextTokenizer = .rules) { self.tokenizer = tokenizer }

  /// What takes the markup out of a text, if there is any to be passed over.
  func mask(separatesLines: Bool) -> HTMLMask? {
    skipsMarkup ? HTMLMask(separatesLines: separatesLines) : nil
  }

  /// What to warn of in a document.
  func warnings(of path: String, maximumBytes: Int) -> StreamWarnings {
    StreamWarnings(
      path: path, encodingName: encoding?.name ?? "UTF-8", maximumBytes: maximumBytes)
  }
}

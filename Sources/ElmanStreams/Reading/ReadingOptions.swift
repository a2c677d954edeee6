import ElmanCorpora
import ElmanText

/// What in a text is not to be read.
public enum Markup: String, Sendable, CaseIterable {
  /// Tags and all else that is markup in HTML and XML.
  case html
}

/// What the bytes of a stream are.
public struct ReadingOptions: Sendable {
  /// The encoding; `nil` for UTF-8.
  public var encoding: TextEncoding?
  /// What is passed over in text as if it were white space.
  public var skippedMarkup: Markup?
  /// What is done about bytes that are not in the encoding; where they are replaced, a warning says so.
  public var illFormedText = IllFormedText.replace

  /// UTF-8 in which nothing is passed over.
  public init() {}

  /// What takes the markup out of a text, if there is any to be passed over.
  func mask(separatesLines: Bool) -> HTMLMask? {
    skippedMarkup.map { _ in HTMLMask(separatesLines: separatesLines) }
  }

  /// What to warn of in a document.
  func warnings(of path: String, maximumBytes: Int) -> StreamWarnings {
    StreamWarnings(
      path: path, encodingName: encoding?.name ?? "UTF-8", maximumBytes: maximumBytes)
  }
}

import ElmanCorpora
import ElmanStreams

/// The texts that a request brings.
package struct RequestTexts: Sendable {
  /// The texts, in UTF-8.
  package let texts: [[UInt8]]
  /// Whether there is but one, and the answer is its own.
  package let isSingle: Bool

  /// The most texts of a request.
  private static let mostTexts = 100_000

  /// The text that a body is.
  package init(body: [UInt8]) {
    texts = [body]
    isSingle = true
  }

  /// The texts of an object.
  ///
  /// - Throws: a problem where there are none, or in two places.
  package init(_ parameters: RequestParameters) throws(Problem) {
    let (text, texts) = (try parameters.text("text"), try parameters.texts("texts"))
    switch (text, texts) {
    case (let text?, nil): (self.texts, isSingle) = ([text], true)
    case (nil, let texts?):
      guard 1...Self.mostTexts ~= texts.count else {
        throw parameters.problem(
          "texts", "expected 1 to \(Self.mostTexts) texts, found \(texts.count)")
      }
      (self.texts, isSingle) = (texts, false)
    case (nil, nil): throw Problem(422, "expected a member text or texts, found neither")
    default:
      throw parameters.problem("texts", "expected one of text and texts, found both")
    }
  }

  /// Checks that no text is longer than is read at a time.
  ///
  /// - Throws: a problem with the first that is.
  package func check(mostBytes: Int) throws(Problem) {
    guard let long = texts.firstIndex(where: { $0.count > mostBytes }) else { return }
    throw Problem(
      413, "expected at most \(mostBytes) bytes of a text, found \(texts[long].count)",
      pointer: isSingle ? nil : RequestParameters.pointer(["texts", "\(long)"]))
  }
}

extension StreamInput {
  /// A text of a request. What looks like a file of another kind is text too.
  static func text(_ bytes: [UInt8]) -> StreamInput {
    StreamInput { ByteSource(text: bytes, path: "text") }
  }
}

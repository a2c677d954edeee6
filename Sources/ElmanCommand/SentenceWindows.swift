import ElmanCorpora
import ElmanText

/// Takes sentences from a stream in portions, so that memory does not grow with the input.
struct SentenceWindows: ~Copyable {
  /// Why the stream ended too early. What was read before it is given out first.
  private(set) var failure: CorpusError?

  private let stream: SentenceStream
  private let sentenceLimit: Int
  private let tokenLimit: Int
  private var isAtEnd = false

  /// - Parameters:
  ///   - sentenceLimit: the most sentences of a window.
  ///   - tokenLimit: a window is closed when it has so many tokens.
  init(_ stream: SentenceStream, sentenceLimit: Int, tokenLimit: Int) {
    self.stream = stream
    self.sentenceLimit = sentenceLimit
    self.tokenLimit = tokenLimit
  }

  /// The next sentences, or `nil` when there are none.
  mutating func next() -> [StreamSentence]? {
    var window: [StreamSentence] = []
    var tokenCount = 0
    while !isAtEnd, window.count < sentenceLimit, tokenCount < tokenLimit {
      do throws(CorpusError) {
        if let item = try stream.next() {
          tokenCount += item.sentence.tokens.count
          window.append(item)
        } else {
          isAtEnd = true
        }
      } catch {
        failure = error
        isAtEnd = true
      }
    }
    return window.isEmpty ? nil : window
  }
}

/// A text as a classifier reads it: its tokens, in windows of bounded length.
///
/// A window holds whole sentences as far as they fit; only a sentence that is longer than a window
/// is cut. The windows' texts, one after the other, are the text. A text without tokens has one
/// window with one empty token, so that there is always something to read.
public struct Document: Sendable, Hashable {
  /// The windows in the order of the text, none without tokens.
  public private(set) var windows: [Sentence] = []
  /// The most tokens of a window.
  public let windowSize: Int

  /// Cuts a text into tokens by rule.
  ///
  /// - Parameters:
  ///   - text: UTF-8; what is not well-formed is read as U+FFFD.
  ///   - windowSize: the most tokens of a window.
  public init(text: some Sequence<UInt8>, windowSize: Int) {
    precondition(windowSize > 0)
    self.windowSize = windowSize
    var tokenizer = SentenceTokenizer()
    tokenizer.append(text)
    tokenizer.finish()
    while let sentence = tokenizer.next() { append(sentence) }
    addEmptyToken()
  }

  /// A text whose words are told apart already.
  public init(words: some Sequence<some StringProtocol>, windowSize: Int) {
    precondition(windowSize > 0)
    self.windowSize = windowSize
    append(Sentence(words: words))
    addEmptyToken()
  }

  /// A text of windows that are made already, none of them without tokens.
  public init(windows: [Sentence], windowSize: Int) {
    precondition(!windows.isEmpty)
    precondition(windows.allSatisfy { (1...windowSize).contains($0.tokens.count) })
    self.windows = windows
    self.windowSize = windowSize
  }

  /// The number of tokens, at least 1.
  public var tokenCount: Int { windows.reduce(0) { $0 + $1.tokens.count } }

  private mutating func append(_ sentence: Sentence) {
    if let last = windows.last,
      last.tokens.count + sentence.tokens.count <= windowSize || sentence.tokens.isEmpty
    {
      windows[windows.count - 1].append(sentence)
    } else if sentence.tokens.count <= windowSize {
      windows.append(sentence)
    } else {
      for part in sentence.parts(tokens: windowSize) { windows.append(part) }
    }
  }

  private mutating func addEmptyToken() {
    if windows.isEmpty { windows.append(Sentence(text: [], tokens: [])) }
    if windows[0].tokens.isEmpty {
      windows[0].tokens = [Token(range: 0..<0, spaceAfter: !windows[0].text.isEmpty)]
    }
  }
}

extension Sentence {
  /// Appends what follows in the text.
  fileprivate mutating func append(_ next: Sentence) {
    // Neither has places of its own: both are stretches of one text.
    let offset = text.count
    let tokenOffset = tokens.count
    text += next.text
    tokens += next.tokens.map {
      Token(range: $0.range.shifted(by: offset), spaceAfter: $0.spaceAfter)
    }
    multiwords += next.multiwords.map {
      MultiwordToken(
        tokens: $0.tokens.shifted(by: tokenOffset), range: $0.range.shifted(by: offset),
        forms: $0.forms)
    }
  }

  /// The sentence cut into parts of so many tokens.
  func parts(tokens size: Int) -> [Sentence] {
    var parts: [Sentence] = []
    var lower = 0
    var position = start
    for first in stride(from: 0, to: tokens.count, by: size) {
      let end = min(first + size, tokens.count)
      let upper = end < tokens.count ? tokens[end].range.lowerBound : text.count
      // A cut inside a multiword token leaves its surface to one of the parts.
      func placed(_ range: Range<Int>) -> Range<Int> {
        range.clamped(to: lower..<upper).shifted(by: -lower)
      }
      parts.append(
        Sentence(
          text: Array(text[lower..<upper]),
          tokens: tokens[first..<end].map {
            Token(range: placed($0.range), spaceAfter: $0.spaceAfter)
          },
          multiwords: multiwords.compactMap { $0.keeping(first..<end) }.map {
            MultiwordToken(
              tokens: $0.tokens, range: placed($0.range), forms: $0.forms, place: $0.place)
          }, start: position, places: places.isEmpty ? [] : Array(places[first..<end]),
          startsParagraph: first == 0 && startsParagraph))
      position = position.advanced(over: text[lower..<upper])
      lower = upper
    }
    return parts
  }
}

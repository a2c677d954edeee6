/// A text as a classifier reads it: its words, in windows of bounded length.
///
/// A window holds whole sentences as far as they fit; only a sentence that is longer than a window
/// is cut. The windows' texts, one after the other, are the text. A text without words has one
/// window with one empty word, so that there is always something to read.
public struct Document: Sendable, Hashable {
  /// The windows in the order of the text, none without words.
  public private(set) var windows: [Sentence] = []
  /// The most words of a window.
  public let windowSize: Int

  /// Cuts a text into words by rule.
  ///
  /// - Parameters:
  ///   - text: UTF-8; what is not well-formed is read as U+FFFD.
  ///   - windowSize: the most words of a window.
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

  /// A text of windows that are made already, none of them without words.
  public init(windows: [Sentence], windowSize: Int) {
    precondition(!windows.isEmpty)
    precondition(windows.allSatisfy { (1...windowSize).contains($0.words.count) })
    self.windows = windows
    self.windowSize = windowSize
  }

  /// The number of words, at least 1.
  public var wordCount: Int { windows.reduce(0) { $0 + $1.words.count } }

  private mutating func append(_ sentence: Sentence) {
    if let last = windows.last,
      last.words.count + sentence.words.count <= windowSize || sentence.words.isEmpty
    {
      windows[windows.count - 1].append(sentence)
    } else if sentence.words.count <= windowSize {
      windows.append(sentence)
    } else {
      for part in sentence.parts(words: windowSize) { windows.append(part) }
    }
  }

  private mutating func addEmptyToken() {
    if windows.isEmpty { windows.append(Sentence(text: [], words: [])) }
    if windows[0].words.isEmpty {
      windows[0].words = [Word(range: 0..<0, spaceAfter: !windows[0].text.isEmpty)]
    }
  }
}

extension Sentence {
  /// Appends what follows in the text.
  fileprivate mutating func append(_ next: Sentence) {
    // Neither has places of its own: both are stretches of one text.
    let offset = text.count
    let wordOffset = words.count
    text += next.text
    words += next.words.map {
      Word(range: $0.range.shifted(by: offset), spaceAfter: $0.spaceAfter)
    }
    multiwords += next.multiwords.map {
      MultiwordToken(
        words: $0.words.shifted(by: wordOffset), range: $0.range.shifted(by: offset),
        forms: $0.forms)
    }
  }

  /// The sentence cut into parts of so many words.
  func parts(words size: Int) -> [Sentence] {
    var parts: [Sentence] = []
    var lower = 0
    var position = start
    for first in stride(from: 0, to: words.count, by: size) {
      let end = min(first + size, words.count)
      let upper = end < words.count ? words[end].range.lowerBound : text.count
      // A cut inside a multiword token leaves its surface to one of the parts.
      func placed(_ range: Range<Int>) -> Range<Int> {
        range.clamped(to: lower..<upper).shifted(by: -lower)
      }
      parts.append(
        Sentence(
          text: Array(text[lower..<upper]),
          words: words[first..<end].map {
            Word(range: placed($0.range), spaceAfter: $0.spaceAfter)
          },
          multiwords: multiwords.compactMap { $0.keeping(first..<end) }.map {
            MultiwordToken(
              words: $0.words, range: placed($0.range), forms: $0.forms, place: $0.place)
          }, start: position, places: places.isEmpty ? [] : Array(places[first..<end]),
          startsParagraph: first == 0 && startsParagraph))
      position = position.advanced(over: text[lower..<upper])
      lower = upper
    }
    return parts
  }
}

/// Puts white space in place of the markup of HTML and XML, piece by piece and in constant memory.
///
/// The result has the same length as the text, in bytes of UTF-8 and in UTF-16 units, so that what is
/// found in it stands at the same places in the text. Masked are tags, comments, declarations,
/// processing instructions, the marks of CDATA, character references, and `script` and `style` with
/// what is in them; all else stays. A lone `<` or `&` is text, and so is what only looks like a tag:
/// `a < b`, `<3`, `<me@example.org>`. However the text is cut into pieces, the result is the same.
package struct HTMLMask: Sendable {
  private let separatesLines: Bool
  private var state = State.text
  /// What is still undecided: at most a tag, or the start of the end of a comment.
  private var pending: [UInt8] = []
  private var whiteSpace = WhiteSpaceMask()

  enum State: Sendable, Equatable {
    case text
    /// Inside text in which no tags are looked for.
    case cdata
    case comment
    /// Inside a tag that is longer than what is held, and in it perhaps between quotes.
    case tag(quote: UInt8?)
    /// Inside `script` or `style`; the bytes are what ends it.
    case element(end: [UInt8])
  }

  /// Creates a mask at the start of a text.
  ///
  /// - Parameter separatesLines: whether each line is a text of its own: markup then ends with its line,
  ///   and begins none. In running text a tag such as `<p>` ends a paragraph, and `<br>` a line.
  package init(separatesLines: Bool = false) { self.separatesLines = separatesLines }

  /// Masks the next bytes of the text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - output: where the masked text is appended. What is undecided waits for the next bytes.
  package mutating func append(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
    pending += bytes
    pass(isFinal: false, to: &output)
  }

  /// Ends the text: what is still undecided is text.
  package mutating func finish(to output: inout [UInt8]) { pass(isFinal: true, to: &output) }

  private mutating func pass(isFinal: Bool, to output: inout [UInt8]) {
    var text: [UInt8] = []
    swap(&text, &pending)
    var position = 0
    text.withUnsafeBufferPointer { text in
      while position < text.count {
        guard let end = pass(text, from: position, isFinal, to: &output) else { break }
        position = end
      }
    }
    text.removeFirst(position)
    swap(&text, &pending)
  }

  /// Passes over some bytes; returns where they end, or `nil` if more are needed to decide.
  private mutating func pass(
    _ text: UnsafeBufferPointer<UInt8>, from lower: Int, _ isFinal: Bool, to output: inout [UInt8]
  ) -> Int? {
    let mark: [UInt8]
    switch state {
    case .text: return passText(text, from: lower, isFinal, to: &output)
    case .cdata: mark = Array("]]>".utf8)
    case .comment: mark = Array("-->".utf8)
    case .tag(let quote): mark = [quote ?? ASCII.greater]
    case .element(let end): mark = end
    }
    var end = lower
    while end < text.count, !(separatesLines && text[end] == ASCII.newline) {
      var match = 0
      while match < mark.count, end + match < text.count,
        text[end + match].asciiLowercased == mark[match]
      {
        match += 1
      }
      if match == mark.count { return close(text, lower..<end, mark.count, to: &output) }
      // The mark may go on in the next bytes.
      if match > 0, end + match == text.count, !isFinal { break }
      end += 1
    }
    skip(text, lower..<end, to: &output)
    if end < text.count, text[end] == ASCII.newline, separatesLines { state = .text }
    return end > lower || state == .text ? end : nil
  }

  /// Ends what a mark ends, after the bytes before it.
  private mutating func close(
    _ text: UnsafeBufferPointer<UInt8>, _ before: Range<Int>, _ markCount: Int,
    to output: inout [UInt8]
  ) -> Int {
    skip(text, before, to: &output)
    let end = before.upperBound + markCount
    switch state {
    case .element:
      // The end tag follows, with what belongs to it.
      state = .text
      return before.upperBound
    case .tag(.some): state = .tag(quote: nil)
    default: state = .text
    }
    whiteSpace.append(text[before.upperBound..<end], to: &output)
    return end
  }

  private mutating func skip(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
  ) {
    if state == .cdata {
      output += text[range]
    } else {
      whiteSpace.append(text[range], to: &output)
    }
  }

  private mutating func passText(
    _ text: UnsafeBufferPointer<UInt8>, from lower: Int, _ isFinal: Bool, to output: inout [UInt8]
  ) -> Int? {
    var end = lower
    while end < text.count, text[end] != ASCII.less, text[end] != ASCII.ampersand { end += 1 }
    if end > lower {
      output += text[lower..<end]
      return end
    }
    let scanner = HTMLScanner(text: text, lower: lower, separatesLines: separatesLines)
    switch scanner.markup {
    case .undecided where !isFinal: return nil
    case .none, .undecided:
      output.append(text[lower])
      return lower + 1
    case .some(let end, let newlines, let state):
      // A line that ends after <br> anyhow is not ended twice.
      if newlines == 1, !separatesLines, end == text.count, !isFinal { return nil }
      let endsTwice =
        newlines == 1 && end < text.count && (text[end] == ASCII.newline || text[end] == 0x0D)
      let start = output.count
      whiteSpace.append(text[lower..<end], to: &output)
      if !separatesLines, !endsTwice {
        // The first bytes of a tag are those of ASCII.
        for index in 0..<newlines { output[start + index] = ASCII.newline }
      }
      self.state = state
      return end
    }
  }
}

/// Puts white space in place of text, as many bytes and UTF-16 units of it.
private struct WhiteSpaceMask: Sendable {
  /// What the bytes of a scalar become that follow its first one.
  private var rest: ArraySlice<UInt8> = []

  mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to output: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0..<0x80:
        output.append(0x20)
        rest = []
      case 0xC2..<0xE0: start([0xC2, 0xA0], in: &output)
      case 0xE0..<0xF0: start([0xE2, 0x80, 0x83], in: &output)
      // There is no white space of four bytes and two units; two no-break spaces have as many.
      case 0xF0..<0xF5: start([0xC2, 0xA0, 0xC2, 0xA0], in: &output)
      default: output.append(rest.popFirst() ?? byte)
      }
    }
  }

  private mutating func start(_ scalar: [UInt8], in output: inout [UInt8]) {
    output.append(scalar[0])
    rest = scalar[1...]
  }
}

/// Tells whether a `<` or `&` begins markup.
struct HTMLScanner {
  /// The most bytes that are looked at before it is decided.
  static let maximumBytes = 4 * 1024
  /// Longer than any character reference.
  private static let maximumReferenceBytes = 40

  let text: UnsafeBufferPointer<UInt8>
  /// Where the `<` or `&` stands.
  let lower: Int
  let separatesLines: Bool

  enum Markup {
    case none
    /// More bytes are needed.
    case undecided
    /// What ends at `end`; `newlines` are put in its place, and `state` follows.
    case some(end: Int, newlines: Int, state: HTMLMask.State)
  }

  /// Elements that end a paragraph where they begin and where they end.
  private static let blocks = WordTable(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option \
    p pre section summary table tbody td tfoot th thead title tr ul
    """)
  private static let lineBreak = WordTable("br")
  private static let raw = WordTable("script style")

  /// What begins here.
  var markup: Markup {
    if text[lower] == ASCII.ampersand { return reference }
    guard let second = byte(lower + 1) else { return .undecided }
    switch second {
    case ASCII.slash: return tag(nameLower: lower + 2)
    case ASCII.exclamation: return declaration
    case ASCII.question: return instruction
    case _ where second.isASCIILetter: return tag(nameLower: lower + 1)
    default: return .none
    }
  }

  /// The byte at an index, or `nil` after those that are there.
  private func byte(_ index: Int) -> UInt8? { index < text.count ? text[index] : nil }

  private var reference: Markup {
    var index = lower + 1
    if byte(index) == ASCII.hash { index += 1 }
    let start = index
    while let byte = byte(index) {
      if byte == ASCII.semicolon, index > start {
        return .some(end: index + 1, newlines: 0, state: .text)
      }
      guard byte.isASCIIAlphanumeric, index - lower < Self.maximumReferenceBytes else {
        return .none
      }
      index += 1
    }
    return .undecided
  }

  private var declaration: Markup {
    switch startsWith("<!--") {
    // What ends a comment may begin with the dashes that begin it.
    case true?: return .some(end: lower + 2, newlines: 0, state: .comment)
    case nil: return .undecided
    case false?: break
    }
    switch startsWith("<![CDATA[") {
    case true?: return .some(end: lower + 9, newlines: 0, state: .cdata)
    case nil: return .undecided
    case false?: break
    }
    guard let third = byte(lower + 2) else { return .undecided }
    guard third.isASCIILetter || third == 0x5B else { return .none }
    return attributes(from: lower + 3, newlines: 0, next: .text)
  }

  /// `<?xml version="1.0"?>`
  private var instruction: Markup {
    guard let third = byte(lower + 2) else { return .undecided }
    guard third.isASCIILetter else { return .none }
    var index = lower + 3
    while let byte = byte(index), index - lower < Self.maximumBytes {
      if byte == ASCII.newline, separatesLines { return .none }
      if byte == ASCII.greater, text[index - 1] == ASCII.question {
        return .some(end: index + 1, newlines: 0, state: .text)
      }
      index += 1
    }
    return index < text.count ? .none : .undecided
  }

  private func tag(nameLower: Int) -> Markup {
    var index = nameLower
    while let byte = byte(index),
      byte.isASCIIAlphanumeric || index > nameLower && (byte == ASCII.hyphen || byte == ASCII.colon)
    {
      index += 1
      if index - lower > Self.maximumBytes { return .none }
    }
    guard let after = byte(index) else { return .undecided }
    // A name begins with a letter and is followed by little: <me@example.org> and <https://…> are text.
    guard index > nameLower, text[nameLower].isASCIILetter, text[index - 1] != ASCII.colon else {
      return .none
    }
    switch after {
    case ASCII.greater: break
    case _ where after.isASCIIWhiteSpace: break
    case ASCII.slash:
      guard let next = byte(index + 1) else { return .undecided }
      guard next == ASCII.greater else { return .none }
    default: return .none
    }
    let name = UnsafeBufferPointer(rebasing: text[nameLower..<index])
    let newlines = Self.blocks.contains(name) ? 2 : Self.lineBreak.contains(name) ? 1 : 0
    let isRaw = Self.raw.contains(name) && text[lower + 1] != ASCII.slash
    return attributes(
      from: index, newlines: newlines,
      next: isRaw ? .element(end: Array("</".utf8) + name.map(\.asciiLowercased)) : .text)
  }

  /// What ends with the first `>` that is not between the quotes of a value.
  private func attributes(from start: Int, newlines: Int, next: HTMLMask.State) -> Markup {
    var index = start
    var quote: UInt8?
    var hasValue = false
    // After = a quote begins a value.
    var mayQuote = false
    while let byte = byte(index) {
      if byte == ASCII.newline, separatesLines { return .none }
      if index - lower >= Self.maximumBytes {
        // Nothing but markup has values in quotes.
        guard quote != nil || hasValue else { return .none }
        return .some(end: index, newlines: newlines, state: .tag(quote: quote))
      }
      if let open = quote {
        if byte == open { (quote, hasValue) = (nil, true) }
      } else if byte == ASCII.greater {
        let isEmpty = text[index - 1] == ASCII.slash
        return .some(end: index + 1, newlines: newlines, state: isEmpty ? .text : next)
      } else if byte == ASCII.less {
        return .none
      } else if mayQuote, byte == ASCII.quote || byte == ASCII.apostrophe {
        quote = byte
      }
      mayQuote = byte == 0x3D || mayQuote && byte.isASCIIWhiteSpace
      index += 1
    }
    return .undecided
  }

  /// Whether the text goes on so, without regard to case; `nil` if more bytes are needed.
  private func startsWith(_ word: StaticString) -> Bool? {
    for index in 0..<word.utf8CodeUnitCount {
      guard let byte = byte(lower + index) else { return nil }
      if byte != word.utf8Start[index] { return false }
    }
    return true
  }
}

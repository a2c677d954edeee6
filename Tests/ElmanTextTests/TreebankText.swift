import ElmanText

/// The raw text of a CoNLL-U file, rebuilt from its words, and where words and sentences stand in it.
///
/// Offsets count the bytes that are not white space, so that two segmentations of the same text can
/// be compared, as the CoNLL 2018 shared task does.
struct TreebankText {
  private(set) var text: [UInt8] = []
  private(set) var words: [Range<Int>] = []
  private(set) var sentences: [Range<Int>] = []

  private var offset = 0
  private var multiword: (form: Substring, end: Int, noSpace: Bool)?
  private var parts: [Substring] = []

  /// Reads CoNLL-U. Words of a multiword token count when they spell its surface form.
  init(conllu: String) {
    var sentenceStart = 0
    var startsParagraph = false
    for line in conllu.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if offset > sentenceStart { sentences.append(sentenceStart..<offset) }
        sentenceStart = offset
      } else if line.hasPrefix("#") {
        if line.hasPrefix("# newdoc") || line.hasPrefix("# newpar") { startsParagraph = true }
      } else {
        if offset == sentenceStart, parts.isEmpty, multiword == nil, !text.isEmpty {
          if startsParagraph {
            while text.last == 0x20 { text.removeLast() }
            text.append(contentsOf: [0x0A, 0x0A])
          } else if text.last != 0x20 {
            text.append(0x20)
          }
        }
        startsParagraph = false
        addRow(line)
      }
    }
  }

  private mutating func addRow(_ line: Substring) {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count == 10, !columns[0].contains(".") else { return }
    let noSpace = columns[9].contains("SpaceAfter=No")
    if let dash = columns[0].firstIndex(of: "-") {
      let end = Int(columns[0][columns[0].index(after: dash)...]) ?? 0
      multiword = (columns[1], end, noSpace)
      parts = []
      return
    }
    guard let open = multiword else { return add([columns[1]], noSpace: noSpace) }
    parts.append(columns[1])
    if Int(columns[0]) == open.end {
      let whole = parts.joined() == open.form ? parts : [open.form]
      multiword = nil
      parts = []
      add(whole, noSpace: open.noSpace)
    }
  }

  private mutating func add(_ forms: [Substring], noSpace: Bool) {
    for form in forms {
      text.append(contentsOf: form.utf8)
      let count = form.unicodeScalars.filter { !$0.properties.isWhitespace }
        .reduce(0) { $0 + UTF8.width($1) }
      words.append(offset..<offset + count)
      offset += count
    }
    if !noSpace { text.append(0x20) }
  }
}

/// Precision, recall and F1 of spans.
struct SpanScore {
  var correct = 0
  var found = 0
  var gold = 0

  init(_ found: [Range<Int>], gold: [Range<Int>]) {
    self.found = found.count
    self.gold = gold.count
    correct = Set(found).intersection(gold).count
  }

  var f1: Double { 200 * Double(correct) / Double(found + gold) }
}

/// What the tokenizer makes of a text, in the offsets of `TreebankText`.
struct FoundSpans {
  var words: [Range<Int>] = []
  var sentences: [Range<Int>] = []

  init(_ text: [UInt8]) {
    var tokenizer = SentenceTokenizer()
    tokenizer.append(text)
    tokenizer.finish()
    var offset = 0
    while let sentence = tokenizer.next() {
      let start = offset
      for token in sentence.words {
        words.append(offset..<offset + token.range.count)
        offset += token.range.count
      }
      if offset > start { sentences.append(start..<offset) }
    }
  }
}

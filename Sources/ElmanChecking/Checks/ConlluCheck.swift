import ElmanBytes
import ElmanCorpora

/// Checks the sentences of a CoNLL-U file.
struct ConlluCheck {
  private let file: CheckedFile
  private let duplicates: DuplicateCheck
  private var features = FeatureCheck()
  private var spans = SpanCheck()
  private var sentenceIDs: [Spelling: Int] = [:]
  private var upos = LabelCounts()
  private var xpos = LabelCounts()
  private var relations = LabelCounts()

  /// The tags of Universal Dependencies, version 2.
  static let universalTags: Set = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
  ]

  init(_ file: CheckedFile, duplicates: DuplicateCheck) {
    self.file = file
    self.duplicates = duplicates
  }

  /// Takes the next block.
  ///
  /// - Parameter isDamaged: whether lines of it were left out, so that nothing can be said of it as a
  ///   whole.
  mutating func add(_ sentence: ConlluSentence, isDamaged: Bool) {
    let count = sentence.wordCount
    guard count > 0 else { return }
    let firstLine = sentence.line(ofWord: 0)
    file.lengths.add(count, at: firstLine)
    checkWords(of: sentence)
    guard !isDamaged else { return }
    checkComments(of: sentence)
    if let (word, message) = Self.heads(of: sentence).flatMap(TreeCheck.problem) {
      file.report(.badTree, at: sentence.line(ofWord: word), message)
    }
    let entities = sentence.spanLabels()
    spans.add(entities, lines: (0..<count).map(sentence.line(ofWord:)), to: file)

    var text = TextFingerprint()
    var labels = TextFingerprint()
    for word in 0..<count {
      text.add(sentence.bytes(word, .form))
      labels.add(sentence.bytes(word, .upos))
      labels.add(sentence.bytes(word, .form).count)
      if entities[word] != "O" { labels.add(entities[word]) }
    }
    duplicates.add(text, labels: labels.number, at: firstLine, in: file) { _ in
      "with other words, tags or entities"
    }
  }

  /// Ends the file.
  func finish() {
    file.labels[.upos] = upos
    file.labels[.xpos] = xpos
    file.labels[.relation] = relations
    features.run(on: file)
    spans.run(on: file)
  }

  private mutating func checkWords(of sentence: ConlluSentence) {
    var untagged: Int?
    var taggedCount = 0
    for word in 0..<sentence.wordCount {
      let line = sentence.line(ofWord: word)
      let tag = sentence[word, .upos]
      if tag == "_" {
        untagged = untagged ?? line
      } else {
        taggedCount += 1
        upos.add(tag, at: line)
        if !Self.universalTags.contains(tag) {
          file.report(
            .unknownUPOS, at: line, "expected one of the 17 tags in UPOS, found \(tag.quoted)")
        }
      }
      let ownTag = sentence[word, .xpos]
      if ownTag != "_" { xpos.add(ownTag, at: line) }
      let relation = sentence[word, .deprel]
      if relation != "_" { relations.add(relation, at: line) }
      features.add(sentence[word, .feats], at: line, to: file)
      if sentence.bytes(word, .form).elementsEqual("_".utf8),
        !["_", "-"].contains(sentence[word, .lemma])
      {
        file.report(.missingWord, at: line, "a word is _ and its lemma is not")
      }
    }
    if let untagged, taggedCount > 0 {
      file.report(
        .missingLabel, at: untagged,
        "a word without UPOS in a sentence with \(taggedCount) that have it")
    }
  }

  private mutating func checkComments(of sentence: ConlluSentence) {
    guard let row = sentence.rows.first else { return }
    let comments = sentence.comments
    let firstLine = row.line - comments.count
    for (offset, comment) in comments.enumerated() {
      if comment.utf8.starts(with: "# text = ".utf8) {
        checkText(Substring(comment.utf8.dropFirst(9)), line: firstLine + offset, of: sentence)
      } else if comment.utf8.starts(with: "# sent_id = ".utf8) {
        let name = String(Substring(comment.utf8.dropFirst(12)))
        let first = sentenceIDs[Spelling(name), default: firstLine + offset]
        if first != firstLine + offset {
          let place = file.place(first)
          file.report(
            .duplicateID, at: firstLine + offset, other: place,
            "sent_id \(name.quoted) stands in \(place)")
        }
        sentenceIDs[Spelling(name)] = first
      }
    }
  }

  /// Compares `# text` with the words and the white space that MISC tells of; runs of white space are
  /// one space, and those at the ends nothing.
  private func checkText(_ text: Substring, line: Int, of sentence: ConlluSentence) {
    let expected = sentence.originalText
    var text = text
    let isEqual = text.withUTF8 { text in
      text.elementsEqual(expected)
        || expected.last == 0x20 && text.elementsEqual(expected.dropLast())
    }
    guard !isEqual else { return }
    let given = Self.collapsed(Array(text.utf8))
    let built = Self.collapsed(expected)
    guard given != built else { return }
    let same = zip(given, built).prefix { $0 == $1 }.count
    file.report(
      .textMismatch, at: line, column: 10 + Self.scalarCount(given[..<same]),
      "the text goes on with \(Self.quoted(given, from: same)), the words with"
        + " \(Self.quoted(built, from: same))")
  }

  /// The numbers of the heads, if all words have one.
  private static func heads(of sentence: ConlluSentence) -> [Int]? {
    var heads: [Int] = []
    heads.reserveCapacity(sentence.wordCount)
    for word in 0..<sentence.wordCount {
      guard let number = sentence.head(of: word) else { return nil }
      heads.append(number)
    }
    return heads
  }

  private static func collapsed(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      if byte > 0x20 {
        result.append(byte)
      } else if let last = result.last, last != 0x20 {
        result.append(0x20)
      }
    }
    if result.last == 0x20 { result.removeLast() }
    return result
  }

  private static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// A few characters from a byte on.
  private static func quoted(_ bytes: [UInt8], from start: Int) -> String {
    var start = start
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    guard start < bytes.count else { return "nothing" }
    return String(String(decoding: bytes[start...].prefix(64), as: UTF8.self).prefix(10)).quoted
  }
}

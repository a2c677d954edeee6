import ElmanBytes
import ElmanText

/// Reads rules line by line, and knows of each form and phrase where it stood first.
struct RuleFileReader {
  private(set) var file = RuleFile()
  private var paths: [String]
  private var typeNumbers: [Spelling: Int] = [:]
  private var tokens: [RuleKey: Known] = [:]
  private var words: [RuleKey: Known] = [:]
  private var phrases: [RuleKey: Known] = [:]

  /// A rule that was read: its number, and where it stood.
  private struct Known {
    let index: Int
    let place: Place
  }

  private struct Place {
    let path: Int
    let line: Int
  }

  /// - Parameter path: that of the rules.
  init(path: String) { paths = [path] }

  private static let kinds = ["token", "word", "phrase", "phrases", "phrases-file"]

  /// Reads the rule in a line.
  mutating func read(_ bytes: [UInt8], _ line: Line) throws(CorpusError) {
    let object = try RuleObject(bytes, line, path: paths[0])
    switch try object.kind(of: Self.kinds) {
    case "token": try readToken(object)
    case "word": try readWord(object)
    case let kind: try readPhrases(object, kind)
    }
  }

  private mutating func readToken(_ object: RuleObject) throws(CorpusError) {
    try object.check(["token", "cut", "case"])
    let form = try object.requiredString("token")
    try object.check(form, "token", allowsSpaces: false)
    let pieces = try object.strings("cut") ?? [form]
    guard pieces.allSatisfy({ !$0.isEmpty }), Array(pieces.joined()) == form else {
      throw object.fault(
        "pieces that make \(CorpusError.quote(form[...])) in 'cut'", RuleObject.quoted(pieces))
    }
    let ignoresCase = try object.ignoresCase()
    let token = RuleFile.Token(
      key: ignoresCase ? ComparedText.key(of: form, ignoringCase: true) : form,
      ignoresCase: ignoresCase, pieces: pieces.map { $0.count { $0 & 0xC0 != 0x80 } })
    let key = RuleKey(bytes: token.key, ignoresCase: ignoresCase)
    if let known = tokens[key] {
      guard file.tokens[known.index].pieces == token.pieces else {
        throw object.fault(
          "the cut of \(name(of: known.place)), which has the same token", RuleObject.quoted(pieces)
        )
      }
      return
    }
    tokens[key] = Known(index: file.tokens.count, place: Place(path: 0, line: object.line))
    file.tokens.append(token)
  }

  private mutating func readWord(_ object: RuleObject) throws(CorpusError) {
    try object.check(["word"] + RuleFile.columnNames + ["case"])
    let form = try object.requiredString("word")
    try object.check(form, "word", allowsSpaces: true)
    let columns = try object.columns()
    let ignoresCase = try object.ignoresCase()
    let word = RuleFile.Word(
      key: ignoresCase ? ComparedText.key(of: form, ignoringCase: true) : form,
      ignoresCase: ignoresCase, columns: columns)
    let key = RuleKey(bytes: word.key, ignoresCase: ignoresCase)
    guard let known = words[key] else {
      words[key] = Known(index: file.words.count, place: Place(path: 0, line: object.line))
      file.words.append(word)
      return
    }
    for (index, column) in columns.enumerated() {
      guard let column else { continue }
      if let other = file.words[known.index].columns[index], other != column {
        throw object.fault(
          "the \(RuleFile.columnNames[index]) \(other.text.quoted) of \(name(of: known.place)), which"
            + " has the same word", column.text.quoted)
      }
      file.words[known.index].columns[index] = column
    }
  }

  private mutating func readPhrases(_ object: RuleObject, _ kind: String) throws(CorpusError) {
    try object.check([kind, "entity", "case", "over"])
    let name = try object.requiredString("entity")
    let type = try number(ofType: name, in: object)
    let ignoresCase = try object.ignoresCase()
    let isOver = try object.boolean("over") ?? true
    func phrase(_ text: some Collection<UInt8>) -> RuleFile.Phrase {
      RuleFile.Phrase(
        key: ComparedText.key(of: text, ignoringCase: ignoresCase), ignoresCase: ignoresCase,
        type: type, isOver: isOver)
    }
    let place = Place(path: 0, line: object.line)
    switch kind {
    case "phrase": try add(phrase(try object.requiredString(kind)), place)
    case "phrases":
      for text in try object.strings(kind) ?? [] { try add(phrase(text), place) }
    default:
      let lines = LineReader(try object.source(kind))
      paths.append(lines.path)
      var bytes: [UInt8] = []
      while true {
        bytes.removeAll(keepingCapacity: true)
        guard let line = try lines.next(appendingTo: &bytes) else { break }
        let phrase = phrase(bytes[line.content])
        if phrase.key.isEmpty { continue }
        try add(phrase, Place(path: paths.count - 1, line: line.number))
      }
    }
  }

  private mutating func add(_ phrase: RuleFile.Phrase, _ place: Place) throws(CorpusError) {
    func fault(_ expected: String, _ found: String) -> CorpusError {
      .malformed(path: paths[place.path], line: place.line, expected: expected, found: found)
    }
    guard !phrase.key.isEmpty else { throw fault("a phrase", "nothing") }
    // Most are of ASCII, which needs no scalars.
    let isPlain = phrase.key.allSatisfy { (0x20..<0x7F).contains($0) }
    guard
      isPlain
        || !String(decoding: phrase.key, as: UTF8.self).unicodeScalars.contains(where: \.isControl)
    else { throw fault("a phrase without control characters", CorpusError.quote(phrase.key[...])) }
    let key = RuleKey(bytes: phrase.key, ignoresCase: phrase.ignoresCase)
    guard let known = phrases[key] else {
      phrases[key] = Known(index: file.phrases.count, place: place)
      file.phrases.append(phrase)
      return
    }
    let other = file.phrases[known.index]
    let same = "of \(name(of: known.place, from: place.path)), which has the same phrase"
    guard other.type == phrase.type else {
      throw fault(
        "the entity \(file.types[other.type].quoted) \(same)", file.types[phrase.type].quoted)
    }
    guard other.isOver == phrase.isOver else {
      throw fault("the 'over' \(same)", "\(phrase.isOver)")
    }
  }

  private mutating func number(
    ofType name: [UInt8], in object: RuleObject
  ) throws(CorpusError) -> Int {
    let type = Spelling(String(decoding: name, as: UTF8.self))
    if let number = typeNumbers[type] { return number }
    try object.check(name, "entity", allowsSpaces: false)
    typeNumbers[type] = file.types.count
    file.types.append(type.text)
    return file.types.count - 1
  }

  /// A place for a message about a line of a file.
  private func name(of place: Place, from path: Int = 0) -> String {
    place.path == path ? "line \(place.line)" : "\(paths[place.path]):\(place.line)"
  }
}

/// What a rule is known by.
private struct RuleKey: Hashable {
  let bytes: [UInt8]
  let ignoresCase: Bool

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(ignoresCase)
  }
}

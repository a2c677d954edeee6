import ElmanBytes
import ElmanText

/// A lexicon as a file has it: lines of a form, its lemma, its universal part of speech and its features, with
/// tabs between them.
///
/// Features may be missing, empty or `_`, which says nothing of them. A line that begins with `#` is a comment, unless
/// a tab follows, and blank lines are skipped. `# licence: …` tells the licence of the lexicon. A line that stands
/// there twice counts once.
package struct LexiconFile: Sendable {
  /// The path that it was read from.
  package let path: String
  /// The SHA-256 hash of the file, uncompressed.
  package let hash: String
  /// The entries, each once, in the order in which they stand there.
  package let entries: [LexiconEntry]
  /// The licence that a comment names.
  package let licence: String?

  /// The parts of speech of Universal Dependencies.
  static let partsOfSpeech = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
  ]

  /// Reads a lexicon, which may be gzipped.
  ///
  /// - Throws: `CorpusError.file`, `notText`, `noExamples`; `malformed` for a line that lacks a column or has one
  ///   too many, for a form or lemma that is too long, has control characters or white space around it, for an unknown
  ///   part of speech, for features that are none or contradict each other, and for a form that has another lemma with
  ///   the same part of speech and the same features, in whatever order.
  package init(path: String) throws(CorpusError) {
    try self.init(ByteSource(path: path, hashing: true))
  }

  /// Reads a lexicon from a source.
  package init(_ source: ByteSource) throws(CorpusError) {
    let lines = LineReader(source)
    let path = lines.path
    let parts = Set(Self.partsOfSpeech.map { Array($0.utf8) })
    var entries: [LexiconEntry] = []
    var lineOfReading: [Reading: (line: Int, lemma: [UInt8])] = [:]
    var sets: [[UInt8]: FeatureSet] = [:]
    var licence: String?
    var bytes: [UInt8] = []
    while true {
      bytes.removeAll(keepingCapacity: true)
      guard let line = try lines.next(appendingTo: &bytes) else { break }
      let content = bytes[line.content]
      if content.isEmpty || content.first == 0x23 && content.dropFirst().first != 0x09 {
        if let found = Self.licence(content) { licence = licence ?? found }
        continue
      }
      func fault(_ expected: String, _ found: String) -> CorpusError {
        .malformed(path: path, line: line.number, expected: expected, found: found)
      }
      let fields = content.split(separator: 0x09, omittingEmptySubsequences: false)
      guard (3...4).contains(fields.count) else {
        throw fault("3 or 4 columns (form, lemma, UPOS, features)", "\(fields.count)")
      }
      try Self.check(fields[0], "form", column: 1, fault)
      try Self.check(fields[1], "lemma", column: 2, fault)
      guard parts.contains(Array(fields[2])) else {
        throw fault("one of the 17 tags in UPOS", CorpusError.quote(fields[2]))
      }
      let features = fields.count == 4 && !fields[3].isEmpty ? fields[3] : [0x5F]
      let set: FeatureSet
      if let known = sets[Array(features)] {
        set = known
      } else {
        do throws(FeatureSet.Fault) {
          set = try FeatureSet(checking: features)
        } catch { throw fault(error.expected, CorpusError.quote(features)) }
        sets[Array(features)] = set
      }
      let entry = LexiconEntry(
        form: fields[0], lemma: fields[1], partOfSpeech: fields[2], features: features)
      let reading = Reading(form: entry.form, partOfSpeech: entry.partOfSpeech, features: set)
      if let other = lineOfReading[reading] {
        guard other.lemma == entry.lemma else {
          throw fault(
            "the lemma \(CorpusError.quote(other.lemma[...])) of line \(other.line), where form, UPOS and"
              + " features are the same", CorpusError.quote(fields[1]))
        }
        continue
      }
      lineOfReading[reading] = (line.number, entry.lemma)
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw .noExamples(path: path, of: "form") }
    self.path = path
    self.entries = entries
    self.licence = licence
    hash = source.hash?.hexadecimal() ?? ""
  }

  /// What has one lemma.
  private struct Reading: Hashable {
    let form: [UInt8]
    let partOfSpeech: [UInt8]
    /// In whatever order they were written.
    let features: FeatureSet
  }

  /// Checks that a form or lemma is there, is not too long for the tables, and is what a word can be: neither does
  /// white space stand around it, which nobody sees, nor a control character in it, which would be printed.
  private static func check(
    _ word: ArraySlice<UInt8>, _ name: String, column: Int,
    _ fault: (String, String) -> CorpusError
  ) throws(CorpusError) {
    guard !word.isEmpty else { throw fault("a \(name) in column \(column)", "nothing") }
    guard word.count <= Lexicon.maximumCount else {
      throw fault("a \(name) of at most \(Lexicon.maximumCount) bytes", "one of \(word.count)")
    }
    let scalars = String(decoding: word, as: UTF8.self).unicodeScalars
    guard !scalars.contains(where: \.isControl) else {
      throw fault("a \(name) without control characters", CorpusError.quote(word))
    }
    guard scalars.first?.properties.isWhitespace == false,
      scalars.last?.properties.isWhitespace == false
    else {
      throw fault("a \(name) without white space around it", CorpusError.quote(word))
    }
  }

  private static func licence(_ comment: ArraySlice<UInt8>) -> String? {
    let text = comment.dropFirst().drop { $0 == 0x20 }
    for name in ["licence:", "license:"] where text.starts(with: name.utf8) {
      let value = String(
        decoding: text.dropFirst(name.utf8.count).drop { $0 == 0x20 }, as: UTF8.self)
      return value.isEmpty ? nil : value
    }
    return nil
  }
}

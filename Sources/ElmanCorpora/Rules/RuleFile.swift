import ElmanBytes
import ElmanText

/// Somebody's own rules as a file has them: JSON objects, one a line.
///
/// Each is of one kind: `token`, a form that stays whole or is cut so; `word`, a form whose columns are fixed; `phrase`,
/// `phrases` or `phrases-file`, entities of a type. Blank lines and those that begin with `#` are skipped.
package struct RuleFile: Sendable {
  /// A form that is cut so.
  package struct Token: Sendable, Hashable {
    /// The form, or where any case will do its key.
    package var key: [UInt8]
    /// Whether it may be written in any case.
    package var ignoresCase: Bool
    /// How many scalars each of its pieces has; one for a form that stays whole.
    package var pieces: [Int]
  }

  /// A form whose columns are fixed, as far as they are named.
  package struct Word: Sendable, Hashable {
    /// The form, or where any case will do its key.
    package var key: [UInt8]
    /// Whether it may be written in any case.
    package var ignoresCase: Bool
    /// What stands in the columns upos, xpos, feats and lemma.
    package var columns: [Spelling?]
  }

  /// A phrase that is an entity.
  package struct Phrase: Sendable, Hashable {
    /// What it is compared by.
    package var key: [UInt8]
    /// Whether it may be written in any case.
    package var ignoresCase: Bool
    /// The number of its type in ``RuleFile/types``.
    package var type: Int
    /// Whether it goes over entities that the network finds.
    package var isOver: Bool
  }

  /// The forms that are cut so.
  package internal(set) var tokens: [Token] = []
  /// The forms whose columns are fixed.
  package internal(set) var words: [Word] = []
  /// The phrases that are entities.
  package internal(set) var phrases: [Phrase] = []
  /// The types of entities.
  package internal(set) var types: [String] = []

  /// The names of the columns that a word may have.
  package static let columnNames = ["upos", "xpos", "feats", "lemma"]

  /// Reads a file, which may be gzipped, and the files of phrases that it names.
  ///
  /// - Throws: `CorpusError.file` and `notText`; `malformed` for a line that is no rule, and for one that says another
  ///   thing than one before.
  package init(path: String) throws(CorpusError) {
    try self.init(ByteSource(path: path))
  }

  /// Reads rules from a source. Files of phrases are looked for from the folder of its path on.
  package init(_ source: ByteSource) throws(CorpusError) {
    var reader = RuleFileReader(path: source.path)
    let lines = LineReader(source)
    var bytes: [UInt8] = []
    while true {
      bytes.removeAll(keepingCapacity: true)
      guard let line = try lines.next(appendingTo: &bytes) else { break }
      let content = bytes[line.content]
      let isBlank = content.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      if isBlank || content.first == UInt8(ascii: "#") { continue }
      try reader.read(bytes, line)
    }
    self = reader.file
  }

  /// A file without rules.
  init() {}
}

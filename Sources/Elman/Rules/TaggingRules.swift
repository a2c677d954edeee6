import ElmanBytes
import ElmanCorpora
import ElmanText

/// Somebody's own words: forms that are cut otherwise than the tokenizer does, words whose tags are certain, and names.
///
/// A file holds a JSON object a line:
///
/// ```json
/// {"token": "C-3PO"}
/// {"token": "gimme", "cut": ["gim", "me"], "case": "any"}
/// {"word": "Elman", "upos": "PROPN", "xpos": "NNP", "lemma": "Elman"}
/// {"phrase": "Acme Rocket Works", "entity": "ORG"}
/// ```
///
/// ```swift
/// let tagger = try Tagger(.english).with(rules: TaggingRules(path: "rules.jsonl"))
/// ```
///
/// Rules never change and may be shared by any number of taggers and threads.
public struct TaggingRules: Sendable {
  /// The forms that are cut so.
  let tokens: [RuleFile.Token]
  let tokenTable: PhraseTable
  /// The words whose columns are fixed.
  let words: [RuleFile.Word]
  let wordTable: PhraseTable
  /// For each phrase what it is.
  let entities: [(type: Int, isOver: Bool)]
  let phraseTable: PhraseTable
  /// The types of entities.
  public let entityTypes: [String]

  /// Reads rules from a file, which may be gzipped, and from the files of phrases that it names.
  ///
  /// - Parameter path: where the file is.
  /// - Throws: `CorpusError.file` and `notText`; `malformed` for a line that is no rule, and for one that says another
  ///   thing than one before.
  public init(path: String) throws(CorpusError) { self.init(try RuleFile(path: path)) }

  /// Reads rules from a source, such as bytes in memory.
  ///
  /// - Parameter source: what is read. Files of phrases are looked for from the folder of its path on.
  /// - Throws: what ``init(path:)`` throws.
  public init(_ source: ByteSource) throws(CorpusError) { self.init(try RuleFile(source)) }

  /// The rules of a file.
  init(_ file: RuleFile) {
    tokens = file.tokens
    tokenTable = PhraseTable(
      tokens.map { PhraseTable.Phrase(key: $0.key, ignoresCase: $0.ignoresCase) })
    words = file.words
    wordTable = PhraseTable(
      words.map { PhraseTable.Phrase(key: $0.key, ignoresCase: $0.ignoresCase) })
    entities = file.phrases.map { ($0.type, $0.isOver) }
    phraseTable = PhraseTable(
      file.phrases.map { PhraseTable.Phrase(key: $0.key, ignoresCase: $0.ignoresCase) })
    entityTypes = file.types
  }

  /// Whether there are none.
  public var isEmpty: Bool { tokens.isEmpty && words.isEmpty && entities.isEmpty }
}

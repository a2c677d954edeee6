/// How bad a finding is.
public enum FindingSeverity: String, Sendable, Hashable, CaseIterable {
  /// Elman refuses to read the file.
  case error

  /// A model learns something wrong from it, or its score is not to be trusted.
  case warning

  /// Worth a look, and often as it should be.
  case note
}

/// What can be wrong or doubtful in a corpus. The raw value is the name that users see.
public enum FindingKind: String, Sendable, Hashable, CaseIterable {
  // What the readers refuse.
  case malformedLine = "malformed-line"
  case notUTF8 = "not-utf8"
  case damagedFile = "damaged-file"
  case noExamples = "no-examples"
  case unknownLabel = "unknown-label"

  // Labels.
  case invalidSequence = "invalid-sequence"
  case mixedSchemes = "mixed-schemes"
  case unseenLabel = "unseen-label"
  case unseenTag = "unseen-tag"
  case untestedRelation = "untested-relation"
  case labelSpelling = "label-spelling"
  case manyLabels = "many-labels"
  case missingLabel = "missing-label"
  case oddLabel = "odd-label"
  case rareLabel = "rare-label"
  case unbalancedLabels = "unbalanced-labels"

  // The columns of CoNLL-U.
  case unknownUPOS = "unknown-upos"
  case malformedFeatures = "malformed-features"
  case unsortedFeatures = "unsorted-features"
  case missingWord = "missing-word"
  case textMismatch = "text-mismatch"
  case badTree = "bad-tree"
  case duplicateID = "duplicate-id"
  case missingBlankLine = "missing-blank-line"

  // Sentences and texts.
  case leakage
  case contradiction
  case duplicate
  case repeatedHeader = "repeated-header"
  case emptyText = "empty-text"
  case longText = "long-text"

  // Characters.
  case controlCharacter = "control-character"
  case lostCharacter = "lost-character"
  case wrongEncoding = "wrong-encoding"
  case mixedLineEndings = "mixed-line-endings"
  case notNFC = "not-nfc"
  case oddSpace = "odd-space"
  case edgeSpace = "edge-space"
  case invisibleCharacter = "invisible-character"
  case byteOrderMark = "byte-order-mark"

  /// How bad it is.
  public var severity: FindingSeverity {
    switch self {
    case .malformedLine, .notUTF8, .damagedFile, .noExamples, .unknownLabel: .error
    case .invalidSequence, .mixedSchemes, .unseenLabel, .labelSpelling, .manyLabels, .missingLabel,
      .unknownUPOS, .malformedFeatures, .unsortedFeatures, .missingWord, .textMismatch, .badTree,
      .duplicateID, .leakage, .contradiction, .repeatedHeader, .emptyText, .controlCharacter,
      .lostCharacter, .wrongEncoding, .mixedLineEndings:
      .warning
    case .unseenTag, .untestedRelation, .oddLabel, .rareLabel, .unbalancedLabels, .missingBlankLine,
      .duplicate,
      .longText,
      .notNFC,
      .oddSpace, .edgeSpace, .invisibleCharacter, .byteOrderMark:
      .note
    }
  }

  /// What it means, in a few words.
  public var summary: String {
    switch self {
    case .malformedLine: "a line that is not of the format"
    case .notUTF8: "bytes that are not UTF-8"
    case .damagedFile: "a file that is no text, or gzip data that is damaged or cut off"
    case .noExamples: "a file without any sentence or text"
    case .unknownLabel: "an entity label of no known scheme"
    case .invalidSequence: "entity labels that break their scheme"
    case .mixedSchemes: "files in different schemes"
    case .unseenLabel: "a label of dev or test that train lacks"
    case .unseenTag: "the same of XPOS, FEATS and DEPREL, if it is rare"
    case .untestedRelation: "a relation of train that dev lacks"
    case .labelSpelling: "one label in two spellings"
    case .manyLabels: "almost as many labels as texts"
    case .missingLabel: "a word without tag among words with tags"
    case .oddLabel: "a label that its word has once, and another often"
    case .rareLabel: "a label that train has once or twice"
    case .unbalancedLabels: "a label far rarer than the others"
    case .unknownUPOS: "a tag that is none of the 17"
    case .malformedFeatures: "FEATS that are not Name=Value|…"
    case .unsortedFeatures: "FEATS that are not in order"
    case .missingWord: "_ in place of a word"
    case .textMismatch: "# text that is not what the words give"
    case .badTree: "heads that make no tree"
    case .duplicateID: "a sent_id given twice"
    case .missingBlankLine: "no blank line after the last sentence"
    case .leakage: "a text of dev or test that train has too"
    case .contradiction: "the same text with other labels"
    case .duplicate: "the same text with the same labels"
    case .repeatedHeader: "the header of a table once more"
    case .emptyText: "a text without any word"
    case .longText: "a text far longer than the others"
    case .controlCharacter: "a control character"
    case .lostCharacter: "U+FFFD, where a character was lost"
    case .wrongEncoding: "UTF-8 that was read as another encoding"
    case .mixedLineEndings: "lines that end in two ways"
    case .notNFC: "characters that are not composed (NFC)"
    case .oddSpace: "white space other than space and tab"
    case .edgeSpace: "white space at the edge of a text or line"
    case .invisibleCharacter: "a character that nobody sees"
    case .byteOrderMark: "a byte-order mark"
    }
  }
}

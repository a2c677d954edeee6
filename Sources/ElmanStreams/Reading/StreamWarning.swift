import ElmanCorpora
import ElmanText

/// What a stream got by with that its user should know of.
public enum StreamWarning: Sendable, Hashable {
  /// From the place on, bytes that are not in the encoding are replaced by U+FFFD.
  case replacedBytes(path: String, line: Int, byteOffset: Int, encoding: String)
  /// From the line on, lines, sentences or texts of more bytes are cut into several.
  case cut(path: String, line: Int, maximumBytes: Int)
  /// The output does not tell of all white space: between two tokens there is more.
  case leftOutSpaces(maximumBytes: Int)
  /// A text is in a language that there is no tagger of.
  case noTagger(Language, reason: String)
  /// A text is in another language than the tagger's.
  case otherLanguage(Language, than: Language)
}

extension StreamWarning: CustomStringConvertible {
  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .replacedBytes(let path, let line, let byteOffset, let encoding):
      """
      \(path):\(line): expected \(encoding), found other bytes at byte offset \
      \(byteOffset); these and all that follow are replaced by U+FFFD
      """
    case .cut(let path, let line, let maximumBytes):
      """
      \(path):\(line): expected at most \(maximumBytes >> 20) MiB, found more; this and all that are so \
      long are cut into several
      """
    case .leftOutSpaces(let maximumBytes):
      """
      white space of more than \(maximumBytes >> 20) MiB between two tokens; CoNLL-U tells of no more
      """
    case .noTagger(let language, let reason):
      "text in \(language) is cut by the rules and gets no tags: \(reason)"
    case .otherLanguage(let found, let expected):
      "the text seems to be in \(found), and the model is for \(expected)"
    }
  }
}

/// The warnings of one document, each given once.
struct StreamWarnings {
  let path: String
  let encodingName: String
  let maximumBytes: Int
  private var hasWarned = false
  private var hasWarnedOfCut = false

  init(path: String, encodingName: String, maximumBytes: Int) {
    self.path = path
    self.encodingName = encodingName
    self.maximumBytes = maximumBytes
  }

  /// Warns of what there is to warn of, unless that was done.
  mutating func tell(
    _ repair: TextRepair?, cutAt line: Int?, to warn: (StreamWarning) -> Void
  ) {
    if let repair, !hasWarned {
      hasWarned = true
      warn(
        .replacedBytes(
          path: path, line: repair.line, byteOffset: repair.byteOffset, encoding: encodingName))
    }
    if let line, !hasWarnedOfCut {
      hasWarnedOfCut = true
      warn(.cut(path: path, line: line, maximumBytes: maximumBytes))
    }
  }
}

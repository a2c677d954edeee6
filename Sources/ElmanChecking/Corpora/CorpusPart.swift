import ElmanBytes

/// What a file of a corpus is for.
public enum CorpusPart: String, Sendable, Hashable, CaseIterable {
  /// To learn from.
  case train

  /// To choose by, also called validation.
  case dev

  /// To measure with.
  case test

  /// Guesses the part by the words in a file's name, such as `en_ewt-ud-train.conllu`; `nil` where none
  /// tells.
  public init?(guessedFrom path: String) {
    let name = BytePath(path).name
    for word in name.split(whereSeparator: { !$0.isLetter }) {
      switch word.lowercased() {
      case "train", "training": self = .train
      case "dev", "devel", "development", "devtest", "val", "valid", "validation": self = .dev
      case "test", "testing": self = .test
      default: continue
      }
      return
    }
    return nil
  }
}

/// What was found in a corpus.
public struct CheckReport: Sendable {
  /// The findings that were kept, in the order of the files and of their lines.
  public let findings: [Finding]

  /// How many findings of each kind there are, kept or not.
  public let counts: [FindingKind: Int]

  /// The files.
  package let files: [File]

  /// A file that was checked.
  package struct File: Sendable, Hashable {
    /// The path as the user gave it.
    package let path: String

    /// What the file is for, where that is known.
    package let part: CorpusPart?

    /// How many sentences or texts could be read.
    package let count: Int

    /// How many words they have.
    package let wordCount: Int
  }

  /// How many findings are so severe.
  public func count(_ severity: FindingSeverity) -> Int {
    counts.reduce(0) { $1.key.severity == severity ? $0 + $1.value : $0 }
  }
}

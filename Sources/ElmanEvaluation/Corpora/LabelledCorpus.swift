import ElmanCorpora

/// Examples with what is gold for each: texts with their classes, or whatever else a model may tell.
public struct LabelledCorpus<Example: Sendable, Label: Sendable>: Sendable {
  /// The path that it was read from.
  public let path: String
  /// The SHA-256 hash of the file, uncompressed; of a folder, that of its labels and texts.
  public let hash: String
  /// The examples.
  public let examples: [Example]
  /// For each example its label.
  public let labels: [Label]
  /// The lines that were skipped because they repeat the header of the file.
  public internal(set) var repeatedHeaders: [Int] = []
  /// How the columns of the file were understood, if it has columns.
  package internal(set) var table: TableReading?

  /// Puts a corpus together.
  ///
  /// - Precondition: there are as many labels as examples.
  public init(path: String, hash: String, examples: [Example], labels: [Label]) {
    precondition(
      examples.count == labels.count, "\(labels.count) labels of \(examples.count) examples")
    self.path = path
    self.hash = hash
    self.examples = examples
    self.labels = labels
  }
}

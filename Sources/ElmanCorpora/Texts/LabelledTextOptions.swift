/// How labelled texts are read. Each format takes what concerns it and leaves the rest aside.
public struct LabelledTextOptions: Sendable, Hashable {
  /// Where the text stands, for `tsv`, `csv` and `jsonl`: the number of the column, counted from 1, in digits, or
  /// its name in the header; `nil` to find it, see `TableColumns`.
  public var textColumn: String?

  /// Where the label stands, likewise.
  public var labelColumn: String?

  /// Whether the labels of `sst` become two classes, `negative` and `positive`, and what is neutral is left out;
  /// else there are five.
  public var hasTwoSentiments: Bool

  /// Whether the phrases of a sentence of `sst` follow it as examples of their own.
  public var phrases: Bool

  /// What to do with bytes that are not UTF-8.
  public var illFormedText: IllFormedText

  /// Creates options.
  public init(
    textColumn: String? = nil, labelColumn: String? = nil, hasTwoSentiments: Bool = false,
    phrases: Bool = false, illFormedText: IllFormedText = .reject
  ) {
    self.textColumn = textColumn
    self.labelColumn = labelColumn
    self.hasTwoSentiments = hasTwoSentiments
    self.phrases = phrases
    self.illFormedText = illFormedText
  }
}

/// How labelled texts are read. Each format takes what concerns it and leaves the rest aside.
public struct LabelledTextOptions: Sendable, Hashable {
  /// Where the text stands, for `tsv`, `csv` and `jsonl`; `nil` to find it, see `TableColumns`.
  public var textColumn: ColumnReference?

  /// Where the label stands, for `tsv`, `csv` and `jsonl`; `nil` to find it, see `TableColumns`.
  public var labelColumn: ColumnReference?

  /// The classes that the labels of `sst` become.
  public var sentimentClasses: SentimentClasses

  /// Whether the phrases of a sentence of `sst` follow it as examples of their own.
  public var phrases: Bool

  /// What to do with bytes that are not UTF-8.
  public var illFormedText: IllFormedText

  /// Creates options.
  public init(
    textColumn: ColumnReference? = nil, labelColumn: ColumnReference? = nil,
    sentimentClasses: SentimentClasses = .five, phrases: Bool = false,
    illFormedText: IllFormedText = .reject
  ) {
    self.textColumn = textColumn
    self.labelColumn = labelColumn
    self.sentimentClasses = sentimentClasses
    self.phrases = phrases
    self.illFormedText = illFormedText
  }
}

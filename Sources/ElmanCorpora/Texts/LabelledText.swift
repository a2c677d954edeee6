/// A text and the class it belongs to: one example for a classifier.
package struct LabelledText: Sendable, Hashable {
  /// The name of the class, never empty.
  package var label: String

  /// The text as it stands in the corpus; it may be empty.
  package var text: String

  /// The words, where the corpus comes cut in words; else `nil`.
  package var words: [String]?

  /// The line on which the example starts, counted from 1.
  package var line: Int

  /// Creates an example.
  package init(label: String, text: String, words: [String]? = nil, line: Int) {
    self.label = label
    self.text = text
    self.words = words
    self.line = line
  }
}

import Elman
import ElmanCorpora
import ElmanText

/// A text with its tokens and what the classifier says of it.
package struct ClassifiedText: Sendable {
  /// The text, cut.
  package let document: Document
  /// What the classifier says.
  package let result: Classification

  /// A text and what is said of it.
  package init(document: Document, result: Classification) {
    self.document = document
    self.result = result
  }

  /// The bytes of each token.
  var tokens: [ArraySlice<UInt8>] {
    document.windows.flatMap { window in window.words.indices.map { window.bytes($0) } }
  }
}

/// Writes classified texts in one format.
package protocol ClassificationWriter {
  /// Appends a text with its labels.
  func write(_ text: StreamText, _ classified: ClassifiedText, to output: inout [UInt8])
}

/// A form in which classified texts are written.
public struct ClassificationFormat: NamedFormat, CaseIterable, Hashable, Sendable,
  CustomStringConvertible
{
  /// The name by which it is chosen.
  public let name: String
  /// What people are told of it.
  public let help: String
  /// Creates a writer.
  let writer: @Sendable (ClassificationOutput) -> any ClassificationWriter

  /// All of them; a new one is added here.
  public static let allCases: [ClassificationFormat] = [.tsv, .jsonl, .same, .pretty]

  /// Creates a writer of this form.
  ///
  /// - Parameters:
  ///   - labels: the classifier's labels.
  ///   - top: how many labels are told; by default the best in columns, all in JSON.
  ///   - screen: what results for people are laid out for.
  package func writer(
    labels: [String], top: Int? = nil, screen: Screen = Screen()
  ) -> any ClassificationWriter {
    writer(ClassificationOutput(labels: labels, top: top, screen: screen))
  }
}

extension ClassificationFormat {
  /// The form of a name, or `nil` if none has it.
  public init?(name: String) {
    guard let format = Self.named(name) else { return nil }
    self = format
  }
}

/// What a writer needs to know of what it is to write.
struct ClassificationOutput {
  let labels: [String]
  let top: Int?
  let screen: Screen
}

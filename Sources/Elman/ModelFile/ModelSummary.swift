import ElmanNetworks
import ElmanTensors

/// What a model is made of, as people are told.
package struct ModelSummary: Sendable {
  /// The labels that the model tells apart: for each kind of them its name, such as `upos`, or
  /// `labels` where there is but one; none where labels are fixed.
  package var labels: [(name: String, labels: [String])] = []
  /// The words that have a vector of their own, with the unknown word; `nil` for a model that looks up no words.
  package var wordCount: Int?
  /// The characters that have a vector of their own, with the unknown one.
  package var characterCount: Int
  /// The network in a line.
  package var network: String
  /// The parameters by name.
  package var layout: ParameterLayout
  /// The tokenizer that stands beside in the file: its network in a line, and its parameters.
  package var tokenizer: (network: String, layout: ParameterLayout)?

  /// A recurrent network in a line, such as "2 bidirectional lstm layers of 2 × 400, 2 × 320 units".
  ///
  /// - Parameter hiddenSizes: for each layer the units of a direction, the lowest first.
  static func recurrent(_ cell: CellKind, _ hiddenSizes: [Int]) -> String {
    let areEqual = Set(hiddenSizes).count == 1
    let sizes = hiddenSizes.prefix(areEqual ? 1 : hiddenSizes.count).map { "2 × \($0)" }
    return "\(hiddenSizes.count) bidirectional \(cell.rawValue)"
      + " layer\(hiddenSizes.count == 1 ? "" : "s") of \(sizes.joined(separator: ", ")) units"
  }
}

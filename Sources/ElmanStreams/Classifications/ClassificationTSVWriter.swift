import Elman
import ElmanText

/// Writes label, probability and text with tabs between; further labels as further lines without
/// text would break the rule of a line a text, so they stand before the text, in pairs.
struct ClassificationTSVWriter: ClassificationWriter {
  let top: Int

  func write(_ text: StreamText, _ classified: ClassifiedText, to output: inout [UInt8]) {
    let result = classified.result
    for label in result.best(top) {
      append(result.labels[label].utf8, to: &output)
      output.append(0x09)
      output.append(share: result.probabilities[label])
      output.append(0x09)
    }
    append(text.bytes, to: &output)
    if let weights = result.tokenWeights {
      var separator: UInt8 = 0x09
      if classified.tokens.allSatisfy(\.isEmpty) { output.append(separator) }
      for (index, token) in classified.tokens.enumerated() where !token.isEmpty {
        output.append(separator)
        separator = 0x20
        append(token, to: &output)
        output.append(UInt8(ascii: ":"))
        output.append(share: weights[index])
      }
    }
    output.append(0x0A)
  }

  private func append(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
    for byte in text {
      output.append(byte == 0x09 || byte == 0x0A || byte == 0x0D ? 0x20 : byte)
    }
  }
}

extension ClassificationFormat {
  /// Label, probability, text, with tabs between.
  public static let tsv = ClassificationFormat(
    name: "tsv",
    help: """
      label TAB probability TAB text; with --explain a fourth
      column of word:weight
      """
  ) { ClassificationTSVWriter(top: $0.top ?? 1) }
}

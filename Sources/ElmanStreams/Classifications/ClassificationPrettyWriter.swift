import Elman
import ElmanText

/// Writes classified texts for people: label, probability, score, text; explained ones with the
/// weightier words in colour and the weightiest named below.
struct ClassificationPrettyWriter: ClassificationWriter {
  let top: Int
  let screen: Screen
  private let sentiment: SentimentScale?

  init(labels: [String], top: Int, screen: Screen) {
    self.top = top
    self.screen = screen
    sentiment = SentimentScale(labels: labels)
  }

  private static let namedWords = 5

  func write(_ text: StreamText, _ classified: ClassifiedText, to output: inout [UInt8]) {
    let result = classified.result
    let labels = result.best(top).map { label in
      coloured(
        "\(result.labels[label]) \((100 * Double(result.probabilities[label])).decimals(1)) %",
        code: colour(of: label))
    }
    output += labels.joined(separator: Array(", ".utf8))
    if let sentiment = result.sentiment {
      output += " (\(sentiment < 0 ? "" : "+")\(Double(sentiment).decimals(2)))".utf8
    }
    output += "  ".utf8
    if let weights = result.tokenWeights {
      append(classified, weights, to: &output)
    } else {
      output += ScreenText(text.bytes).utf8
      output.append(0x0A)
    }
  }

  /// Green for what is good, red for what is bad.
  private func colour(of label: Int) -> String? {
    guard let value = sentiment?.values[label], value != 0 else { return nil }
    return value > 0 ? "32" : "31"
  }

  private func append(
    _ classified: ClassifiedText, _ weights: [Float], to output: inout [UInt8]
  ) {
    let tokens = classified.tokens
    // A word weighs much if it weighs more than twice as much as words do on the average.
    let average = 1 / Float(max(1, weights.count))
    var index = 0
    for window in classified.document.windows {
      var end = 0
      for token in window.words {
        defer { index += 1 }
        // The words of a multiword token have one place together, shown with the first one's weight.
        guard token.range.lowerBound >= end else { continue }
        output += ScreenText(window.text[end..<token.range.lowerBound]).utf8
        let code = weights[index] > 4 * average ? "1;33" : weights[index] > 2 * average ? "33" : nil
        output += coloured(ScreenText(window.text[token.range]).utf8, code: code)
        end = token.range.upperBound
      }
      output += ScreenText(window.text[end...]).utf8
    }
    output.append(0x0A)
    let heaviest = weights.indices.filter { !tokens[$0].isEmpty }
      .sorted { (weights[$1], $0) < (weights[$0], $1) }.prefix(Self.namedWords)
    guard !heaviest.isEmpty else { return }
    output += "  weights: ".utf8
    for (place, index) in heaviest.enumerated() {
      if place > 0 { output += ", ".utf8 }
      output += ScreenText(tokens[index]).utf8
      output += " \(Double(weights[index]).decimals(2))".utf8
    }
    output.append(0x0A)
  }

  private func coloured(_ text: some Sequence<UInt8>, code: String?) -> [UInt8] {
    guard screen.hasColours, let code else { return Array(text) }
    return Array("\u{1B}[\(code)m".utf8) + text + TagColour.end
  }

  private func coloured(_ text: String, code: String?) -> [UInt8] {
    coloured(ScreenText(text.utf8).utf8, code: code)
  }
}

extension ClassificationFormat {
  /// For people.
  public static let pretty = ClassificationFormat(name: "pretty", help: "the same for people") {
    ClassificationPrettyWriter(labels: $0.labels, top: $0.top ?? 1, screen: $0.screen)
  }
}

import Elman
import ElmanText

/// Writes a JSON object a text, each on one line.
///
/// ```json
/// {"text":"Hi!","label":"positive","probability":0.9000,"sentiment":0.8000,"labels":[…]}
/// ```
struct ClassificationJSONWriter: ClassificationWriter {
  private let names: [[UInt8]]
  private let top: Int

  init(labels: [String], top: Int) {
    names = labels.map { label in
      var json: [UInt8] = []
      json.append(string: label.utf8)
      return json
    }
    self.top = top
  }

  func write(_ text: StreamText, _ classified: ClassifiedText, to output: inout [UInt8]) {
    let result = classified.result
    let ranking = result.best(max(1, top))
    output.append(json: "{")
    if let document = text.documentID {
      output.append(json: "\"document\":")
      output.append(string: document.utf8)
      output.append(json: ",")
    }
    output.append(json: "\"text\":")
    output.append(string: text.bytes)
    output.append(json: ",\"label\":")
    output += names[ranking[0]]
    output.append(json: ",\"probability\":")
    output.append(share: result.probabilities[ranking[0]])
    if let sentiment = result.sentiment {
      output.append(json: ",\"sentiment\":")
      output.append(share: sentiment)
    }
    output.append(json: ",\"labels\":[")
    for (index, label) in ranking.prefix(top).enumerated() {
      if index > 0 { output.append(json: ",") }
      output.append(json: "{\"label\":")
      output += names[label]
      output.append(json: ",\"probability\":")
      output.append(share: result.probabilities[label])
      output.append(json: "}")
    }
    output.append(json: "]")
    if let weights = result.tokenWeights { append(classified, weights, to: &output) }
    output.append(json: "}\n")
  }

  private func append(
    _ classified: ClassifiedText, _ weights: [Float], to output: inout [UInt8]
  ) {
    output.append(json: ",\"tokens\":[")
    let positions = classified.document.windows.flatMap(\.positions)
    var isFirst = true
    for (index, token) in classified.tokens.enumerated() where !token.isEmpty {
      if !isFirst { output.append(json: ",") }
      isFirst = false
      output.append(json: "{\"text\":")
      output.append(string: token)
      output.append(json: ",\"utf8Start\":")
      output.append(number: positions[index].lowerBound.utf8)
      output.append(json: ",\"utf8End\":")
      output.append(number: positions[index].upperBound.utf8)
      output.append(json: ",\"utf16Start\":")
      output.append(number: positions[index].lowerBound.utf16)
      output.append(json: ",\"utf16End\":")
      output.append(number: positions[index].upperBound.utf16)
      output.append(json: ",\"weight\":")
      output.append(share: weights[index])
      output.append(json: "}")
    }
    output.append(json: "]")
  }
}

extension ClassificationFormat {
  /// A JSON object a text.
  public static let jsonl = ClassificationFormat(
    name: "jsonl",
    help: """
      a JSON object a text: text, label, probability, labels,
      for sentiment a score from -1 to 1 (sentiment), and with
      --explain tokens with offsets and weights
      """
  ) { ClassificationJSONWriter(labels: $0.labels, top: $0.top ?? $0.labels.count) }
}

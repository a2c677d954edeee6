import Elman
import ElmanText

/// Writes classified texts in one format.
protocol ClassificationWriter {
  /// Appends a text with its labels.
  func write(_ text: StreamText, _ classified: ClassifiedText, to output: inout [UInt8])
}

extension ClassificationFormat {
  /// A writer of this format.
  ///
  /// - Parameters:
  ///   - top: how many labels are told; by default the best in columns, all in JSON.
  ///   - screen: what results for people are laid out for.
  func writer(labels: [String], top: Int?, screen: Screen) -> any ClassificationWriter {
    switch self {
    case .tsv: ClassificationTSVWriter(top: top ?? 1)
    case .jsonl: ClassificationJSONWriter(labels: labels, top: top ?? labels.count)
    case .pretty: ClassificationPrettyWriter(labels: labels, top: top ?? 1, screen: screen)
    }
  }
}

/// Writes label, probability and text with tabs between; further labels as further lines without
/// text would break the rule of a line a text, so they stand before the text, in pairs.
struct ClassificationTSVWriter: ClassificationWriter {
  let top: Int

  func write(_ text: StreamText, _ classified: ClassifiedText, to output: inout [UInt8]) {
    let result = classified.result
    for label in result.ranking.prefix(top) {
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
    let ranking = result.ranking
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

extension ClassifiedText {
  /// The bytes of each token.
  var tokens: [ArraySlice<UInt8>] {
    document.windows.flatMap { window in window.tokens.indices.map { window.bytes($0) } }
  }
}

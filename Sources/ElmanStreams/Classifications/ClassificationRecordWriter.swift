import Elman
import ElmanCorpora

/// Writes records of tables and JSON lines as they were, with what the classifier says at their ends.
struct ClassificationRecordWriter: ClassificationWriter {
  let labels: [String]
  let top: Int

  private static let label = "predicted_label"
  private static let probability = "predicted_probability"

  func write(_ text: StreamText, _ classified: ClassifiedText, to output: inout [UInt8]) {
    guard let record = text.record else { return }
    output += record.record.start
    switch record.addition {
    case .field(let separator, _):
      func add(_ field: some Sequence<UInt8>) {
        output.append(separator)
        record.addition.append(Array(field)[...], to: &output)
      }
      for (place, label) in classified.result.best(top).enumerated() {
        let number = place == 0 ? "" : "_\(place + 1)"
        if record.record.isHeader {
          add((Self.label + number).utf8)
          add((Self.probability + number).utf8)
        } else {
          add(labels[label].utf8)
          add(share(classified.result.probabilities[label]))
        }
      }
    case .member: append(classified.result, to: &output)
    }
    output.append(0x0A)
  }

  private func append(_ result: Classification, to output: inout [UInt8]) {
    for (place, label) in result.best(top).enumerated() {
      let number = place == 0 ? "" : "_\(place + 1)"
      if place > 0 { output.append(json: ",") }
      output.append(string: (Self.label + number).utf8)
      output.append(json: ":")
      output.append(string: labels[label].utf8)
      output.append(json: ",")
      output.append(string: (Self.probability + number).utf8)
      output.append(json: ":")
      output.append(share: result.probabilities[label])
    }
    output.append(json: "}")
  }

  private func share(_ probability: Float) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(share: probability)
    return bytes
  }
}

extension ClassificationFormat {
  /// The records of the input with two more columns each.
  public static let same = ClassificationFormat(
    name: "same",
    help: """
      the records of csv, tsv or jsonl as they are, with
      predicted_label and predicted_probability added
      """
  ) { ClassificationRecordWriter(labels: $0.labels, top: $0.top ?? 1) }
}

import Elman
import ElmanText

/// Writes a JSON object a sentence, each on one line.
///
/// ```json
/// {"text":"Hi!","tokens":[{"text":"Hi","utf8Start":0,"utf8End":2,"utf16Start":0,"utf16End":2,"tag":"INTJ","probability":0.9871}, …]}
/// ```
///
/// Offsets count from the start of the file. Files that are named are told in `document`.
struct JSONLinesWriter: SentenceWriter {
  private let columns: [Column]

  /// What is written of one column.
  private struct Column {
    /// The members of a tag and its probability, with their colons.
    let tag: [UInt8]
    let probability: [UInt8]
    /// The labels by their numbers; none of lemmas, which are written as they come.
    let labels: [[UInt8]]?
  }

  /// Several columns have members of their names in place of `tag` and `probability`.
  init(_ names: TagNames) {
    func string(_ text: String) -> [UInt8] {
      var json: [UInt8] = []
      json.append(string: text.utf8)
      return json
    }
    columns = names.columns.map { column in
      let name = column.column.rawValue
      let members =
        names.columns.count == 1 ? ("tag", "probability") : (name, "\(name)Probability")
      return Column(
        tag: [UInt8(ascii: ",")] + string(members.0) + [UInt8(ascii: ":")],
        probability: [UInt8(ascii: ",")] + string(members.1) + [UInt8(ascii: ":")],
        labels: column.column == .lemma ? nil : column.strings.map(string))
    }
  }

  func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]) {
    let sentence = item.sentence
    guard let first = sentence.tokens.first, let last = sentence.tokens.last else { return }
    output.append(UInt8(ascii: "{"))
    if let document = item.documentID {
      output.append(json: "\"document\":")
      output.append(string: document.utf8)
      output.append(UInt8(ascii: ","))
    }
    output.append(json: "\"text\":")
    output.append(string: sentence.text[first.range.lowerBound..<last.range.upperBound])
    output.append(json: ",\"tokens\":[")
    var start = sentence.start
    var position = start
    var end = 0
    sentence.text.withUnsafeBufferPointer { text in
      for (index, token) in sentence.tokens.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        // The words of a multiword token have one place together.
        if token.range.lowerBound >= end {
          position.advance(over: UnsafeBufferPointer(rebasing: text[end..<token.range.lowerBound]))
          start = position
          position.advance(over: UnsafeBufferPointer(rebasing: text[token.range]))
          end = token.range.upperBound
        }
        output.append(json: "{\"text\":")
        sentence.withBytes(of: index) { output.append(string: $0) }
        output.append(json: ",\"utf8Start\":")
        output.append(number: start.utf8)
        output.append(json: ",\"utf8End\":")
        output.append(number: position.utf8)
        output.append(json: ",\"utf16Start\":")
        output.append(number: start.utf16)
        output.append(json: ",\"utf16End\":")
        output.append(number: position.utf16)
        if let tags { append(tags, index, to: &output) }
        output.append(UInt8(ascii: "}"))
      }
    }
    output.append(json: "]}\n")
  }

  private func append(_ tags: TaggedSentence, _ token: Int, to output: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      output.append(contentsOf: column.tag)
      if let labels = column.labels {
        output.append(contentsOf: labels[tags.labelId(token, at: index)])
      } else {
        var lemma: [UInt8] = []
        tags.appendLemma(token, at: index, to: &lemma)
        output.append(string: lemma)
      }
      guard let probability = tags.probability(token, at: index) else { continue }
      output.append(contentsOf: column.probability)
      output.append(share: probability)
    }
  }
}

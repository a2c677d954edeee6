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
  private let names: [[UInt8]]

  init(_ names: TagNames) {
    self.names = names.strings.map { name in
      var json: [UInt8] = []
      json.append(string: name.utf8)
      return json
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

  private func append(_ tags: TaggedSentence, _ index: Int, to output: inout [UInt8]) {
    output.append(json: ",\"tag\":")
    output.append(contentsOf: names[Int(tags.labelIds[index])])
    guard let probability = tags.probabilities?[index] else { return }
    output.append(json: ",\"probability\":")
    output.append(share: probability)
  }
}

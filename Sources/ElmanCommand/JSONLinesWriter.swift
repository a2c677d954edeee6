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
      Self.append(string: name.utf8, to: &json)
      return json
    }
  }

  func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]) {
    let sentence = item.sentence
    guard let first = sentence.tokens.first, let last = sentence.tokens.last else { return }
    output.append(UInt8(ascii: "{"))
    if let document = item.documentID {
      Self.append("\"document\":", to: &output)
      Self.append(string: document.utf8, to: &output)
      output.append(UInt8(ascii: ","))
    }
    Self.append("\"text\":", to: &output)
    Self.append(
      string: sentence.text[first.range.lowerBound..<last.range.upperBound], to: &output)
    Self.append(",\"tokens\":[", to: &output)
    var position = sentence.start
    var end = 0
    sentence.text.withUnsafeBufferPointer { text in
      for (index, token) in sentence.tokens.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        let form = UnsafeBufferPointer(rebasing: text[token.range])
        position.advance(over: UnsafeBufferPointer(rebasing: text[end..<token.range.lowerBound]))
        let start = position
        position.advance(over: form)
        end = token.range.upperBound
        Self.append("{\"text\":", to: &output)
        Self.append(string: form, to: &output)
        Self.append(",\"utf8Start\":", to: &output)
        Self.append(number: start.utf8, to: &output)
        Self.append(",\"utf8End\":", to: &output)
        Self.append(number: position.utf8, to: &output)
        Self.append(",\"utf16Start\":", to: &output)
        Self.append(number: start.utf16, to: &output)
        Self.append(",\"utf16End\":", to: &output)
        Self.append(number: position.utf16, to: &output)
        if let tags { append(tags, index, to: &output) }
        output.append(UInt8(ascii: "}"))
      }
    }
    Self.append("]}\n", to: &output)
  }

  private func append(_ tags: TaggedSentence, _ index: Int, to output: inout [UInt8]) {
    Self.append(",\"tag\":", to: &output)
    output.append(contentsOf: names[Int(tags.labelIds[index])])
    guard let probability = tags.probabilities?[index] else { return }
    Self.append(",\"probability\":", to: &output)
    // Four digits: more would be noise. A number that is none cannot be written in JSON.
    let scaled = Int(probability.isNaN ? 0 : (min(max(probability, 0), 1) * 10_000).rounded())
    output.append(UInt8(ascii: "0") + UInt8(scaled / 10_000))
    output.append(UInt8(ascii: "."))
    for divisor in [1_000, 100, 10, 1] {
      output.append(UInt8(ascii: "0") + UInt8(scaled / divisor % 10))
    }
  }

  private static func append(_ text: StaticString, to output: inout [UInt8]) {
    output.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private static func append(number: Int, to output: inout [UInt8]) {
    let start = output.count
    var rest = number.magnitude
    repeat {
      output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    output[start...].reverse()
  }

  /// Appends a string with its quotation marks; only what JSON demands is escaped.
  private static func append(string: some Collection<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in string {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"", to: &output)
      case UInt8(ascii: "\\"): append("\\\\", to: &output)
      case 0x0A: append("\\n", to: &output)
      case 0x0D: append("\\r", to: &output)
      case 0x09: append("\\t", to: &output)
      case 0..<0x20:
        append("\\u00", to: &output)
        output.append(UInt8(ascii: "0") + byte >> 4)
        let low = byte & 0xF
        output.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}

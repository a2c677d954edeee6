import Elman
import ElmanStreams
import ElmanText

/// Writes the words of sentences alone, as UDPipe's forms `horizontal` and `vertical` do.
struct WordsWriter: SentenceWriter {
  /// Whether a word is a line, or a sentence.
  let isVertical: Bool
  /// Whether an empty line stands before each paragraph.
  let paragraphs: Bool
  private var isEmpty = true

  init(isVertical: Bool, paragraphs: Bool) {
    self.isVertical = isVertical
    self.paragraphs = paragraphs
  }

  mutating func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]) {
    let sentence = item.sentence
    if sentence.words.isEmpty { return }
    if paragraphs, !isEmpty, item.startsDocument || sentence.startsParagraph { output.append(0x0A) }
    isEmpty = false
    for word in sentence.words.indices {
      if word > 0 { output.append(isVertical ? 0x0A : 0x20) }
      for byte in sentence.bytes(word) {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20: output += isVertical ? [0x20] : [0xC2, 0xA0]
        default: output.append(byte)
        }
      }
    }
    output += isVertical ? [0x0A, 0x0A] : [0x0A]
  }
}

/// Writes sentences as they stand in the text, as UDPipe's form `plaintext` does.
struct PlainTextWriter: SentenceWriter {
  /// Whether each sentence is a line of its own, with a space where white space was.
  let isNormalized: Bool
  private var isEmpty = true

  init(isNormalized: Bool) { self.isNormalized = isNormalized }

  mutating func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]) {
    let sentence = item.sentence
    guard isNormalized else { return output += sentence.text }
    guard let first = sentence.words.first, let last = sentence.words.last else { return }
    if !isEmpty, item.startsDocument || sentence.startsParagraph { output.append(0x0A) }
    isEmpty = false
    var isSpace = false
    for byte in sentence.text[first.range.lowerBound..<last.range.upperBound] {
      let wasSpace = isSpace
      isSpace = byte == 0x20 || 0x09...0x0D ~= byte
      if isSpace, wasSpace { continue }
      output.append(isSpace ? 0x20 : byte)
    }
    output.append(0x0A)
  }
}

extension OutputFormat {
  /// The words of sentences alone.
  static func words(isVertical: Bool, paragraphs: Bool) -> OutputFormat {
    OutputFormat(
      name: "udpipe-\(isVertical ? "vertical" : "horizontal")\(paragraphs ? "-paragraphs" : "")",
      help: "words alone"
    ) { WordsWriter(isVertical: isVertical, paragraphs: paragraphs) }
  }

  /// Sentences as they stand in the text.
  static func plainText(isNormalized: Bool) -> OutputFormat {
    OutputFormat(
      name: "udpipe-plaintext\(isNormalized ? "-normalized" : "")", help: "the text again"
    ) { PlainTextWriter(isNormalized: isNormalized) }
  }
}

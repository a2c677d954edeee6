import ElmanCorpora
import ElmanTestSupport
import Testing

private let samples: [(LabelledTextFormat, String)] = [
  (.fasttext, "__label__a fine tea\n__label__b cold\ttea\r\n"),
  (.tsv, "label\ttext\na\tfine\n\nb\tcold\r\n"),
  (.csv, "label,text\na,\"fi\"\"ne\r\n, tea\"\n\"b\",cold\r\n"),
  (.jsonl, "{\"label\": \"a\", \"text\": \"\\ud83d\\ude00\\n\", \"x\": [1, {}]}\n"),
  (.sst, "(3 (2 It) (4 (2 's) (4 -LRB-)))\n(1 1\\/2)\n"),
]

/// Changes, takes away, or doubles a few bytes.
private func damage(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
  var bytes = bytes
  for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
    let index = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes[index] = bytes.randomElement(using: &generator) ?? 0
    case 2: bytes.remove(at: index)
    default: bytes.insert(bytes[index], at: index)
    }
  }
  return bytes
}

@Test(arguments: samples)
func damagedTextsNeverTrap(format: LabelledTextFormat, sample: String) {
  var generator = SeededGenerator(seed: 11)
  for _ in 0..<3000 {
    let bytes = damage(Array(sample.utf8), &generator)
    for illFormedText in [IllFormedText.reject, .replace] {
      let options = LabelledTextOptions(phrases: true, illFormedText: illFormedText)
      do throws(CorpusError) {
        for text in try texts(format, bytes, options) {
          #expect(!text.label.isEmpty && text.line > 0)
        }
      } catch {
        #expect(error.description.hasPrefix("input:"))
      }
    }
  }
}

@Test(arguments: labelledSentenceSamples)
func damagedLabelsNeverTrap(format: LabelledSentenceFormat, sample: String) {
  var generator = SeededGenerator(seed: 17)
  for _ in 0..<2000 {
    let bytes = damage(Array(sample.utf8), &generator)
    for illFormedText in [IllFormedText.reject, .replace] {
      let source = ByteSource(bytes: bytes, path: "input")
      do throws(CorpusError) {
        let reader = format.reader(source, illFormedText: illFormedText)
        for sentence in try labelledSentences(reader) {
          let spans = LabelledSpan.spans(of: sentence.labels)
          for scheme in SpanScheme.allCases {
            #expect(scheme.labels(of: spans, count: sentence.labels.count).count > 0)
          }
        }
      } catch {
        #expect(error.description.hasPrefix("input:"))
      }
      do throws(CorpusError) {
        let source = ByteSource(bytes: bytes, path: "input")
        let corpus = try EntityCorpus(source, illFormedText: illFormedText)
        #expect(corpus.sentences.allSatisfy { !$0.labels.isEmpty })
      } catch {
        #expect(error.description.hasPrefix("input:"))
      }
    }
  }
}

@Test func damagedVectorsNeverTrap() throws {
  var generator = SeededGenerator(seed: 13)
  let text = Array("2 3\ntea 1 -2.5 3e-1\nnice cup 4 5 6 \n".utf8)
  let binary =
    Array("2 2\ntea ".utf8) + [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0x0A] + Array("cup ".utf8)
    + [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
  var word: [UInt8] = []
  var vector: [Float] = []
  for sample in [text, Array(text.dropFirst(4)), binary] {
    for _ in 0..<3000 {
      let bytes = damage(sample, &generator)
      do throws(CorpusError) {
        let reader = try WordVectorReader(ByteSource(bytes: bytes, path: "input"))
        while try reader.next(&word) {
          try reader.readVector(into: &vector)
          #expect(vector.count == reader.dimensions)
        }
      } catch {
        #expect(error.description.hasPrefix("input:"))
      }
    }
  }
}

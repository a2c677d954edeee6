import Elman
import ElmanEnglish
import ElmanStreams

/// A program of ten lines that tags a file to JSON lines.
enum TaggingProgram {
  static func run(path: String) throws -> [UInt8] {
    let tagger = try Tagger(.english)
    let options = ReadingOptions(tokenizer: TextTokenizer(of: tagger))
    let sentences = SentenceStream([.file(path)], options: options)
    var lines: [UInt8] = []
    try SentencePipeline(tagger, format: .jsonl).run(sentences) { lines += $0 }
    return lines
  }
}

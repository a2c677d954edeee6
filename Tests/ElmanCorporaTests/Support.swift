import ElmanCorpora

/// Writes all blocks of `input` one after the other.
func roundTrip(_ input: [UInt8]) throws(CorpusError) -> [UInt8] {
  let reader = ConlluReader(ByteSource(bytes: input, path: "input"))
  var output: [UInt8] = []
  while let sentence = try reader.next() { sentence.write(to: &output) }
  return output
}

func sentences(_ text: String) throws(CorpusError) -> [ConlluSentence] {
  let reader = ConlluReader(ByteSource(bytes: Array(text.utf8), path: "input"))
  var sentences: [ConlluSentence] = []
  while let sentence = try reader.next() { sentences.append(sentence) }
  return sentences
}

func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

func written(_ sentence: ConlluSentence) -> String {
  var output: [UInt8] = []
  sentence.write(to: &output)
  return string(output)
}

/// Reads a source to its end through a buffer of the given size.
func readAll(_ source: ByteSource, bufferSize: Int = 1 << 16) throws(CorpusError) -> [UInt8] {
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 16)
  defer { buffer.deallocate() }
  var bytes: [UInt8] = []
  while true {
    let count = try source.read(into: buffer)
    if count == 0 { return bytes }
    bytes.append(contentsOf: buffer[..<count])
  }
}

/// A row with the given first two columns; `head` and `misc` as wanted.
func row(_ id: String, _ form: String, head: String = "_", misc: String = "_") -> String {
  "\(id)\t\(form)\t_\t_\t_\t_\t\(head)\t_\t_\t\(misc)\n"
}

import ElmanCorpora

/// Reads all texts of an input that is in memory.
func texts(
  _ format: LabelledTextFormat, _ bytes: [UInt8],
  _ options: LabelledTextOptions = LabelledTextOptions()
) throws(CorpusError) -> [LabelledText] {
  try rest(of: format.reader(ByteSource(bytes: bytes, path: "input"), options: options))
}

func texts(
  _ format: LabelledTextFormat, _ text: String,
  _ options: LabelledTextOptions = LabelledTextOptions()
) throws(CorpusError) -> [LabelledText] {
  try texts(format, Array(text.utf8), options)
}

func rest(of reader: any LabelledTextReader) throws(CorpusError) -> [LabelledText] {
  var texts: [LabelledText] = []
  while let text = try reader.next() { texts.append(text) }
  return texts
}

/// The message of the error that reading gives, or the texts if there is none.
func message(
  _ format: LabelledTextFormat, _ text: String,
  _ options: LabelledTextOptions = LabelledTextOptions()
) -> String {
  do throws(CorpusError) {
    return "no error but \(try texts(format, text, options))"
  } catch {
    return error.description
  }
}

extension LabelledText {
  init(_ label: String, _ text: String, _ line: Int) {
    self.init(label: label, text: text, line: line)
  }
}

/// gzip.compress(b"one\ntwo\n", mtime=0) of Python's gzip module.
let gzipOfOneAndTwo: [UInt8] = [
  0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0xCF, 0x4B, 0xE5, 0x2A, 0x29,
  0xCF, 0xE7, 0x02, 0x00, 0xE6, 0x0B, 0xBA, 0x12, 0x08, 0x00, 0x00, 0x00,
]

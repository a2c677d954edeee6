import ElmanCorpora
import ElmanText
import ElmanTestSupport
import Testing

/// The beginnings of all files in the folder `$ELMAN_CORPORA` but archives, each read as running text.
private enum Texts {
  static let size = 16 << 10

  static let paths = TestFiles.all(in: TestFiles.corpora ?? "").filter { !$0.hasSuffix(".tar.gz") }

  static func beginning(of path: String, size: Int = size) throws -> [UInt8] {
    let source = try ByteSource(path: path)
    var bytes = [UInt8](repeating: 0, count: size)
    let count = try bytes.withUnsafeMutableBytes { buffer -> Int in
      var count = 0
      while count < size {
        let read = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        if read == 0 { break }
        count += read
      }
      return count
    }
    return Array(bytes[..<count])
  }
}

/// The text that the written form of sentences stands for is theirs, and the token ranges are those of the
/// input.
private func expectRoundTrip(_ sentences: [Sentence], of input: [UInt8], _ path: String) throws {
  var formatter = ConlluFormatter(writesTokenRanges: true)
  var file: [UInt8] = []
  for sentence in sentences { formatter.format(sentence)?.write(to: &file) }
  let text = sentences.flatMap(\.text)
  let scalars = input.indices.filter { input[$0] & 0xC0 != 0x80 } + [input.count]
  let reader = ConlluReader(ByteSource(bytes: file, path: "written"))
  var rebuilt: [UInt8] = []
  while let block = try reader.next() {
    rebuilt += block.originalText
    for row in block.rows {
      guard let range = row.misc.split(separator: "TokenRange=").last, row.misc != "_" else {
        continue
      }
      let bounds = range.split(separator: ":").compactMap { Int($0) }
      // With single spaces, as in FORM.
      let shown = string(Array(input[scalars[bounds[0]]..<scalars[bounds[1]]]))
        .unicodeScalars.split { $0.properties.isWhitespace }.map { Array(String($0).utf8) }
      try #require(
        Array(shown.joined(separator: [0x20])) == Array(row.bytes(.form)), "\(path): \(row.misc)")
    }
  }
  try #require(rebuilt == text, "\(path)")
}

@Test(.enabled(if: !Texts.paths.isEmpty, "needs $ELMAN_CORPORA"))
func textsOfAllCorporaCanBeRebuilt() throws {
  for path in Texts.paths {
    var tokenizer = SentenceTokenizer()
    tokenizer.append(try Texts.beginning(of: path))
    tokenizer.finish()
    var sentences: [Sentence] = []
    while var sentence = tokenizer.next() {
      // Any splits will do: every tenth or so word becomes two.
      sentence.splitTokens { _, bytes in bytes.count == 7 ? [[0x61], [0x62]] : nil }
      sentences.append(sentence)
    }
    try expectRoundTrip(sentences, of: sentences.flatMap(\.text), path)
  }
}

@Test(.enabled(if: !Texts.paths.isEmpty, "needs $ELMAN_CORPORA"))
func goldSentencesCanBeRebuilt() throws {
  for path in Texts.paths where path.contains(".conllu") {
    let reader = ConlluReader(try ByteSource(path: path))
    var sentences: [Sentence] = []
    var size = 0
    while size < Texts.size, let sentence = try reader.nextSentence() {
      sentences.append(sentence)
      size += sentence.text.count
    }
    let end = sentences.last?.positions.last?.upperBound.utf8 ?? 0
    try expectRoundTrip(sentences, of: try Texts.beginning(of: path, size: end), path)
  }
}

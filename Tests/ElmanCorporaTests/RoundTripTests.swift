import ElmanCorpora
import ElmanText
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The beginnings of all files in the folder `$ELMAN_CORPORA`, each read as running text.
private enum Texts {
  static let folder = ProcessInfo.processInfo.environment["ELMAN_CORPORA"]
  static let size = 24 << 10

  static let paths: [String] = folder.map { files(in: $0) } ?? []

  static func beginning(of path: String) throws -> [UInt8] {
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

  private static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().flatMap { name in
      let path = folder + "/" + name
      let inside = files(in: path)
      return inside.isEmpty ? [path] : inside
    }
  }
}

/// The text that the written form of sentences stands for.
private func rebuilt(_ sentences: [Sentence]) throws -> [UInt8] {
  var formatter = ConlluFormatter(writesTokenRanges: true)
  var file: [UInt8] = []
  for sentence in sentences { formatter.format(sentence)?.write(to: &file) }
  let reader = ConlluReader(ByteSource(bytes: file, path: "written"))
  var text: [UInt8] = []
  while let block = try reader.next() { text += block.originalText }
  return text
}

/// Every token range names the scalars of its token.
private func expectTokenRanges(_ sentences: [Sentence]) throws {
  let text = Array(String(decoding: sentences.flatMap(\.text), as: UTF8.self).unicodeScalars)
  var formatter = ConlluFormatter(writesTokenRanges: true)
  for sentence in sentences {
    guard let block = formatter.format(sentence) else { continue }
    for row in block.rows where row.misc != "_" {
      let bounds = try #require(row.misc.split(separator: "TokenRange=").last)
        .split(separator: ":").compactMap { Int($0) }
      var form = String.UnicodeScalarView()
      form.append(contentsOf: text[bounds[0]..<bounds[1]])
      let shown = String(form).utf8.map { [0x09, 0x0A, 0x0D].contains($0) ? 0x20 : $0 }
      try #require(shown == Array(row.bytes(.form)))
    }
  }
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
    try #require(try rebuilt(sentences) == sentences.flatMap(\.text), "\(path)")
    try expectTokenRanges(sentences)
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
    try #require(try rebuilt(sentences) == sentences.flatMap(\.text), "\(path)")
    try expectTokenRanges(sentences)
  }
}

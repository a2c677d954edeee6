import ElmanCorpora
import ElmanTestSupport
import Testing

/// The CoNLL-U files of the package's `Corpora` folder, or else of the folder `$ELMAN_CORPORA`.
private enum Treebanks {
  static let package = TestFiles.package + "/Corpora"

  static let samples = TestFiles.treebanks(in: package + "/samples")

  static let fetched: [String] = {
    let inPackage = TestFiles.treebanks(in: package).filter { !samples.contains($0) }
    return inPackage.isEmpty ? TestFiles.treebanks(in: TestFiles.corpora ?? "") : inPackage
  }()
}

private func expectRoundTrip(_ path: String) throws {
  // The raw bytes are compared as they come, so that no whole file is held.
  let raw = LineReader(try ByteSource(path: path))
  let reader = ConlluReader(try ByteSource(path: path))
  var line: [UInt8] = []
  var block: [UInt8] = []
  var wordCount = 0
  while let sentence = try reader.next() {
    block.removeAll(keepingCapacity: true)
    sentence.write(to: &block)
    wordCount += sentence.wordCount
    var compared = 0
    while compared < block.count {
      line.removeAll(keepingCapacity: true)
      guard try raw.next(appendingTo: &line) != nil else { break }
      guard block[compared...].starts(with: line) else { break }
      compared += line.count
    }
    try #require(compared == block.count, "\(path):\(sentence.firstLine)")
  }
  #expect(try raw.next(appendingTo: &line) == nil)
  #expect(wordCount > 0)
}

@Test(arguments: Treebanks.samples)
func sampleIsSound(path: String) throws {
  try expectRoundTrip(path)
  let reader = ConlluReader(try ByteSource(path: path))
  var identifiers: Set<String> = []
  while let sentence = try reader.next() {
    let place = "\(path):\(sentence.firstLine)"
    #expect(string(sentence.originalText) == (sentence.text ?? "") + " ", "\(place)")
    #expect(identifiers.insert(sentence.sentenceID ?? "").inserted, "\(place)")
    for word in sentence.words {
      #expect(word.lemma != "_" && word.upos != "_" && word.xpos != "_", "\(place)")
    }
  }
}

@Test func samplesHoldAllUniversalTags() throws {
  var tags: Set<String> = []
  for path in Treebanks.samples where path.hasSuffix("-train.conllu") {
    let reader = ConlluReader(try ByteSource(path: path))
    while let sentence = try reader.next() { tags.formUnion(sentence.words.map(\.upos)) }
  }
  #expect(tags.count == 17)
}

@Test func manifestIsSound() throws {
  let lines = LineReader(try ByteSource(path: Treebanks.package + "/manifest.tsv"))
  var line: [UInt8] = []
  var files: Set<String> = []
  while let read = try lines.next(appendingTo: &line) {
    let columns = string(Array(line[read.content])).split(separator: "\t").map(String.init)
    line.removeAll()
    try #require(columns.count == 7, "line \(read.number)")
    guard read.number > 1 else {
      #expect(
        columns == ["name", "file", "repository", "commit", "path", "licence", "sha256"])
      continue
    }
    #expect(files.insert(columns[0] + "/" + columns[1]).inserted)
    #expect(columns[2].split(separator: "/").count == 2)
    for (hash, size) in [(columns[3], 40), (columns[6], 64)] {
      #expect(hash.count == size && hash.allSatisfy(\.isHexDigit), "line \(read.number)")
    }
  }
  #expect(files.count > 100)
}

@Test(
  .enabled(
    if: !Treebanks.fetched.isEmpty,
    "no treebanks: run Corpora/fetch.sh or set ELMAN_CORPORA to a folder with CoNLL-U files"),
  arguments: Treebanks.fetched)
func treebankRoundTrips(path: String) throws {
  try expectRoundTrip(path)
}

import ElmanCorpora
import ElmanTestSupport
import Testing

/// Public corpora in the folder `$ELMAN_CORPORA`.
private enum Corpora {
  /// How often each label occurs.
  static func counts(
    _ path: String, _ format: LabelledTextFormat,
    _ options: LabelledTextOptions = LabelledTextOptions()
  ) throws(CorpusError) -> [String: Int] {
    let reader = try format.reader(path: TestFiles.corpus(path), options: options)
    var counts: [String: Int] = [:]
    while let text = try reader.next() { counts[text.label, default: 0] += 1 }
    return counts
  }
}

@Test(
  .enabled(
    if: TestFiles.hasCorpus("sent-sst/trees-ptb.dev.txt"), "needs sent-sst in $ELMAN_CORPORA"),
  arguments: [("train", 8544, 6920), ("dev", 1101, 872), ("test", 2210, 1821)])
func sentencesOfTheSentimentTreebank(part: String, five: Int, two: Int) throws {
  for (classes, count) in [(SentimentClasses.five, five), (.two, two)] {
    let counts = try Corpora.counts(
      "sent-sst/trees-ptb.\(part).txt", .sst, LabelledTextOptions(hasTwoSentiments: classes == .two)
    )
    #expect(counts.count == (classes == .five ? 5 : 2))
    #expect(counts.values.reduce(0, +) == count)
  }
}

@Test(
  .enabled(
    if: TestFiles.hasCorpus("sent-sst/trees-ptb.dev.txt"), "needs sent-sst in $ELMAN_CORPORA"))
func phrasesOfTheSentimentTreebank() throws {
  let reader = try LabelledTextFormat.sst.reader(
    path: TestFiles.corpus("sent-sst/trees-ptb.dev.txt"),
    options: LabelledTextOptions(phrases: true))
  var phrases = 0
  var words = 0
  var line = 0
  while let text = try reader.next() {
    phrases += 1
    if text.line > line { words += text.words?.count ?? 0 }
    line = text.line
  }
  // A binary tree of n words has 2 n - 1 phrases.
  #expect(phrases == 2 * words - 1101)
}

@Test(
  .enabled(if: TestFiles.hasCorpus("sent-sst/sst5.dev.txt"), "needs sent-sst in $ELMAN_CORPORA"),
  arguments: [("train", 8544), ("dev", 1101), ("test", 2210)])
func linesOfTheSentimentTreebank(part: String, count: Int) throws {
  let counts = try Corpora.counts("sent-sst/sst5.\(part).txt", .fasttext)
  #expect(counts.keys.sorted() == ["1", "2", "3", "4", "5"])
  #expect(counts.values.reduce(0, +) == count)
}

@Test(
  .enabled(if: TestFiles.hasCorpus("sent-imdb/test.tsv.gz"), "needs sent-imdb in $ELMAN_CORPORA"),
  arguments: ["train", "test"])
func filmReviews(part: String) throws {
  #expect(
    try Corpora.counts("sent-imdb/\(part).tsv.gz", .tsv) == ["neg": 12_500, "pos": 12_500])
}

private let hotels = "sent-chnsenticorp-htl-all/ChnSentiCorp_htl_all.csv"

@Test(
  .enabled(if: TestFiles.hasCorpus(hotels), "needs sent-chnsenticorp-htl-all in $ELMAN_CORPORA"))
func hotelReviews() throws {
  #expect(LabelledTextFormat(guessedFrom: hotels) == .csv)
  #expect(try Corpora.counts(hotels, .csv).values.reduce(0, +) == 7766)
}

private let glove = "vectors/glove.6B.50d.top200k.txt.gz"

@Test(.enabled(if: TestFiles.hasCorpus(glove), "needs vectors in $ELMAN_CORPORA"))
func vectorsOfTwoHundredThousandWords() throws {
  let reader = try WordVectorReader(path: TestFiles.corpus(glove))
  #expect(reader.dimensions == 50)
  #expect(reader.form == .text)
  var word: [UInt8] = []
  var vector: [Float] = []
  var count = 0
  while try reader.next(&word) {
    count += 1
    guard count % 100 == 0 else { continue }
    try reader.readVector(into: &vector)
    #expect(vector.count == 50)
  }
  #expect(count == 200_000)
}

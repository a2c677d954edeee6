import ElmanCorpora
import ElmanText
import ElmanTestSupport
import Testing

/// Treebanks in the folder `$ELMAN_CORPORA`.
private enum Treebanks {
  static func sentences(_ name: String, _ part: String) throws -> [Sentence] {
    let path = "ud-\(name)/\(part).conllu"
    let found = TestFiles.hasCorpus(path) ? path : path + ".gz"
    let reader = ConlluReader(try ByteSource(path: TestFiles.corpus(found)))
    var sentences: [Sentence] = []
    while let sentence = try reader.nextSentence() { sentences.append(sentence) }
    return sentences
  }
}

/// How many multiword tokens of the dev part are split as they are there, when it is known that they
/// are multiword tokens.
@Test(
  .enabled(if: TestFiles.corpora != nil, "needs $ELMAN_CORPORA"),
  arguments: [
    ("french-sequoia", 282, 282), ("czech-cltt", 6, 6), ("turkish-imst", 250, 279),
    ("uyghur-udt", 0, 0), ("english-ewt", 359, 359), ("portuguese-bosque", 2_059, 2_063),
  ])
func multiwordTokensAreSplitAsInTheTreebank(name: String, least: Int, total: Int) throws {
  let splitter = MultiwordSplitter(learningFrom: try Treebanks.sentences(name, "train"))
  var (correct, count) = (0, 0)
  for sentence in try Treebanks.sentences(name, "dev") {
    for multiword in sentence.multiwords {
      count += 1
      if splitter.split(sentence.text[multiword.range]) == multiword.forms { correct += 1 }
    }
  }
  #expect(count == total && correct >= least, "\(correct) of \(count)")
  #expect(try MultiwordSplitter(table: splitter.table) == splitter)
}

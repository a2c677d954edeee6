import ElmanCorpora
import ElmanEvaluation
import ElmanTestSupport
import Testing

/// The entities of a treebank in a file of their own, whose tokens are not all the same. Where three
/// sentences of the training part have other names there, these have no labels.
@Test(
  .enabled(
    if: TestFiles.hasCorpus("ner-uner-english-ewt/dev.iob2")
      && TestFiles.hasCorpus("ud-english-ewt/dev.conllu"),
    "needs ud-english-ewt and ner-uner-english-ewt in $ELMAN_CORPORA"),
  arguments: [("train", 12_544, 12_540, 3), ("dev", 2_001, 2_001, 0)])
func entitiesJoinTheirTreebank(
  part: String, sentences: Int, labelled: Int, different: Int
) throws {
  let path = TestFiles.corpus("ner-uner-english-ewt/\(part).iob2")
  let corpus = try TaggedCorpus(
    path: TestFiles.corpus("ud-english-ewt/\(part).conllu"), column: .upos
  ).adding(.ner, from: path)
  #expect(corpus.sentences.count == sentences)
  let file = try #require(corpus.files.first)
  #expect(file.sentenceCount == labelled)
  #expect(file.differences?.count ?? 0 == different)
  let labels = (corpus.labels[.ner] ?? []).compactMap { $0 }
  let spans = labels.map { LabelledSpan.spans(of: $0) }
  #expect(zip(labels, spans).allSatisfy { SpanScheme.bioes.labels(of: $1, count: $0.count) == $0 })
  let all = try EntityCorpus(path: path).spans
  if different == 0 { #expect(spans.flatMap { $0 }.count == all.flatMap { $0 }.count) }
}

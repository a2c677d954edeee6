import Elman
import ElmanTestSupport
import ElmanCorpora
import ElmanText
import ElmanEvaluation
import Testing

@Suite struct AnnotatedTextScoreTests {
  private static func row(_ id: String, _ form: String, misc: String = "_") -> String {
    "\(id)\t\(form)\t_\t_\t_\t_\t_\t_\t_\t\(misc)\n"
  }

  private static let conllu =
    "# newdoc\n# newpar\n" + row("1", "Owls") + row("2", "sleep", misc: "SpaceAfter=No")
    + row("3", ".") + "\n" + row("1-2", "Don't") + row("1", "Do") + row("2", "n't")
    + row("3", "shout", misc: "SpaceAfter=No") + row("4", "!", misc: "SpacesAfter=\\s\\s") + "\n"
    + "# newpar\n" + row("1", "Hush", misc: "SpacesAfter=\\n") + "\n# newdoc\n" + row("1", "End")
    + "\n"

  @Test func makesTheTextOfItsSentences() throws {
    let text = try withTemporaryFile(Self.conllu) { try AnnotatedText(path: $0) }
    #expect(
      String(decoding: text.text, as: UTF8.self)
        == "Owls sleep. Don't shout!\n\nHush\n\nEnd ")
    #expect(text.tokenCount == 8 && text.wordCount == 9)
    #expect(text.sentenceCount == 4)
  }

  @Test func scoresATokenizer() throws {
    let text = try withTemporaryFile(Self.conllu) { try AnnotatedText(path: $0) }
    var tokenizer = SentenceTokenizer()
    tokenizer.append(text.text)
    tokenizer.finish()
    var sentences: [Sentence] = []
    while let sentence = tokenizer.next() { sentences.append(sentence) }
    let score = try text.score(sentences)
    #expect(score[.sentences].f1 == 1)
    // The rules cut the contraction, which is one token here.
    #expect(score[.tokens].correct == 7 && score[.tokens].predicted == 9)
    #expect(score[.words].f1 == 1)
  }

  @Test func aFileWithoutSentencesIsAnError() throws {
    try withTemporaryFile("\n") { path in
      _ = #expect(throws: CorpusError.noExamples(path: path, of: "sentence")) {
        try AnnotatedText(path: path)
      }
      let empty = try AnnotatedText(ByteSource(path: path))
      #expect(empty.sentenceCount == 0 && empty.text.isEmpty)
    }
  }
}

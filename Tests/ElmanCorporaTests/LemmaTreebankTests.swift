import ElmanText
import ElmanTestSupport
import Testing

@testable import ElmanCorpora

/// Rules for the lemmas of all treebanks where `$ELMAN_CORPORA` names them.
@Suite struct LemmaTreebankTests {
  private static let files = TestFiles.treebanks(in: TestFiles.corpora ?? "")
    .filter { $0.hasSuffix("dev.conllu") }

  @Test(arguments: files)
  func rulesMakeEveryLemma(path: String) throws {
    var pairs: Set<[String]> = []
    var builder = LemmaRuleBuilder()
    let reader = ConlluReader(try ByteSource(path: path))
    while let sentence = try reader.next() {
      for word in sentence.words where pairs.insert([word.form, word.lemma]).inserted {
        builder.add(form: word.form, lemma: word.lemma)
      }
    }
    let table = builder.build()
    for pair in pairs {
      let index = try #require(table.index(form: pair[0], lemma: pair[1]))
      let lemma = table.rules[index].lemma(of: pair[0])
      #expect(lemma.utf8.elementsEqual(pair[1].utf8), "\(pair): \(lemma)")
    }
  }
}

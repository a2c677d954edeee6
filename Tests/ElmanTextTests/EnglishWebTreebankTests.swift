import ElmanText
import ElmanTestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The tokenizer against the English Web Treebank, which it was tuned on.
@Suite struct EnglishWebTreebankTests {
  /// The treebank's development part, or `nil` where it is not at hand.
  static let path: String? = {
    [TestFiles.package + "/Corpora", TestFiles.corpora ?? ""].map {
      $0 + "/ud-english-ewt/dev.conllu"
    }
    .first { FileManager.default.fileExists(atPath: $0) }
  }()

  @Test(.enabled(if: path != nil, "needs ud-english-ewt in Corpora or $ELMAN_CORPORA"))
  func scoresAreAboveTheirFloor() throws {
    let path = try #require(Self.path)
    let gold = TreebankText(conllu: try String(contentsOfFile: path, encoding: .utf8))
    let found = FoundSpans(gold.text)
    let words = SpanScore(found.words, gold: gold.words)
    let sentences = SpanScore(found.sentences, gold: gold.sentences)
    print("EWT dev: word F1 \(words.f1), sentence F1 \(sentences.f1)")
    #expect(words.f1 >= 99.0)
    #expect(sentences.f1 >= 85.0)
  }
}

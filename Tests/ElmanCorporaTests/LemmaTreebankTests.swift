import ElmanText
import Foundation
import Testing

@testable import ElmanCorpora

/// Rules for the lemmas of all treebanks where `$ELMAN_CORPORA` names them.
@Suite struct LemmaTreebankTests {
  private static let files: [String] = {
    guard let folder = ProcessInfo.processInfo.environment["ELMAN_CORPORA"] else { return [] }
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix("dev.conllu") }.map { "\(folder)/\($0)" }.sorted()
  }()

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

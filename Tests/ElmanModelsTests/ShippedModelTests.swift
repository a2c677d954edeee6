import Elman
import ElmanModels
import Testing

struct ShippedModelTests {
  @Test func theDefaultIsAmongThem() {
    #expect(ShippedModel.names.contains(ShippedModel.defaultName))
  }

  @Test(arguments: ShippedModel.names)
  func saysWhereItComesFrom(_ name: String) throws {
    let tagger = try Tagger.shipped(name)
    for key in [ModelMetadata.Key.corpora, .licence, .attribution, .scores, .seed, .training] {
      #expect(tagger.metadata[key]?.isEmpty == false, "\(name) lacks \(key)")
    }
  }

  @Test func tagsEnglish() throws {
    let sentences = try Tagger.shipped().tag("She sees two owls.")
    #expect(sentences.map { $0.tokens.map(\.form) } == [["She", "sees", "two", "owls", "."]])
    #expect(sentences[0].tokens.map(\.label) == ["PRON", "VERB", "NUM", "NOUN", "PUNCT"])
  }

  @Test func namesWhatThereIs() {
    #expect {
      try Tagger.shipped("klingon")
    } throws: { error in
      "\(error)".contains("klingon") && "\(error)".contains(ShippedModel.defaultName)
    }
  }
}

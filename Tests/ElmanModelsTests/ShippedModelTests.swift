import Elman
import ElmanModels
import Testing

struct ShippedModelTests {
  @Test(arguments: [ShippedModel.defaultName, ShippedModel.defaultClassifier])
  func theDefaultsAreAmongThem(_ name: String) {
    #expect(ShippedModel.names.contains(name))
  }

  @Test(arguments: ShippedModel.names)
  func saysWhereItComesFrom(_ name: String) throws {
    let file = try #require(ShippedModel.file(named: name))
    let metadata = try ModelFile(file).model().metadata
    for key in [ModelMetadata.Key.corpora, .licence, .attribution, .scores, .seed, .training] {
      #expect(metadata[key]?.isEmpty == false, "\(name) lacks \(key)")
    }
  }

  @Test(arguments: ShippedModel.names)
  func isAsItWasWritten(_ name: String) throws {
    let file = try #require(ShippedModel.file(named: name))
    #expect(try ModelChecksums.verify(file) > 0)
  }

  @Test func tagsEnglish() throws {
    let sentences = try Tagger.shipped().tag("She sees two owls.")
    #expect(sentences.map { $0.tokens.map(\.form) } == [["She", "sees", "two", "owls", "."]])
    #expect(sentences[0].tokens.map(\.label) == ["PRON", "VERB", "NUM", "NOUN", "PUNCT"])
  }

  @Test func knowsGoodFromBad() throws {
    let classifier = try Classifier.shipped()
    let good = try #require(classifier.classify("A wonderful film, moving and funny.").sentiment)
    let bad = try #require(classifier.classify("A dull and stupid film.").sentiment)
    #expect(good > 0.4 && bad < -0.4)
  }

  @Test func namesWhatThereIs() {
    #expect {
      try Tagger.shipped("klingon")
    } throws: { error in
      "\(error)".contains("klingon") && "\(error)".contains(ShippedModel.defaultName)
    }
  }
}

import Elman
import ElmanBytes
import ElmanEnglish
import ElmanEnglishAccurate
import ElmanEnglishSentiment
import ElmanEnglishText
import ElmanLanguages
import Foundation
import Testing

/// The models that come with Elman.
struct EmbeddedModelTests {
  static let all: [EmbeddedModel] = [
    .english, .englishAccurate, .englishSentiment, .englishText, .languages,
  ]

  @Test func namesAreThoseOfTheFiles() {
    #expect(
      Self.all.map(\.name) == [
        "english", "english-accurate", "english-sentiment", "english-text", "languages",
      ])
  }

  @Test(arguments: all)
  func saysWhereItComesFrom(_ model: EmbeddedModel) throws {
    let metadata = try ModelFile(model.file).model().metadata
    for key in [ModelMetadata.Key.corpora, .licence, .attribution, .scores, .seed, .training] {
      #expect(metadata[key]?.isEmpty == false, "\(model.name) lacks \(key)")
    }
  }

  @Test(arguments: all)
  func isAsItWasWritten(_ model: EmbeddedModel) throws {
    #expect(try ModelChecksums.verify(model.file) > 0)
    #expect(Int(bitPattern: model.file.bytes.baseAddress) % 64 == 0)
  }

  /// The build compiles a changed model only where the hash beside it changed too.
  @Test(arguments: all)
  func isTheFileWhoseHashStandsBesideIt(_ model: EmbeddedModel) throws {
    let models = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Models")
    let bytes = try Data(contentsOf: models.appending(path: "\(model.name).safetensors"))
    #expect(bytes.elementsEqual(model.file.bytes), "built before \(model.name) changed")
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    let folder = model.name.split(separator: "-").map(\.capitalized).joined()
    let source = try String(
      contentsOf: models.appending(path: "\(folder)/C/model.c"), encoding: .utf8)
    #expect(source.contains("// sha256:\(hash.hexadecimal())\n"))
  }

  @Test func tagsEnglish() throws {
    let sentences = try Tagger(.english).tag("She sees two owls.")
    #expect(sentences.map { $0.words.map(\.form) } == [["She", "sees", "two", "owls", "."]])
    #expect(sentences[0].words.map(\.label) == ["PRON", "VERB", "NUM", "NOUN", "PUNCT"])
  }

  @Test func knowsGoodFromBad() throws {
    let classifier = try Classifier(.englishSentiment)
    let good = try #require(classifier.classify("A wonderful film, moving and funny.").sentiment)
    let bad = try #require(classifier.classify("A dull and stupid film.").sentiment)
    #expect(good > 0.4 && bad < -0.4)
  }

  @Test func predictsEnglish() throws {
    #expect(try LanguageModel(.englishText).configuration.hiddenSize == 256)
  }

  @Test func tellsLanguages() throws {
    let identifier = try LanguageIdentifier(.languages)
    let texts = [
      ("en", "The owl sleeps in the barn."), ("de", "Die Eule schläft in der Scheune."),
      ("fr", "La chouette dort dans la grange."), ("fi", "Pöllö nukkuu ladossa."),
      ("ru", "Сова спит в амбаре."), ("uk", "Сова спить у стодолі."),
      ("el", "Η κουκουβάγια κοιμάται."),
      ("zh", "猫头鹰在谷仓里睡觉。"), ("ja", "フクロウは納屋で眠っています。"), ("und", "12:30, 45 %"),
    ]
    #expect(identifier.identify(texts.map(\.1)).map(\.label) == texts.map(\.0))
    #expect(identifier.languageCodes.count >= 100)
  }

  /// Where a script tells the language at once, the network would say the same.
  @Test func theNetworkConfirmsScripts() throws {
    let identifier = try LanguageIdentifier(.languages)
    #expect(identifier.languageOfScript.count >= 12)
    let texts = [
      ("el", "Η κουκουβάγια κοιμάται στον αχυρώνα."), ("th", "นกฮูกนอนในยุ้งฉาง"),
      ("he", "הינשוף ישן באסם"), ("ko", "올빼미가 헛간에서 잔다"), ("ka", "ბუ ბეღელში სძინავს"),
      ("hy", "Բուն քնում է գոմում"),
    ]
    let session = IdentifierSession(identifier)
    let scores = session.scores(texts.map { Array($0.1.utf8)[...] }, usesScripts: false)
    for (text, scores) in zip(texts, scores) {
      #expect(identifier.classification(scores: scores).label == text.0)
      #expect(identifier.identify(text.1).label == text.0)
    }
  }

  @Test func aTaggerHoldsItsTokenizer() throws {
    let tokenizer = try LearnedTokenizer(.english)
    #expect(tokenizer.sentences("Owls can't sing.").first?.words.count == 5)
  }

  @Test func aModelOfAnotherTaskIsRefused() {
    #expect(throws: ModelError.self) { try Tagger(.englishSentiment) }
  }

  @Test func bytesThatAreNoModelAreRefused() {
    let bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(throws: ModelError.self) { try Tagger(EmbeddedModel(name: "nothing", bytes: bytes)) }
  }
}

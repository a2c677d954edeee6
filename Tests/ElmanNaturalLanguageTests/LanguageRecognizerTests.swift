import ElmanNaturalLanguage
import Testing

struct LanguageRecognizerTests {
  @Test(arguments: [
    ("The owl sleeps in the old barn.", NLLanguage.english),
    ("Die Eule schläft in der alten Scheune.", .german),
    ("La chouette dort dans la vieille grange.", .french),
    ("La lechuza duerme en el viejo granero.", .spanish),
    ("Сова спит в старом сарае.", .russian),
    ("フクロウは古い納屋で眠っています。", .japanese),
    ("猫头鹰在旧谷仓里睡觉，这是我们说的。", .simplifiedChinese),
    ("貓頭鷹在舊穀倉裡睡覺，這是我們說的。", .traditionalChinese),
    ("Η κουκουβάγια κοιμάται στον παλιό αχυρώνα.", .greek),
    ("ଓଡ଼ିଆ ଭାଷା", .oriya), ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", .cherokee),
  ])
  func languagesAreRecognized(text: String, language: NLLanguage) {
    #expect(NLLanguageRecognizer.dominantLanguage(for: text) == language)
  }

  @Test(arguments: ["", " \n", "12345", "https://example.org/"])
  func whatIsInNoLanguageHasNone(text: String) {
    #expect(NLLanguageRecognizer.dominantLanguage(for: text) == nil)
    let recognizer = NLLanguageRecognizer()
    recognizer.processString(text)
    #expect(recognizer.languageHypotheses(withMaximum: 3).isEmpty)
  }

  @Test func hypothesesAreTheMostProbableOnes() {
    let recognizer = NLLanguageRecognizer()
    recognizer.processString("Jeg bor i et lille hus ved havet.")
    let all = recognizer.languageHypotheses(withMaximum: .max)
    let three = recognizer.languageHypotheses(withMaximum: 3)
    #expect(three.count == 3)
    #expect(abs(all.values.reduce(0, +) - 1) < 1e-3)
    #expect(three.values.min() == all.values.sorted(by: >)[2])
    #expect(recognizer.dominantLanguage == three.max { $0.value < $1.value }?.key)
    #expect(recognizer.languageHypotheses(withMaximum: 0).isEmpty)
    #expect(recognizer.languageHypotheses(withMaximum: -1).isEmpty)
  }

  @Test func hintsWeighWhatTheTextTells() {
    let recognizer = NLLanguageRecognizer()
    recognizer.processString("Det er en god dag.")
    recognizer.languageHints = [.norwegian: 0.98, .danish: 0.02]
    #expect(recognizer.dominantLanguage == .norwegian)
    recognizer.languageHints = [.norwegian: 0.02, .danish: 0.98]
    #expect(recognizer.dominantLanguage == .danish)
  }

  @Test func constraintsRestrictTheAnswers() {
    let recognizer = NLLanguageRecognizer()
    recognizer.languageConstraints = [.french, .spanish]
    recognizer.processString("The owl sleeps in the old barn.")
    let found = recognizer.languageHypotheses(withMaximum: 10)
    #expect(Set(found.keys).isSubset(of: [.french, .spanish]))
    #expect(abs(found.values.reduce(0, +) - 1) < 1e-3)
    recognizer.languageConstraints = [NLLanguage("tlh")]
    #expect(recognizer.dominantLanguage == nil)
  }

  @Test func constraintsMayAskForOneKindOfChinese() {
    let recognizer = NLLanguageRecognizer()
    recognizer.languageConstraints = [.simplifiedChinese, .japanese]
    recognizer.processString("貓頭鷹在舊穀倉裡睡覺，這是我們說的。")
    #expect(recognizer.dominantLanguage == .simplifiedChinese)
  }

  @Test func textsAddUpUntilTheReset() {
    let recognizer = NLLanguageRecognizer()
    recognizer.processString("12345")
    #expect(recognizer.dominantLanguage == nil)
    recognizer.processString("Die Eule schläft in der alten Scheune.")
    #expect(recognizer.dominantLanguage == .german)
    recognizer.languageHints = [.german: 1]
    recognizer.languageConstraints = [.german]
    recognizer.reset()
    #expect(recognizer.dominantLanguage == nil)
    #expect(recognizer.languageHints.isEmpty && recognizer.languageConstraints.isEmpty)
    recognizer.processString("The owl sleeps in the old barn.")
    #expect(recognizer.dominantLanguage == .english)
  }

  @Test func onlyTheBeginningOfALongTextIsRead() {
    let text = String(repeating: "Die Eule schläft in der alten Scheune 👍🏽. ", count: 2000)
    #expect(NLLanguageRecognizer.dominantLanguage(for: text) == .german)
  }

  @Test func languagesAreTheirCodes() {
    #expect(NLLanguage("de") == .german)
    #expect(NLLanguage(rawValue: "zh-Hant") == .traditionalChinese)
    #expect(NLLanguage.undetermined.rawValue == "und")
    #expect(Set([NLLanguage.german, NLLanguage("de")]).count == 1)
  }
}

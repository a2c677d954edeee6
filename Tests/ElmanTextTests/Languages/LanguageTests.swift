import ElmanText
import Testing

struct LanguageTests {
  @Test func codesAndNamesTellLanguages() {
    #expect(Language("de") == .german)
    #expect(Language("German") == .german)
    #expect(Language("NB") == .norwegianBokmal)
    #expect(Language("klingon") == nil)
    #expect(Language.german.name == "German")
    #expect(Language.german.description == "German (de)")
    #expect(Language(code: "got").description == "got")
  }

  @Test func modelsHaveNamesInASCII() {
    #expect(Language.norwegianBokmal.modelName == "norwegian-bokmal")
    #expect(Language(ofModelNamed: "norwegian-bokmal") == .norwegianBokmal)
    #expect(Language(ofModelNamed: "english-accurate") == .english)
    #expect(Language(ofModelNamed: "englishness") == nil)
    for entry in LanguageNames.table {
      let name = LanguageNames.modelName(of: entry.code)
      #expect(name?.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x2D } == true)
    }
  }
}

import Testing

@testable import ElmanText

@Suite struct LanguageNamesTests {
  @Test func codesAndNames() {
    #expect(LanguageNames.name(of: "de") == "German" && LanguageNames.code(of: "gErMaN") == "de")
    #expect(LanguageNames.modelName(of: "nb") == "norwegian-bokmal")
    #expect(LanguageNames.name(of: "xx") == nil && LanguageNames.code(of: "Klingon") == nil)
    #expect(Set(LanguageNames.table.map(\.code)).count == LanguageNames.table.count)
    #expect(LanguageNames.table.allSatisfy { LanguageNames.code(of: $0.name) == $0.code })
  }
}

import ElmanText
import Testing

@testable import Elman

@Suite struct AffixesTests {
  private func affixes(_ forms: [String], minimumCount: Int = 1) throws -> Affixes {
    try Affixes(of: forms.map { Array($0.utf8)[...] }, minimumCount: minimumCount)
  }

  private func keys(of form: String, in affixes: Affixes) -> [String] {
    var (ids, scratch): ([Int32], Affixes.Scratch) = ([], Affixes.Scratch())
    var form = form
    form.withUTF8 { affixes.find(in: $0, into: &ids, using: &scratch) }
    return ids.map { id in
      affixes.vocabulary.withBytes(of: id) { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test(arguments: [
    ("Cats", ["^c", "$s", "^ca", "$ts", "^cat", "$ats", "=Xx"]),
    ("a", ["=x"]),
    ("Élan", ["^é", "$n", "^él", "$an", "^éla", "$lan", "=Xx"]),
    ("U.S.", ["^u", "$.", "^u.", "$s.", "^u.s", "$.s.", "=X.X."]),
    ("2024年", ["^2", "$年", "^20", "$4年", "^202", "$24年", "^2024", "$024年", "=9o"]),
    ("", ["="]),
  ])
  func areBeginningsEndsAndShape(form: String, expected: [String]) throws {
    #expect(keys(of: form, in: try affixes([form])) == expected)
  }

  @Test func areOfUpToFiveCharacters() throws {
    let found = keys(of: "Internationally", in: try affixes(["internationally", "Other"]))
    #expect(found.contains("$nally") && found.contains("^inter"))
    #expect(found.allSatisfy { $0.unicodeScalars.count <= 6 })
  }

  /// Decomposed and composed letters are one.
  @Test func areThoseOfTheComposedForm() throws {
    let affixes = try affixes(["caf\u{E9}"])
    #expect(keys(of: "cafe\u{301}", in: affixes) == keys(of: "caf\u{E9}", in: affixes))
  }

  @Test func whatFewWordsHaveIsUnknown() throws {
    let affixes = try affixes(["walking", "talking", "Sing"], minimumCount: 3)
    #expect(
      keys(of: "ringing", in: affixes) == ["", "$g", "", "$ng", "", "$ing", "", "", "", "", ""])
  }
}

import ElmanText
import Testing

@Suite struct LookAlikesTests {
  private static func bytes(_ groups: [[String]]) -> [[[UInt8]]] {
    groups.map { $0.map { Array($0.utf8) } }
  }

  @Test func normalizationAndEdgesAloneMakeLookAlikes() {
    let groups = LookAlikes.groups(among: [
      "cafe", "caf\u{E9}", "pos", "cafe\u{301}", "neg", "pos ", "\u{A0}pos", "Pos", "caf\u{E9}",
      "p os",
    ])
    #expect(
      Self.bytes(groups)
        == Self.bytes([["cafe\u{301}", "caf\u{E9}"], ["pos", "pos ", "\u{A0}pos"]]))
  }

  @Test(arguments: [
    (["caf\u{E9}", "cafe\u{301}"], ["U+00E9", "U+0065 U+0301"]),
    (["pos", "pos "], ["", "U+0020"]), (["\u{A0}x", "x"], ["U+00A0", ""]),
    (["K", "\u{212A}"], ["U+004B", "U+212A"]), (["aa", "a"], ["U+0061", ""]), (["a"], [""]),
  ])
  func differencesAreNamed(texts: [String], expected: [String]) {
    #expect(LookAlikes.differences(texts) == expected)
  }

  @Test func namesTellLookAlikesApart() {
    let names = LookAlikes.names(of: ["caf\u{E9}", "b", "cafe\u{301}", "b "])
    #expect(
      names.map { Array($0.utf8) }
        == ["caf\u{E9} (U+00E9)", "b", "cafe\u{301} (U+0065 U+0301)", "b  (U+0020)"].map {
          Array($0.utf8)
        })
  }
}

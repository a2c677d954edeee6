import ElmanBytes
import Testing

/// The values that were published with the hash.
@Suite struct FNV1aTests {
  @Test(
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)])
  func of64Bits(text: String, expected: UInt64) {
    #expect(FNV1a.hash(of: text.utf8) == expected)
  }

  @Test(
    arguments: [
      ("", 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d),
      ("a", 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964),
    ] as [(String, UInt128)])
  func of128Bits(text: String, expected: UInt128) {
    #expect(FNV1a.hash(of: text.utf8) == expected)
  }

  @Test func piecesGiveTheSame() {
    var hash = FNV1a<UInt64>()
    for byte in "foobar".utf8 { hash.add(byte) }
    #expect(hash.value == FNV1a.hash(of: "foobar".utf8))
  }
}

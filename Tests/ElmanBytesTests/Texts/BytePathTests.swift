import ElmanBytes
import Testing

@Suite struct BytePathTests {
  @Test(arguments: [
    ("m.safetensors", ".", "m.safetensors"), ("a/m", "a", "m"), ("/m", "/", "m"),
    ("/a/b/m", "/a/b", "m"), ("a/\u{301}m", "a", "\u{301}m"), ("/\u{301}m", "/", "\u{301}m"),
    ("e\u{301}/m", "e\u{301}", "m"), ("a/", "a", "a"), ("", ".", ""),
  ])
  func slashesAloneSeparate(path: String, folder: String, name: String) {
    #expect(BytePath(path).folder.bytes == Array(folder.utf8))
    #expect(Array(BytePath(path).name.utf8) == Array(name.utf8))
    #expect(BytePath(path).description.utf8.elementsEqual(path.utf8))
  }

  @Test func endingsAreBytes() {
    #expect(BytePath("x.TSV").lowercased.hasEnding(".tsv"))
    #expect(!BytePath("x.TSV").hasEnding(".tsv"))
    #expect(BytePath("\u{600}.tsv").hasEnding(".tsv"))
    #expect(!BytePath("x.tsv\u{301}").hasEnding(".tsv"))
    #expect(!BytePath("tsv").hasEnding(".tsv"))
    #expect(BytePath("x.conllu.gz").dropping(".gz").description == "x.conllu")
    #expect(BytePath("x.conllu").dropping(".gz").description == "x.conllu")
  }

  @Test func namesThatAreNotUTF8StayAsTheyAre() {
    let path = BytePath([0x61, 0x2F, 0xE9, 0x2F, 0x62] as [UInt8])
    #expect(path.folder.bytes == [0x61, 0x2F, 0xE9])
    #expect(path.folder.appending("c").bytes == [0x61, 0x2F, 0xE9, 0x2F, 0x63])
    #expect(path.cString.withUnsafeBufferPointer { BytePath(cString: $0.baseAddress!) } == path)
  }
}

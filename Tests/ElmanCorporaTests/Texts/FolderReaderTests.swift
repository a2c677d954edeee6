import ElmanCorpora
import ElmanSystem
import ElmanTestSupport
import Testing

/// Makes a directory with the given files and removes it afterwards.
private func withFolder(
  _ files: [(String, [UInt8])], _ body: (String) throws -> Void
) throws {
  let folder = try TemporaryFolder()
  for (name, bytes) in files { try folder.write(bytes, to: name) }
  try withExtendedLifetime(folder) { try body(folder.path) }
}

@Test func foldersAreLabels() throws {
  let files: [(String, [UInt8])] = [
    ("pos/b.txt", Array("fine\ntea\r\n".utf8)), ("pos/a.txt", Array("\u{FEFF}good".utf8)),
    ("pos/é.txt", []), ("pos/c.txt.gz", gzipOfOneAndTwo), ("pos/notes.md", [0x78]),
    ("pos/.hidden.txt", [0x78]), ("pos/deeper/d.txt", [0x78]), ("pos/e.txt/f", [0x78]),
    ("neg/a.txt", Array("cold\n\n".utf8)), (".git/a.txt", [0x78]), ("readme.txt", [0x78]),
    ("neutral so/a.txt", Array("nul\0".utf8)),
  ]
  try withFolder(files) { root in
    #expect(LabelledTextFormat(guessedFrom: root) == .folders)
    let reader = try LabelledTextFormat.folders.reader(path: root)
    #expect(
      try rest(of: reader) == [
        LabelledText("neg", "cold\n", 1), LabelledText("neutral so", "nul\0", 1),
        LabelledText("pos", "good", 1), LabelledText("pos", "fine\ntea", 1),
        LabelledText("pos", "one\ntwo", 1), LabelledText("pos", "", 1),
      ])
    #expect(reader.path == root + "/pos/é.txt")
    #expect(try reader.next() == nil)
  }
}

@Test func aLabelWithoutTextsIsTold() throws {
  try withFolder([("a/1.txt", [0x78]), ("b/notes.md", [0x78])]) { root in
    let reader = try FolderReader(path: root)
    #expect(try reader.next()?.label == "a")
    #expect(throws: CorpusError.noTexts(path: root + "/b")) { try reader.next() }
  }
}

@Test func faultsInFoldersNameTheFile() throws {
  try withFolder([("a/1.txt", [0x78]), ("a/2.txt", [0x78, 0x0A, 0xFF])]) { root in
    let reader = try FolderReader(path: root)
    #expect(try reader.next()?.text == "x")
    #expect(
      throws: CorpusError.malformed(
        path: root + "/a/2.txt", line: 2, expected: "UTF-8",
        found: "other bytes at byte 1 of the line")
    ) { try reader.next() }
    let lenient = try FolderReader(path: root, illFormedText: .replace)
    #expect(try rest(of: lenient).map(\.text) == ["x", "x\n\u{FFFD}"])
    #expect(lenient.firstRepair == TextRepair(line: 2, byteOffset: 2))

    let file = root + "/a/1.txt"
    let error = #expect(throws: CorpusError.self) { try FolderReader(path: file) }
    #expect(
      error?.description == "\(file):1: expected a directory of a folder a label, found a file")
    let missing = root + "/no such folder"
    #expect(throws: CorpusError.file(.missing(path: missing))) { try FolderReader(path: missing) }
    #expect(throws: CorpusError.file(.missing(path: "\(root)\0"))) {
      try FolderReader(path: "\(root)\0")
    }
    // A directory where a file is wanted says so, too.
    #expect(throws: CorpusError.file(.isDirectory(path: root))) {
      try rest(of: LabelledTextFormat.tsv.reader(path: root))
    }
  }
}

@Test func anEmptyFolderHasNoTexts() throws {
  try withFolder([]) { root in
    let reader = try FolderReader(path: root)
    #expect(try rest(of: reader).isEmpty)
  }
}

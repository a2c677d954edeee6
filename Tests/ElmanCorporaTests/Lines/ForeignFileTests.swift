import Testing

@testable import ElmanCorpora

private func bytes(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value & 0xFF) } }

/// UTF-16 as bytes, in either order.
private func wide(_ text: String, isLittleEndian: Bool = true) -> [UInt8] {
  text.utf16.flatMap { unit -> [UInt8] in
    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
    return isLittleEndian ? [low, high] : [high, low]
  }
}

@Suite struct ForeignFileTests {
  @Test(arguments: [
    ("BZh91AY&SY\u{1}", "bzip2"), ("\u{FD}7zXZ\0\0", "xz"),
    ("\u{28}\u{B5}\u{2F}\u{FD}\u{4}", "zstd"),
    ("PK\u{3}\u{4}\u{14}\0", "a zip archive or office document"),
    ("7z\u{BC}\u{AF}\u{27}\u{1C}", "7z"),
    ("Rar!\u{1A}\u{7}\0", "rar"), ("\u{7F}ELF\u{2}", "an ELF program"),
    ("\u{CF}\u{FA}\u{ED}\u{FE}\u{7}", "a Mach-O program"), ("%PDF-1.7\n", "PDF"),
    ("\u{89}PNG\r\n\u{1A}\n", "PNG"), ("\u{FF}\u{D8}\u{FF}\u{E0}", "JPEG"),
    ("GIF89a\u{1}\0\u{1}\0", "GIF"),
    ("RIFF\u{1}\u{2}\n\u{4}WEBPVP8 ", "WebP"), ("SQLite format 3\0\u{10}", "SQLite"),
    ("PAR1\u{15}\u{4}", "Parquet"), ("{\\rtf1\\ansi", "RTF"),
    ("\u{10}\u{2}\0\0\0\0\0\0{\"a\":", "safetensors, a model"),
    ("name" + String(repeating: "\0", count: 253) + "ustar\0" + "00", "tar"),
    ("\u{FF}\u{FE}H\0i\0", "UTF-16"), ("\u{FE}\u{FF}\0H\0i", "UTF-16"),
    ("\u{FF}\u{FE}\0\0H\0\0\0", "UTF-32"), ("\0\0\u{FE}\u{FF}\0\0\0H", "UTF-32"),
    ("H\0i\0\n\0", "UTF-16"), ("\0H\0i\0\n", "UTF-16"), ("H\0\0\0i\0\0\0", "UTF-32"),
    ("\0\0\0H\0\0\0i", "UTF-32"),
  ])
  func otherFilesAreRefused(head: String, name: String) {
    for size in [2, 5, 1 << 16] {
      let error = #expect(throws: CorpusError.self) {
        try readAll(ByteSource(bytes: bytes(head), path: "in"), bufferSize: size)
      }
      guard case .notText("in", name, _) = error else {
        Issue.record("\(error as Any)")
        return
      }
    }
  }

  @Test(arguments: [
    "", "P", "PK", "PK is a code", "BZh91AY is", "%PDF", "GIF89a is a format", "RIFFs and",
    "Rar! said",
    "MZ", "PAR1 is", "7z a", "ID3 v", "II and MM", "{\\rt", "SQLite format 3", "ustar",
    "\0", "\0\0", "a\0b", "a\0\n", "one\0two\0three", "abc\0def\0ghi\0jkl\0", "nul \0 x\0y z\0",
    "\u{FEFF}mark", "été 日本 😀",
  ])
  func textPasses(text: String) throws {
    let text = Array(text.utf8)
    #expect(try readAll(ByteSource(bytes: text)) == text)
    // A line of it is not kept back.
    #expect(ForeignFile.recognize((text + [0x0A])[...]) == .text)
  }

  @Test func utf16OfAlphabetsNeedsNoMark() throws {
    for text in [
      "Жили-были два кота.\nИ всё.", "Οι δύο γάτες.\nΝαι, ναι.", "Zwei Käuzchen – so „klein“!",
    ] {
      for isLittle in [true, false] {
        let found = WideEncoding(guessedFrom: wide(text, isLittleEndian: isLittle)[...])
        #expect(found?.name == (isLittle ? "UTF-16LE" : "UTF-16BE"))
      }
      #expect(WideEncoding(guessedFrom: Array(text.utf8)[...]) == nil)
    }
  }

  @Test func theErrorTellsWhatToDo() {
    let error = #expect(throws: CorpusError.self) {
      try readAll(ByteSource(bytes: bytes("BZh91AY&SY"), path: "book.txt.bz2"))
    }
    #expect(
      error?.description == """
        book.txt.bz2: expected text, found a file that looks like bzip2; \
        unpack it first: bzip2 -dc book.txt.bz2 | elman …
        """)
    let other = #expect(throws: CorpusError.self) {
      try readAll(ByteSource(bytes: wide("\u{FEFF}a"), path: "book.txt"))
    }
    #expect(
      other?.description == """
        book.txt: expected text, found a file that looks like UTF-16; try --encoding utf-16, \
        or convert it: iconv -f UTF-16 -t UTF-8
        """)
  }
}

@Suite struct TextEncodingTests {
  private func decoded(_ bytes: [UInt8], _ name: String, bufferSize: Int = 1 << 16) throws
    -> [UInt8]
  {
    let source = ByteSource(bytes: bytes, path: "in")
    let encoding = try #require(TextEncoding(name))
    source.encoding = encoding
    return try readAll(source, bufferSize: bufferSize)
  }

  @Test(arguments: [2, 3, 7, 1 << 16])
  func textIsDecoded(bufferSize: Int) throws {
    let text = "Zoë 日本 😀\r\nnext"
    for (name, bytes) in [
      ("utf-16", wide("\u{FEFF}" + text)),
      ("utf-16", wide("\u{FEFF}" + text, isLittleEndian: false)),
      ("UTF-16LE", wide("\u{FEFF}" + text)), ("utf-8", Array(("\u{FEFF}" + text).utf8)),
    ] {
      let found = try decoded(bytes, name, bufferSize: bufferSize)
      #expect(
        String(decoding: found, as: UTF8.self).unicodeScalars.elementsEqual(
          ("\u{FEFF}" + text).unicodeScalars))
    }
    for isLittle in [true, false] {
      let bytes = wide("Two owls ë", isLittleEndian: isLittle)
      #expect(try decoded(bytes, "utf-16", bufferSize: bufferSize) == Array("Two owls ë".utf8))
    }
    for name in ["latin1", "ISO-8859-1", "windows-1252"] {
      #expect(try decoded(bytes("Zo\u{EB}"), name, bufferSize: bufferSize) == Array("Zoë".utf8))
    }
    #expect(try decoded(bytes("\u{93}\u{80}\u{94}"), "cp1252") == Array("“€”".utf8))
    #expect(try decoded(bytes("\u{93}\u{FA}\u{96}\u{7B}"), "shift_jis") == Array("日本".utf8))
    #expect(try decoded([], "utf-16") == [])
  }

  @Test(arguments: [2, 1 << 16])
  func whatIsMalformedIsNoUTF8(bufferSize: Int) throws {
    let lone = wide("a") + [0x3D, 0xD8] + wide("b")
    #expect(try decoded(lone, "utf-16le", bufferSize: bufferSize) == [0x61, 0xFF, 0x62])
    #expect(try decoded(wide("a") + [0x62], "utf-16le", bufferSize: bufferSize) == [0x61, 0xFF])
    #expect(
      try decoded([0x61, 0x81, 0x62], "cp1252", bufferSize: bufferSize) == [0x61, 0xFF, 0x62])
  }

  @Test func longTextIsDecodedInPieces() throws {
    let text = String(repeating: "é日😀 word\n", count: 20_000)
    #expect(try decoded(wide(text), "utf-16le", bufferSize: 999) == Array(text.utf8))
    let source = ByteSource(bytes: wide(text))
    source.encoding = TextEncoding("utf-16le")
    #expect(try source.peek(atMost: 9) == Array("é日😀".utf8))
    #expect(try readAll(source) == Array(text.utf8))
  }

  @Test(arguments: ["", "nonsense", "utf-8//IGNORE", "latin1\0"])
  func unknownNames(name: String) { #expect(TextEncoding(name) == nil) }

  @Test func otherFilesAreRefusedInAnyEncoding() {
    #expect(throws: CorpusError.self) { try decoded(bytes("PK\u{3}\u{4}\u{14}"), "latin1") }
  }
}

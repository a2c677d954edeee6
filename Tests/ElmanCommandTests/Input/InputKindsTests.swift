import ElmanTestSupport
import Testing

/// Other encodings, files that are no text, and markup.
@Suite struct InputKindsTests {
  /// UTF-16, the least byte first.
  private func wide(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  @Test(arguments: [
    ["tag"], ["tokenize"], ["tag", "--input", "horizontal"], ["classify"],
    ["classify", "--input", "document"],
  ])
  func otherFilesAreRefused(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("BZh91AY&SY".utf8 + [1, 2], to: "book.bz2")
    let result = try await Program.run(arguments: arguments + [path])
    #expect(result.standardOutput.isEmpty)
    #expect(
      result.standardError == """
        error: \(path): expected text, found a file that looks like bzip2; \
        unpack it first: bzip2 -dc \(path) | elman …

        """)
    #expect(result.exitCode == 65)
  }

  @Test func encodingsAreDecoded() async throws {
    let text = "Mira sees Zoë.\n"
    let expected = "Mira_PROPN sees_VERB Zoë_PROPN ._PUNCT\n"
    let arguments = ["tag", "--output", "horizontal", "--encoding"]
    let folder = try TemporaryFolder()
    for (name, bytes) in [
      ("utf-16", wide("\u{FEFF}" + text)), ("utf-16", wide(text)), ("utf-8", Array(text.utf8)),
      ("latin1", text.unicodeScalars.map { UInt8($0.value) }),
    ] {
      let path = try folder.write(bytes, to: "text")
      let result = try await Program.run(arguments: arguments + [name, path])
      #expect(result.text.filter { $0 != "\u{FEFF}" }.hasPrefix("Mira_PROPN sees_VERB"))
      #expect(result.text.count == expected.count)
      #expect(result.standardError.isEmpty && result.exitCode == 0)
    }
    let path = try folder.write(wide("Mira naps.\nShe "), to: "text")
    let classified = try await Program.run(
      "classify", "--encoding", "utf-16", "--output", "tsv", path)
    #expect(classified.text.contains("\tMira naps.\n"))
    let checked = try await Program.run(
      "check", "--encoding", "utf-16", "--format", "columns", path)
    #expect(!checked.text.contains("not-utf8") && !checked.text.contains("damaged"))
  }

  @Test func offsetsAreThoseOfUTF16() async throws {
    let result = try await Program.run(
      "tokenize", "--encoding", "utf-16", "--output", "jsonl", input: wide("\u{FEFF}Zoë naps"))
    #expect(result.text.contains(#""text":"naps","utf8Start":8,"utf8End":12,"utf16Start":5,"#))
  }

  @Test func whatIsMalformedIsReplaced() async throws {
    let bytes = wide("Two\nowls ") + [0x3D, 0xD8] + wide(" nap")
    let result = try await Program.run(
      "tokenize", "--encoding", "utf-16", "--output", "horizontal", input: bytes)
    #expect(result.text == "Two owls \u{FFFD} nap\n")
    #expect(
      result.standardError == """
        warning: <stdin>:2: expected utf-16, found other bytes at byte offset 9; \
        these and all that follow are replaced by U+FFFD

        """)
    let strict = try await Program.run(
      "tokenize", "--encoding", "utf-16", "--strict", "--output", "horizontal", input: bytes)
    #expect(strict.text == "Two owls\n")
    #expect(
      strict.standardError == """
        error: <stdin>:2: expected utf-16, found other bytes at byte offset 9

        """)
    #expect(strict.exitCode == 65)
  }

  @Test func unknownEncodingsAreRefused() async throws {
    let result = try await Program.run("tag", "--encoding", "nonsense")
    #expect(result.exitCode == 64)
    #expect(result.standardError.contains("utf-16, utf-16le"))
    #expect(result.standardError.contains("found 'nonsense'"))
  }

  @Test func markupIsPassedOver() async throws {
    let html = "<p>Mira <b>naps</b>.<!-- é 😀\n\n--><p>Two\n<a\nhref='x'>owls"
    let result = try await Program.run(
      "tokenize", "--skip", "html", "--output", "jsonl", input: html.utf8)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains(#""text":"naps","utf8Start":11,"utf8End":15"#) == true)
    #expect(
      lines.last?.contains(#""text":"owls","utf8Start":56,"utf8End":60,"utf16Start":53,"#) == true)
    for format in ["conllu", "vertical", "horizontal"] {
      let refused = try await Program.run("tokenize", "--skip", "html", "--input", format)
      #expect(refused.exitCode == 64)
    }
  }

  @Test func faultsAreToldWithTheirLinesBesideMarkup() async throws {
    let html = Array("<p\n>Two\n<!-- \n -->owls ".utf8) + [0xFF, 0x0A]
    let result = try await Program.run("tokenize", "--skip", "html", input: html)
    #expect(result.standardError.hasPrefix("warning: <stdin>:4: expected UTF-8"))
    let strict = try await Program.run("tokenize", "--skip", "html", "--strict", input: html)
    #expect(strict.standardError.hasPrefix("error: <stdin>:4: expected UTF-8"))
    #expect(strict.text.contains("owls"))
  }

  @Test func markupIsPassedOverInLinesToBeClassified() async throws {
    let result = try await Program.run(
      "classify", "--skip", "html", "--output", "jsonl", "--explain",
      input: "Mira <b>naps\n<!--\nTwo <br>owls\n".utf8)
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.last?.hasPrefix(#"{"text":"Two <br>owls""#) == true)
    #expect(lines.last?.contains(#""text":"owls","utf8Start":8"#) == true)
    #expect(!result.text.contains(#""text":"b""#))
  }

  @Test func hashtagsAreCutAsAsked() async throws {
    for (hashtags, expected) in [("whole", "#owls nap\n"), ("split", "# owls nap\n")] {
      let result = try await Program.run(
        "tokenize", "--hashtags", hashtags, "--output", "horizontal", input: "#owls nap\n".utf8)
      #expect(result.text == expected)
    }
  }
}

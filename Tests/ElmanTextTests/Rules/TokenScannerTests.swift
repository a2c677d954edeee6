import ElmanText
import Testing

/// The rules for tokens, by example. A bar stands between tokens that touch.
@Suite struct TokenScannerTests {
  private func tokens(_ text: String) -> String {
    var tokenizer = SentenceTokenizer(mode: .presegmented)
    tokenizer.append(text.utf8)
    tokenizer.finish()
    var result = ""
    while let sentence = tokenizer.next() {
      for (index, token) in sentence.words.enumerated() {
        result += sentence.form(index) + (token.spaceAfter ? " " : "|")
      }
    }
    return String(result.dropLast())
  }

  private func check(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = marked.filter { $0 != "|" }
    #expect(tokens(text) == marked, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    "do|n't", "it|'s", "I|'m", "they|'ve", "we|'ll", "she|'d", "you|'re", "can|not", "gon|na",
    "wan|na", "got|ta", "do|n’t", "it|’s", "DO|N'T", "ca|n't", "wo|n't", "could|n't|'ve",
    "dont"
      .replacing("nt", with: "|nt"), "the dogs|' bowl", "Anna|'s", "O'Neil", "O'Neil|'s", "O’Neil",
    "rock'n'roll", "'em", "the '60s", "1990's", "'tis", "Its", "gonnabe",
  ])
  func contractions(marked: String) { check(marked) }

  @Test(arguments: [
    "see http://example.org/a?b=c#d|.", "(|https://example.org/a_(b)|)", "www.example.org|,",
    "go to example.com|!", "me@example.org|.", "<|first.last+tag@mail.example.co.uk|>",
    "mailto:me@example.org", "notes.txt|,", "photo_01.JPEG", "end|.|Next", "comp.lang.swift",
    "@someone|:", "#swiftlang|!", "https://例え.jp/道",
    "a|/|b|/|c".replacing("a|/|b|/|c", with: "and|/|or"),
    "ftp://host/file.tar.gz|;", "\"|http://example.org|\"",
  ])
  func addresses(marked: String) { check(marked) }

  @Test(arguments: [
    "1,000.50", "-3", "1/2", "10:30", "2024-01-31", "$|5", "US$|20", "€|7", "5kg", "10|pm",
    "10|a.m.|,", "5|p.m", "3.5|%", "$|3.2|m", "21st", "555-1234", "1-800-555-0199", "10|-|20",
    "+44", ".5",
    "(|-3|)", "#|1", "4x4", "v2.0", "5|€", "3D", "7|-|day",
  ])
  func numbers(marked: String) { check(marked) }

  @Test(arguments: ["Caf\u{FFFD}|,", "\u{FFFD}tat", "na\u{FFFD}ve", "\u{FFFD}\u{FFFD}|!"])
  func lostCharactersStayInTheirWord(marked: String) { check(marked) }

  @Test(arguments: [
    "👩‍👩‍👧|👩‍👩‍👧", "🇩🇪|🇫🇷", "👍🏽", "1️⃣", "#️⃣", "❤️|!", "nice|😀|😀", "☎️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    ":-)", "fun ;) yes", "I <3 you", "ok :D", "great|:)", "^_^", "well|...", "well|…", ". . .",
    "a --|b".replacing("--|b", with: "-- b"), "one|--|two", "one|—|two", "“|word|”", "‘|word|’",
    "what|?!", "no|!!!", "=====", "->", "<<|File|>>", "**|bold|**", "\"|quote|\"", "(|a|)|,",
  ])
  func symbols(marked: String) { check(marked) }

  @Test(arguments: [
    "well|-|known", "e-mail", "non-smoker", "mid-2003", "state|-|of|-|the|-|art", "Mr. Smith",
    "the U.S. is", "e.g. this", "a Ph.D. thesis", "J. K. Rowe", "AT&T", "w/o", "snake_case",
    "U.S.|-|based", "f*ck",
    "Dr. No|.", "in May|.", "café|.", "e\u{301}te\u{301}|.", "soft\u{AD}en",
  ])
  func words(marked: String) { check(marked) }

  @Test(arguments: [
    "漢|字|です|。", "カタカナとひらがな|漢", "한국어 문장", "ภาษาไทย|。", "Tokyo|は|晴|れ", "「|東|京|」", "नमस्ते|।",
    "да|,|нет|.", "שלום|!", "か\u{3099}",
  ])
  func scripts(marked: String) { check(marked) }

  @Test(arguments: [
    "/usr/bin/env", "~/notes/a.txt|,", "../a/b", "src/main.c|.", "C:\\temp\\x.txt",
    "(|/etc/fstab|)",
    "he|/|she", "C++ and F#|.", ".NET", "rock 'n' roll", "20°C|.", "-5°C", "foo|::|bar",
  ])
  func pathsAndNames(marked: String) { check(marked) }

  @Test func controlCharactersAreKept() {
    check("a|\u{0}\u{0}|b \u{1B}|[|31m")
  }
}

import ElmanTestSupport
import ElmanText
import Testing

/// Masks in which `_` stands for a space and `/` for a line end, by example.
@Suite struct HTMLMaskTests {
  private func masked(_ text: String, separatesLines: Bool = false) -> String {
    var mask = HTMLMask(separatesLines: separatesLines)
    var output: [UInt8] = []
    mask.append(text.utf8, to: &output)
    mask.finish(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [
    ("Hello <b>world</b>!", "Hello ___world____!"),
    ("<p>One</p>", "//_One//__"), ("<P class=x>One", "//_________One"),
    ("one<br>two<br/>\nthree<br>\r\n", "one/___two_____\nthree____\r\n"),
    ("a<hr />b", "a//____b"), ("<td>1<td>2", "//__1//__2"),
    ("it&#8217;s a &lt; b &amp; c&nbsp;d", "it_______s a ____ b _____ c______d"),
    ("a<!-- x > <p> -- -->b", "a___________________b"), ("a<!-->b", "a_____b"),
    ("<!DOCTYPE html>a", "_______________a"), ("<?xml version='1>0'?>a", "_____________________a"),
    ("<![CDATA[a < <b>]]>c", "_________a < <b>___c"),
    ("a<script>if (a<b) '<p>'</script>b", "a_______________________________b"),
    ("<STYLE type=x>p{}</style >a", "__________________________a"), ("<script/>a", "_________a"),
    ("<a title=\"x > 'y'\" href='<z>'>b</a>", "______________________________b____"),
    ("<a title='é日😀'>b", "__________\u{A0}\u{2003}\u{A0}\u{A0}__b"),
    ("<o:p>a</o:p>", "_____a______"),
    // No markup.
    ("a < b", "a < b"), ("I <3 you <- there", "I <3 you <- there"), ("a<b and c", "a<b and c"),
    ("a<b <i>c</i>", "a<b ___c____"), ("</ b>", "</ b>"), ("<", "<"), ("a &", "a &"),
    ("Q&A; R & D; &; &#;", "Q___ R & D; &; &#;"), ("<me@example.org>", "<me@example.org>"),
    ("<https://example.org/a>", "<https://example.org/a>"), ("<and/or>", "<and/or>"),
    ("<<b>>", "<___>"), ("<b\n>c", "___" + "_c"), ("x <? y", "x <? y"), ("<!", "<!"),
  ])
  func markupBecomesWhiteSpace(text: String, expected: String) {
    let newline: (Character) -> Character = { $0 == "_" ? " " : $0 == "/" ? "\n" : $0 }
    // What is text may hold a slash.
    let plain = expected.replacing("_", with: " ")
    #expect(masked(text) == String(expected.map(newline)) || masked(text) == plain)
  }

  @Test(arguments: [
    ("<p>one<br>\n<b\n>two", "   one    \n<b\n>two"),
    ("<!-- a\nb -->c<!--\n", "      \nb -->c    \n"),
    ("<script>x\n</script>y", "         \n         y"),
  ])
  func linesAreTextsOfTheirOwn(text: String, expected: String) {
    #expect(masked(text, separatesLines: true) == expected)
  }

  @Test func aLongTagIsHeldInPart() {
    let long = String(repeating: "x", count: 20_000)
    for text in ["<img src=\"data:\(long)\">a", "<p a='b' \(long)>a"] {
      #expect(masked(text).hasSuffix(" a"))
      #expect(!masked(text).contains("x"))
    }
    let noTag = "<b \(long)>a"
    #expect(masked(noTag) == noTag)
  }

  @Test(arguments: [false, true])
  func lengthsAndTextStay(separatesLines: Bool) {
    let pieces = [
      "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "&", ";", "amp;", "<b>", "<p ", "=", "\"",
      "'",
      "br>", "<br>", "script", "<script>", "</script>", "<?x", "?>", "<!x", "é", "日", "😀", "\n",
      "\r\n", " ",
      "word", "a", "#38",
    ]
    var random = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<20 { text += pieces[Int.random(in: 0..<pieces.count, using: &random)] }
      let whole = masked(text, separatesLines: separatesLines)
      #expect(whole.utf8.count == text.utf8.count)
      #expect(whole.utf16.count == text.utf16.count)
      for (masked, unit) in zip(whole.utf16, text.utf16) where masked != unit {
        #expect([0x20, 0x0A, 0xA0, 0x2003].contains(masked))
      }
      var mask = HTMLMask(separatesLines: separatesLines)
      var output: [UInt8] = []
      for chunk in randomChunks(Array(text.utf8), largest: 3, using: &random) {
        mask.append(chunk, to: &output)
      }
      mask.finish(to: &output)
      #expect(String(decoding: output, as: UTF8.self) == whole)
    }
  }
}

import ElmanText

extension FuzzTarget {
  /// Markup that is masked.
  static let html = FuzzTarget(
    name: "html",
    seeds: [
      FuzzInput.seed("<p class=a>Owls <b title='x > \"y'>nap</b><br>&amp; 3 < 4 <3 &#8217;</p>\n"),
      FuzzInput.seed(options: 2, "<!DOCTYPE html><?xml a='?>'?><!-- - -- > --><![CDATA[<b>]]>\n\n"),
      FuzzInput.seed(
        options: 5, "<script a=b>\u{E9}</p></script ><STYLE>\u{732B}</style><img \u{1F634}\n><br/>"),
    ],
    dictionary: [
      "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "<p>", "<br>", "<b ", "='", "\"", "&amp;",
      "<script>", "</script>", "<?a", "?>", "\n", "\u{E9}", "\u{732B}", "\u{1F634}",
    ]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let text = input.repaired
    let whole = masked(text, separatesLines: input.isOn(0), chunkSize: max(1, text.count))
    let parts = masked(
      text, separatesLines: input.isOn(0), chunkSize: Int(input.options >> 1) % 16 + 1)
    try expect(parts == whole, "other text in chunks")
    try expect(whole.count == text.count, "\(whole.count) bytes of \(text.count)")
    let (string, original) = (
      String(decoding: whole, as: UTF8.self), String(decoding: text, as: UTF8.self)
    )
    try expect(Array(string.utf8) == whole, "no UTF-8")
    try expect(string.utf16.count == original.utf16.count, "other places in UTF-16")
    for (unit, other) in zip(string.utf16, original.utf16) where unit != other {
      try expect([0x20, 0x0A, 0xA0, 0x2003].contains(unit), "a mask of \(unit)")
    }
    if input.isOn(0) {
      let ends = { (text: [UInt8]) in text.indices.filter { text[$0] == 0x0A } }
      try expect(ends(whole) == ends(text), "other lines")
    }
  }

  private static func masked(
    _ text: [UInt8], separatesLines: Bool, chunkSize: Int
  ) -> [UInt8] {
    var mask = HTMLMask(separatesLines: separatesLines)
    var output: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: chunkSize) {
      mask.append(text[start..<min(start + chunkSize, text.count)], to: &output)
    }
    mask.finish(to: &output)
    return output
  }
}

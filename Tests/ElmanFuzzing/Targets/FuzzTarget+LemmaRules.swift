import ElmanText

extension FuzzTarget {
  /// What a model file holds as text: rules of lemmas, and the table of multiword tokens.
  static let lemmaRules = FuzzTarget(
    name: "lemma-rules",
    seeds: [
      FuzzInput.seed("lower 0 3 0 y\nFlies"), FuzzInput.seed("whole be\nwas"),
      FuzzInput.seed("capital 1 2 1 ab \n\u{130}\u{DF}\u{1C5}x"),
      FuzzInput.seed("upper 0 0 0 \n\u{149}"),
      FuzzInput.seed(
        options: 1, "f\tdon't\tdo\tn't\nF\tcan't\tca\tn't\ns\tn't\t\tn't\ne\tCa\tC\ta\n"),
    ],
    dictionary: [
      "lower ", "keep ", "capital ", "upper ", "whole ", " 0", " 1000000", "f\t", "F\t", "e\t",
      "s\t", "\n",
      "\u{130}", "\u{DF}",
    ]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    if input.isOn(0) {
      let splitter = try accepted { () throws(MultiwordTableError) in
        try MultiwordSplitter(table: input.bytes)
      }
      guard let splitter else { return }
      let copy = try accepted { () throws(MultiwordTableError) in
        try MultiwordSplitter(table: splitter.table)
      }
      try expect(copy == splitter, "the table changed")
      for form in input.bytes.split(separator: 0x09) {
        guard let words = splitter.split(form) else { continue }
        try expect(!words.isEmpty && words.allSatisfy { !$0.isEmpty }, "an empty word")
      }
    } else {
      let lines = String(decoding: input.bytes, as: UTF8.self)
        .split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard lines.count == 2, let rule = LemmaRule(lines[0]) else { return }
      try expect(LemmaRule(rule.description) == rule, "the rule reads another as text")
      _ = rule.lemma(of: lines[1])
    }
  }
}

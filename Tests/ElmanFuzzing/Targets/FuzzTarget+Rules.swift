import Elman
import ElmanCorpora
import ElmanText

extension FuzzTarget {
  /// Somebody's own rules, up to the first zero, and the text behind it that is cut by them.
  static let rules = FuzzTarget(
    name: "rules",
    seeds: [
      FuzzInput.seed(
        "# a\n{\"token\": \"a-b\"}\n{\"token\": \"gimme\", \"cut\": [\"gim\", \"me\"], \"case\": \"any\"}\0(A-b) a-b GIMME gimme."
      ),
      FuzzInput.seed(
        "{\"word\": \"\u{E9}\", \"upos\": \"X\", \"xpos\": \"Y\", \"feats\": \"A=B|C=D\", \"lemma\": \"e e\"}\r\n\0\u{E9}"
      ),
      FuzzInput.seed(
        options: 0x41,
        "{\"phrases\": [\"a b\", \"a\\tc\"], \"entity\": \"Z\", \"over\": false}\n{\"phrase\": \"x\", \"entity\": \"Y\"}"
      ),
      FuzzInput.seed(
        "{\"token\": \"\u{130}\u{3C2}\", \"case\": \"any\"}\0i\u{307}\u{3A3} I\u{307}\u{3C3}"),
    ],
    dictionary: [
      "{\"token\": \"", "\"cut\": [\"", "\", \"", "{\"word\": \"", "\"upos\": \"", "\"lemma\": \"",
      "{\"phrase\": \"", "\"phrases\": [", "\"entity\": \"", "\"case\": \"any\"", "\"over\": true",
      "}\n", "\\t", "\0", "n't", " ", "\u{130}", "\u{1E9E}",
    ]
  ) { (input) throws(FuzzFinding) in
    let parts = input.dropFirst().split(
      separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let lines = Array(parts.first ?? [])
    // A rule may name any file of the machine.
    let text = String(decoding: lines, as: UTF8.self)
    guard !text.contains("-file"), !text.contains("\\u"), !lines.starts(with: [0x1F, 0x8B])
    else { return }
    let rules = try accepted { () throws(CorpusError) in
      try TaggingRules(ByteSource(bytes: lines))
    }
    guard let rules else { return }
    let cut = TokenizerInput([input.first ?? 0] + (parts.count > 1 ? Array(parts[1]) : []))
    let sentences = try cut.checkedSentences(
      RuledTokenizer(SentenceTokenizer(mode: cut.mode), rules))
    try checkWrittenText(of: sentences)
  }
}

import ElmanCorpora

extension FuzzTarget {
  /// Corpora of labelled spans: the guess of the form, Universal NER, and the schemes of labels.
  static let entities = FuzzTarget(
    name: "entities",
    seeds: [
      FuzzInput.seed(options: 0, "Ada B-PER\nWest I-PER\nleft O\nOslo S-LOC\n\nRiga U-LOC\n"),
      FuzzInput.seed(
        options: 1,
        "# sent_id = 1\n# text = Ada left.\n1\tAda\tB-PER\t-\n2\tleft\tO\t-\n3\t.\tO\t-\n\n"
          + "# newpar\n1-2\tdel\tO\n1\tde\tO\n1.1\tx\tO\n2\tel\tE-X\n"),
      FuzzInput.seed(
        options: 2,
        "1\tAda\t_\t_\t_\t_\t_\t_\t_\tNER=I-PER\n2\tWest\t_\t_\t_\t_\t_\t_\t_\tNER=L-PER\n\n"),
      FuzzInput.seed(options: 19, "a0 B-PER\nb1 I-PER\n\nc0 O\n"),
    ],
    dictionary: [
      "B-PER", "I-PER", "E-PER", "S-PER", "L-PER", "U-LOC", "O", "B", "I-", "\tO\n", " O\n", "\n\n",
      "# text = ", "NER=", "1\t", "2\t", "1-2\t", "1.1\t", "-DOCSTART-",
    ]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let schemes = SpanScheme.allCases
    let scheme = schemes[Int(input.options >> 2) % schemes.count]
    let formats = LabelledSentenceFormat.allCases
    let corpus = try accepted { () throws(CorpusError) in
      try EntityCorpus(
        ByteSource(bytes: input.bytes),
        format: input.isOn(1) ? formats[Int(input.options >> 4) % formats.count] : nil,
        scheme: scheme,
        sourceScheme: input.isOn(7) ? schemes[Int(input.options >> 4) % schemes.count] : nil,
        illFormedText: input.isOn(0) ? .replace : .reject)
    }
    guard let corpus else { return }
    try checkLabelled(corpus.sentences, lineCount: input.bytes.count { $0 == 0x0A } + 1)
    if let repairs = corpus.repairs {
      try expect(!repairs.description.contains("\n"), "a warning of several lines")
    }
    for sentence in corpus.sentences { try checkSchemes(sentence.labels, in: scheme) }
  }

  /// Checks that labels are valid, and stand for the same spans in every scheme.
  private static func checkSchemes(
    _ labels: [String], in scheme: SpanScheme
  ) throws(FuzzFinding) {
    let parsed = labels.map { SpanLabel($0) }
    // A span without a type stays one, though no scheme has such labels.
    let areTyped = parsed.allSatisfy { $0?.prefix == .outside || $0?.type.isEmpty == false }
    for (previous, next) in zip([nil] + parsed, parsed + [nil]) where areTyped {
      try expect(
        scheme.allows(from: previous, to: next),
        "\(previous?.description ?? "start") to \(next?.description ?? "end") in \(scheme)")
    }
    let spans = LabelledSpan.spans(of: labels)
    for other in SpanScheme.allCases {
      let converted = other.labels(from: labels)
      try expect(LabelledSpan.spans(of: converted) == spans, "\(other) tells other spans")
      try expect(scheme.labels(from: converted) == labels, "\(other) loses labels")
    }
  }
}

import ElmanCorpora

/// Checks sentences with labelled spans.
struct SentencesCheck {
  private let file: CheckedFile
  private let duplicates: DuplicateCheck
  private var spans = SpanCheck()
  private var oddLabels = OddLabelCheck()
  private var sentenceIDs: [String: Int] = [:]

  init(_ file: CheckedFile, duplicates: DuplicateCheck) {
    self.file = file
    self.duplicates = duplicates
  }

  /// Takes the next sentence.
  ///
  /// - Parameter isDamaged: whether rows of it were left out.
  mutating func add(_ labelled: LabelledSentence, isDamaged: Bool) {
    let sentence = labelled.sentence
    guard let firstLine = labelled.lines.first else { return }
    file.lengths.add(sentence.tokens.count, at: firstLine)
    if let name = labelled.id {
      if let first = sentenceIDs[name] {
        let place = file.place(first)
        file.report(
          .duplicateID, at: firstLine, other: place, "sent_id \(name.quoted) stands in \(place)")
      } else {
        sentenceIDs[name] = firstLine
      }
    }
    guard !isDamaged else { return }
    spans.add(labelled.labels, lines: labelled.lines, to: file)

    var text = TextFingerprint()
    var labels = TextFingerprint()
    for (token, label) in zip(sentence.tokens, labelled.labels) {
      text.add(sentence.text[token.range])
      labels.add(token.range.count)
      labels.add(label)
    }
    let isNew = duplicates.add(text, labels: labels.number, at: firstLine, in: file) { _ in
      "with other words or labels"
    }
    if isNew { oddLabels.add(labelled) }
  }

  /// Ends the file.
  func finish() {
    spans.run(on: file)
    oddLabels.run(on: file)
  }
}

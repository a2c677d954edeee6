import ElmanBytes
import ElmanCorpora

/// Checks sentences with labelled spans.
struct SentencesCheck {
  private let file: CheckedFile
  private let duplicates: DuplicateCheck
  private var spans = SpanCheck()
  private var oddLabels = OddLabelCheck()
  private var sentenceIDs: [Spelling: Int] = [:]

  init(_ file: CheckedFile, duplicates: DuplicateCheck) {
    self.file = file
    self.duplicates = duplicates
  }

  /// Takes the next sentence.
  ///
  /// - Parameter damage: the lines left out since the sentence before. Nothing can be said of a sentence
  ///   as a whole if one of them is among or beside its own.
  mutating func add(_ labelled: LabelledSentence, damage: [Int]) {
    let sentence = labelled.sentence
    guard let firstLine = labelled.lines.first, let lastLine = labelled.lines.last else { return }
    file.lengths.add(sentence.words.count, at: firstLine)
    if let name = labelled.id {
      if let first = sentenceIDs[Spelling(name)] {
        let place = file.place(first)
        file.report(
          .duplicateID, at: firstLine, other: place, "sent_id \(name.quoted) stands in \(place)")
      } else {
        sentenceIDs[Spelling(name)] = firstLine
      }
    }
    guard !damage.contains(where: { firstLine - 1...lastLine + 1 ~= $0 }) else { return }
    spans.add(labelled.labels, lines: labelled.lines, to: file)

    var text = TextFingerprint()
    var labels = TextFingerprint()
    for (token, label) in zip(sentence.words, labelled.labels) {
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

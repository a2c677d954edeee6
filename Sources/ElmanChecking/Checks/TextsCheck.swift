import ElmanCorpora

/// Checks labelled texts.
struct TextsCheck {
  private let file: CheckedFile
  private let duplicates: DuplicateCheck
  private let names: LabelNames
  private var labels = LabelCounts()
  /// How many texts have white space at an edge, and where the first of them is.
  private var edged = (count: 0, first: 0)

  init(_ file: CheckedFile, duplicates: DuplicateCheck, names: LabelNames) {
    self.file = file
    self.duplicates = duplicates
    self.names = names
  }

  /// Takes the next text.
  ///
  /// - Parameter position: its line, or in a folder its index.
  mutating func add(_ example: LabelledText, at position: Int) {
    var text = example.text
    let number = names.number(of: example.label)
    labels.add(example.label, at: position)
    let (wordCount, fingerprint, isEdged) = text.withUTF8 { bytes in
      var fingerprint = TextFingerprint()
      fingerprint.add(bytes)
      let isEdged = [bytes.first, bytes.last].contains { $0.map(Self.isSpace) ?? false }
      return (Self.wordCount(bytes), fingerprint, isEdged)
    }
    file.lengths.add(wordCount, at: position)
    if fingerprint.count == 0 {
      file.report(.emptyText, at: position, "a text without any word")
      return
    }
    if isEdged {
      edged = (edged.count + 1, edged.count == 0 ? position : edged.first)
    }
    if example.label.utf8.first.map(Self.isSpace) == true
      || example.label.utf8.last.map(Self.isSpace) == true
    {
      file.report(
        .edgeSpace, at: position, "white space begins or ends the label \(example.label.quoted)")
    }
    let names = names
    duplicates.add(fingerprint, labels: number, at: position, in: file) { other in
      "with the label \(names[other].quoted), here it is \(example.label.quoted)"
    }
  }

  /// Ends the file.
  func finish() {
    file.labels[.label] = labels
    if edged.count > 0 {
      // Where one text is so, most are: the file was written that way.
      file.report(
        .edgeSpace, at: edged.first,
        "white space begins or ends this text, and so it does \(edged.count) of \(labels.total)")
    }
  }

  /// The number of words, where a character beyond the alphabets counts as one.
  private static func wordCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var isInside = false
    for byte in bytes {
      if byte <= 0x20 {
        isInside = false
      } else if (0xE3...0xED).contains(byte) {
        // Chinese, Japanese and Korean characters begin so.
        count += 1
        isInside = false
      } else if !isInside, byte & 0xC0 != 0x80 {
        count += 1
        isInside = true
      }
    }
    return count
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

import CUtf8proc

/// The words by which the language of a text is told: runs of letters, in lower case and NFC.
///
/// Numbers, addresses, names of files and of variables are no words of any language and left out, and so is a text that
/// looks like a program. Where words have no spaces between them, a piece of a run is taken for one.
package struct LanguageWords: Sendable {
  /// All words, UTF-8, one after the other.
  package private(set) var bytes: [UInt8] = []
  /// Where each word ends in `bytes`.
  package private(set) var ends: [Int] = []
  /// The script of all letters; `nil` if they are of several.
  package private(set) var script: Script?

  /// The most scalars of a word; a longer one is cut.
  package static let longestWord = 16
  /// The most words of a text that are read.
  package static let mostWords = 4_096

  private var scalars: [UInt32] = []
  private var normalized: [UInt8] = []
  /// Of the word at hand: its scalars.
  private var word: [UInt32] = []
  private var letterCount = 0
  private var hasOtherThanASCII = false
  private var isOfSeveralScripts = false
  /// For each word its script, and of all words how many letters of each.
  private var scripts: [Script] = []
  private var letters: [Script: Int] = [:]
  /// How much looks like a program.
  private var codeMarks = 0

  /// No words.
  package init() {}

  /// The number of words.
  package var count: Int { ends.count }

  /// The bytes of a word.
  package func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// Replaces the words by those of a text. There are none if the text is not of a language.
  package mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    scalars.removeAll(keepingCapacity: true)
    (letterCount, codeMarks) = (0, 0)
    (script, isOfSeveralScripts, hasOtherThanASCII) = (nil, false, false)
    scripts.removeAll(keepingCapacity: true)
    letters.removeAll(keepingCapacity: true)
    decode(text)
    var start = 0
    while start < scalars.count, count < Self.mostWords {
      if Self.isSpace(scalars[start]) {
        start += 1
        continue
      }
      var end = start + 1
      while end < scalars.count, !Self.isSpace(scalars[end]) { end += 1 }
      readRun(start..<end)
      start = end
    }
    if isOfSeveralScripts {
      script = nil
      dropQuoted()
    }
    // A mark of a program for six letters is more than any text has.
    if !hasOtherThanASCII, 6 * codeMarks >= max(1, letterCount) {
      bytes.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }
  }

  /// Decodes the text, with marks put together with their letters.
  private mutating func decode(_ text: UnsafeBufferPointer<UInt8>) {
    var hasMarks = false
    forEachScalar(in: text) {
      scalars.append($0)
      if (0x300...0x36F).contains($0) { hasMarks = true }
    }
    guard hasMarks else { return }
    TextNormalizer().normalize(text, into: &normalized)
    scalars.removeAll(keepingCapacity: true)
    normalized.withUnsafeBufferPointer { bytes in
      _ = forEachScalar(in: bytes) { scalars.append($0) }
    }
  }

  private static func isSpace(_ scalar: UInt32) -> Bool {
    scalar <= 0x20 || scalar >= 0x80 && ScalarClass.isWhiteSpace(scalar)
  }

  /// Reads what stands between two spaces.
  private mutating func readRun(_ run: Range<Int>) {
    if isAddress(run) { return }
    // Letters next to digits are of a name or number.
    var skips = false
    for index in run {
      let scalar = scalars[index]
      if scalar == Self.softHyphen { continue }
      if isLetter(scalar) {
        let isASCII = Self.isASCIILetter(scalar)
        let followsDigit = index > run.lowerBound && Self.isDigit(scalars[index - 1])
        skips = isASCII && (skips || followsDigit)
        if !skips { append(scalar) }
      } else if Self.isApostrophe(scalar), !word.isEmpty, index + 1 < run.upperBound,
        isLetter(scalars[index + 1])
      {
        word.append(0x27)
      } else {
        if Self.isDigit(scalar), word.allSatisfy({ $0 < 0x80 }) {
          word.removeAll(keepingCapacity: true)
        }
        finishWord()
        skips = false
        countMark(index, in: run)
      }
    }
    finishWord()
  }

  private static let softHyphen: UInt32 = 0xAD

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

  private mutating func append(_ scalar: UInt32) {
    let lower =
      scalar < 0x80
      ? ((0x41...0x5A).contains(scalar) ? scalar | 0x20 : scalar)
      : UInt32(bitPattern: utf8proc_tolower(utf8proc_int32_t(bitPattern: scalar)))
    if word.count == Self.longestWord { finishWord() }
    word.append(lower)
  }

  private mutating func finishWord() {
    guard !word.isEmpty, count < Self.mostWords else { return }
    for scalar in word {
      if scalar == 0x27 { continue }
      letterCount += 1
      if scalar >= 0x80 { hasOtherThanASCII = true }
      let own = Script(scalar)
      if script == nil { script = own } else if script != own { isOfSeveralScripts = true }
    }
    // Japanese writes both.
    let own = Script(word[0]) == .kana ? .han : Script(word[0])
    scripts.append(own)
    letters[own, default: 0] += word.count
    for scalar in word { appendUTF8(scalar) }
    ends.append(bytes.count)
    word.removeAll(keepingCapacity: true)
  }

  /// Leaves out the words of other scripts where one has most letters: a name in Greek makes no English text Greek.
  private mutating func dropQuoted() {
    guard let most = letters.max(by: { $0.value < $1.value }),
      3 * most.value >= 2 * letters.values.reduce(0, +)
    else { return }
    let (allBytes, allEnds) = (bytes, ends)
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    var start = 0
    for (end, script) in zip(allEnds, scripts) {
      if script == most.key {
        bytes.append(contentsOf: allBytes[start..<end])
        ends.append(bytes.count)
      }
      start = end
    }
  }

  private mutating func appendUTF8(_ scalar: UInt32) {
    guard scalar >= 0x80 else { return bytes.append(UInt8(truncatingIfNeeded: scalar)) }
    let rest = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
    if scalar < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      return bytes.append(rest)
    }
    if scalar < 0x1_0000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
    }
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    bytes.append(rest)
  }

  private func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return Self.isASCIILetter(scalar) }
    if scalar == 0xFFFD { return false }
    return switch ScalarClass(scalar) {
    case .letter, .han, .kana: true
    case .mark: !word.isEmpty
    default: false
    }
  }

  private static func isApostrophe(_ scalar: UInt32) -> Bool {
    scalar == 0x27 || scalar == 0x2019 || scalar == 0x02BC || scalar == 0x60
  }

  /// Whether a run is an address or the name of a file, of a person in a network or of a variable.
  private func isAddress(_ run: Range<Int>) -> Bool {
    var previous: UInt32 = 0x20
    for index in run {
      let scalar = scalars[index]
      let next = index + 1 < run.upperBound ? scalars[index + 1] : 0x20
      switch scalar {
      case 0x40, 0x5C: return true
      case 0x5F where Self.isASCIILetter(previous) && Self.isASCIILetter(next): return true
      case 0x3A where next == 0x2F: return true
      // Between a word and a word in lower case: a domain, a file, a member.
      case 0x2E where Self.isASCIILetter(previous) && (0x61...0x7A).contains(next):
        if index - run.lowerBound > 1 { return true }
      // A capital within a word, but for one behind the short prefixes of Irish and of Bantu languages.
      case 0x41...0x5A where (0x61...0x7A).contains(previous):
        if index - run.lowerBound > 2 { return true }
      default: break
      }
      previous = scalar
    }
    return false
  }

  private static func isASCIILetter(_ scalar: UInt32) -> Bool {
    scalar < 0x80 && (0x61...0x7A).contains(scalar | 0x20)
  }

  /// Counts what programs are full of, and texts are not.
  private mutating func countMark(_ index: Int, in run: Range<Int>) {
    let isLast = index + 1 == run.upperBound
    switch scalars[index] {
    case 0x7B, 0x7D, 0x5B, 0x5D, 0x7C, 0x24, 0x3E: codeMarks += 1
    // But for a heart.
    case 0x3C where isLast || scalars[index + 1] != 0x33: codeMarks += 1
    // But for a smile.
    case 0x3D where isLast || (scalars[index + 1] != 0x29 && scalars[index + 1] != 0x44):
      codeMarks += 1
    // At the end of a line; within one it is punctuation.
    case 0x3B where isLast && (index + 1 == scalars.count || scalars[index + 1] == 0x0A):
      codeMarks += 1
    // Called functions, but for an ending in brackets.
    case 0x28 where index > run.lowerBound && Self.isASCIILetter(scalars[index - 1]):
      let isPlural = index + 2 < run.upperBound && scalars[index + 2] == 0x29
      codeMarks += isPlural ? 0 : 2
    default: break
    }
  }
}

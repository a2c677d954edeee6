import ElmanText

/// Checks the characters of lines. Of each kind the first of a line is told.
struct LineCheck {
  /// Whether white space at the end of a line counts.
  let rejectsTrailingSpace: Bool

  private let normalizer = TextNormalizer()
  private var repaired: [UInt8] = []
  private var normalized: [UInt8] = []

  init(rejectsTrailingSpace: Bool) { self.rejectsTrailingSpace = rejectsTrailingSpace }

  /// Checks a line.
  ///
  /// - Parameters:
  ///   - line: the bytes without byte-order mark and ending.
  ///   - place: called for where the line is.
  mutating func check(
    _ line: UnsafeBufferPointer<UInt8>, in file: CheckedFile, _ place: () -> FindingPlace
  ) {
    var isPlain = true
    for byte in line where byte < 0x20 && byte != 0x09 || byte > 0x7E {
      isPlain = false
      break
    }
    if !isPlain {
      var repair = UTF8Repair()
      repaired.removeAll(keepingCapacity: true)
      repair.append(line, to: &repaired)
      repair.finish(to: &repaired)
      if let fault = repair.firstFault {
        file.report(
          .notUTF8, at: place(), column: Self.column(of: fault, in: line),
          "expected UTF-8, found \(Self.hexadecimal(line[fault])) at byte \(fault + 1) of the line")
        return
      }
      checkScalars(line, in: file, place)
    }
    if rejectsTrailingSpace, let last = line.last, last == 0x20 {
      file.report(
        .edgeSpace, at: place(), column: Self.column(of: line.count - 1, in: line),
        "a space ends the line")
    }
  }

  private mutating func checkScalars(
    _ line: UnsafeBufferPointer<UInt8>, in file: CheckedFile, _ place: () -> FindingPlace
  ) {
    var found: [FindingKind] = []
    var column = 0
    var previous: UInt32 = 0
    var mayCompose = false
    forEachScalar(in: line) { scalar in
      column += 1
      if OddScalar.mayCompose(scalar) { mayCompose = true }
      let isWrong = OddScalar.areBytes(previous, scalar)
      if let kind = isWrong ? .wrongEncoding : OddScalar.kind(of: scalar), !found.contains(kind) {
        found.append(kind)
        let before = previous
        file.report(
          kind, at: place(), column: isWrong ? column - 1 : column,
          isWrong
            ? "\(codePoint(before)) \(codePoint(scalar)), the bytes of one character"
            : codePoint(scalar))
      }
      previous = scalar
    }
    guard mayCompose else { return }
    normalizer.normalize(line, into: &normalized)
    guard !normalized.elementsEqual(line) else { return }
    let difference = zip(normalized, line).prefix { $0 == $1 }.count
    var start = min(difference, line.count - 1)
    while start > 0, line[start] & 0xC0 == 0x80 { start -= 1 }
    file.report(
      .notNFC, at: place(), column: Self.column(of: start, in: line),
      "\(Self.scalars(of: line[start...])), which NFC writes otherwise")
  }

  /// The column of a byte, counted from 1 in code points.
  private static func column(of byte: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    line[..<byte].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// The first two scalars as Unicode names them.
  private static func scalars(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(decoding: bytes.prefix(16), as: UTF8.self).unicodeScalars.prefix(2)
      .map { codePoint($0.value) }.joined(separator: " ")
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    "0x" + String(byte, radix: 16, uppercase: true)
  }
}

/// The parts of a line with a word and its numbers.
enum WordVectorLine {
  /// How long a line may be. No line of vectors comes near it; what is longer is no such file.
  static let byteLimit = 16 << 20

  /// The line without its ending and the spaces before it.
  static func content(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var end = line.count
    while end > 0, isSpace(line[end - 1]) || line[end - 1] == 0x0A || line[end - 1] == 0x0D {
      end -= 1
    }
    return UnsafeBufferPointer(rebasing: line[..<end])
  }

  /// The ranges between the spaces and tabs, of which several count as one.
  static func fields(of content: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = 0
    for index in 0...content.count where index == content.count || isSpace(content[index]) {
      if index > start { fields.append(start..<index) }
      start = index + 1
    }
    return fields
  }

  /// Finds the word, which ends where the last `dimensions` fields begin.
  ///
  /// - Returns: the length of the word.
  /// - Throws: `malformed` for more or fewer numbers.
  static func wordLength(
    of content: UnsafeBufferPointer<UInt8>, dimensions: Int, path: String, line: Int
  ) throws(CorpusError) -> Int {
    var separators = 0
    for byte in content { separators &+= byte == 0x20 || byte == 0x09 ? 1 : 0 }
    if separators == dimensions { return content.firstIndex(where: isSpace) ?? content.count }

    let fields = fields(of: content)
    let numberCount = fields.count - 1
    // A word may have spaces inside; where it seems to have numbers, the vector is too long.
    guard numberCount >= dimensions,
      numberCount == dimensions || !fields.dropFirst().allSatisfy({ isNumber(content, $0) })
    else {
      throw .malformed(
        path: path, line: line, expected: "\(dimensions) numbers", found: "\(numberCount)")
    }
    return fields[numberCount - dimensions].upperBound
  }

  /// Parses the numbers after the word.
  ///
  /// - Throws: `malformed` for what is no number, and for fewer of them.
  static func parse(
    _ numbers: UnsafeBufferPointer<UInt8>, into vector: inout [Float], dimensions: Int,
    path: String, line: Int
  ) throws(CorpusError) {
    var index = 0
    while true {
      while index < numbers.count, isSpace(numbers[index]) { index += 1 }
      guard index < numbers.count else { break }
      let start = index
      while index < numbers.count, !isSpace(numbers[index]) { index += 1 }
      guard let number = DecimalParser.float(UnsafeBufferPointer(rebasing: numbers[start..<index]))
      else {
        throw notANumber(numbers, start..<index, path: path, line: line)
      }
      vector.append(number)
    }
    guard vector.count == dimensions else {
      throw .malformed(
        path: path, line: line, expected: "\(dimensions) numbers", found: "\(vector.count)")
    }
  }

  static func isNumber(_ content: UnsafeBufferPointer<UInt8>, _ field: Range<Int>) -> Bool {
    DecimalParser.float(UnsafeBufferPointer(rebasing: content[field])) != nil
  }

  static func checkNumber(
    _ content: UnsafeBufferPointer<UInt8>, _ field: Range<Int>, path: String, line: Int
  ) throws(CorpusError) {
    guard isNumber(content, field) else {
      throw notANumber(content, field, path: path, line: line)
    }
  }

  static func tooLong(path: String, line: Int) -> CorpusError {
    .malformed(
      path: path, line: line, expected: "a line of at most \(byteLimit) bytes", found: "more")
  }

  private static func notANumber(
    _ content: UnsafeBufferPointer<UInt8>, _ field: Range<Int>, path: String, line: Int
  ) -> CorpusError {
    .malformed(
      path: path, line: line, expected: "a number",
      found: CorpusError.quote(Array(content[field].prefix(200))[...]))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

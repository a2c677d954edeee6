import ElmanBytes

/// Checks the bytes of a file as they come: encoding, line endings and characters, whatever the format.
final class RawTextCheck {
  private let file: CheckedFile
  private let path: String
  private var lineCheck: LineCheck
  /// The start of a line that the last chunk cut.
  private var pending: [UInt8] = []
  private var line = 0
  private var endsInBlankLine = true
  private var newlines: (first: Int, count: Int) = (0, 0)
  private var returns: (first: Int, count: Int) = (0, 0)

  /// - Parameter path: the file that is read; in a folder that of a text.
  init(_ file: CheckedFile, path: String, rejectsTrailingSpace: Bool) {
    self.file = file
    self.path = path
    lineCheck = LineCheck(rejectsTrailingSpace: rejectsTrailingSpace)
  }

  /// Takes the next bytes.
  func add(_ chunk: UnsafeRawBufferPointer) {
    var rest = chunk.assumingMemoryBound(to: UInt8.self)
    while !rest.isEmpty {
      guard let count = rest.firstNewline else {
        pending.append(contentsOf: rest)
        return
      }
      let content = UnsafeBufferPointer(rebasing: rest[..<count])
      if pending.isEmpty {
        check(content, isWhole: true)
      } else {
        pending.append(contentsOf: content)
        pending.withUnsafeBufferPointer { check($0, isWhole: true) }
        pending.removeAll(keepingCapacity: true)
      }
      rest = UnsafeBufferPointer(rebasing: rest[(count + 1)...])
    }
  }

  /// Ends the file.
  ///
  /// - Parameter needsBlankLine: whether a blank line has to come last.
  func finish(needsBlankLine: Bool) {
    if !pending.isEmpty { pending.withUnsafeBufferPointer { check($0, isWhole: false) } }
    if newlines.count > 0, returns.count > 0 {
      let (rare, other, name) =
        newlines.count < returns.count ? (newlines, returns, "\\n") : (returns, newlines, "\\r\\n")
      report(
        .mixedLineEndings, line: rare.first,
        "\(rare.count) line\(rare.count == 1 ? "" : "s") of the file end\(rare.count == 1 ? "s" : "") in"
          + " \(name), \(other.count) do not")
    }
    if needsBlankLine, !endsInBlankLine {
      report(.missingBlankLine, line: line, "expected a blank line after the last sentence")
    }
  }

  private func check(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    line += 1
    var content = bytes[...]
    if isWhole {
      if content.last == 0x0D {
        content.removeLast()
        if returns.count == 0 { returns.first = line }
        returns.count += 1
      } else {
        if newlines.count == 0 { newlines.first = line }
        newlines.count += 1
      }
    }
    if line == 1, content.starts(with: [0xEF, 0xBB, 0xBF]) {
      report(.byteOrderMark, line: 1, "a byte-order mark begins the file")
      content = content.dropFirst(3)
    }
    endsInBlankLine = content.isEmpty
    lineCheck.check(UnsafeBufferPointer(rebasing: content), in: file) {
      FindingPlace(path, line)
    }
  }

  private func report(_ kind: FindingKind, line: Int, _ message: String) {
    file.report(kind, at: FindingPlace(path, line), message)
  }
}

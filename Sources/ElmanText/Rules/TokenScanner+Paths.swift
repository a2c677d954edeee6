/// Paths in a file system.
extension TokenScanner {
  private static let path = ASCIISet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-+~/\\:")

  /// Takes the path at the scanner: `/usr/bin/env`, `~/notes`, `../a.c`, `src/main.c`, `C:\temp`.
  mutating func scanPath() -> Bool {
    guard position >= noPathBefore, Self.path.contains(text[position]) else { return false }
    var end = position
    var slashes = 0
    while end < upper, Self.path.contains(text[end]) {
      if text[end] == ASCII.slash { slashes += 1 }
      end += 1
    }
    noPathBefore = end
    while end > position, !text[end - 1].isASCIIAlphanumeric, text[end - 1] != ASCII.slash {
      end -= 1
    }
    guard end > position + 3 else { return false }
    let isDrive =
      text[position].isASCIILetter && peek(1) == ASCII.colon && peek(2) == ASCII.backslash
    if isDrive || slashes > 0 && (isRooted(slashes) || endsInFileName(end)) {
      take(upTo: end)
      return true
    }
    return false
  }

  /// Whether what begins here can only be a path: `~/`, `./`, `../`, or `/` and one more inside.
  private func isRooted(_ slashes: Int) -> Bool {
    switch text[position] {
    case ASCII.slash: slashes > 1 && peek(1).isASCIIAlphanumeric
    case ASCII.tilde: peek(1) == ASCII.slash
    case ASCII.dot: peek(1) == ASCII.slash || peek(1) == ASCII.dot && peek(2) == ASCII.slash
    default: false
    }
  }

  /// Whether the path up to `end` ends in the name of a file of a known kind.
  private func endsInFileName(_ end: Int) -> Bool {
    var dot = end - 1
    while dot > position, end - dot < 8, text[dot].isASCIIAlphanumeric { dot -= 1 }
    guard text[dot] == ASCII.dot, dot > position, text[dot - 1].isASCIIAlphanumeric else {
      return false
    }
    return Addresses.fileEndings.contains(bytes(dot + 1..<end))
  }
}

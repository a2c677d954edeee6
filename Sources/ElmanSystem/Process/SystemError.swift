import ElmanLibc

/// Why the system refused something, by the number that it gives in `errno`.
package struct SystemError: Error, Equatable, Sendable {
  /// The number.
  package let code: Int32

  /// The error of a number.
  package init(code: Int32) { self.code = code }

  /// What the last call of this thread that failed was refused for.
  package static var last: SystemError { SystemError(code: errno) }

  /// Whether whoever read from a pipe went away.
  package var isClosedPipe: Bool { code == EPIPE }
}

extension SystemError: CustomStringConvertible {
  /// The system's own words.
  package var description: String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}

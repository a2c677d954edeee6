import ElmanLibc

/// Standard input, output or error.
package enum StandardStream: Int32, CaseIterable, Sendable {
  /// Where text comes from when no file is named.
  case input
  /// Where results go, if not to a file.
  case output
  /// Where everything goes that is not a result.
  case error

  /// Whether a person types or watches.
  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// How many columns the terminal has; `nil` where there is no terminal, or it does not tell.
  package var columns: Int? {
    var size = winsize()
    guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Writes all of some bytes, and waits where the stream does not. A signal handler may call it.
  ///
  /// - Returns: why not all could be written; `nil` if they were.
  package func write(_ bytes: UnsafeRawBufferPointer) -> SystemError? {
    writeAll(bytes, to: rawValue)
  }

  /// Opens the streams that are closed the wrong way round, so that each use of them fails.
  ///
  /// A closed one would leave its number to the next file that is opened, say a model, and messages
  /// would go into that file.
  package static func occupyClosed() {
    for stream in allCases where fcntl(stream.rawValue, F_GETFD) == -1 {
      let descriptor = open("/dev/null", stream == .output ? O_RDONLY : O_WRONLY)
      if descriptor >= 0, descriptor != stream.rawValue {
        dup2(descriptor, stream.rawValue)
        close(descriptor)
      }
    }
  }
}

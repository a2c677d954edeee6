import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether the person at the terminal pressed Ctrl-C, or the process was asked to end.
struct Interruption: Sendable {
  private static let requested = Atomic(false)

  /// Starts to watch. A second Ctrl-C ends the process at once.
  static func watch() -> Interruption {
    // Touch the flag here: its first use must not be in a signal handler.
    requested.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.requested.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    return Interruption()
  }

  /// Whether to stop.
  var wasRequested: Bool { Self.requested.load(ordering: .relaxed) }
}

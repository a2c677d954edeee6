import ElmanSystem
import Synchronization

/// Signals by which a person or the system asks the process to end: Ctrl-C and Ctrl-\, `kill`, a terminal
/// that goes away.
///
/// They end it as they end any program, but that no half-written file is left; training, which awaits
/// them, stops after the batch. One that whoever started the process wants ignored, as `nohup` does, stays
/// so.
struct Interruption: Sendable {
  private static let isAwaited = Atomic(false)
  /// The signal that was awaited, once it came.
  private static let received = Atomic<Int32>(0)

  /// Settles what the signals do, before a command begins.
  static func prepare() {
    // Touch what a handler uses: its first use must not be there.
    TemporaryFiles.prepare()
    isAwaited.store(false, ordering: .relaxed)
    received.store(0, ordering: .relaxed)
    let requests: [Signal] = [.interrupt, .termination, .hangUp, .quit]
    for signal in requests { signal.handleUnlessIgnored { Interruption.receive($0) } }
    Signal.unblock(requests + [.suspension])
  }

  /// Awaits a signal. A second one ends the process at once.
  static func watch() -> Interruption {
    isAwaited.store(true, ordering: .relaxed)
    return Interruption()
  }

  /// Whether to stop.
  var wasRequested: Bool { Self.received.load(ordering: .relaxed) != 0 }

  /// The exit code of a process that stopped on request, as shells have it: 130 after Ctrl-C.
  var exitCode: Int32 { 128 + Self.received.load(ordering: .relaxed) }

  /// What a signal does, in its handler.
  private static func receive(_ number: Int32) {
    if isAwaited.load(ordering: .relaxed),
      received.compareExchange(expected: 0, desired: number, ordering: .relaxed).exchanged
    {
      return
    }
    TemporaryFiles.removeAll()
    Signal(number: number).raiseUnhandled()
  }
}

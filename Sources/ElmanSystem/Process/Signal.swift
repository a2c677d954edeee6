import ElmanLibc

/// A signal by which the system or another process interrupts this one.
package struct Signal: Sendable, Equatable {
  /// What is done when a signal comes, with its number. It may neither allocate nor take a lock.
  package typealias Handler = @convention(c) (Int32) -> Void

  /// The system's number.
  package let number: Int32

  /// The signal of a number.
  package init(number: Int32) { self.number = number }

  /// Ctrl-C.
  package static var interrupt: Signal { Signal(number: SIGINT) }
  /// What `kill` sends.
  package static var termination: Signal { Signal(number: SIGTERM) }
  /// The terminal goes away.
  package static var hangUp: Signal { Signal(number: SIGHUP) }
  /// Ctrl-\.
  package static var quit: Signal { Signal(number: SIGQUIT) }
  /// Ctrl-Z.
  package static var suspension: Signal { Signal(number: SIGTSTP) }
  /// A write into a pipe that nobody reads.
  package static var brokenPipe: Signal { Signal(number: SIGPIPE) }
  /// A file that grows beyond what the system allows (`ulimit -f`).
  package static var fileTooLarge: Signal { Signal(number: SIGXFSZ) }
  /// The memory of a mapped file is gone.
  package static var busError: Signal { Signal(number: SIGBUS) }

  /// Lets nothing happen when the signal comes; what caused it fails instead.
  package func ignore() { signal(number, SIG_IGN) }

  /// Lets a handler run when the signal comes.
  package func handle(_ handler: Handler) { signal(number, handler) }

  /// Lets a handler run when the signal comes, unless whoever started the process wants it ignored, as
  /// `nohup` does.
  package func handleUnlessIgnored(_ handler: Handler) {
    let before = signal(number, SIG_IGN)
    let isIgnored = unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    if !isIgnored { handle(handler) }
  }

  /// Does to this process what the signal does where nobody handles it. A handler may call it.
  package func raiseUnhandled() {
    signal(number, SIG_DFL)
    raise(number)
  }

  /// Lets signals come that were blocked: a thread pool of whoever started the process may have handed
  /// down its own mask.
  package static func unblock(_ signals: [Signal]) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal.number) }
    sigprocmask(SIG_UNBLOCK, &set, nil)
  }
}

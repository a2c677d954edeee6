import ElmanBytes
import ElmanLibc

/// The process that runs this code.
package enum ThisProcess {
  /// Ends the process with an exit code.
  package static func end(_ code: Int32) -> Never { exit(code) }

  /// Ends the process without anything that is done at its end otherwise. A signal handler may call it.
  package static func endAtOnce(_ code: Int32) -> Never { _exit(code) }

  /// The seconds of the processors that the process has used so far.
  package static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The path of the program, without symbolic links; `nil` where the system does not tell.
  package static var program: BytePath? {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _NSGetExecutablePath(nil, &size)
      var name = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&name, &size) == 0 else { return nil }
      let resolved = realpath(name, nil)
    #else
      let resolved = realpath("/proc/self/exe", nil)
    #endif
    guard let resolved else { return nil }
    defer { free(resolved) }
    return BytePath(cString: resolved)
  }
}

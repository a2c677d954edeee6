import ElmanLibc

/// What the system limits for a process.
package enum ResourceLimit {
  /// The bytes of addresses, `ulimit -v`.
  case addresses
  /// The bytes of the main thread's stack, `ulimit -s`.
  case stack
  /// The files that are open at a time, `ulimit -n`.
  case openFiles

  /// How much the process may have; `nil` for as much as there is.
  package var value: Int? {
    var limit = rlimit()
    let status =
      switch self {
      case .addresses: getrlimit(Self.number(RLIMIT_AS), &limit)
      case .stack: getrlimit(Self.number(RLIMIT_STACK), &limit)
      case .openFiles: getrlimit(Self.number(RLIMIT_NOFILE), &limit)
      }
    // Infinity is a number beyond those of `Int`, or the greatest of them.
    guard status == 0, let value = Int(exactly: limit.rlim_cur), value < .max else { return nil }
    return value
  }

  #if canImport(Glibc)
    private static func number(_ resource: __rlimit_resource) -> __rlimit_resource_t {
      __rlimit_resource_t(resource.rawValue)
    }
  #else
    private static func number(_ resource: Int32) -> Int32 { resource }
  #endif
}

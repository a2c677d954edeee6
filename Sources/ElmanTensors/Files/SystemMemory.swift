#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The memory that this process may have.
package enum SystemMemory {
  /// The machine's memory, or less where the system allows the process less (`ulimit -v`), in bytes.
  package static var bytes: Int {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    return min(machine > 0 ? machine : .max, limit(of: .addresses) ?? .max)
  }

  /// What the system limits for a process.
  package enum Resource {
    /// The bytes of addresses, `ulimit -v`.
    case addresses
    /// The bytes of the main thread's stack, `ulimit -s`.
    case stack
    /// The files that are open at a time, `ulimit -n`.
    case openFiles
  }

  /// How much of a resource the process may have; `nil` for as much as there is.
  package static func limit(of resource: Resource) -> Int? {
    var limit = rlimit()
    let isKnown =
      switch resource {
      case .addresses: getrlimit(number(RLIMIT_AS), &limit)
      case .stack: getrlimit(number(RLIMIT_STACK), &limit)
      case .openFiles: getrlimit(number(RLIMIT_NOFILE), &limit)
      }
    // Infinity is a number beyond those of `Int`, or the greatest of them.
    guard isKnown == 0, let bytes = Int(exactly: limit.rlim_cur), bytes < .max else { return nil }
    return bytes
  }

  #if canImport(Glibc)
    private static func number(_ resource: __rlimit_resource) -> __rlimit_resource_t {
      __rlimit_resource_t(resource.rawValue)
    }
  #else
    private static func number(_ resource: Int32) -> Int32 { resource }
  #endif
}

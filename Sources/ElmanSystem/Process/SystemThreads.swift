import CProcessLimits
import ElmanLibc

/// The threads that this process may have.
package enum SystemThreads {
  /// How many processors the machine has.
  package static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// How many threads can live beside this one, up to a number of at most 1024, by making them.
  package static func available(atMost count: Int) -> Int {
    Int(elman_count_threads(Int32(count)))
  }
}

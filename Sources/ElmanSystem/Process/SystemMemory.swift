import CProcessLimits
import ElmanLibc

/// The memory that this process may have.
package enum SystemMemory {
  /// The machine's memory, or less where the system allows the process less (`ulimit -v`), in bytes.
  package static var bytes: Int {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    return min(machine > 0 ? machine : .max, ResourceLimit.addresses.value ?? .max)
  }

  /// Whether the process can have so many bytes of addresses more.
  package static func hasRoom(for bytes: Int) -> Bool {
    let probe = mmap(nil, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard probe != MAP_FAILED else { return false }
    munmap(probe, bytes)
    return true
  }

  /// Lets all threads share one heap, where the C library would give each its own, which takes many
  /// addresses. To be called before there are other threads.
  package static func shareHeap() { elman_share_heap() }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Outside any type, whose own methods would hide the system's functions of the same names.

/// Writes bytes to a descriptor, as `write` does: perhaps not all of them.
///
/// - Returns: how many were written, or -1, and then `errno` says why.
func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  // Darwin refuses a single write of 2 GiB or more.
  write(descriptor, bytes.baseAddress, min(bytes.count, 1 << 30))
}

/// Opens a file for writing, and creates it if there is none.
///
/// - Returns: its descriptor, or -1, and then `errno` says why.
func systemOpenForWriting(_ path: String, _ flag: Int32) -> Int32 {
  open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flag, 0o666)
}

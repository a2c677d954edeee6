import ElmanLibc

// Outside any type, whose own methods would hide the system's functions of the same names.

/// Writes all of some bytes to a descriptor, and waits where that does not. A signal handler may call it.
///
/// - Returns: why not all could be written; `nil` if they were.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> SystemError? {
  var rest = bytes
  while !rest.isEmpty {
    // Darwin refuses a single write of 2 GiB or more.
    let count = write(descriptor, rest.baseAddress, min(rest.count, 1 << 30))
    if count >= 0 {
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    } else if let error = errorUnlessTemporary(descriptor, POLLOUT) {
      return error
    }
  }
  return nil
}

/// Reads bytes from a descriptor, as many as can be had without waiting for more.
///
/// - Returns: how many were read, 0 at the end of the input and only there.
func readSome(
  into buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32
) throws(SystemError) -> Int {
  while true {
    let count = read(descriptor, buffer.baseAddress, buffer.count)
    if count >= 0 { return count }
    if let error = errorUnlessTemporary(descriptor, POLLIN) { throw error }
  }
}

/// Opens a file, which the processes begun by this one do not get.
///
/// - Parameters:
///   - path: where it is, with a zero at the end.
///   - flags: those of `open`.
/// - Returns: its descriptor.
func openDescriptor(_ path: [CChar], _ flags: Int32) throws(SystemError) -> Int32 {
  while true {
    let descriptor = open(path, flags | O_CLOEXEC, 0o666)
    if descriptor >= 0 { return descriptor }
    guard errno == EINTR else { throw .last }
  }
}

/// What a read or write failed for; `nil` where it is to be tried again, once that was waited for.
private func errorUnlessTemporary(
  _ descriptor: Int32, _ event: some BinaryInteger
) -> SystemError? {
  switch errno {
  case EINTR: return nil
  case EAGAIN:
    // Another program that shares the terminal or pipe may have made it non-blocking.
    var waiting = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    poll(&waiting, 1, -1)
    return nil
  case let code: return SystemError(code: code)
  }
}

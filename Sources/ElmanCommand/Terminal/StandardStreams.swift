#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is settled about standard input, output and error before a command begins.
enum StandardStreams {
  /// Makes the streams safe to use however the process was started.
  static func prepare() {
    // A write into a closed pipe is to fail, which otherwise would kill the process: training must
    // outlive whoever watched it.
    signal(SIGPIPE, SIG_IGN)
    // The same for a file that grows beyond what the system allows (ulimit -f).
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGBUS) { _ in StandardStreams.endAfterBusError() }
    // A stream that is closed would leave its number to the next file that is opened, say a model,
    // and messages would go into that file. Opened the wrong way round, each use of it fails.
    for (stream, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
    ] where fcntl(stream, F_GETFD) == -1 {
      let descriptor = open("/dev/null", mode)
      if descriptor >= 0, descriptor != stream {
        dup2(descriptor, stream)
        close(descriptor)
      }
    }
  }

  /// Waits until a stream that does not block can be used again.
  static func wait(for stream: Int32, _ event: some BinaryInteger) {
    var waiting = pollfd(fd: stream, events: Int16(event), revents: 0)
    poll(&waiting, 1, -1)
  }

  /// The memory of a mapped file is gone: another program made the file shorter, or the disk failed.
  ///
  /// A signal handler may hardly do anything; this writes a constant text and ends.
  private static func endAfterBusError() -> Never {
    let message: StaticString =
      "error: a mapped file, such as a model, was made shorter or could not be read while in use\n"
    _ = systemWrite(
      STDERR_FILENO,
      UnsafeRawBufferPointer(start: message.utf8Start, count: message.utf8CodeUnitCount))
    _exit(Failure.noInput)
  }
}

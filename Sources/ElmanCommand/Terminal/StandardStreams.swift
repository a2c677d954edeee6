import ElmanSystem

/// What is settled about standard input, output and error before a command begins.
enum StandardStreams {
  /// Makes the streams safe to use however the process was started.
  static func prepare() {
    // A write into a closed pipe is to fail, which otherwise would kill the process: training must
    // outlive whoever watched it. The same for a file that grows too large.
    Signal.brokenPipe.ignore()
    Signal.fileTooLarge.ignore()
    Signal.busError.handle { _ in StandardStreams.endAfterBusError() }
    StandardStream.occupyClosed()
  }

  /// The memory of a mapped file is gone: another program made the file shorter, or the disk failed.
  ///
  /// A signal handler may hardly do anything; this writes a constant text and ends.
  private static func endAfterBusError() -> Never {
    let message: StaticString =
      "error: a mapped file, such as a model, was made shorter or could not be read while in use\n"
    _ = StandardStream.error.write(
      UnsafeRawBufferPointer(start: message.utf8Start, count: message.utf8CodeUnitCount))
    ThisProcess.endAtOnce(Failure.noInput)
  }
}

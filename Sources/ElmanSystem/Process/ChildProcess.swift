import ElmanLibc

/// Another program that runs beside this one, is asked line by line, and answers so.
///
/// What it says on standard error is lost.
package final class ChildProcess {
  private var process: pid_t = 0
  private var requests: Int32 = -1
  private var answers: Int32 = -1

  /// Starts a program; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - command: its name, looked for as shells do, and its arguments.
  ///   - environment: its variables, such as `LANG=C`.
  package init?(_ command: [String], environment: [String]) {
    guard let name = command.first else { return nil }
    var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&input) == 0, pipe(&output) == 0 else { return nil }
    // No other program may get them: this one would wait for their ends.
    for descriptor in input + output { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input[0], 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = command.map { strdup($0) } + [nil]
    var settings = environment.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    let status = posix_spawnp(&process, name, &actions, nil, &words, &settings)
    close(input[0])
    close(output[1])
    (requests, answers) = (input[1], output[0])
    if status != 0 {
      process = 0
      return nil
    }
  }

  deinit {
    if requests >= 0 { close(requests) }
    if answers >= 0 { close(answers) }
    if process > 0 {
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
  }

  /// The next line, or `nil` when the program has ended.
  package func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(answers, &byte, 1) == 1 {
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }

  /// Sends a line and waits for the next.
  package func answer(to request: String) -> String? {
    let error = Array((request + "\n").utf8).withUnsafeBytes { writeAll($0, to: requests) }
    return error == nil ? line() : nil
  }
}

/// What is wrong with a reader: a promise that it broke on some input.
///
/// A crash, a hang and too much memory are findings too, but those the program that fuzzes sees.
public struct FuzzFinding: Error, Equatable, Sendable, CustomStringConvertible {
  /// The broken promise on one line.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Checks a promise.
///
/// - Throws: a finding where it is broken.
func expect(
  _ isKept: Bool, _ broken: @autoclosure () -> String
) throws(FuzzFinding) {
  guard isKept else { throw FuzzFinding(broken()) }
}

/// Lets a reader read, and checks what it says where it refuses.
///
/// - Returns: what was read, or `nil` where the reader threw an error that tells something on one line.
/// - Throws: a finding where the error does not.
func accepted<Result, Failure: Error & CustomStringConvertible>(
  _ read: () throws(Failure) -> Result
) throws(FuzzFinding) -> Result? {
  do throws(Failure) { return try read() } catch {
    let line = error.description.utf8
    try expect(!line.isEmpty, "an error without a description")
    try expect(!line.contains { $0 == 0x0A || $0 == 0x0D }, "an error of several lines: \(error)")
    return nil
  }
}

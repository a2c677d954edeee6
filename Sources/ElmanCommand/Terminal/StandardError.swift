import ElmanBytes
import ElmanStreams
import ElmanSystem

/// Where everything goes that is not a result.
enum StandardError {
  /// Writes a line, and no more than one: names, labels and arguments in it do no harm.
  static func line(_ text: String) { write(text.harmless + "\n") }

  /// Warns of what a stream got by with.
  static func warn(_ warning: StreamWarning) {
    var hint = ""
    if case .otherLanguage = warning { hint = "; --language auto takes that of the text" }
    line("warning: \(warning)" + hint)
  }

  /// Writes text as it is. What cannot be written is lost: there is no other place to say so.
  static func write(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { StandardStream.error.write($0) }
  }
}

extension String {
  /// The text as one line that is safe to show: scalars that would steer a terminal, break the line
  /// or turn its direction are written by their numbers, such as `\u{1b}`.
  ///
  /// What a file says is not trusted, and a terminal obeys what it is sent.
  package var escapingControls: String {
    guard unicodeScalars.contains(where: \.isControlling) else { return self }
    var line = ""
    for scalar in unicodeScalars {
      if scalar.isControlling {
        line += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// The same, and of a long text only the start: fit for a message.
  package var onOneLine: String {
    let limit = 1_000
    let start = unicodeScalars.prefix(limit)
    let line = String(start).escapingControls
    return start.endIndex < unicodeScalars.endIndex ? line + "…" : line
  }
}

extension Unicode.Scalar {
  fileprivate var isControlling: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    // Joiners, which are letters' neighbours in many scripts, do no harm.
    case .format: value != 0x200C && value != 0x200D
    default: false
    }
  }
}

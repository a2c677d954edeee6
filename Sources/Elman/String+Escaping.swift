extension String {
  /// The text as one line that is safe to show: scalars that would steer a terminal, break the line
  /// or turn its direction are written by their numbers, such as `\u{1b}`.
  ///
  /// What a model file says is not trusted, and a terminal obeys what it is sent.
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
}

extension Unicode.Scalar {
  fileprivate var isControlling: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // Joiners, which are letters' neighbours in many scripts, do no harm.
    case .format: value != 0x200C && value != 0x200D
    default: false
    }
  }
}

extension String {
  /// A string of an untrusted file, made fit for one line on a terminal: what cannot be seen there is
  /// written by its number, and of a long string only the start is left.
  package var onOneLine: String {
    let limit = 1_000
    var line = ""
    for (index, scalar) in unicodeScalars.enumerated() {
      if index == limit { return line + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        line += "\\u{\(String(scalar.value, radix: 16))}"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}

import ElmanBytes
import ElmanChecking
import ElmanStreams

/// Writes what was found in a corpus: a line a finding, and for people how many there are of each kind.
struct FindingWriter {
  /// Whether programs read it.
  let isJSON: Bool

  /// Writes a report to standard output.
  func write(_ report: CheckReport) throws(OutputError) {
    var output: [UInt8] = []
    for finding in report.findings {
      if isJSON {
        Self.append(finding, to: &output)
      } else {
        output.append(contentsOf: finding.description.harmless.utf8)
      }
      output.append(UInt8(ascii: "\n"))
      guard output.count >= 1 << 16 else { continue }
      try StandardOutput.write(output)
      output.removeAll(keepingCapacity: true)
    }
    if !isJSON {
      if !report.findings.isEmpty { output.append(UInt8(ascii: "\n")) }
      output.append(contentsOf: Self.summary(of: report).utf8)
    }
    try StandardOutput.write(output)
  }

  private static func append(_ finding: Finding, to output: inout [UInt8]) {
    output.append(json: "{\"path\":")
    output.append(string: finding.place.path.utf8)
    output.append(json: ",\"line\":")
    output.append(number: finding.place.line)
    if let column = finding.column {
      output.append(json: ",\"column\":")
      output.append(number: column)
    }
    output.append(json: ",\"severity\":")
    output.append(string: finding.kind.severity.rawValue.utf8)
    output.append(json: ",\"kind\":")
    output.append(string: finding.kind.rawValue.utf8)
    output.append(json: ",\"message\":")
    output.append(string: finding.message.utf8)
    if let other = finding.other {
      output.append(json: ",\"otherPath\":")
      output.append(string: other.path.utf8)
      output.append(json: ",\"otherLine\":")
      output.append(number: other.line)
    }
    output.append(UInt8(ascii: "}"))
  }

  /// A table of the kinds that were found, and a line on all.
  private static func summary(of report: CheckReport) -> String {
    let shown = Dictionary(report.findings.map { ($0.kind, 1) }, uniquingKeysWith: +)
    var lines: [String] = []
    for kind in FindingKind.allCases {
      guard let count = report.counts[kind] else { continue }
      let hidden = count - shown[kind, default: 0]
      lines.append(
        "\(String(count).padded(-7))  \(kind.severity.rawValue.padded(9))\(kind.rawValue.padded(21))"
          + kind.summary + (hidden > 0 ? " (\(hidden) not shown)" : ""))
    }
    let severities = FindingSeverity.allCases.map { severity in
      let count = report.count(severity)
      return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let files = report.files.count
    let words = report.files.reduce(0) { $0 + $1.wordCount }
    lines.append(
      "\(files) file\(files == 1 ? "" : "s"), \(words) words: \(severities.joined(separator: ", "))"
    )
    return lines.joined(separator: "\n") + "\n"
  }
}

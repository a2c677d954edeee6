import Elman
import ElmanBytes
import ElmanEvaluation
import ElmanStreams

/// The score of cases as a person or a program reads it.
struct CaseReport: EvaluationReport {
  let score: CaseScore
  /// The file of the cases.
  let path: String

  /// What is wrong, and a table.
  var text: String {
    var lines = score.mistakes.flatMap { mistake in
      [
        "\(path):\(mistake.wrong.line): \(mistake.wrong.kind.rawValue): \(mistake.wrong.text)",
        "  expected  \(mistake.wrong.expected)",
        "  found     \(mistake.found)",
      ].map(\.harmless)
    }
    if !lines.isEmpty { lines.append("") }
    lines.append("kind          right    cases")
    for (kind, right, total) in score.kinds { lines.append(row(kind.rawValue, right, total)) }
    lines.append(row("all", score.all.right, score.all.total))
    if score.unansweredCount > 0 {
      lines.append("\(score.unansweredCount) of kinds that this model does not answer")
    }
    return lines.joined(separator: "\n")
  }

  private func row(_ name: String, _ right: Int, _ total: Int) -> String {
    let share = total > 0 ? Double(right) / Double(total) : 0
    return name.padded(9) + "  " + LabelTable.percent(share) + "  " + String(total).padded(-7)
  }

  /// One JSON object.
  var json: String {
    Settings.json(
      Summary(
        kinds: score.kinds.map {
          Summary.Kind(kind: $0.kind.rawValue, right: $0.right, cases: $0.total)
        },
        mistakes: score.mistakes.map {
          Summary.Mistake(
            line: $0.wrong.line, kind: $0.wrong.kind.rawValue, text: $0.wrong.text,
            expected: $0.wrong.expected, found: $0.found)
        },
        right: score.all.right, cases: score.all.total, unanswered: score.unansweredCount))
  }

  private struct Summary: Encodable {
    struct Kind: Encodable {
      let kind: String
      let right, cases: Int
    }

    struct Mistake: Encodable {
      let line: Int
      let kind, text, expected, found: String
    }

    let kinds: [Kind]
    let mistakes: [Mistake]
    let right, cases, unanswered: Int
  }
}

import ElmanBytes
import ElmanCorpora

/// Finds entity labels that break their scheme.
///
/// Only the whole file tells its scheme, so the faults in each one are noted until then.
struct SpanCheck {
  private struct Fault {
    var line: Int32
    /// Indices of labels; -1 for the start or the end of a sentence.
    var previous: Int32
    var next: Int32
  }

  private var detector = SpanSchemeDetector()
  private var faults = [[Fault]](repeating: [], count: SpanScheme.allCases.count)
  private var labels: [(text: String, label: SpanLabel?)] = []
  private var numbers: [Spelling: Int32] = [:]
  private var hasSpans = false

  /// Takes the labels of a sentence.
  ///
  /// - Parameter lines: for each label its line.
  mutating func add(_ texts: [String], lines: [Int], to file: CheckedFile) {
    guard texts.contains(where: { $0 != "O" }) else { return }
    hasSpans = true
    detector.add(texts)
    var previous: Int32 = -1
    for (text, line) in zip(texts, lines) {
      let next = number(of: text)
      if labels[Int(next)].label == nil {
        file.report(
          .unknownLabel, at: line,
          "expected a label such as B-PER or O, found \(text.quoted)")
      }
      note(previous, next, line: line)
      previous = next
    }
    note(previous, -1, line: lines[lines.count - 1])
    for span in LabelledSpan.spans(of: texts) {
      file.labels[.entity, default: LabelCounts()].add(
        span.type, at: lines[span.range.lowerBound])
    }
  }

  /// Reports what breaks the scheme of the file.
  func run(on file: CheckedFile) {
    guard hasSpans else { return }
    let scheme = detector.scheme
    file.scheme = scheme
    guard let index = SpanScheme.allCases.firstIndex(of: scheme) else { return }
    for fault in faults[index] {
      let next = name(of: fault.next)
      let step =
        fault.next < 0
        ? "\(name(of: fault.previous)) ends the sentence"
        : fault.previous < 0
          ? "\(next) begins the sentence" : "\(next) after \(name(of: fault.previous))"
      file.report(
        .invalidSequence, at: Int(fault.line),
        "\(step), which \(scheme.rawValue.uppercased()) does not allow")
    }
  }

  private mutating func note(_ previous: Int32, _ next: Int32, line: Int) {
    let before = previous < 0 ? nil : labels[Int(previous)].label ?? .outside
    let after = next < 0 ? nil : labels[Int(next)].label ?? .outside
    if before == nil || before == .outside, after == nil || after == .outside { return }
    // No scheme allows a label without a type, which was told when it was reached.
    if let before, before != .outside, before.type.isEmpty { return }
    for (index, scheme) in SpanScheme.allCases.enumerated()
    where !scheme.allows(from: before, to: after) {
      faults[index].append(
        Fault(line: Int32(truncatingIfNeeded: line), previous: previous, next: next))
    }
  }

  private mutating func number(of text: String) -> Int32 {
    if let number = numbers[Spelling(text)] { return number }
    let number = Int32(labels.count)
    numbers[Spelling(text)] = number
    labels.append((text, SpanLabel(text)))
    return number
  }

  private func name(of number: Int32) -> String { number < 0 ? "" : labels[Int(number)].text }
}

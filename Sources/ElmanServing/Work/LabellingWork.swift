import Elman
import ElmanStreams

/// Texts of a request that are classified, or whose languages are told.
///
/// It is `@unchecked Sendable` because one thread at a time has it: see ``Work``.
package final class LabellingWork: Work, @unchecked Sendable {
  /// The most texts of a portion, and the bytes that end one.
  private static let textCount = 64
  private static let byteCount = 1 << 14
  /// A text of more bytes takes so long that others must not wait behind it.
  private static let longBytes = 1 << 15

  let plan: LabellingPlan
  package let isLong: Bool

  /// The texts, with `nil` for what is none and has its answer in the frame.
  private let texts: [StreamText?]
  private var next = 0
  private let writer: any ClassificationWriter
  private var frame: AnswerFrame
  private let abandoned: @Sendable () -> Bool

  /// - Parameters:
  ///   - plan: what is wanted.
  ///   - texts: the texts; `nil` for what is none, whose answer the frame has.
  ///   - frame: what stands around the labels in the answer.
  ///   - abandoned: whether nobody waits for the answer any more.
  package init(
    _ plan: LabellingPlan, _ texts: [StreamText?], frame: AnswerFrame,
    abandoned: @escaping @Sendable () -> Bool = { false }
  ) {
    self.plan = plan
    self.texts = texts
    self.frame = frame
    self.abandoned = abandoned
    isLong = texts.contains { ($0?.bytes.count ?? 0) > Self.longBytes }
    writer = ClassificationFormat.jsonl.writer(labels: plan.labeller.resultLabels, top: plan.top)
  }

  package var isAbandoned: Bool { abandoned() }

  /// Takes the texts of the next portion.
  func take() -> [StreamText] {
    var taken: [StreamText] = []
    var bytes = 0
    while next < texts.count, taken.count < Self.textCount, bytes < Self.byteCount {
      if let text = texts[next] {
        taken.append(text)
        bytes += text.bytes.count
      }
      next += 1
    }
    return taken
  }

  /// Writes the portion that was taken.
  func write(_ taken: [StreamText], _ results: [ClassifiedText]) -> Portion {
    var portion = Portion(isLast: next == texts.count)
    var number = 0
    for (text, result) in zip(taken, results) {
      while texts[written + number] == nil { number += 1 }
      frame.add(document: written + number, to: &portion.bytes) {
        writer.write(text, result, to: &$0)
      }
      number += 1
    }
    written = next
    if portion.isLast { frame.end(&portion.bytes) }
    return portion
  }

  /// How many of the texts have had their answers.
  private var written = 0
}

import Elman
import ElmanBytes
import ElmanStreams

/// What a request wants of a classifier or a language identifier.
package struct LabellingPlan: Sendable {
  /// What tells apart sessions.
  struct SessionKey: Hashable {
    let model: Spelling
    /// The languages that an answer is one of, where they were told.
    var languages: [Spelling] = []
    var explains = false
  }

  let session: SessionKey
  /// What gives texts their labels.
  let labeller: any TextLabeller
  /// How many labels are told; `nil` for all.
  let top: Int?
}

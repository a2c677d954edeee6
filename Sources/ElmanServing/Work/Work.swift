/// What a request wants of the networks, portion by portion.
///
/// One thread at a time has it: whoever made it, or a worker between ``WorkEngine/next(of:isFirst:)`` and its answer.
package protocol Work: AnyObject, Sendable {
  /// Whether nobody waits for it any more.
  var isAbandoned: Bool { get }
  /// Whether a portion takes so long that shorter ones must not wait behind it.
  var isLong: Bool { get }
}

/// A part of an answer.
package struct Portion: Sendable {
  /// The next bytes of the answer.
  package var bytes: [UInt8] = []
  /// Whether the answer ends with it.
  package var isLast = true
  /// How many words were read for it.
  package var words = 0
  /// Why the answer ends too early.
  package var problem: Problem?

  /// A part of an answer.
  package init(
    bytes: [UInt8] = [], isLast: Bool = true, words: Int = 0, problem: Problem? = nil
  ) {
    self.bytes = bytes
    self.isLast = isLast
    self.words = words
    self.problem = problem
  }
}

/// The texts of a stream, tagged.
///
/// ```swift
/// for try await text in pool.analyze(lines) { print(text.entities.count) }
/// ```
///
/// One text is read at a time, when its result is asked for: nothing piles up, and a text is answered before the next one is
/// waited for.
public struct TaggedTexts<Base: AsyncSequence>: AsyncSequence where Base.Element == String {
  /// What the stream gives.
  public typealias Element = TaggedText
  /// What the stream of texts throws.
  public typealias Failure = Base.Failure

  let base: Base
  let pool: TaggerPool
  let probabilities: Bool
  let top: Int

  /// Reads text after text.
  public struct AsyncIterator: AsyncIteratorProtocol {
    var base: Base.AsyncIterator
    let pool: TaggerPool
    let probabilities: Bool
    let top: Int

    /// The next text, tagged; `nil` at the end.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(Base.Failure) -> TaggedText? {
      try await base.next(isolation: actor).map {
        pool.analyze($0, probabilities: probabilities, top: top)
      }
    }

    /// The next text, tagged; `nil` at the end.
    public mutating func next() async throws -> TaggedText? {
      try await base.next().map { pool.analyze($0, probabilities: probabilities, top: top) }
    }
  }

  /// Begins to read.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(
      base: base.makeAsyncIterator(), pool: pool, probabilities: probabilities, top: top)
  }
}

extension TaggerPool {
  /// Tags the texts of a stream, one after the other.
  ///
  /// - Parameters:
  ///   - texts: the texts.
  ///   - probabilities: whether to tell how probable labels and entities are.
  ///   - top: how many of the best labels of each column to tell.
  public func analyze<Texts: AsyncSequence>(
    _ texts: Texts, probabilities: Bool = false, top: Int = 0
  ) -> TaggedTexts<Texts> where Texts.Element == String {
    TaggedTexts(base: texts, pool: self, probabilities: probabilities, top: top)
  }
}

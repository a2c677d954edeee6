import ElmanSystem
import ElmanText

/// Tags texts from any number of tasks at once with one tagger, and keeps the memory of sessions between them.
///
/// ```swift
/// let pool = TaggerPool(try Tagger(.english), columns: [.upos, .ner])
/// await withTaskGroup { group in
///   for text in texts { group.addTask { pool.analyze(text).entities.count } }
///   …
/// }
/// ```
///
/// There are as many sessions as texts were ever tagged at the same time, but no more idle ones than allowed. Each takes some
/// megabytes, and up to `cacheBytes` more for what it knows of frequent words; the weights are there once.
public final class TaggerPool: Sendable {
  /// What tags.
  public let tagger: Tagger
  private let columns: [TagColumn]?
  private let cacheBytes: Int
  private let sessions: IdleSessions<TaggerSession>

  /// A pool for a tagger.
  ///
  /// - Parameters:
  ///   - tagger: what tags.
  ///   - columns: those of its columns that are wanted; all unless given. What nobody needs is not computed.
  ///   - mostIdle: the most sessions that are kept while nothing is tagged.
  ///   - cacheBytes: how much memory of a session may hold what is known of frequent words.
  public init(
    _ tagger: Tagger, columns: [TagColumn]? = nil, mostIdle: Int = 16,
    cacheBytes: Int = TaggerSession.defaultCacheBytes
  ) {
    self.tagger = tagger
    self.columns = columns
    self.cacheBytes = cacheBytes
    sessions = IdleSessions(most: mostIdle)
  }

  /// Cuts a text into sentences and tags them, as ``Tagger/analyze(_:probabilities:top:)`` does.
  public func analyze(_ string: String, probabilities: Bool = false, top: Int = 0) -> TaggedText {
    withSession {
      tagger.analyze(string, in: $0, probabilities: probabilities, top: top)
    }
  }

  /// Tags sentences.
  public func tag(_ sentences: [Sentence], probabilities: Bool = false) -> [TaggedSentence] {
    withSession { $0.tag(sentences, probabilities: probabilities) }
  }

  /// Calls `body` with a session that nobody else uses meanwhile.
  package func withSession<Result>(_ body: (TaggerSession) throws -> Result) rethrows -> Result {
    try sessions.with(
      { TaggerSession(tagger, columns: columns, cacheBytes: cacheBytes) }, body)
  }
}

/// Classifies texts from any number of tasks at once with one classifier, as ``TaggerPool`` tags them.
public final class ClassifierPool: Sendable {
  /// What classifies.
  public let classifier: Classifier
  private let sessions: IdleSessions<ClassifierSession>

  /// A pool for a classifier.
  ///
  /// - Parameters:
  ///   - classifier: what classifies.
  ///   - mostIdle: the most sessions that are kept while nothing is classified.
  public init(_ classifier: Classifier, mostIdle: Int = 16) {
    self.classifier = classifier
    sessions = IdleSessions(most: mostIdle)
  }

  /// Classifies a text.
  public func classify(_ text: String) -> Classification { classify([text])[0] }

  /// Classifies texts, which is faster together.
  public func classify(_ texts: [String]) -> [Classification] {
    sessions.with({ ClassifierSession(classifier) }) { session in
      session.classify(texts.map { classifier.document($0.utf8) })
    }
  }
}

/// Sessions that nobody uses at the moment.
package final class IdleSessions<Session>: Sendable {
  private let most: Int
  private let idle = Guarded<[IdleSession<Session>]>([])

  package init(most: Int) { self.most = most }

  /// Calls `body` with an idle session, or a new one.
  package func with<Result>(
    _ make: () -> Session, _ body: (Session) throws -> Result
  ) rethrows -> Result {
    let session = idle.withLock { $0.popLast() } ?? IdleSession(session: make())
    defer {
      idle.withLock { if $0.count < most { $0.append(session) } }
    }
    return try body(session.session)
  }
}

/// A session on its way between threads; it is `@unchecked Sendable` because whoever takes one out of the pool is the only one to
/// hold it, until it is put back.
private struct IdleSession<Session>: @unchecked Sendable { let session: Session }

import Elman
import ElmanCorpora
import ElmanStreams
import ElmanText

/// Texts of a request that are cut and, if that is wanted, tagged.
///
/// It is `@unchecked Sendable` because one thread at a time has it: see ``Work``.
package final class TaggingWork: Work, @unchecked Sendable {
  /// The most sentences of a portion, and the words and bytes that end one.
  private static let sentenceCount = 32
  private static let wordCount = 768
  private static let byteCount = 1 << 14
  /// The most bytes of a text that is cut together with others: some sentences.
  private static let shortByteCount = 1 << 10

  let plan: TaggingPlan
  /// The sentences of the portion that is worked on.
  private(set) var pending: [StreamSentence] = []
  package let isLong = false

  private let stream: SentenceStream
  private let isShort: Bool
  /// What writes the answer, once a portion was written.
  private var writer: (any SentenceWriter)?
  private var frame: AnswerFrame
  private let abandoned: @Sendable () -> Bool
  /// The document of each of the sentences.
  private var documents: [Int] = []
  /// Sentences that were read before their portion, with their documents.
  private var waiting: [(StreamSentence, Int)]?
  private var isAtEnd = false
  private var failure: CorpusError?

  /// - Parameters:
  ///   - plan: what is wanted.
  ///   - stream: the texts.
  ///   - byteCount: how many bytes they have together.
  ///   - frame: what stands around the sentences in the answer.
  ///   - abandoned: whether nobody waits for the answer any more.
  package init(
    _ plan: TaggingPlan, _ stream: SentenceStream, byteCount: Int, frame: AnswerFrame,
    abandoned: @escaping @Sendable () -> Bool = { false }
  ) {
    self.plan = plan
    self.stream = stream
    isShort = stream.format.isText && byteCount <= Self.shortByteCount
    self.frame = frame
    self.abandoned = abandoned
  }

  /// What tells apart writers that can be used again.
  var writerKey: TaggingPlan.WriterKey { plan.writerKey(isText: stream.format.isText) }

  /// A writer at the start of an answer.
  func makeWriter() -> any SentenceWriter {
    plan.format.writer(
      for: stream, tagger: plan.tagger(of:), columns: plan.columns,
      tellsTokenRanges: plan.tellsTokenRanges)
  }

  package var isAbandoned: Bool { abandoned() }

  /// What reads a short text with that of others; `nil` for one that is not short or has no network for it.
  var tokenizer: LearnedTokenizer? { isShort ? plan.tagger?.tokenizer : nil }

  /// Takes the windows of a short text, whose labels are to be set before it is cut.
  func takeTexts() -> WindowTexts? {
    stream.readShort { tokenizer -> WindowTexts? in
      guard var session = tokenizer as? LearnedTokenizerSession else { return nil }
      defer { tokenizer = session }
      return session.takeTexts()
    } ?? nil
  }

  /// Sets the labels of windows that were taken.
  func set(_ labels: [[BoundaryLabel]], of texts: WindowTexts) {
    _ = stream.readShort { tokenizer in
      guard var session = tokenizer as? LearnedTokenizerSession else { return }
      session.set(labels, of: texts)
      tokenizer = session
    }
  }

  /// Reads the sentences of the next portion.
  func cut() {
    pending.removeAll(keepingCapacity: true)
    documents.removeAll(keepingCapacity: true)
    if !stream.format.isText, waiting == nil { readAll() }
    var (words, bytes) = (0, 0)
    while pending.count < Self.sentenceCount, words < Self.wordCount, bytes < Self.byteCount {
      guard let (item, document) = next() else {
        isAtEnd = true
        return
      }
      pending.append(item)
      documents.append(document)
      words += item.sentence.words.count
      bytes += item.sentence.text.count
    }
  }

  private func next() -> (StreamSentence, Int)? {
    if waiting != nil { return waiting?.popLast() }
    do throws(CorpusError) {
      return try stream.next().map { ($0, stream.inputIndex) }
    } catch {
      failure = error
      return nil
    }
  }

  /// Reads all that is no text but a form that may be wrong, so that this is told before anything is answered.
  private func readAll() {
    var all: [(StreamSentence, Int)] = []
    do throws(CorpusError) {
      while let item = try stream.next() { all.append((item, stream.inputIndex)) }
    } catch {
      failure = error
      all = []
    }
    waiting = all.reversed()
  }

  /// Writes the portion that was read.
  ///
  /// - Parameters:
  ///   - tags: the tags of each sentence; `nil` for one without.
  ///   - fresh: a writer at the start of an answer.
  func write(_ tags: [TaggedSentence?], _ fresh: any SentenceWriter) -> Portion {
    var writer = writer ?? fresh
    defer { self.writer = writer }
    var portion = Portion(isLast: isAtEnd)
    portion.words = pending.reduce(0) { $0 + $1.sentence.words.count }
    portion.problem = failure.map { Problem(of: $0) }
    for (index, item) in pending.enumerated() {
      frame.add(document: documents[index], to: &portion.bytes) { bytes in
        writer.writeAnswer(item, tags[index], to: &bytes)
      }
    }
    if isAtEnd { frame.end(&portion.bytes) }
    pending.removeAll(keepingCapacity: true)
    return portion
  }
}

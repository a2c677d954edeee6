import Elman
import ElmanCorpora
import ElmanText

/// Tags the sentences of a stream, or only cuts them, and writes them.
///
/// ```swift
/// let tagger = try Tagger(.english)
/// let options = ReadingOptions(tokenizer: TextTokenizer(of: tagger))
/// let stream = SentenceStream([.file("book.txt")], options: options)
/// try SentencePipeline(tagger, format: .jsonl).run(stream) { bytes in
///   // … to a file or a socket
/// }
/// ```
public struct SentencePipeline: Sendable {
  /// What tags the sentences; `nil` to write them without tags.
  public var tagger: Tagger?
  /// What tags sentences of which a language is told, as it is by a stream that cuts text by language.
  public var taggers: LanguageTaggers?
  /// Which of the tagger's columns are wanted; all unless told otherwise. What nobody needs is not computed.
  public var columns: [TagColumn]?
  /// The form of the results.
  public var format: OutputFormat
  /// How many of the best labels of each word, and types of each entity, are told with their probabilities, in a form that can.
  public var top = 0
  /// Whether it is told where each token stands, in Unicode scalars from the start of the document.
  public var tellsTokenRanges = false
  /// What results for people are laid out for: a screen of 80 columns unless told otherwise.
  package var screen = Screen()
  /// The most sentences that go through the network together.
  public var batchSize = TaggerSession.defaultBatchSize
  /// The memory of each thread for what is known of frequent words, in bytes.
  public var cacheBytes = TaggerSession.defaultCacheBytes

  /// A pipeline with a tagger or without.
  public init(_ tagger: Tagger?, format: OutputFormat) {
    self.tagger = tagger
    self.format = format
  }

  /// A pipeline for the sentences of a stream that cuts text by language.
  public init(_ taggers: LanguageTaggers, format: OutputFormat) {
    self.taggers = taggers
    self.format = format
  }

  /// Runs to the end of the stream.
  ///
  /// - Parameters:
  ///   - stream: the sentences.
  ///   - output: takes the next bytes of the results; never none.
  /// - Throws: what `output` throws, at once; `CorpusError` for a document that cannot be read, after the
  ///   results of all that was read.
  public func run(_ stream: SentenceStream, output: ([UInt8]) throws -> Void) throws {
    var writer = writer(stream)
    try pipeline(stream).run(
      windows(stream), write: { writer.writeAnswer($0, $1, to: &$2) }, output: output)
  }

  /// Runs to the end of the stream in several threads, with the same results in the same order.
  ///
  /// - Parameters:
  ///   - stream: the sentences.
  ///   - threads: how many batches are worked on at a time.
  ///   - output: takes the next bytes of the results; never none.
  /// - Throws: what ``run(_:output:)`` throws.
  nonisolated(nonsending) public func run(
    _ stream: SentenceStream, threads: Int, output: ([UInt8]) throws -> Void
  ) async throws {
    var writer = writer(stream)
    try await pipeline(stream).run(
      windows(stream), threads: threads, write: { writer.writeAnswer($0, $1, to: &$2) },
      output: output)
  }

  private func writer(_ stream: SentenceStream) -> any SentenceWriter {
    format.writer(
      for: stream, tagger: tagger(of:), columns: columns, tellsTokenRanges: tellsTokenRanges,
      screen: screen)
  }

  private func windows(_ stream: SentenceStream) -> StreamWindows<StreamSentence> {
    // Several languages share a window.
    let batches = taggers == nil ? 8 : 32
    return StreamWindows(
      countLimit: stream.options.isLineByLine ? 1 : batches * batchSize,
      // A token may be as long as a sentence.
      sizeLimit: batches * TaggerSession.maximumBatchTokens,
      size: { max($0.sentence.words.count, $0.sentence.text.count / 16) },
      read: { () throws(CorpusError) in try stream.next() })
  }

  private func pipeline(_ stream: SentenceStream) -> Pipeline<StreamSentence, TaggedSentence?> {
    Pipeline(answersAtOnce: stream.options.isLineByLine, session: session)
  }

  private func tagger(of language: Language?) -> Tagger? {
    guard let taggers, let language else { return tagger }
    return taggers.tagger(of: language)
  }

  /// What one thread works with.
  @Sendable private func session() -> ([StreamSentence]) -> [TaggedSentence?] {
    var sessions: [Language?: TaggerSession] = [:]
    // Of several languages most words are of a few.
    let cacheBytes = taggers == nil ? cacheBytes : cacheBytes / 4
    return { items in
      var results = [TaggedSentence?](repeating: nil, count: items.count)
      for language in Set(items.map(\.sentence.language)) {
        guard let tagger = tagger(of: language) else { continue }
        let session =
          sessions[language]
          ?? TaggerSession(tagger, columns: columns, batchSize: batchSize, cacheBytes: cacheBytes)
        sessions[language] = session
        let places = items.indices.filter { items[$0].sentence.language == language }
        let tagged = session.tag(
          places.map { items[$0].sentence }, probabilities: format.showsProbabilities,
          top: format.showsAlternatives ? top : 0)
        for (place, sentence) in zip(places, tagged) { results[place] = sentence }
      }
      return results
    }
  }
}

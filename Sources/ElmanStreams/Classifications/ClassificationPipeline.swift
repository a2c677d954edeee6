import Elman
import ElmanCorpora

/// Classifies the texts of a stream, or tells their languages, and writes them.
public struct ClassificationPipeline: Sendable {
  /// What gives texts their labels.
  private let labeller: any TextLabeller
  /// The form of the results.
  public var format: ClassificationFormat
  /// How many labels are told; `nil` for as many as the form tells by itself.
  public var top: Int?
  /// What results for people are laid out for.
  package var screen = Screen()
  /// Whether it is told how much each word weighed, which only classifiers with attention know.
  public var explains = false
  /// Whether each text is answered before the next is read.
  public var answersAtOnce = false
  /// The most texts that go through the network together.
  public var batchSize = ClassifierSession.defaultBatchSize
  /// The memory of each thread for what is known of frequent words, in bytes.
  public var cacheBytes = TaggerSession.defaultCacheBytes

  /// A pipeline with a classifier.
  public init(_ classifier: Classifier, format: ClassificationFormat) {
    labeller = classifier
    self.format = format
  }

  /// A pipeline with a language identifier.
  public init(_ identifier: LanguageIdentifier, format: ClassificationFormat) {
    labeller = identifier
    self.format = format
  }

  /// Runs to the end of the stream.
  ///
  /// - Parameters:
  ///   - stream: the texts.
  ///   - output: takes the next bytes of the results; never none.
  /// - Throws: what `output` throws, at once; `CorpusError` for a document that cannot be read, after the
  ///   results of all that was read.
  public func run(_ stream: TextStream, output: ([UInt8]) throws -> Void) throws {
    try pipeline.run(windows(stream), write: writer.write, output: output)
  }

  /// Runs to the end of the stream in several threads, with the same results in the same order.
  ///
  /// - Parameters:
  ///   - stream: the texts.
  ///   - threads: how many batches are worked on at a time.
  ///   - output: takes the next bytes of the results; never none.
  /// - Throws: what ``run(_:output:)`` throws.
  nonisolated(nonsending) public func run(
    _ stream: TextStream, threads: Int, output: ([UInt8]) throws -> Void
  ) async throws {
    try await pipeline.run(
      windows(stream), threads: threads, write: writer.write, output: output)
  }

  private func windows(_ stream: TextStream) -> StreamWindows<StreamText> {
    StreamWindows(
      countLimit: answersAtOnce ? 1 : 8 * batchSize, sizeLimit: 1 << 18,
      size: { $0.bytes.count }, read: { () throws(CorpusError) in try stream.next() })
  }

  private var writer: any ClassificationWriter {
    format.writer(labels: labeller.resultLabels, top: top, screen: screen)
  }

  private var pipeline: Pipeline<StreamText, ClassifiedText> {
    Pipeline(answersAtOnce: answersAtOnce, session: session)
  }

  /// What one thread works with.
  @Sendable private func session() -> ([StreamText]) -> [ClassifiedText] {
    labeller.session(batchSize: batchSize, cacheBytes: cacheBytes, explains: explains)
  }
}

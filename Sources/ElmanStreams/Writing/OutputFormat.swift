import Elman
import ElmanCorpora

/// A form in which sentences are written.
public struct OutputFormat: NamedFormat {
  /// The name by which it is chosen.
  public let name: String
  /// What people are told of it.
  public let help: String
  /// Whether the probabilities of the tags and entities are written.
  public var showsProbabilities = false
  /// Whether it can tell where tokens stand as ``WritingOptions/tellsTokenRanges`` asks for.
  public var canTellTokenRanges = false
  /// Creates a writer at the start of an output.
  let writer: @Sendable (SentenceOutput) -> any SentenceWriter

  /// All of them; a new one is added here.
  public static let allCases: [OutputFormat] = [.conllu, .tsv, .horizontal, .jsonl, .pretty]

  /// Creates a writer for the sentences of a stream, at the start of an output.
  ///
  /// - Parameters:
  ///   - stream: where the sentences come from; warnings go where its own go.
  ///   - tagger: what tags them; `nil` for sentences without tags.
  ///   - options: how they are written.
  public func writer(
    for stream: SentenceStream, tagger: Tagger?, options: WritingOptions = WritingOptions()
  ) -> any SentenceWriter {
    writer(
      SentenceOutput(
        names: TagNames(tagger?.columns ?? []), options: options,
        keepsSpaces: stream.format.isText, keepsBlankLines: stream.options.answers != .ends,
        warn: stream.warn))
  }
}

/// How sentences are written.
public struct WritingOptions: Sendable {
  /// Whether it is told where each token stands, in Unicode scalars from the start of the document.
  public var tellsTokenRanges: Bool
  /// What results for people are laid out for.
  public var screen: Screen

  /// For a screen of 80 columns, if nothing else is said.
  public init(tellsTokenRanges: Bool = false, screen: Screen = Screen()) {
    self.tellsTokenRanges = tellsTokenRanges
    self.screen = screen
  }
}

/// What a writer needs to know of what it is to write.
struct SentenceOutput {
  /// The tags.
  let names: TagNames
  let options: WritingOptions
  /// Whether the white space between words is that of a text.
  let keepsSpaces: Bool
  /// Whether blank lines between sentences that were CoNLL-U before stay.
  let keepsBlankLines: Bool
  let warn: (StreamWarning) -> Void
}

import Elman
import ElmanCorpora
import ElmanText

/// A form in which sentences are written.
public struct OutputFormat: NamedFormat, CaseIterable, Hashable, Sendable, CustomStringConvertible {
  /// The name by which it is chosen.
  public let name: String
  /// What people are told of it.
  public let help: String
  /// Whether the probabilities of the tags and entities are written.
  public var showsProbabilities = false
  /// Whether the best labels can be told as ``SentencePipeline/top`` asks for.
  public var showsAlternatives = false
  /// Whether it can tell where tokens stand as ``SentencePipeline/tellsTokenRanges`` asks for.
  public var canTellTokenRanges = false
  /// Creates a writer at the start of an output.
  let writer: @Sendable (SentenceOutput) -> any SentenceWriter

  /// A form whose writer needs to know nothing of what it is to write.
  package init(
    name: String, help: String, writer: @escaping @Sendable () -> any SentenceWriter
  ) {
    self.name = name
    self.help = help
    self.writer = { _ in writer() }
  }

  /// All of them; a new one is added here.
  public static let allCases: [OutputFormat] = [.conllu, .tsv, .horizontal, .jsonl, .pretty]

  /// Creates a writer for the sentences of a stream, at the start of an output.
  ///
  /// - Parameters:
  ///   - stream: where the sentences come from; warnings go where its own go.
  ///   - tagger: what tags those of a language, and those of which none is told; `nil` for sentences without tags.
  ///   - columns: which of the tagger's columns are wanted; all unless told.
  ///   - tellsTokenRanges: whether it is told where each token stands.
  ///   - screen: what results for people are laid out for.
  package func writer(
    for stream: SentenceStream, tagger: @escaping (Language?) -> Tagger?,
    columns: [TagColumn]? = nil,
    tellsTokenRanges: Bool = false,
    screen: Screen = Screen()
  ) -> any SentenceWriter {
    writer(
      SentenceOutput(
        tagger: tagger, columns: columns, tellsTokenRanges: tellsTokenRanges, screen: screen,
        keepsSpaces: stream.format.isText, keepsBlankLines: stream.options.answers != .ends,
        warn: stream.warn))
  }
}

extension OutputFormat {
  /// The form of a name, or `nil` if none has it.
  public init?(name: String) {
    guard let format = Self.named(name) else { return nil }
    self = format
  }
}

extension OutputFormat {
  init(
    name: String, help: String, showsProbabilities: Bool = false, showsAlternatives: Bool = false,
    canTellTokenRanges: Bool = false,
    writer: @escaping @Sendable (SentenceOutput) -> any SentenceWriter
  ) {
    self.name = name
    self.help = help
    self.showsProbabilities = showsProbabilities
    self.showsAlternatives = showsAlternatives
    self.canTellTokenRanges = canTellTokenRanges
    self.writer = writer
  }
}

/// What a writer needs to know of what it is to write.
struct SentenceOutput {
  /// What tags sentences of a language, and those of which none is told.
  let tagger: (Language?) -> Tagger?
  /// Which of its columns are wanted; all unless told.
  let columns: [TagColumn]?
  /// Whether it is told where each token stands.
  let tellsTokenRanges: Bool
  let screen: Screen
  /// Whether the white space between words is that of a text.
  let keepsSpaces: Bool
  /// Whether blank lines between sentences that were CoNLL-U before stay.
  let keepsBlankLines: Bool
  let warn: (StreamWarning) -> Void
}

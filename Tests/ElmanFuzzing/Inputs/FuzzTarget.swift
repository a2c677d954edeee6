/// A reader that is fuzzed: given any bytes, it may refuse them but must neither crash nor hang, and what
/// it accepts must keep its promises.
///
/// The first byte of an input chooses among the reader's options; the others are what is read.
public struct FuzzTarget: Sendable {
  /// The name by which the program knows the target.
  public let name: String

  /// Inputs to begin with, which between them reach most of the reader.
  public let seeds: [[UInt8]]

  /// Words of the format, which chance alone would seldom make.
  public let dictionary: [String]

  private let check: @Sendable ([UInt8]) throws(FuzzFinding) -> Void

  init(
    name: String, seeds: [[UInt8]], dictionary: [String],
    check: @escaping @Sendable ([UInt8]) throws(FuzzFinding) -> Void
  ) {
    self.name = name
    self.seeds = seeds
    self.dictionary = dictionary
    self.check = check
  }

  /// Reads an input and checks what came of it.
  ///
  /// - Throws: a finding where a promise is broken.
  public func run(_ input: [UInt8]) throws(FuzzFinding) { try check(input) }

  /// All targets.
  public static let all: [FuzzTarget] = [
    conllu, columns, entities, tables, jsonLines, trees, vectors, safetensors, tagger, gzip, utf8,
    html, words, offsets, tokenizer, longTexts, learnedTokenizer, lemmaRules, foreignText, rules,
    requests, forms, textLines,
  ]

  /// The target of a name, or `nil` if there is none.
  public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

import ArgumentParser
import Elman

/// The option of commands that know somebody's own words.
struct RulesOption: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      """
      A file of your own words, a JSON object a line: tokens that stay whole or are cut so, words whose tags \
      are certain, and names with their types.
      """, valueName: "file"))
  var path: String?

  /// The rules in the file, if one is named.
  ///
  /// - Throws: `CorpusError`.
  func rules() throws -> TaggingRules? { try path.map { try TaggingRules(path: $0) } }
}

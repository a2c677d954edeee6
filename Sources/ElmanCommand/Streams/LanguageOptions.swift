import ArgumentParser
import Elman
import ElmanLanguages
import ElmanStreams
import ElmanText

extension LanguageUnit: ExpressibleByArgument {}

/// The options of commands that choose a model by a text's language.
struct LanguageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The language of the text, such as de or german, whose model is used; 'auto' to tell it of each document and \
      take its language's model.
      """, valueName: "language"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      """
      What has a language of its own with --language auto: a document, or a paragraph, which is a line where lines \
      are sentences. (default: document; on a terminal paragraph)
      """, valueName: "unit"))
  var languagePer: LanguageUnit?

  @Option(
    help: ArgumentHelp(
      "The languages that --language auto chooses among, with commas between. (default: all)",
      valueName: "codes"))
  var languages: String?

  /// Whether the language of each text is to be told.
  var isAuto: Bool { language.map { $0.utf8.elementsEqual("auto".utf8) } ?? false }

  func validate() throws {
    if !isAuto, languagePer != nil || languages != nil {
      let option = languagePer == nil ? "--languages" : "--language-per"
      throw ValidationError(
        "expected --language auto with \(option), found "
          + (language.map { "--language \($0)" } ?? "none"))
    }
  }

  /// The model that is named, be it by its language; `nil` where none is.
  ///
  /// - Parameter model: the model that another option names.
  func model(_ model: String?) throws -> String? {
    guard let language else { return model }
    guard model == nil else {
      throw CommandError(
        "expected one of --model and --language, found both", code: Failure.usage)
    }
    guard let found = Language(language) else {
      throw CommandError(
        "--language: expected auto, or the code or name of a language, found '\(language)'; there are models of "
          + ModelFinder.shipped.languages.map(\.description).joined(separator: ", "),
        code: Failure.usage)
    }
    return found.code
  }

  /// The taggers of all languages.
  ///
  /// - Parameter rules: the words that they know besides.
  func taggers(rules: TaggingRules? = nil) throws -> LanguageTaggers {
    let identifier = try LanguageIdentifier(try ModelFinder.file(EmbeddedModel.languages.name))
    return LanguageTaggers(
      try identifier.restricted(toList: languages), finder: .shipped, rules: rules,
      warn: StandardError.warn)
  }
}

extension LanguageIdentifier {
  /// What answers with the languages of an option `--languages` alone.
  func restricted(toList languages: String?) throws -> LanguageIdentifier {
    guard let languages else { return self }
    let codes = languages.split(separator: ",").map { String($0) }
    guard !codes.isEmpty else {
      throw CommandError(
        "--languages: expected codes of languages, found none", code: Failure.usage)
    }
    do throws(UnknownLanguage) { return try restricted(to: codes) } catch {
      throw CommandError("--languages: \(error)", code: Failure.usage)
    }
  }
}

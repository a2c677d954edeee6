import Elman
import ElmanStreams

extension TextTokenizer {
  /// The tokenizer of an option.
  ///
  /// - Parameters:
  ///   - option: `rules`; `model` for that in the model's file; the name or path of a model that
  ///     holds a tokenizer; without it, that in the model's file if it holds one, else the rules.
  ///   - tagger: the model.
  /// - Throws: `ModelError`, and a `CommandError` if the model is to have a tokenizer and has none.
  init(_ option: String?, of tagger: Tagger) throws {
    switch option {
    case nil: self.init(of: tagger)
    case "rules": self = .rules.with(rules: tagger.rules)
    case "model":
      guard let tokenizer = tagger.tokenizer else {
        throw CommandError(
          "expected a model that holds a tokenizer with --tokenizer model, found none in it",
          code: Failure.usage)
      }
      self = .learned(tokenizer).with(rules: tagger.rules)
    case .some(let model):
      self = .learned(try LearnedTokenizer(try ModelFinder.file(model))).with(rules: tagger.rules)
    }
  }
}

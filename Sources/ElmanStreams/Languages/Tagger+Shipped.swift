import Elman
import ElmanSystem
import ElmanText

extension Tagger {
  /// A tagger that comes with Elman, of which nothing is in memory before it is used.
  ///
  /// ```swift
  /// let tagger = try Tagger.shipped(for: .german)
  /// ```
  ///
  /// - Parameter language: its language.
  /// - Throws: what ``shipped(_:)`` throws.
  public static func shipped(for language: Language) throws(ModelError) -> Tagger {
    try finder.tagger(of: language)
  }

  /// A tagger that comes with Elman, by its name or the code of its language.
  ///
  /// It is looked for in the folders of the environment's `ELMAN_MODELS`, beside the program, in `../share/elman/models`
  /// from there, and in `Models` of the clone of Elman that the program was built with. A program that is to run
  /// elsewhere takes the model's file along, or has it within: `Tagger(.english)` of the product ElmanEnglish.
  ///
  /// - Parameter name: such as `german` or `de`.
  /// - Throws: `ModelError.notFound` for an unknown name, `noneOfLanguage` for a language without a model, and what
  ///   the model's initializer throws.
  public static func shipped(_ name: String) throws(ModelError) -> Tagger {
    try finder.tagger(name)
  }

  private static var finder: ModelFinder {
    ModelFinder(searchPath: Environment["ELMAN_MODELS"] ?? "")
  }
}

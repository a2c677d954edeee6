import ElmanTestSupport
import Testing

/// A program of another package can read what a model is made of, and write to none of it: the compiler
/// says so.
struct ImmutabilityTests {
  /// What reads compiles, so that what writes fails for its own sake.
  @Test(arguments: [
    "print(tagger.configuration.layers, tagger.labelNames(of: .upos))",
    "print(sentence.words.count, sentence.labelIds.count)",
    "print(session.tag([])[0].sentence.words.count)",
  ])
  func readingCompiles(statement: String) throws {
    let errors = try Self.errors(of: statement)
    #expect(errors == "", "\(errors)")
  }

  @Test(arguments: [
    "sentence.labelIds = []",
    "sentence.sentence = session.tag([])[0].sentence",
    "tagger.configuration.layers = 2",
    "session.tag([])[0].sentence.words = []",
    // Weights are nobody's business outside.
    "tagger.weights[0][0, 0] = 1",
    "print(tagger.weights)",
    "print(tagger.words)",
  ])
  func writingDoesNot(statement: String) throws {
    let errors = try Self.errors(of: statement)
    #expect(errors.contains("error:"), "compiles: \(statement)")
  }

  /// What the compiler has against a statement outside the package.
  private static func errors(of statement: String) throws -> String {
    try OutsideProgram.errors(
      of: """
        import Elman
        import ElmanTensors
        func outside(_ tagger: Tagger, _ sentence: TaggedSentence, _ session: TaggerSession) {
          \(statement)
        }
        """)
  }
}

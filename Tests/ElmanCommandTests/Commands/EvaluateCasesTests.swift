import ElmanTestSupport
import Foundation
import Testing

@testable import ElmanCommand

/// Scores of cases.
struct EvaluateCasesTests {
  private static let cases = """
    # what the shipped tagger answers
    tokens\tNobody came.\tNobody came .
    sentences\tNobody came. We left.\t3
    lemma\tThe owls saw the owls.\towls=owl owls=owl saw=see
    upos\tThe owls came.\towls=NOUN came=VERB
    xpos\tThe owls came.\towls=NNS
    feats\tThe owls came.\towls=Number=Plur came=Tense=Past|Mood=Ind
    feats\tThe owls came.\towls=Number=Sing
    entity\tIt rained in Berlin.\tBerlin=LOC none=It
    sentiment\tfine\t+

    """

  @Test func aTaggerAnswersItsColumns() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(Self.cases.utf8), to: "cases.tsv")
    // The models of the program itself.
    let environment = ["ELMAN_MODELS": folder.path]
    let result = try await Program.run("evaluate", "--cases", path, environment: environment)
    #expect(
      result.text == """
        \(path):3: sentences: Nobody came. We left.
          expected  3
          found     Nobody came . || We left .
        \(path):8: feats: The owls came.
          expected  owls=Number=Sing
          found     owls=Number=Plur

        kind          right    cases
        tokens      100.00 %        1
        sentences     0.00 %        1
        lemma       100.00 %        1
        upos        100.00 %        1
        xpos        100.00 %        1
        feats        50.00 %        2
        entity      100.00 %        1
        all          75.00 %        8
        1 of kinds that this model does not answer

        """)
    #expect(result.exitCode == 0)
    let json = try await Program.run(
      "evaluate", "--cases", "--json", path, environment: environment
    ).text
    #expect(json.contains(#""right":6"#) && json.contains(#""unanswered":1"#))
  }

  @Test func aClassifierAnswersHowATextSounds() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(Self.cases.utf8), to: "cases.tsv")
    let result = try await Program.run("evaluate", "--cases", "--model", "english-sentiment", path)
    #expect(result.text.contains("8 of kinds that this model does not answer"))
  }

  @Test func aBarThatIsMissedFails() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("sentences\tHi.\t2\n".utf8), to: "cases.tsv")
    let result = try await Program.run("evaluate", "--cases", path, "--at-least", "95")
    #expect(
      result.standardError
        == "error: expected at least 95.0 % of the cases of each kind to be right, found 0.0 %\n")
    #expect(result.exitCode == 65 && result.text.contains("sentences"))
    let wrong = [
      [path, "--at-least", "95"], ["--raw", "--cases", path],
      ["--cases", path, "--column", "upos"], ["--cases", path, "--at-least=0x10"],
    ]
    for arguments in wrong {
      let result = try await Program.run(arguments: ["evaluate"] + arguments)
      #expect(result.exitCode == 64 && result.standardError.split(separator: "\n").count == 1)
    }
  }

  @Test func whatNoModelAnswersIsNoSuccess() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("sentiment\tHi.\t0\n".utf8), to: "cases.tsv")
    let result = try await Program.run("evaluate", "--cases", path, "--at-least", "0")
    #expect(
      result.standardError
        == "error: \(path): expected at least one case that this model answers, found none\n")
    #expect(result.exitCode == 65 && result.text.contains("1 of kinds that this model does not"))
    #expect(try await Program.run("evaluate", "--cases", path).exitCode == 0)
  }
}

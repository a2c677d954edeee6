import ElmanServing
import Testing

@Suite struct RequestParametersTests {
  private func problem(_ json: String, query: String = "") -> Problem? {
    do throws(Problem) {
      let parameters = try RequestParameters(
        json: Array(json.utf8), query: [FormField](urlEncoded: query.utf8))
      _ = try RequestTexts(parameters)
      return nil
    } catch { return error }
  }

  @Test(arguments: ["", "[", "{", "{\"text\":}", "{\"text\":\"a\",}", "{'text':1}", "{} x", "1"])
  func whatIsNoObjectIsRefusedWithItsPlace(json: String) {
    let found = problem(json)
    #expect(found?.status == 400)
    #expect(found?.offset != nil)
  }

  @Test func aKeyTwiceIsRefused() {
    #expect(problem("{\"text\":\"a\",\"text\":\"b\"}")?.status == 400)
  }

  @Test func wrongTypesAreToldByPointer() {
    #expect(problem("{\"text\":1}")?.pointer == "/text")
    #expect(problem("{\"texts\":\"a\"}")?.pointer == "/texts")
    #expect(problem("{\"texts\":[\"a\",1]}")?.pointer == "/texts")
    #expect(problem("{\"text\":null}")?.detail == "expected a string, found null")
  }

  @Test func oneOfTextAndTextsIsNeeded() {
    #expect(problem("{}")?.status == 422)
    #expect(problem("{\"text\":\"a\",\"texts\":[\"b\"]}")?.status == 422)
    #expect(problem("{\"texts\":[]}")?.status == 422)
    #expect(problem("{\"texts\":[\"\"]}") == nil)
  }

  @Test func escapesAndHalvesOfPairsBecomeText() throws {
    let parameters = try RequestParameters(
      json: Array(#"{"text":"a\u00e9\ud83d\ude00\ud83d\n"}"#.utf8))
    let text = try RequestTexts(parameters).texts[0]
    #expect(String(decoding: text, as: UTF8.self) == "aé😀\u{FFFD}\n")
  }

  @Test func aProblemIsJSON() throws {
    var problem = Problem(422, "a \"b\"\u{1}", pointer: "/x")
    problem.offset = 3
    problem.line = 2
    #expect(
      String(decoding: problem.json, as: UTF8.self)
        == #"{"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"a \"b\"\u0001","pointer":"/x","offset":3,"line":2}"#
    )
  }
}

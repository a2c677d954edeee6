import ElmanServing
import Testing

@Suite struct FormTests {
  private func text(_ fields: [FormField]?) -> [String]? {
    fields?.map { "\($0.name)=\(String(decoding: $0.value, as: UTF8.self))" }
  }

  @Test(arguments: [
    ("a=1&b=2", ["a=1", "b=2"]), ("tokenizer&data=x", ["tokenizer=", "data=x"]),
    ("a=b+c%20d%C3%A9", ["a=b c dé"]), ("a=%zz%4", ["a=%zz%4"]), ("a==b", ["a==b"]), ("&&", []),
    ("a=1&a=2", ["a=1", "a=2"]),
  ])
  func queriesAreRead(query: String, fields: [String]) {
    #expect(text([FormField](urlEncoded: query.utf8)) == fields)
  }

  @Test func theLastFieldOfANameCounts() {
    let fields = [FormField](urlEncoded: "a=1&a=2".utf8)
    #expect(fields.last("a") == Array("2".utf8))
    #expect(fields.last("b") == nil)
  }

  /// A form as Python's `email` writes it.
  private static let form =
    "--==b==\r\nContent-Type: text/plain; charset=\"utf-8\"\r\nMIME-Version: 1.0\r\n"
    + "Content-Transfer-Encoding: 8bit\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n"
    + "Two\r\nOwls é\r\n--==b==\r\nContent-Disposition: form-data; name=\"tagger\"\r\n\r\n\r\n--==b==--\r\n"

  @Test func formsAreRead() {
    #expect(
      text(Multipart.fields(of: Array(Self.form.utf8), boundary: "==b=="))
        == ["data=Two\r\nOwls é", "tagger="])
  }

  @Test func lineEndsOfTheNetworkAreTakenBack() throws {
    let fields = try UDPipeForm.fields(
      query: "model=en", body: Array(Self.form.utf8),
      contentType: "multipart/form-data; boundary=\"==b==\"")
    #expect(text(fields) == ["model=en", "data=Two\nOwls é", "tagger="])
    // Where some line ends are bare, no client made the others.
    let mixed = Self.form.replacing("Two\r\nOwls", with: "Two\nOwls\r\nfly")
    let kept = try UDPipeForm.fields(
      query: "", body: Array(mixed.utf8), contentType: "multipart/form-data; boundary=\"==b==\"")
    #expect(text(kept)?.first == "data=Two\nOwls\r\nfly é")
  }

  @Test(arguments: ["base64\r\n\r\nT3dscyDDqQ==", "quoted-printable\r\n\r\nOwl=73 =C3=\r\n=A9"])
  func transferEncodingsAreDecoded(rest: String) {
    let body =
      "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: \(rest)\r\n--b--"
    #expect(text(Multipart.fields(of: Array(body.utf8), boundary: "b")) == ["a=Owls é"])
  }

  @Test(arguments: [
    "", "--b", "--b\r\n", "--b\r\n\r\n--b--",
    "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx",
    "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--",
    "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: rot13\r\n\r\nx\r\n--b--",
    "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n&\r\n--b--",
  ])
  func whatIsNoFormIsNone(body: String) {
    #expect(Multipart.fields(of: Array(body.utf8), boundary: "b") == nil)
  }

  @Test func aBoundaryInsideOfALineIsText() {
    let body = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx --b--\r\n--b--"
    #expect(text(Multipart.fields(of: Array(body.utf8), boundary: "b")) == ["a=x --b--"])
  }

  @Test(arguments: [
    ("", 0), ("*/*", 0), ("text/plain", 1), ("text/*", 1), ("text/html", nil),
    ("application/json;q=0.1, text/plain", 1), ("text/plain;q=0, */*", 0),
    ("TEXT/PLAIN; q=0.9, application/json; q=0.8", 1), ("application/json;q=0", nil),
    ("text/html, application/xhtml+xml, */*;q=0.8", 0),
  ])
  func theTypeThatIsLikedBestIsTaken(accept: String, place: Int?) {
    #expect(MediaType.best(of: ["application/json", "text/plain"], accept: accept) == place)
  }

  @Test func whoSaysNothingTakesAnything() {
    #expect(MediaType.best(of: ["application/json"], accept: nil) == 0)
  }

  @Test func typesHaveParameters() {
    let type = MediaType("Multipart/Form-Data; charset=utf-8; Boundary=\"a;b\"")
    #expect(type.name == "multipart/form-data")
    #expect(type.parameter("boundary") == "a;b")
    #expect(type.parameter("charset") == "utf-8")
  }
}

import Elman
import ElmanEnglish
import ElmanServing
import ElmanStreams
import Testing

@Suite struct UDPipeTests {
  private func result(_ query: String) async throws -> String {
    let fields = [FormField](urlEncoded: query.utf8)
    let engine = WorkEngine(threads: 1, limit: 1, metrics: ServerMetrics())
    defer { engine.close() }
    let request = try UDPipeRequest(fields, models: try WorkTests.models.get())
    let portion = await engine.next(of: request.work(), isFirst: true)
    if let problem = portion.problem { throw problem }
    #expect(portion.isLast)
    return String(decoding: portion.bytes, as: UTF8.self)
  }

  private static let data = "data=Owls%20can%27t%20swim.%0A%0AMira%20left."

  @Test func allStepsGiveWhatTheCommandGives() async throws {
    let tagger = try Tagger(.english)
    var bytes: [UInt8] = []
    try SentencePipeline(tagger, format: .conllu).run(
      SentenceStream(
        [.bytes(Array("Owls can't swim.\n\nMira left.".utf8))],
        options: ReadingOptions(tokenizer: TextTokenizer(of: tagger)))
    ) { bytes += $0 }
    #expect(
      try await result(Self.data + "&tokenizer&tagger&parser")
        == String(decoding: bytes, as: UTF8.self))
  }

  @Test func whatIsNotAskedForIsNotThere() async throws {
    let cut = try await result(Self.data + "&tokenizer")
    #expect(cut.contains("1\tOwls\t_\t_\t_\t_\t_\t_\t_\t_\n"))
    let tagged = try await result(Self.data + "&tokenizer=&tagger=")
    #expect(tagged.contains("1\tOwls\towl\tNOUN\tNNS\tNumber=Plur\t_\t_\t_\t_\n"))
    let again = try await result("data=1%09Owls%09owl%09X%09_%09_%09_%09_%09_%09_%0A%0A")
    #expect(again == "1\tOwls\towl\tX\t_\t_\t_\t_\t_\t_\n\n")
  }

  @Test func otherForms() async throws {
    #expect(
      try await result(Self.data + "&tokenizer&output=horizontal=paragraphs")
        == "Owls ca n't swim .\n\nMira left .\n")
    #expect(
      try await result(Self.data + "&tokenizer&output=vertical")
        == "Owls\nca\nn't\nswim\n.\n\nMira\nleft\n.\n\n")
    #expect(
      try await result(Self.data + "&tokenizer&output=plaintext")
        == "Owls can't swim.\n\nMira left.")
    #expect(
      try await result(Self.data + "&tokenizer&output=plaintext=normalized_spaces")
        == "Owls can't swim.\n\nMira left.\n")
    #expect(
      try await result(Self.data + "&tokenizer=ranges;presegmented").contains("TokenRange=0:4"))
    #expect(
      try await result("data=Owls%0Aswim&input=vertical&tagger").contains("1\tOwls\towl\tNOUN"))
  }

  @Test(arguments: [
    ("", "The parameter 'data' is required."),
    ("data=x&model=klingon", "The requested model 'klingon' does not exist."),
    ("data=x&model=..%2Fx", "The requested model '../x' does not exist."),
    ("data=x&tokenizer&output=matxin", "Unknown output format 'matxin'."),
    ("data=x&input=odt", "Cannot parse the input in 'odt' format."),
  ])
  func problemsAreToldAsUDPipeTellsThem(query: String, detail: String) async throws {
    let problem = await #expect(throws: Problem.self) { _ = try await result(query) }
    #expect(problem?.status == 400)
    #expect(problem?.detail == detail)
  }

  @Test func noOptionNamesAFile() async throws {
    let plain = try await result(Self.data + "&tokenizer")
    #expect(
      try await result(Self.data + "&tokenizer=ranges=file:/etc/passwd;x=data:3:abc").contains(
        "TokenRange"))
    #expect(try await result(Self.data + "&tokenizer=x=file:/etc/passwd") == plain)
  }
}

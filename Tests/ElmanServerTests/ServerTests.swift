import Foundation
import Testing

@Suite struct ServerTests {
  /// One server for the tests that change nothing about it.
  private static let shared = Result { try ServerProcess("--threads", "2", "--max-body-mb", "1") }

  private func ask(
    _ method: String, _ path: String, _ body: String = "", type: String? = "application/json",
    accept: String? = nil
  ) throws -> HTTPAnswer {
    let connection = try HTTPConnection(port: try Self.shared.get().port)
    try connection.send(method, path, type: type, accept: accept, body: Array(body.utf8))
    return try connection.answer(isHead: method == "HEAD")
  }

  @Test func textsAreTagged() throws {
    let answer = try ask(
      "POST", "/v1/tag", #"{"text":"Mira left Boston.","columns":["upos","ner"]}"#)
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "application/json")
    #expect(answer.text.hasPrefix(#"{"model":"english","sentences":[{"text":"Mira left Boston.""#))
    #expect(answer.text.contains(#""entities":[{"type":"PER","text":"Mira""#))
    let conllu = try ask(
      "POST", "/v1/tag?model=de", "Die Eule schläft.", type: "text/plain", accept: "text/x-conllu")
    #expect(conllu.headers["content-type"] == "text/x-conllu; charset=utf-8")
    #expect(conllu.text.contains("2\tEule\tEule\tNOUN"))
  }

  @Test func otherEndpointsAnswer() throws {
    #expect(try ask("POST", "/v1/tokenize", #"{"text":"Can't."}"#).text.contains(#"{"text":"Ca","#))
    let sentiment = try ask(
      "POST", "/v1/classify", #"{"text":"A warm, funny film.","explain":true}"#)
    #expect(sentiment.text.contains(#""label":"positive""#))
    #expect(sentiment.text.contains(#""weight":"#))
    let languages = try ask("POST", "/v1/identify", #"{"texts":["Die Eule schläft.",""],"top":2}"#)
    #expect(languages.text.contains(#""label":"de""#))
    for path in ["/v1/models", "/openapi.json", "/models", "/health/live", "/health/ready"] {
      let answer = try ask("GET", path, type: nil)
      #expect(answer.status == 200)
      #expect((try? JSONSerialization.jsonObject(with: Data(answer.body))) != nil, "\(path)")
    }
    #expect(try ask("GET", "/metrics", type: nil).text.contains("elman_requests_total"))
  }

  @Test func thePageMayLoadNothingFromElsewhere() throws {
    let page = try ask("GET", "/", type: nil)
    #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
    #expect(page.headers["x-content-type-options"] == "nosniff")
  }

  @Test(arguments: [
    ("GET", "/nothing", 404), ("GET", "/v1/tag", 405), ("DELETE", "/v1/models", 405),
    ("POST", "/v1/tag", 400), ("GET", "/../etc/passwd", 404), ("GET", "/%2e%2e/etc/passwd", 404),
  ])
  func whatIsNotThereIsToldSo(method: String, path: String, status: Int) throws {
    let answer = try ask(method, path)
    #expect(answer.status == status)
    #expect(answer.headers["content-type"] == "application/problem+json")
    #expect((answer.headers["allow"] != nil) == (status == 405))
  }

  @Test func wrongTypesAreRefused() throws {
    #expect(try ask("POST", "/v1/tag", "x", type: "text/html").status == 415)
    #expect(try ask("POST", "/v1/tag", "x", type: nil).status == 415)
    #expect(try ask("POST", "/v1/tag", "x", type: "text/plain; charset=latin1").status == 415)
    #expect(try ask("POST", "/v1/tag", "x", type: "text/plain", accept: "image/png").status == 406)
    #expect(try ask("POST", "/v1/tag", #"{"text":"a","model":"../x"}"#).status == 404)
  }

  @Test func aHeadHasNoBody() throws {
    let answer = try ask("HEAD", "/v1/models", type: nil)
    #expect(answer.status == 200)
    #expect(Int(answer.headers["content-length"] ?? "") ?? 0 > 100)
  }

  @Test func bodiesOverTheLimitAreRefused() throws {
    let connection = try HTTPConnection(port: try Self.shared.get().port)
    try connection.send(
      Array(
        "POST /v1/tag HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9999999\r\n\r\n"
          .utf8))
    let answer = try connection.answer()
    #expect(answer.status == 413)
    #expect(answer.headers["connection"] == "close")
    // Of a body of unknown length it is told when too much has come.
    let chunked = try HTTPConnection(port: try Self.shared.get().port)
    try chunked.send(
      Array(
        "POST /v1/tag HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
          .utf8))
    let piece = Array("10000\r\n".utf8) + [UInt8](repeating: 0x61, count: 0x10000) + [13, 10]
    for _ in 0..<17 { try? chunked.send(piece) }
    #expect(try chunked.answer().status == 413)
  }

  @Test func whoAsksMayGoOn() throws {
    let connection = try HTTPConnection(port: try Self.shared.get().port)
    try connection.send(
      Array(
        "POST /v1/tag HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
          .utf8))
    #expect(try connection.answer().status == 100)
    try connection.send(Array("No.".utf8))
    #expect(try connection.answer().status == 200)
  }

  @Test func requestsInARowAreAnsweredInTheirOrder() throws {
    let connection = try HTTPConnection(port: try Self.shared.get().port)
    for number in 0..<20 {
      try connection.send("POST", "/v1/tag", body: Array("{\"text\":\"Owl \(number)\"}".utf8))
    }
    for number in 0..<20 { #expect(try connection.answer().text.contains("Owl \(number)\"")) }
  }

  @Test func linesAreAnsweredAsTheyCome() throws {
    let connection = try HTTPConnection(port: try Self.shared.get().port)
    try connection.send(
      Array(
        "POST /v1/tag?columns=upos HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
          .utf8))
    var received: [UInt8] = []
    for number in 0..<3 {
      let line = Array("{\"id\":\(number),\"text\":\"Owls swim.\"}\n".utf8)
      try connection.send(Array("\(String(line.count, radix: 16))\r\n".utf8) + line + [13, 10])
      if number == 0 { received += try connection.head() }
      received += try connection.chunk()
    }
    try connection.send(Array("0\r\n\r\n".utf8))
    let text = String(decoding: received, as: UTF8.self)
    for number in 0..<3 {
      #expect(text.contains("{\"id\":\(number),\"sentences\":[{\"text\":\"Owls swim.\""))
    }
  }

  @Test func longAnswersComeInPieces() throws {
    let text = String(repeating: "The owl sleeps in the barn. ", count: 2_000)
    let answer = try ask(
      "POST", "/v1/tag?columns=upos", text, type: "text/plain", accept: "application/x-ndjson")
    #expect(answer.headers["transfer-encoding"] == "chunked")
    #expect(answer.text.split(separator: "\n").count == 2_000)
  }

  @Test func garbageIsRefused() throws {
    let connection = try HTTPConnection(port: try Self.shared.get().port)
    try connection.send(Array("\u{1}\u{2}garbage\r\n\r\n".utf8))
    #expect(String(decoding: connection.rest(), as: UTF8.self).hasPrefix("HTTP/1.1 400"))
  }

  @Test func formsOfUDPipeAreAnswered() throws {
    let body =
      "--b\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\nOwls swim.\r\n--b\r\n"
      + "Content-Disposition: form-data; name=\"tokenizer\"\r\n\r\n\r\n--b--\r\n"
    let answer = try ask("POST", "/process", body, type: "multipart/form-data; boundary=b")
    #expect(answer.status == 200)
    let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
    #expect((object?["result"] as? String)?.contains("1\tOwls\t_") == true)
    #expect(
      try ask("GET", "/process?tokenizer&output=horizontal&data=Owls%20swim.", type: nil).text
        .contains("Owls swim .\\n"))
    let problem = try ask("GET", "/process", type: nil)
    #expect(problem.status == 400)
    #expect(problem.text == "The parameter 'data' is required.\n")
  }

  @Test func textsDoNotStandInTheLog() throws {
    let server = try ServerProcess("--model", "english")
    let connection = try HTTPConnection(port: server.port)
    try connection.send("POST", "/v1/tag", body: Array(#"{"text":"Secret owls."}"#.utf8))
    _ = try connection.answer()
    try connection.send("GET", "/process?tokenizer&data=Secret", type: nil)
    _ = try connection.answer()
    #expect(server.end() == 0)
    let log = server.logged
    #expect(log.contains(#""path":"/v1/tag""#))
    #expect(!log.contains("ecret"))
  }

  @Test func whatWasBegunIsFinishedAtTheEnd() throws {
    let server = try ServerProcess("--threads", "1")
    let text = String(repeating: "The owl sleeps in the barn. ", count: 3_000)
    let connection = try HTTPConnection(port: server.port)
    try connection.send(
      "POST", "/v1/tag", type: "text/plain", accept: "application/x-ndjson", body: Array(text.utf8))
    usleep(200_000)
    server.askToEnd()
    #expect(try connection.answer().text.split(separator: "\n").count == 3_000)
    #expect(server.end() == 0)
  }

  @Test func slowClientsAreLeft() throws {
    let server = try ServerProcess("--timeout", "1")
    let connection = try HTTPConnection(port: server.port)
    try connection.send(
      Array(
        "POST /v1/tag HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nOwl"
          .utf8))
    #expect(try connection.answer().status == 408)
    #expect(server.end() == 0)
  }

  @Test func settingsAreChecked() throws {
    let wrong = try ServerProcess.run(["--port", "99999"])
    #expect(wrong.exitCode == 64)
    #expect(
      wrong.error == "elman-server: --port: expected a number from 0 to 65535, found '99999'\n")
    let missing = try ServerProcess.run(["--model", "klingon"])
    #expect(missing.exitCode == 66)
    #expect(missing.error.split(separator: "\n").count == 1)
    let other = try ServerProcess.run(["--model", "/etc/hosts"])
    #expect(other.exitCode == 66)
    #expect(other.error.split(separator: "\n").count == 1)
    let server = try ServerProcess(environment: ["ELMAN_SERVER_MODEL": "de,english"])
    let taken = try ServerProcess.run(["--port", "\(server.port)"])
    #expect(taken.exitCode == 69)
    #expect(taken.error.contains("expected an address that is free"))
    let connection = try HTTPConnection(port: server.port)
    try connection.send("POST", "/v1/tag", body: Array(#"{"text":"Ja."}"#.utf8))
    #expect(try connection.answer().text.hasPrefix(#"{"model":"german""#))
    #expect(server.end() == 0)
  }
}

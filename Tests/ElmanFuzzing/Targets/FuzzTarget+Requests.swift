import ElmanServing

extension FuzzTarget {
  /// What requests say: JSON, queries and types of bodies.
  static let requests = FuzzTarget(
    name: "requests",
    seeds: [
      FuzzInput.seed("{\"text\": \"Owls\", \"columns\": [\"upos\"], \"top\": 3}"),
      FuzzInput.seed("{\"texts\": [\"a\\u00e9\", \"\\ud83d\\ude00\"], \"model\": \"english\"}"),
      FuzzInput.seed(options: 1, "model=en&columns=upos,lemma&text=%C3%A9+x&top=2"),
      FuzzInput.seed(options: 2, "text/html;q=0.5, application/json; charset=\"utf-8\", */*;q=0"),
    ],
    dictionary: [
      "\"text\":", "\"texts\":[", "\"model\":", "\\ud83d", "\\u0000", "&", "=", "%", "+", ";q=",
      "*/*",
      "text/*", "\"", "{}", "[]", "null", "1e999", "-0",
    ]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    if input.isOn(0) {
      try checkQuery(input.bytes)
    } else if input.isOn(1) {
      let offered = ["application/json", "text/x-conllu", "text/plain"]
      let header = String(decoding: input.bytes, as: UTF8.self)
      let place = MediaType.best(of: offered, accept: header)
      try expect(place.map { offered.indices.contains($0) } ?? true, "another type than offered")
      _ = MediaType(header).parameter("boundary")
    } else {
      try checkObject(input.bytes)
    }
  }

  /// A query that is written again says the same.
  private static func checkQuery(_ bytes: [UInt8]) throws(FuzzFinding) {
    let fields = [FormField](urlEncoded: bytes)
    func encoded(_ bytes: some Sequence<UInt8>) -> String {
      bytes.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    let written = fields.map { encoded($0.name.utf8) + "=" + encoded($0.value) }.joined(
      separator: "&")
    try expect([FormField](urlEncoded: written.utf8) == fields, "a query changed")
  }

  /// An object is accepted, or refused with a place in it; what is told of it is harmless.
  private static func checkObject(_ bytes: [UInt8]) throws(FuzzFinding) {
    do throws(Problem) {
      let parameters = try RequestParameters(json: bytes)
      let texts = try RequestTexts(parameters)
      try expectOf(texts.texts.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
    } catch {
      try expect((400..<500).contains(error.status), "status \(error.status)")
      try expect((error.offset ?? 0) <= bytes.count, "a place behind the body")
      let line = String(decoding: error.json, as: UTF8.self)
      try expect(!line.contains("\n"), "a problem of several lines")
      try expect(
        (try? RequestParameters(json: error.json)) != nil, "a problem that is no JSON: \(line)")
    }
  }

  private static func expectOf(_ isWellFormed: Bool) throws(Problem) {
    if !isWellFormed { throw Problem(500, "ill-formed text") }
  }

  /// Forms of UDPipe's clients.
  static let forms = FuzzTarget(
    name: "forms",
    seeds: [
      FuzzInput.seed(
        "--x\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\nOwls.\r\nHi\r\n--x\r\n"
          + "content-disposition: form-data; name=tagger\r\nContent-Transfer-Encoding: base64\r\n\r\nT3c=\r\n--x--\r\n"
      ),
      FuzzInput.seed(
        "--x\nContent-Disposition: form-data; name=a\nContent-Transfer-Encoding: quoted-printable\n\n=C3=A9=\n.\n--x--"
      ),
    ],
    dictionary: [
      "--x", "--x--", "\r\n", "\r\n\r\n", "Content-Disposition: form-data; name=", "name=\"",
      "Content-Transfer-Encoding: ", "base64", "quoted-printable", "8bit", "=3D", "=\r\n",
    ]
  ) { (input) throws(FuzzFinding) in
    let bytes = FuzzInput(input).bytes
    guard let fields = Multipart.fields(of: bytes, boundary: "x") else { return }
    var written: [UInt8] = []
    for field in fields {
      // Such a name or value would have to be written otherwise.
      if field.name.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x3B }) { return }
      if field.name.utf8.first == 0x20 || field.name.utf8.last == 0x20 { return }
      if field.value.starts(with: "--x".utf8)
        || String(decoding: field.value, as: UTF8.self).contains("\n--x")
      {
        return
      }
      written += "--x\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n".utf8
      written += field.value + [0x0D, 0x0A]
    }
    written += "--x--\r\n".utf8
    try expect(Multipart.fields(of: written, boundary: "x") == fields, "a form changed")
  }

  /// Streams of JSON lines, however they are cut.
  static let textLines = FuzzTarget(
    name: "text-lines",
    seeds: [
      FuzzInput.seed(
        options: 3, "\"Owls.\"\n{\"id\": 1, \"text\": \"a\"}\n\n{\"id\":\"x\"}\n[1]\n\"end\""),
      FuzzInput.seed(options: 200, "{\"text\":\"a\",\"id\":1.5e3}\r\n \t\n\"\\ud83d\"\n"),
    ],
    dictionary: ["\n", "\"", "{\"text\":", "\"id\":", "}\n", "\\u0000"]
  ) { (input) throws(FuzzFinding) in
    let input = FuzzInput(input)
    let size = Int(input.options) % 16 + 1
    func answers(_ size: Int) -> [String] {
      var reader = TextLineReader(mostBytes: 40)
      var lines: [TextLine] = []
      var rest = input.bytes[...]
      while !rest.isEmpty {
        lines += reader.lines(in: rest.prefix(size))
        rest = rest.dropFirst(size)
      }
      if let last = reader.finish() { lines.append(last) }
      return lines.map { String(decoding: ($0.text ?? [0]) + $0.emptyAnswer, as: UTF8.self) }
    }
    let all = answers(max(1, input.bytes.count))
    try expect(all == answers(size), "other lines in pieces of \(size) bytes")
    try expect(all.count <= input.bytes.count { $0 == 0x0A } + 1, "more lines than there are")
    for line in all {
      try expect(
        line.hasSuffix("]}\n") || line.hasSuffix("}}\n"), "an answer without an end: \(line)")
    }
  }
}

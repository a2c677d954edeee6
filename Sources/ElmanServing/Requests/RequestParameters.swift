import ElmanBytes
import ElmanCorpora
import ElmanStreams

/// What a request says besides its method and path: the members of a JSON object, if the body is one, and the parameters
/// of the query, for what the object does not say.
package struct RequestParameters: Sendable {
  private let body: [UInt8]
  private let members: [JSONObjectScanner.Member]
  private let query: [FormField]
  /// Whether the body is an object, which holds the texts.
  let isObject: Bool

  /// The members of the object that a body is, and the parameters of a query.
  ///
  /// - Throws: a problem with the place where the body stops to be such an object.
  package init(json body: [UInt8], query: [FormField] = []) throws(Problem) {
    do throws(JSONCheck.Fault) {
      var check = JSONCheck(body)
      try check.run()
    } catch {
      throw Problem(
        400,
        "expected JSON with \(error.expected), found \(error.found ?? Self.quote(body, error.offset))",
        offset: error.offset)
    }
    do throws(JSONObjectScanner.Fault) {
      var scanner = JSONObjectScanner(body, in: body.indices)
      members = try scanner.members()
    } catch {
      throw Problem(
        400, "expected \(error.expected), found \(Self.quote(body, error.offset))",
        offset: error.offset)
    }
    self.body = body
    self.query = query
    isObject = true
  }

  /// The parameters of a query.
  package init(query: [FormField]) {
    (body, members) = ([], [])
    self.query = query
    isObject = false
  }

  private static func quote(_ bytes: [UInt8], _ offset: Int) -> String {
    offset >= bytes.count
      ? "the body's end" : String(decoding: bytes[offset...].prefix(24), as: UTF8.self).shown
  }

  /// Checks that nothing is said that nobody understands.
  ///
  /// - Throws: a problem with the first other name.
  func check(known: [StaticString]) throws(Problem) {
    func check(_ name: String, isMember: Bool) throws(Problem) {
      if known.contains(where: { Self.name(name, is: $0) }) { return }
      let list = known.map { "\($0)" }.joined(separator: ", ")
      throw problem(name, "expected one of \(list), found \(name.shown)", isMember: isMember)
    }
    for member in members { try check(member.key, isMember: true) }
    for field in query { try check(field.name, isMember: false) }
  }

  /// A text: a string of the object, in UTF-8.
  func text(_ name: StaticString) throws(Problem) -> [UInt8]? {
    guard let member = member(name) else { return nil }
    guard member.kind == .string else {
      throw problem("\(name)", "expected a string, found \(member.kind.name)")
    }
    return Array(JSONString.decode(body[member.value]).utf8)
  }

  /// Texts: an array of strings of the object, in UTF-8.
  func texts(_ name: StaticString) throws(Problem) -> [[UInt8]]? {
    guard let member = member(name) else { return nil }
    return try strings(of: member).map { Array($0.utf8) }
  }

  /// A string or a number of the object, as it stands in JSON.
  func scalar(_ name: StaticString) throws(Problem) -> [UInt8]? {
    guard let member = member(name) else { return nil }
    var json: [UInt8] = []
    switch member.kind {
    case .string: json.append(string: JSONString.decode(body[member.value]).utf8)
    case .integer, .number: json += body[member.value]
    default:
      throw problem("\(name)", "expected a string or a number, found \(member.kind.name)")
    }
    return json
  }

  /// A string.
  func string(_ name: StaticString) throws(Problem) -> String? {
    if let text = try text(name) { return String(decoding: text, as: UTF8.self) }
    return try field(name)
  }

  /// Strings: an array of them, or in a query several with commas between.
  func strings(_ name: StaticString) throws(Problem) -> [String]? {
    if let member = member(name) { return try strings(of: member) }
    guard let field = try field(name) else { return nil }
    return field.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// One of several words.
  func choice<Choice>(
    _ name: StaticString, among choices: [(word: String, choice: Choice)]
  ) throws(Problem) -> Choice? {
    guard let word = try string(name) else { return nil }
    for (known, choice) in choices where known.hasSameBytes(as: word) { return choice }
    let list = choices.map(\.word).joined(separator: ", ")
    throw problem("\(name)", "expected one of \(list), found \(word.shown)")
  }

  /// A number in a range.
  func integer(_ name: StaticString, in range: ClosedRange<Int>) throws(Problem) -> Int? {
    let found: String
    let number: Int?
    if let member = member(name) {
      guard member.kind == .integer || member.kind == .number else {
        throw problem("\(name)", "expected an integer, found \(member.kind.name)")
      }
      found = String(decoding: body[member.value], as: UTF8.self)
      // 3.0 is an integer in JSON.
      number = Int(found) ?? Double(found).flatMap { Int(exactly: $0) }
    } else if let field = try field(name) {
      found = field
      number = Int(found)
    } else {
      return nil
    }
    guard let number, range.contains(number) else {
      throw problem(
        "\(name)",
        "expected an integer from \(range.lowerBound) to \(range.upperBound), found \(found.shown)")
    }
    return number
  }

  /// Whether something is so.
  func flag(_ name: StaticString) throws(Problem) -> Bool? {
    guard let member = member(name) else {
      return try choice(name, among: [("true", true), ("false", false)])
    }
    guard member.kind == .boolean else {
      throw problem("\(name)", "expected true or false, found \(member.kind.name)")
    }
    return body[member.value].first == UInt8(ascii: "t")
  }

  /// A problem with a value.
  ///
  /// - Parameters:
  ///   - name: the name that it has.
  ///   - detail: what was expected and found.
  ///   - status: the status of the answer.
  ///   - isMember: whether it is a member of the object; to be found out unless told.
  func problem(
    _ name: String, _ detail: String, status: Int = 422, isMember: Bool? = nil
  ) -> Problem {
    isMember ?? members.contains { $0.key.hasSameBytes(as: name) }
      ? Problem(status, detail, pointer: Self.pointer([name]))
      : Problem(status, detail, parameter: name.onOneLine)
  }

  private func member(_ name: StaticString) -> JSONObjectScanner.Member? {
    members.first { Self.name($0.key, is: name) }
  }

  private func field(_ name: StaticString) throws(Problem) -> String? {
    let found = query.filter { Self.name($0.name, is: name) }
    guard found.count < 2 else {
      throw problem(
        "\(name)", "expected one value, found \(found.count)", isMember: false)
    }
    return found.first.map { String(decoding: $0.value, as: UTF8.self) }
  }

  private func strings(of member: JSONObjectScanner.Member) throws(Problem) -> [String] {
    guard member.kind == .array else {
      throw problem(member.key, "expected an array of strings, found \(member.kind.name)")
    }
    do throws(JSONObjectScanner.Fault) {
      var scanner = JSONObjectScanner(body, in: member.value)
      return try scanner.strings().map { JSONString.decode(body[$0]) }
    } catch {
      throw Problem(
        422, "expected an array of strings, found \(Self.quote(body, error.offset))",
        pointer: Self.pointer([member.key]), offset: error.offset)
    }
  }

  private static func name(_ name: String, is known: StaticString) -> Bool {
    name.utf8.elementsEqual(
      UnsafeBufferPointer(start: known.utf8Start, count: known.utf8CodeUnitCount))
  }

  /// A JSON pointer.
  static func pointer(_ steps: [String]) -> String {
    steps.map { step in
      "/" + step.onOneLine.replacing("~", with: "~0").replacing("/", with: "~1")
    }.joined()
  }
}

import ElmanBytes
import ElmanCorpora
import ElmanStreams
import Elman

/// What was wrong with a request, as its answer tells it (Nottingham et al., 2023, RFC 9457, Problem Details for HTTP
/// APIs).
package struct Problem: Error, Sendable, Equatable {
  /// The status of the answer.
  package let status: Int
  /// What was expected and what found.
  package let detail: String
  /// Where in the body it was, as a JSON pointer (RFC 6901).
  package var pointer: String?
  /// The parameter of the query that it was.
  package var parameter: String?
  /// The byte of the body that it was at, from 0 on.
  package var offset: Int?
  /// The line of the text that it was at, from 1 on.
  package var line: Int?

  /// What was wrong.
  package init(
    _ status: Int, _ detail: String, pointer: String? = nil, parameter: String? = nil,
    offset: Int? = nil, line: Int? = nil
  ) {
    self.status = status
    self.detail = detail
    self.pointer = pointer
    self.parameter = parameter
    self.offset = offset
    self.line = line
  }

  /// A text that could not be read.
  init(of error: CorpusError) {
    switch error {
    case .malformed(_, let line, _, _): self.init(422, error.reason.onOneLine, line: line)
    default: self.init(422, error.reason.onOneLine)
    }
  }

  /// There are more requests than the server takes.
  package static let overloaded = Problem(
    503, "expected fewer requests at a time than there are: try again in a second")
  /// The server ends.
  package static let shuttingDown = Problem(503, "the server is shutting down")

  /// The status in words.
  package var title: String {
    switch status {
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 422: "Unprocessable Content"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    default: "Service Unavailable"
    }
  }

  /// The problem as JSON.
  package var json: [UInt8] {
    var json: [UInt8] = []
    json.append(json: "{\"type\":\"about:blank\",\"title\":")
    json.append(string: title.utf8)
    json.append(json: ",\"status\":")
    json.append(number: status)
    json.append(json: ",\"detail\":")
    json.append(string: detail.utf8)
    if let pointer {
      json.append(json: ",\"pointer\":")
      json.append(string: pointer.utf8)
    }
    if let parameter {
      json.append(json: ",\"parameter\":")
      json.append(string: parameter.utf8)
    }
    if let offset {
      json.append(json: ",\"offset\":")
      json.append(number: offset)
    }
    if let line {
      json.append(json: ",\"line\":")
      json.append(number: line)
    }
    json.append(UInt8(ascii: "}"))
    return json
  }
}

extension String {
  /// What a request says, short and as one line that does no harm.
  package var shown: String {
    "'" + String(String.UnicodeScalarView(unicodeScalars.prefix(60))).onOneLine + "'"
  }
}

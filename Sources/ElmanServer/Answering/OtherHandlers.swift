import ElmanServing
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers that need no work.
struct OtherHandlers: Sendable {
  let service: ServerCore

  /// The models.
  func models() -> Response {
    Self.response("application/json", service.models.list.json)
  }

  /// The description of the interface.
  func description() -> Response {
    Self.response("application/json", PageFile.description.bytes)
  }

  /// Whether the server lives, and takes requests.
  func health(isReady: Bool) -> Response {
    var response = Self.response(
      "application/json",
      Array((isReady ? "{\"status\":\"ok\"}\n" : "{\"status\":\"ending\"}\n").utf8))
    if !isReady { response.status = .serviceUnavailable }
    response.headers[.cacheControl] = "no-store"
    return response
  }

  /// What was counted.
  func metrics() -> Response {
    Self.response(
      "text/plain; version=0.0.4; charset=utf-8",
      service.metrics.text(
        active: service.engine.activeCount, waiting: service.engine.waitingCount))
  }

  /// A file of the page.
  func page(_ file: PageFile) -> Response {
    var response = Self.response(file.type, file.bytes)
    response.headers[.contentSecurityPolicy] = Self.policy
    if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "no-referrer" }
    response.headers[.cacheControl] = "no-cache"
    return response
  }

  /// What the page may do: nothing but what comes from this server.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

  /// An answer with a body.
  static func response(_ type: String, _ bytes: [UInt8]) -> Response {
    Response(
      status: .ok, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

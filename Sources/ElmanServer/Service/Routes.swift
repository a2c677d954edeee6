import ElmanServing
import HTTPTypes
import Hummingbird

/// What is answered at each path.
struct Routes: Sendable {
  typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

  /// What is answered at a path.
  struct Route: Sendable {
    let endpoint: Endpoint
    let handlers: [HTTPRequest.Method: Handler]
    /// Whether it makes work, which is refused when the server is about to end.
    var isWork = false
    /// Whether problems are told as text, as UDPipe's clients expect them.
    var saysProblemsPlainly = false
  }

  private let routes: [String: Route]

  init(_ service: ServerCore) {
    let texts = TextHandlers(service: service)
    let udpipe = UDPipeHandlers(service: service)
    let others = OtherHandlers(service: service)
    var routes: [String: Route] = [
      "/v1/tag": Route(
        endpoint: .tag, handlers: [.post: { try await texts.tag($0, $1, tags: true) }],
        isWork: true),
      "/v1/tokenize": Route(
        endpoint: .tokenize, handlers: [.post: { try await texts.tag($0, $1, tags: false) }],
        isWork: true),
      "/v1/classify": Route(
        endpoint: .classify, handlers: [.post: { try await texts.classify($0, $1) }], isWork: true),
      "/v1/identify": Route(
        endpoint: .identify, handlers: [.post: { try await texts.identify($0, $1) }], isWork: true),
      "/v1/models": Route(endpoint: .models, handlers: [.get: { _, _ in others.models() }]),
      "/openapi.json": Route(
        endpoint: .description, handlers: [.get: { _, _ in others.description() }]),
      "/health/live": Route(
        endpoint: .health, handlers: [.get: { _, _ in others.health(isReady: true) }]),
      "/health/ready": Route(
        endpoint: .health, handlers: [.get: { _, _ in others.health(isReady: !service.isEnding) }]),
      "/metrics": Route(endpoint: .metrics, handlers: [.get: { _, _ in others.metrics() }]),
    ]
    let models: Handler = { _, _ in udpipe.models() }
    routes["/models"] = Route(
      endpoint: .udpipeModels, handlers: [.get: models, .post: models], saysProblemsPlainly: true)
    let process: Handler = { try await udpipe.process($0, $1) }
    routes["/process"] = Route(
      endpoint: .udpipeProcess, handlers: [.get: process, .post: process], isWork: true,
      saysProblemsPlainly: true)
    for file in PageFile.all {
      routes[file.path] = Route(
        endpoint: .page, handlers: [.get: { _, _ in others.page(file) }])
    }
    self.routes = routes
  }

  /// What is answered at a path; `nil` for nothing.
  subscript(path: String) -> Route? { routes[path] }
}

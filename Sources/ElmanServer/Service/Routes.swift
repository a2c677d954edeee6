import ElmanBytes
import ElmanServing
import HTTPTypes
import Hummingbird

/// What is answered at a path.
struct Route: Sendable {
  typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

  let path: String
  let endpoint: Endpoint
  let handlers: [HTTPRequest.Method: Handler]
  /// Whether it makes work, which is refused when the server is about to end.
  let isWork: Bool
  /// Whether problems are told as text, as UDPipe's clients expect them.
  let saysProblemsPlainly: Bool

  init(
    _ path: String, _ endpoint: Endpoint, _ methods: [HTTPRequest.Method], isWork: Bool = false,
    saysProblemsPlainly: Bool = false, handler: @escaping Handler
  ) {
    self.path = path
    self.endpoint = endpoint
    handlers = Dictionary(methods.map { ($0, handler) }) { $1 }
    self.isWork = isWork
    self.saysProblemsPlainly = saysProblemsPlainly
  }
}

/// What is answered at each path.
struct Routes: Sendable {
  private let routes: [Spelling: Route]

  init(_ core: ServerCore) {
    let all = Self.texts(core) + Self.udpipe(core) + Self.others(core)
    routes = Dictionary(all.map { (Spelling($0.path), $0) }) { $1 }
  }

  /// What is answered at a path; `nil` for nothing.
  subscript(path: String) -> Route? { routes[Spelling(path)] }

  private static func texts(_ core: ServerCore) -> [Route] {
    let texts = TextHandlers(service: core)
    return [
      Route("/v1/tag", .tag, [.post], isWork: true) { try await texts.tag($0, $1, tags: true) },
      Route("/v1/tokenize", .tokenize, [.post], isWork: true) {
        try await texts.tag($0, $1, tags: false)
      },
      Route("/v1/classify", .classify, [.post], isWork: true) {
        try await texts.classify($0, $1)
      },
      Route("/v1/identify", .identify, [.post], isWork: true) {
        try await texts.identify($0, $1)
      },
    ]
  }

  private static func udpipe(_ core: ServerCore) -> [Route] {
    let udpipe = UDPipeHandlers(service: core)
    return [
      Route("/models", .udpipeModels, [.get, .post], saysProblemsPlainly: true) { _, _ in
        udpipe.models()
      },
      Route("/process", .udpipeProcess, [.get, .post], isWork: true, saysProblemsPlainly: true) {
        try await udpipe.process($0, $1)
      },
    ]
  }

  private static func others(_ core: ServerCore) -> [Route] {
    let others = OtherHandlers(service: core)
    return [
      Route("/v1/models", .models, [.get]) { _, _ in others.models() },
      Route("/openapi.json", .description, [.get]) { _, _ in others.description() },
      Route("/health/live", .health, [.get]) { _, _ in others.health(isReady: true) },
      Route("/health/ready", .health, [.get]) { _, _ in others.health(isReady: !core.isEnding) },
      Route("/metrics", .metrics, [.get]) { _, _ in others.metrics() },
    ] + PageFile.all.map { file in Route(file.path, .page, [.get]) { _, _ in others.page(file) } }
  }
}

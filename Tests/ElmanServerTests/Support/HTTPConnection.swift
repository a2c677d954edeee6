import ElmanLibc
import Foundation

/// An answer.
struct HTTPAnswer {
  var status: Int
  /// The headers, with names in lower case.
  var headers: [String: String]
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
}

/// A connection over which a test says byte by byte what it likes.
final class HTTPConnection {
  private let descriptor: Int32
  private var unread: [UInt8] = []

  /// Connects to a port of this machine.
  init(port: UInt16, timeoutSeconds: Int = 30) throws {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, type, 0)
    var timeout = timeval()
    timeout.tv_sec = .init(timeoutSeconds)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw HTTPFailure("cannot connect: \(errno)") }
  }

  deinit { close(descriptor) }

  /// Sends bytes.
  func send(_ bytes: some Collection<UInt8>) throws {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        ElmanLibc.send(descriptor, $0.baseAddress, $0.count, noSignal)
      }
      guard count > 0 else { throw HTTPFailure("cannot send: \(errno)") }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends a request.
  func send(
    _ method: String, _ path: String, type: String? = "application/json", accept: String? = nil,
    body: some Collection<UInt8> = [UInt8](), close: Bool = false
  ) throws {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
    if let type { head += "Content-Type: \(type)\r\n" }
    if let accept { head += "Accept: \(accept)\r\n" }
    if close { head += "Connection: close\r\n" }
    if method != "GET" { head += "Content-Length: \(body.count)\r\n" }
    try send(Array("\(head)\r\n".utf8) + body)
  }

  /// Says that nothing more will be sent.
  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads the next answer.
  func answer(isHead: Bool = false) throws -> HTTPAnswer {
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual([13, 10, 13, 10]) { head.append(try byte()) }
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
    if status == 100 { return HTTPAnswer(status: 100, headers: [:], body: []) }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() where !line.isEmpty {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    var answer = HTTPAnswer(status: status, headers: headers, body: [])
    if isHead { return answer }
    if headers["transfer-encoding"] == "chunked" {
      while true {
        let size = Int(try line(), radix: 16) ?? 0
        answer.body += try bytes(size)
        _ = try line()
        if size == 0 { break }
      }
    } else {
      answer.body = try bytes(Int(headers["content-length"] ?? "") ?? 0)
    }
    return answer
  }

  /// Reads the head of the next answer, and gives nothing.
  func head() throws -> [UInt8] {
    _ = try answer(isHead: true)
    return []
  }

  /// Reads a chunk of an answer.
  func chunk() throws -> [UInt8] {
    let bytes = try bytes(Int(try line(), radix: 16) ?? 0)
    _ = try line()
    return bytes
  }

  /// All that comes until the server closes the connection.
  func rest() -> [UInt8] {
    var all: [UInt8] = []
    while let byte = try? byte() { all.append(byte) }
    return all
  }

  private func line() throws -> String {
    var line: [UInt8] = []
    while true {
      let byte = try byte()
      if byte == 10 { return String(decoding: line.filter { $0 != 13 }, as: UTF8.self) }
      line.append(byte)
    }
  }

  private func bytes(_ count: Int) throws -> [UInt8] {
    while unread.count - place < count { try read() }
    defer { place += count }
    return Array(unread[place..<place + count])
  }

  private func byte() throws -> UInt8 {
    if place == unread.count { try read() }
    defer { place += 1 }
    return unread[place]
  }

  private var place = 0

  private func read() throws {
    if place > 1 << 16 {
      unread.removeFirst(place)
      place = 0
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { throw HTTPFailure(count == 0 ? "closed" : "nothing came: \(errno)") }
    unread += buffer[..<count]
  }

  #if canImport(Darwin)
    private let noSignal: Int32 = 0
  #else
    private let noSignal = Int32(MSG_NOSIGNAL)
  #endif
}

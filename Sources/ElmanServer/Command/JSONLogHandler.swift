import ElmanBytes
import ElmanLibc
import ElmanStreams
import Logging

/// Writes each message as a JSON object on a line of standard error.
struct JSONLogHandler: LogHandler {
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  private let label: String

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var line: [UInt8] = []
    line.append(json: "{\"time\":")
    line.append(string: Self.time().utf8)
    line.append(json: ",\"level\":")
    line.append(string: event.level.rawValue.utf8)
    line.append(json: ",\"logger\":")
    line.append(string: label.utf8)
    line.append(json: ",\"message\":")
    line.append(string: event.message.description.utf8)
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    for (key, value) in all.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      line.append(UInt8(ascii: ","))
      line.append(string: key.utf8)
      line.append(UInt8(ascii: ":"))
      switch value {
      // They are written in JSON as in Swift.
      case .stringConvertible(let number) where number is Int || number is Double || number is Bool:
        line += number.description.utf8
      default: line.append(string: "\(value)".utf8)
      }
    }
    line.append(json: "}\n")
    Self.write(line)
  }

  /// Writes a line at once, so that lines of several threads do not mix.
  static func write(_ line: [UInt8]) {
    line.withUnsafeBytes { _ = ElmanLibc.write(2, $0.baseAddress, $0.count) }
  }

  /// The time in UTC with milliseconds, as ISO 8601 has it.
  static func time() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    gmtime_r(&now.tv_sec, &parts)
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = "\(number)"
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    let date =
      "\(padded(Int(parts.tm_year) + 1900, 4))-\(padded(Int(parts.tm_mon) + 1, 2))-\(padded(Int(parts.tm_mday), 2))"
    let time =
      "\(padded(Int(parts.tm_hour), 2)):\(padded(Int(parts.tm_min), 2)):\(padded(Int(parts.tm_sec), 2))"
    return "\(date)T\(time).\(padded(Int(now.tv_nsec) / 1_000_000, 3))Z"
  }
}

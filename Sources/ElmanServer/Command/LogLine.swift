import ElmanLibc
import ElmanStreams

/// A line of the log: a JSON object on standard error.
struct LogLine {
  private var bytes: [UInt8] = []

  /// A line that begins with the time.
  init(level: String, logger: String, message: String) {
    bytes.reserveCapacity(256)
    bytes.append(json: "{\"time\":\"")
    appendTime()
    bytes.append(json: "\",\"level\":")
    bytes.append(string: level.utf8)
    bytes.append(json: ",\"logger\":")
    bytes.append(string: logger.utf8)
    bytes.append(json: ",\"message\":")
    bytes.append(string: message.utf8)
  }

  /// Adds a text.
  mutating func add(_ name: String, _ text: String) {
    begin(name)
    bytes.append(string: text.utf8)
  }

  /// Adds a number that is not negative.
  mutating func add(_ name: String, _ number: Int) {
    begin(name)
    bytes.append(number: max(0, number))
  }

  /// Writes the line at once, so that lines of several threads do not mix.
  consuming func write() {
    bytes.append(json: "}\n")
    bytes.withUnsafeBytes { _ = ElmanLibc.write(2, $0.baseAddress, $0.count) }
  }

  private mutating func begin(_ name: String) {
    bytes.append(UInt8(ascii: ","))
    bytes.append(string: name.utf8)
    bytes.append(UInt8(ascii: ":"))
  }

  /// The time in UTC with milliseconds, as ISO 8601 has it.
  private mutating func appendTime() {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    gmtime_r(&now.tv_sec, &parts)
    append(Int(parts.tm_year) + 1900, digits: 4)
    for (mark, number) in [
      ("-", parts.tm_mon + 1), ("-", parts.tm_mday), ("T", parts.tm_hour), (":", parts.tm_min),
      (":", parts.tm_sec),
    ] {
      bytes += mark.utf8
      append(Int(number), digits: 2)
    }
    bytes.append(UInt8(ascii: "."))
    append(Int(now.tv_nsec) / 1_000_000, digits: 3)
    bytes.append(UInt8(ascii: "Z"))
  }

  private mutating func append(_ number: Int, digits: Int) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}

/// Metrics as Prometheus reads them.
struct PrometheusText {
  /// What a metric is.
  enum Kind: String {
    case counter, gauge, histogram
  }

  private(set) var bytes: [UInt8] = []

  /// Begins a metric.
  mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
    bytes += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n".utf8
  }

  /// Adds a value of the metric that was begun last.
  mutating func add(_ name: String, labels: String = "", _ value: Double) {
    let labels = labels.isEmpty ? "" : "{\(labels)}"
    bytes += "\(name)\(labels) \(Self.number(value))\n".utf8
  }

  /// Adds a metric of one value.
  mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    begin(name, kind, help)
    add(name, value)
  }

  /// Adds a histogram.
  mutating func add(_ histogram: Histogram, named name: String, _ help: String) {
    begin(name, .histogram, help)
    var count = 0
    for (place, bound) in histogram.bounds.enumerated() {
      count += histogram.counts[place]
      add("\(name)_bucket", labels: "le=\"\(Self.number(bound))\"", Double(count))
    }
    count += histogram.counts[histogram.bounds.count]
    add("\(name)_bucket", labels: "le=\"+Inf\"", Double(count))
    add("\(name)_sum", histogram.sum)
    add("\(name)_count", Double(count))
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}

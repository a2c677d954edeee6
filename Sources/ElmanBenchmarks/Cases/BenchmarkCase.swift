import Elman
import ElmanEnglish

/// One group of measurements.
protocol BenchmarkCase {
  /// What it is called on the command line.
  static var name: String { get }
  /// What it measures, in one line.
  static var summary: String { get }

  /// What stands above it on the page.
  static var heading: String { get }

  /// What all cases share.
  var options: BenchmarkOptions { get }

  init(options: BenchmarkOptions)
  /// Measures.
  func run() async throws -> [Row]
}

extension BenchmarkCase {
  /// What times are taken with.
  var stopwatch: Stopwatch { options.stopwatch }
  static var heading: String { name.prefix(1).uppercased() + name.dropFirst() }
}

/// What all cases share.
struct BenchmarkOptions {
  let stopwatch: Stopwatch
  let model: String?

  /// The tagger to measure.
  func tagger() throws(ModelError) -> Tagger {
    guard let model else { return try Tagger(.english) }
    return try Tagger(path: model)
  }
}

/// One line of a table.
struct Row {
  /// Names and values, in the order of the columns. A number that is not known is empty.
  private(set) var fields: [(name: String, value: String, isNumber: Bool)] = []

  init() {}

  /// Adds a text.
  func with(_ name: String, _ text: String) -> Row {
    var row = self
    row.fields.append((name, text, false))
    return row
  }

  /// Adds a number with so many digits after the point.
  func with(_ name: String, _ number: Double?, digits: Int = 1) -> Row {
    var row = self
    guard let number, number.isFinite else {
      row.fields.append((name, "", true))
      return row
    }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (number * scale).rounded() / scale
    row.fields.append((name, digits == 0 ? String(Int(rounded)) : "\(rounded)", true))
    return row
  }

  /// The number of a column.
  subscript(_ name: String) -> Double? {
    fields.first { $0.name == name && $0.isNumber }.flatMap { Double($0.value) }
  }

  /// The line without its first column, and what stands there.
  var withoutFirst: (first: String, rest: Row) {
    var rest = self
    return (rest.fields.removeFirst().value, rest)
  }

  /// The line as a JSON object; names and texts are ours and need no escapes.
  func json(case name: String) -> String {
    let members = fields.map { field in
      let number = field.value.isEmpty ? "null" : field.value
      return "\"\(field.name)\":" + (field.isNumber ? number : "\"\(field.value)\"")
    }
    return "{\"case\":\"\(name)\"," + members.joined(separator: ",") + "}"
  }
}

extension Row {
  /// A line of the summary.
  static func summary(
    _ what: String, elman: Double, peer: Double?, digits: Int, ratio: Double?
  ) -> Row {
    Row().with("what", what).with("Elman", elman, digits: digits)
      .with("PyTorch", peer, digits: digits).with("times as fast", ratio, digits: 2)
  }
}

/// Rows as aligned columns.
struct Table {
  let rows: [Row]

  /// The table as it is printed.
  var text: String {
    guard let first = rows.first else { return "" }
    let lines = [first.fields.map(\.name)] + rows.map { $0.fields.map(\.value) }
    let widths = first.fields.indices.map { column in
      lines.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return lines.map { line in
      zip(line, widths).map { String(repeating: " ", count: max(0, $1 - $0.count)) + $0 }
        .joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// The table as Markdown, numbers to the right and with separated thousands.
  var markdown: String {
    guard let first = rows.first else { return "" }
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let head = [
      line(first.fields.map(\.name)), line(first.fields.map { $0.isNumber ? "--:" : ":--" }),
    ]
    let body = rows.map { row in
      line(row.fields.map { $0.isNumber ? Self.separated($0.value) : $0.value })
    }
    return (head + body).joined(separator: "\n")
  }

  private static func separated(_ number: String) -> String {
    let whole = number.prefix { $0 != "." }
    var text = ""
    for (index, digit) in whole.enumerated() {
      if index > 0 && (whole.count - index) % 3 == 0 && text != "-" { text.append(",") }
      text.append(digit)
    }
    return text + number.dropFirst(whole.count)
  }
}

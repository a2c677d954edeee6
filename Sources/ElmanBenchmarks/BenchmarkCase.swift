/// One group of measurements.
protocol BenchmarkCase {
  /// What it is called on the command line.
  static var name: String { get }
  /// What it measures, in one line.
  static var summary: String { get }

  init(_ options: BenchmarkOptions) throws
  /// Measures.
  func run() throws -> [Row]
}

/// What all cases share.
struct BenchmarkOptions {
  let stopwatch: Stopwatch
  let model: String?
}

/// One line of a table.
struct Row {
  /// Names and values, in the order of the columns.
  private(set) var fields: [(name: String, value: String, isNumber: Bool)] = []

  init() {}

  /// Adds a text.
  func with(_ name: String, _ text: String) -> Row {
    var row = self
    row.fields.append((name, text, false))
    return row
  }

  /// Adds a number with so many digits after the point.
  func with(_ name: String, _ number: Double, digits: Int = 1) -> Row {
    var row = self
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (number * scale).rounded() / scale
    row.fields.append((name, digits == 0 ? String(Int(rounded)) : "\(rounded)", true))
    return row
  }

  /// The line as a JSON object; names and texts are ours and need no escapes.
  func json(case name: String) -> String {
    let members = fields.map { field in
      "\"\(field.name)\":" + (field.isNumber ? field.value : "\"\(field.value)\"")
    }
    return "{\"case\":\"\(name)\"," + members.joined(separator: ",") + "}"
  }
}

/// Rows as aligned columns.
struct Table {
  let rows: [Row]

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
}

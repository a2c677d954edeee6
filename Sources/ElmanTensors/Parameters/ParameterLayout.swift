/// A handle to one parameter: where it lies in every buffer of its layout. It holds no numbers.
package struct Parameter: Hashable, Sendable {
  /// The first element's place in the flat buffer, in floats.
  package let offset: Int
  /// The number of rows; 1 for a bias.
  package let rows: Int
  /// The number of columns.
  package let columns: Int

  /// Its range in the flat buffer.
  package var range: Range<Int> { offset..<offset + rows * columns }
}

/// The ordered table of a network's parameters: dotted name, shape, use and initializer.
///
/// Weights, gradients and the optimizer's moments are buffers of one layout, and a model file holds
/// the parameters in this order without gaps, so that a mapped file is a buffer as it is.
package struct ParameterLayout: Sendable {
  /// What the network does with a parameter.
  package enum Use: Sendable {
    /// The right-hand side of matrix products: packed for the kernels.
    case product
    /// Anything else that is touched whole at each step.
    case dense
    /// A table whose rows are looked up: a step touches only some of them.
    case table
  }

  /// One line of the table.
  package struct Entry: Sendable {
    /// The dotted name, such as `encoder.0.leftToRight.inputWeights`.
    package let name: String
    /// The handle.
    package let parameter: Parameter
    /// How it is used.
    package let use: Use
    /// How it starts.
    package let initializer: Initializer
    /// Where its panels start in a buffer of packed weights, in floats.
    let panelOffset: Int
    /// Where its transpose's panels start.
    let transposedPanelOffset: Int
  }

  /// The parameters, in the order in which they were added.
  package private(set) var entries: [Entry] = []
  /// The number of floats of all parameters.
  package private(set) var count = 0
  private(set) var panelCount = 0
  private(set) var transposedPanelCount = 0
  private var scopes: [String] = []

  /// An empty layout.
  package init() {}

  /// Adds a parameter under the current scope and returns its handle.
  package mutating func add(
    _ name: String, rows: Int, columns: Int, use: Use = .product, _ initializer: Initializer
  ) -> Parameter {
    precondition(rows > 0 && columns > 0, "\(name) has the shape \(rows) × \(columns)")
    let parameter = Parameter(offset: count, rows: rows, columns: columns)
    let fullName = (scopes + [name]).joined(separator: ".")
    precondition(!entries.contains { $0.name == fullName }, "\(fullName) was added before")
    entries.append(
      Entry(
        name: fullName, parameter: parameter, use: use, initializer: initializer,
        panelOffset: panelCount, transposedPanelOffset: transposedPanelCount))
    count += rows * columns
    if case .product = use {
      panelCount += PackedMatrix.count(depth: rows, columns: columns)
      transposedPanelCount += PackedMatrix.count(depth: columns, columns: rows)
    }
    return parameter
  }

  /// Runs `body` with `name` as the next part of the names it adds.
  package mutating func scope<Result>(
    _ name: String, _ body: (inout ParameterLayout) -> Result
  ) -> Result {
    scopes.append(name)
    defer { scopes.removeLast() }
    return body(&self)
  }

  /// The ranges of the flat buffer outside tables, neighbours joined.
  package var denseRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for entry in entries where entry.use != .table {
      let range = entry.parameter.range
      if let last = ranges.last, last.upperBound == range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges
  }

  /// The tables.
  package var tables: [Parameter] { entries.filter { $0.use == .table }.map(\.parameter) }
}

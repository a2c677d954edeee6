import CElmanKernels

/// The gradients of one worker: dense ones whole, tables by the rows that were touched.
///
/// Only touched rows are zeroed, added, measured and updated; a batch touches some hundreds of a
/// table's many thousands. The rule of `MutableParameterBuffer` on threads holds.
package final class Gradients: @unchecked Sendable {
  /// The gradients; a table's rows that were not touched are zero.
  package let buffer: MutableParameterBuffer
  private let denseRanges: [Range<Int>]
  private var tables: [TouchedRows]

  /// The rows of a table that were touched.
  private struct TouchedRows {
    let table: Parameter
    /// In the order of their first touch.
    var rows: [Int] = []
    var isTouched: [Bool]

    mutating func touch(_ row: Int) {
      if isTouched[row] { return }
      isTouched[row] = true
      rows.append(row)
    }
  }

  /// Gradients of zero.
  package init(zerosFor layout: ParameterLayout) {
    buffer = MutableParameterBuffer(zerosFor: layout)
    denseRanges = layout.denseRanges
    tables = layout.tables.map {
      TouchedRows(table: $0, isTouched: Array(repeating: false, count: $0.rows))
    }
  }

  /// The rows of a table that were touched, in the order of their first touch.
  package func touchedRows(of table: Parameter) -> [Int] { tables[index(of: table)].rows }

  /// A dense parameter's gradient.
  package subscript(_ parameter: Parameter) -> MutableMatrixView { buffer[parameter] }

  /// Adds row i of `rowGradients` (`[ids, columns]`) to the table's row `ids[i]`, for each i.
  package func add(_ rowGradients: some Matrix, toRows ids: [Int32], of table: Parameter) {
    precondition(ids.count == rowGradients.rows, "\(ids.count) ids for \(rowGradients)")
    let (index, gradient) = (index(of: table), buffer[table])
    for (i, id) in ids.enumerated() {
      tables[index].touch(Int(id))
      gradient.addRow(Int(id), from: rowGradients, row: i)
    }
  }

  /// Sets everything back to zero.
  package func reset() {
    for range in denseRanges {
      (buffer.base + range.lowerBound).update(repeating: 0, count: range.count)
    }
    for index in tables.indices {
      let gradient = buffer[tables[index].table]
      for row in tables[index].rows {
        gradient.rows(row..<row + 1).fill(0)
        tables[index].isTouched[row] = false
      }
      tables[index].rows.removeAll(keepingCapacity: true)
    }
  }

  /// Adds another worker's gradients.
  package func add(_ other: Gradients) {
    for entry in buffer.layout.entries { add(other, of: entry) }
  }

  /// Adds another worker's gradients of one parameter. Several threads may do so at a time, each with
  /// parameters of its own, as long as one of them has all tables.
  package func add(_ other: Gradients, of entry: ParameterLayout.Entry) {
    guard entry.use == .table else {
      let range = entry.parameter.range
      elman_add_scaled(
        range.count, 1, other.buffer.base + range.lowerBound, buffer.base + range.lowerBound)
      return
    }
    let index = index(of: entry.parameter)
    let (mine, theirs) = (buffer[entry.parameter], other.buffer[entry.parameter])
    for row in other.tables[index].rows {
      tables[index].touch(row)
      mine.addRow(row, from: theirs, row: row)
    }
  }

  /// The Euclidean norm of all gradients.
  package var norm: Double {
    var sum = 0.0
    forEachRange { range in
      sum += elman_sum_of_squares(range.count, buffer.base + range.lowerBound)
    }
    return sum.squareRoot()
  }

  /// Visits the ranges of the flat buffer that hold gradients: dense ones, then touched rows.
  package func forEachRange(_ body: (Range<Int>) -> Void) {
    for range in denseRanges { body(range) }
    for touched in tables { forEachRange(of: touched, body) }
  }

  /// Visits the ranges of one parameter that hold gradients: all of it, or touched rows.
  package func forEachRange(of entry: ParameterLayout.Entry, _ body: (Range<Int>) -> Void) {
    guard entry.use == .table else { return body(entry.parameter.range) }
    forEachRange(of: tables[index(of: entry.parameter)], body)
  }

  private func forEachRange(of touched: TouchedRows, _ body: (Range<Int>) -> Void) {
    let columns = touched.table.columns
    for row in touched.rows {
      let start = touched.table.offset + row * columns
      body(start..<start + columns)
    }
  }

  /// A network has few tables.
  private func index(of table: Parameter) -> Int {
    guard let index = tables.firstIndex(where: { $0.table == table }) else {
      preconditionFailure("\(table) is no table")
    }
    return index
  }
}

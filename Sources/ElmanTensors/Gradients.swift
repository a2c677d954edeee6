import CElmanKernels

/// The gradients of one worker: dense ones whole, tables by the rows that were touched.
///
/// Only touched rows are zeroed, added, measured and updated; a batch touches some hundreds of a
/// table's many thousands. The rule of `ParameterBuffer` on threads holds.
public final class Gradients: @unchecked Sendable {
  /// The gradients; a table's rows that were not touched are zero.
  public let buffer: ParameterBuffer
  /// For each table of the layout the rows touched, in the order of their first touch.
  public private(set) var touchedRows: [Parameter: [Int]]
  private var isTouched: [Parameter: [Bool]]
  private let denseRanges: [Range<Int>]

  /// Gradients of zero.
  public init(zerosFor layout: ParameterLayout) {
    buffer = ParameterBuffer(zerosFor: layout)
    denseRanges = layout.denseRanges
    touchedRows = Dictionary(uniqueKeysWithValues: layout.tables.map { ($0, []) })
    isTouched = Dictionary(
      uniqueKeysWithValues: layout.tables.map { ($0, Array(repeating: false, count: $0.rows)) })
  }

  /// A dense parameter's gradient.
  public subscript(_ parameter: Parameter) -> MatrixView { buffer[parameter] }

  /// Adds row i of `rowGradients` (`[ids, columns]`) to the table's row `ids[i]`, for each i.
  public func add(_ rowGradients: MatrixView, toRows ids: [Int32], of table: Parameter) {
    precondition(ids.count == rowGradients.rows, "\(ids.count) ids for \(rowGradients)")
    let gradient = buffer[table]
    for (i, id) in ids.enumerated() {
      touch(Int(id), of: table)
      gradient.addRow(Int(id), from: rowGradients, row: i)
    }
  }

  /// Sets everything back to zero.
  public func reset() {
    for range in denseRanges {
      (buffer.base + range.lowerBound).update(repeating: 0, count: range.count)
    }
    for (table, rows) in touchedRows {
      let gradient = buffer[table]
      for row in rows {
        gradient.rows(row..<row + 1).fill(0)
        isTouched[table]?[row] = false
      }
      touchedRows[table]?.removeAll(keepingCapacity: true)
    }
  }

  /// Adds another worker's gradients.
  public func add(_ other: Gradients) {
    for range in denseRanges {
      elman_add_scaled(
        range.count, 1, other.buffer.base + range.lowerBound, buffer.base + range.lowerBound)
    }
    for table in buffer.layout.tables {
      let (mine, theirs) = (buffer[table], other.buffer[table])
      for row in other.touchedRows[table] ?? [] {
        touch(row, of: table)
        mine.addRow(row, from: theirs, row: row)
      }
    }
  }

  /// The Euclidean norm of all gradients.
  public var norm: Double {
    var sum = 0.0
    for range in ranges { sum += elman_sum_of_squares(range.count, buffer.base + range.lowerBound) }
    return sum.squareRoot()
  }

  /// The ranges of the flat buffer that hold gradients: dense ones, then touched rows.
  public var ranges: [Range<Int>] {
    var ranges = denseRanges
    for table in buffer.layout.tables {
      for row in touchedRows[table] ?? [] {
        let start = table.offset + row * table.columns
        ranges.append(start..<start + table.columns)
      }
    }
    return ranges
  }

  private func touch(_ row: Int, of table: Parameter) {
    if isTouched[table]?[row] == false {
      isTouched[table]?[row] = true
      touchedRows[table]?.append(row)
    }
  }
}

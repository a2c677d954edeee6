/// Which labels may follow each other, begin and end a sequence.
///
/// For any length there is a sequence that keeps to them.
package struct LabelConstraints: Sendable, Hashable {
  /// The number of labels.
  package let labelCount: Int
  private let starts: [Bool]
  private let ends: [Bool]
  /// `[from, to]`.
  private let steps: [Bool]
  /// A label that may begin, follow itself and end.
  let anchor: Int32

  /// Asks for each step whether it is allowed.
  ///
  /// - Parameters:
  ///   - labelCount: the number of labels.
  ///   - allows: told the label before, `nil` at the start, and the label after, `nil` at the
  ///     end.
  /// - Returns: `nil` unless some label may begin, follow itself and end, as `O` may: otherwise there
  ///   might be no sequence at all.
  package init?(labelCount: Int, allows: (_ from: Int?, _ to: Int?) -> Bool) {
    self.labelCount = labelCount
    let labels = 0..<labelCount
    let (starts, ends) = (labels.map { allows(nil, $0) }, labels.map { allows($0, nil) })
    let steps = labels.flatMap { from in labels.map { allows(from, $0) } }
    let isAnchor = { label in starts[label] && ends[label] && steps[label * (labelCount + 1)] }
    guard let anchor = labels.first(where: isAnchor) else { return nil }
    (self.starts, self.ends, self.steps) = (starts, ends, steps)
    self.anchor = Int32(anchor)
  }

  /// Whether one label may follow another.
  ///
  /// - Parameters:
  ///   - from: the label before, or `nil` at the start.
  ///   - to: the label after, or `nil` at the end.
  package func allows(from: Int?, to: Int?) -> Bool {
    switch (from, to) {
    case (let from?, let to?): steps[from * labelCount + to]
    case (nil, let to?): starts[to]
    case (let from?, nil): ends[from]
    case (nil, nil): false
    }
  }

  /// Whether `count` labels keep to the constraints.
  func allow(count: Int, _ label: (Int) -> Int32) -> Bool {
    var previous: Int?
    for index in 0..<count {
      let next = Int(label(index))
      guard allows(from: previous, to: next) else { return false }
      previous = next
    }
    return allows(from: previous, to: nil)
  }
}

import ElmanTensors

/// What the labels around a token say of its own, in a CRF: the logarithm of its probability, given these labels and
/// the text, is this and the token's score, less a number that is the same for all its labels.
package struct CRFSurroundings: Sendable {
  private let labelCount: Int
  /// From each label to the next, then from the start, then to the end.
  private let transitions: [Float]

  /// The numbers of a head.
  package init(_ head: CRFHead, in pass: inout Pass) {
    let count = head.transitions.columns
    labelCount = count
    let room = pass.workspace.matrix(rows: count + 2, columns: count)
    room.rows(0..<count).copy(from: pass.weights[head.transitions])
    room.rows(count..<count + 1).copy(from: pass.weights[head.start])
    room.rows(count + 1..<count + 2).copy(from: pass.weights[head.end])
    transitions = (0..<count + 2).flatMap { Array(room[row: $0]) }
  }

  /// What the labels before and after a token add to the score of a label.
  ///
  /// - Parameters:
  ///   - label: the label.
  ///   - previous: that of the token before; `nil` at the start.
  ///   - next: that of the token after; `nil` at the end.
  package func score(of label: Int32, after previous: Int32?, before next: Int32?) -> Float {
    let from = previous.map { Int($0) } ?? labelCount
    let to =
      next.map { transitions[Int(label) * labelCount + Int($0)] }
      ?? transitions[(labelCount + 1) * labelCount + Int(label)]
    return transitions[from * labelCount + Int(label)] + to
  }
}

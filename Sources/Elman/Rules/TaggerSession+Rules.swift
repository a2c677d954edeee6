import ElmanNetworks
import ElmanText

extension TaggerSession {
  /// Sets the parts of speech and features that rules fix, as far as the network knows these labels, so that the other columns
  /// agree with them: each takes what stands together with them best, and lemmas are those of such words.
  func fixWords(_ packing: SequencePacking) {
    guard applier?.hasWords == true else { return }
    for sequence in 0..<packing.sequenceCount {
      let sentence = batch[packing.order[sequence]]
      for step in 0..<packing.lengths[sequence] {
        let labels = sentence.withBytes(of: step) { applier?.labels(of: $0) ?? [] }
        if !labels.isEmpty { fix(labels, sequence, step, packing) }
      }
    }
  }

  private func fix(
    _ labels: [(column: TagColumn, label: Int32)], _ sequence: Int, _ step: Int,
    _ packing: SequencePacking
  ) {
    let row = packing.row(step: step, sequence: sequence)
    var fixed: [(column: Int, label: Int32)] = []
    for place in places.deciding {
      let column = tagger.columns[place]
      guard let label = labels.first(where: { $0.column == column.column })?.label,
        Int(label) < column.labels.count
      else { continue }
      fixed.append((place, label))
    }
    guard !fixed.isEmpty else { return }
    let before = places.deciding.map { best[$0][row] }
    for (column, label) in fixed { best[column][row] = label }
    guard fixed.count < places.deciding.count else { return }
    agreement?.decide(sequence, step, keeping: fixed.map(\.column), &best, scores, packing)
    // Labels that never stand together agree with nothing: then the others stay.
    guard fixed.contains(where: { best[$0.column][row] != $0.label }) else { return }
    for (column, label) in zip(places.deciding, before) { best[column][row] = label }
    for (column, label) in fixed { best[column][row] = label }
  }

  /// Sets what rules say in results.
  func applyRules(to results: inout [TaggedSentence]) {
    guard applier != nil else { return }
    for index in results.indices { applier?.apply(to: &results[index]) }
  }
}

extension TokenBatch {
  /// The words that stand beside each word: for each packed row the id of the next word, then for
  /// each that of the word before; -1 where the sentence ends, and for words that are unknown or not
  /// `below` a number.
  package func neighbours(below count: Int, into ids: inout [Int32]) {
    ids.removeAll(keepingCapacity: true)
    func id(_ row: Int) -> Int32 {
      let id = wordIds[Int(wordOfRow[row])]
      return id > 0 && id < count ? id : -1
    }
    for distance in [1, -1] {
      for step in 0..<packing.stepCount {
        for sequence in 0..<packing.activeCounts[step] {
          let other = step + distance
          let isInside = other >= 0 && other < packing.lengths[sequence]
          ids.append(isInside ? id(packing.row(step: other, sequence: sequence)) : -1)
        }
      }
    }
  }
}

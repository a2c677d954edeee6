/// For each place the numbers of its best labels, with their probabilities.
struct LabelRanking: Sendable {
  /// A label with its probability.
  struct Entry: Sendable {
    var label: Int32
    var probability: Float
  }

  /// How many labels are known of a place.
  let top: Int
  private var entries: [Entry]

  init(places: Int, top: Int) {
    self.top = top
    entries = Array(repeating: Entry(label: -1, probability: 0), count: places * top)
  }

  /// The best labels of a place, the best first; fewer where there are no more.
  func best(at place: Int) -> ArraySlice<Entry> {
    entries[place * top..<(place + 1) * top].prefix { $0.label >= 0 }
  }

  /// Takes one label of a place for certain.
  mutating func set(_ place: Int, only label: Int32) {
    entries[place * top] = Entry(label: label, probability: 1)
    for slot in place * top + 1..<(place + 1) * top {
      entries[slot] = Entry(label: -1, probability: 0)
    }
  }

  /// Takes the best labels of a place; of labels that are as probable the first.
  mutating func set(_ place: Int, by probabilities: UnsafeBufferPointer<Float>) {
    let start = place * top
    var count = 0
    for (label, probability) in probabilities.enumerated() {
      if count == top, probability <= entries[start + top - 1].probability { continue }
      var slot = count < top ? count : top - 1
      while slot > 0, entries[start + slot - 1].probability < probability {
        entries[start + slot] = entries[start + slot - 1]
        slot -= 1
      }
      entries[start + slot] = Entry(label: Int32(label), probability: probability)
      count = min(count + 1, top)
    }
  }
}

import CElmanKernels
import ElmanTensors
import Testing

@testable import ElmanTraining

@Suite struct WeightAverageTests {
  /// Rows that are averaged late have the bits of those that are averaged at each step.
  @Test func rowsThatWaitEndWhereTheOthersDo() {
    var layout = ParameterLayout()
    let table = layout.add("table", rows: 9, columns: 19, use: .table, .uniform(bound: 1))
    let other = layout.add("other", rows: 3, columns: 5, use: .table, .uniform(bound: 1))
    let dense = layout.add("dense", rows: 4, columns: 18, .uniform(bound: 1))
    let weights = MutableParameterBuffer(zerosFor: layout)
    var random = Random(seed: 2)
    weights.initialize(with: &random)
    let average = WeightAverage(of: weights)
    let eager = MutableParameterBuffer(zerosFor: layout)
    eager.copy(from: weights.readOnly)

    let gradients = Gradients(zerosFor: layout)
    var workspace = Workspace()
    for step in 0..<40 {
      gradients.reset()
      for (table, rows) in [(table, 2), (other, 1)] {
        let ids = (0..<rows).map { _ in Int32(random.index(below: table.rows)) }
        gradients.add(
          workspace.zeros(rows: rows, columns: table.columns), toRows: ids, of: table)
      }
      let rate = 1 / Float(step + 2)
      average.begin(rate: rate)
      for entry in layout.entries {
        average.prepare(entry, for: gradients)
        gradients.forEachRange(of: entry) { range in
          for place in range { weights.base[place] += Float(random.uniform() - 0.5) }
        }
        average.follow(entry)
      }
      elman_average(layout.count, 1, [rate], weights.base, eager.base)
      if step % 13 == 0 {
        #expect(average.current().elements == eager.elements)
      }
    }
    #expect(average.current()[table].elements == eager[table].elements)
    #expect(average.current()[dense].elements == eager[dense].elements)
  }
}

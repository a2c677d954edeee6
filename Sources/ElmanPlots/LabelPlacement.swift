/// Where names stand that all want to be near their line's end.
enum LabelPlacement {
  /// The places nearest to the wanted ones at which no two names overlap, in the order of `wanted`.
  ///
  /// Names that would overlap form a group, whose middle lies where its members want to be on
  /// average.
  ///
  /// - Parameters:
  ///   - wanted: where each name wants to be.
  ///   - spacing: the least distance of two names.
  ///   - bounds: where names may be; where they do not fit, they pass its end.
  static func spread(_ wanted: [Double], spacing: Double, in bounds: ClosedRange<Double>)
    -> [Double]
  {
    let order = wanted.indices.sorted {
      wanted[$0] != wanted[$1] ? wanted[$0] < wanted[$1] : $0 < $1
    }
    var groups: [Group] = []
    for index in order {
      var group = Group(sum: wanted[index], members: [index])
      while let last = groups.last,
        last.start(spacing, bounds) + Double(last.members.count) * spacing
          > group.start(spacing, bounds)
      {
        groups.removeLast()
        group.sum += last.sum - Double(group.members.count * last.members.count) * spacing
        group.members = last.members + group.members
      }
      groups.append(group)
    }
    var places = wanted
    for group in groups {
      let start = group.start(spacing, bounds)
      for (place, index) in group.members.enumerated() {
        places[index] = start + Double(place) * spacing
      }
    }
    return places
  }

  private struct Group {
    /// The sum of where the first member would be if each member were at its wanted place.
    var sum: Double
    var members: [Int]

    func start(_ spacing: Double, _ bounds: ClosedRange<Double>) -> Double {
      let latest = bounds.upperBound - Double(members.count - 1) * spacing
      return max(bounds.lowerBound, min(latest, sum / Double(members.count)))
    }
  }
}

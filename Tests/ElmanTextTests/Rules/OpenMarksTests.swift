import Testing

@testable import ElmanText

@Suite struct OpenMarksTests {
  @Test(arguments: [
    ("«a»", "  +"), ("»a«", "  +"), ("»a»", "  +"), ("„a“", "  +"), ("„a”", "  +"), ("“a”", "  +"),
    ("”a”", "  +"), ("(a)", "  +"), ("a)", "  "), ("(“a”)", "   ++"), ("“(a”)", "   + "),
    ("「a」", "  +"),
    ("“a“", "   "), ("‚a‘", "  +"), ("‘a’", "   "),
  ])
  func closers(text: String, expected: String) {
    var marks = OpenMarks()
    let found = text.unicodeScalars.map { scalar in
      let closes = marks.closes(scalar.value, .either)
      #expect(marks.note(scalar.value, .either) == closes)
      return closes ? "+" : " "
    }
    #expect(found.joined() == expected)
    marks.reset()
    #expect(!marks.closes(0xBB, .either) && !marks.closes(0x201C, .either))
  }

  @Test func whiteSpaceTellsTheSide() {
    for (isAfterSpace, next, side) in [
      (true, "a", .opening), (true, nil, .either), (true, ".", .either), (false, nil, .closing),
      (false, "a", .either), (true, "日", .opening), (true, "“", .opening),
    ] as [(Bool, Unicode.Scalar?, OpenMarks.Side)] {
      #expect(OpenMarks.Side(isAfterSpace: isAfterSpace, next: next?.value) == side)
    }
    var marks = OpenMarks()
    marks.note(0x201D, .closing)
    #expect(!marks.closes(0x201D, .either))
    marks.note(0x201D, .opening)
    #expect(!marks.closes(0x201D, .opening) && marks.closes(0x201D, .closing))
  }

  @Test func depthIsBounded() {
    var marks = OpenMarks()
    for _ in 0..<1_000 { marks.note(0x28, .either) }
    #expect((0..<1_000).count { _ in marks.note(0x29, .either) } == 16)
  }
}

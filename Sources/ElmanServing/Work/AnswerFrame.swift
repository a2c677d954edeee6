import ElmanStreams

/// What stands around the sentences or labels of texts in an answer.
package struct AnswerFrame: Sendable {
  /// What stands around what a text has.
  package struct Document: Sendable {
    var start: [UInt8]
    var end: [UInt8]

    package init(start: [UInt8], end: [UInt8]) {
      self.start = start
      self.end = end
    }
  }

  /// What the answer begins with.
  var start: [UInt8] = []
  /// What stands around what each text has; where nothing stands around it, none.
  var documents: [Document] = []
  /// What stands between texts.
  var separator: [UInt8] = []
  /// What the answer ends with.
  var end: [UInt8] = []
  /// What stands around each item as it is written, and is left out.
  var itemStart = 0
  var itemEnd = 0

  /// How many texts were begun.
  private var begun = 0
  private var isStarted = false
  private var hasItems = false

  /// Nothing stands around anything.
  package static let none = AnswerFrame()

  package init(
    start: [UInt8] = [], documents: [Document] = [], separator: [UInt8] = [], end: [UInt8] = [],
    itemStart: Int = 0, itemEnd: Int = 0
  ) {
    self.start = start
    self.documents = documents
    self.separator = separator
    self.end = end
    self.itemStart = itemStart
    self.itemEnd = itemEnd
  }

  /// Adds an item of a text, which comes with the items of that text and those after it alone.
  mutating func add(
    document: Int, to output: inout [UInt8], _ write: (inout [UInt8]) -> Void
  ) {
    if documents.isEmpty { return write(&output) }
    begin(document, &output)
    let place = output.count
    if hasItems { output.append(UInt8(ascii: ",")) }
    let itemPlace = output.count
    write(&output)
    guard output.count >= itemPlace + itemStart + itemEnd, output.count > itemPlace else {
      return output.removeSubrange(place...)
    }
    output.removeLast(itemEnd)
    output.removeSubrange(itemPlace..<itemPlace + itemStart)
    hasItems = true
  }

  /// Ends the answer.
  mutating func end(_ output: inout [UInt8]) {
    if documents.isEmpty { return }
    begin(documents.count - 1, &output)
    output += documents.last?.end ?? []
    output += end
  }

  /// Ends the text before, and begins all up to a number.
  private mutating func begin(_ document: Int, _ output: inout [UInt8]) {
    if !isStarted {
      isStarted = true
      output += start
    }
    while begun <= document {
      if begun > 0 { output += documents[begun - 1].end + separator }
      output += documents[begun].start
      begun += 1
      hasItems = false
    }
  }
}

import ElmanStreams

extension AnswerFrame {
  /// What stands around sentences in JSON.
  static func sentences(model: String, count: Int, isSingle: Bool) -> AnswerFrame {
    var frame = AnswerFrame(start: start(model), end: [UInt8(ascii: "}")], itemEnd: 1)
    if isSingle {
      frame.documents = [Document(start: "\"sentences\":[", end: "]")]
    } else {
      frame.start.append(json: "\"documents\":[")
      frame.documents = Array(
        repeating: Document(start: "{\"sentences\":[", end: "]}"), count: count)
      frame.separator = [UInt8(ascii: ",")]
      frame.end = Array("]}".utf8)
    }
    return frame
  }

  /// What stands around labels in JSON.
  static func labels(model: String, count: Int, isSingle: Bool) -> AnswerFrame {
    var frame = AnswerFrame(
      start: start(model), end: [UInt8(ascii: "}")], itemStart: 1, itemEnd: 2)
    if isSingle {
      frame.documents = [Document(start: "", end: "")]
    } else {
      frame.start.append(json: "\"results\":[")
      frame.documents = Array(repeating: Document(start: "{", end: "}"), count: count)
      frame.separator = [UInt8(ascii: ",")]
      frame.end = Array("]}".utf8)
    }
    return frame
  }

  private static func start(_ model: String) -> [UInt8] {
    var start: [UInt8] = []
    start.append(json: "{\"model\":")
    start.append(string: model.utf8)
    start.append(UInt8(ascii: ","))
    return start
  }
}

extension AnswerFrame.Document {
  init(start: StaticString, end: StaticString) {
    self.init(start: [], end: [])
    self.start.append(json: start)
    self.end.append(json: end)
  }
}

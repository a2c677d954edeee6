import ElmanBytes
import ElmanCorpora
import ElmanStreams

/// A line of a stream of JSON: a text, or a problem with what should be one.
package struct TextLine: Sendable {
  /// The text, in UTF-8; `nil` for none.
  package let text: [UInt8]?
  /// What the line has as its `id`, in JSON.
  private let id: [UInt8]?
  private let problem: Problem?

  /// The text that a line is: a string, or an object with a text and, if that is wanted in the answer, an id.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - number: its number, from 1 on.
  ///   - mostBytes: the most bytes of a text.
  package init(_ line: [UInt8], number: Int, mostBytes: Int) {
    var id: [UInt8]?
    do throws(Problem) {
      let text = try Self.text(line, &id)
      guard text.count <= mostBytes else {
        throw Problem(413, "expected at most \(mostBytes) bytes of a text, found \(text.count)")
      }
      self.text = text
      problem = nil
    } catch {
      text = nil
      var problem = error
      problem.line = number
      self.problem = problem
    }
    self.id = id
  }

  /// A line that is longer than any may be.
  package init(tooLong number: Int, mostBytes: Int) {
    text = nil
    id = nil
    problem = Problem(413, "expected at most \(mostBytes) bytes a line", line: number)
  }

  private static func text(_ line: [UInt8], _ id: inout [UInt8]?) throws(Problem) -> [UInt8] {
    if line.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "\"") {
      // As an object, so that there is one reader of both.
      let object = try RequestParameters(
        json: Array("{\"text\":".utf8) + line + [UInt8(ascii: "}")])
      return try object.text("text") ?? []
    }
    let object = try RequestParameters(json: line)
    id = try object.scalar("id")
    try object.check(known: ["text", "id"])
    guard let text = try object.text("text") else {
      throw Problem(422, "expected a member text, found none")
    }
    return text
  }

  /// The answer to this line without any sentences.
  package var emptyAnswer: [UInt8] {
    let document = document(start: "\"sentences\":[", end: "]}\n")
    return document.start + document.end
  }

  /// What stands around the answer to this line.
  ///
  /// - Parameters:
  ///   - start: what it begins with, behind the id.
  ///   - end: what it ends with.
  func document(start: StaticString, end: StaticString) -> AnswerFrame.Document {
    var (head, tail): ([UInt8], [UInt8]) = ([UInt8(ascii: "{")], [])
    if let id {
      head.append(json: "\"id\":")
      head += id
      head.append(UInt8(ascii: ","))
    }
    if let problem {
      head.append(json: "\"error\":")
      head += problem.json
      tail.append(json: "}\n")
    } else {
      head.append(json: start)
      tail.append(json: end)
    }
    return AnswerFrame.Document(start: head, end: tail)
  }
}

/// Cuts a stream of bytes into lines of JSON.
package struct TextLineReader: Sendable {
  private let mostBytes: Int
  private var line: [UInt8] = []
  private var number = 0
  /// Whether the line at hand is too long, so that the rest of it is passed over.
  private var isTooLong = false

  /// - Parameter mostBytes: the most bytes of a line.
  package init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// The lines that end in the next bytes; blank ones are none.
  package mutating func lines(in bytes: some Sequence<UInt8>) -> [TextLine] {
    var lines: [TextLine] = []
    for byte in bytes {
      if byte == 0x0A {
        if let line = take() { lines.append(line) }
      } else if line.count < mostBytes {
        line.append(byte)
      } else {
        isTooLong = true
      }
    }
    return lines
  }

  /// The last line, if the stream ended without its end.
  package mutating func finish() -> TextLine? { line.isEmpty ? nil : take() }

  private mutating func take() -> TextLine? {
    number += 1
    defer {
      line.removeAll(keepingCapacity: true)
      isTooLong = false
    }
    if isTooLong { return TextLine(tooLong: number, mostBytes: mostBytes) }
    guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return nil }
    return TextLine(line, number: number, mostBytes: mostBytes)
  }
}

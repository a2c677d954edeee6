import ElmanTestSupport
import Foundation

/// A page of the documentation, the README or an article, with the examples in it.
struct Documentation: CustomStringConvertible, Sendable {
  /// A command and the lines that it prints.
  struct Example: CustomStringConvertible, Sendable {
    let page: String
    let line: Int
    var command: String
    var output: [String]

    var description: String { "\(page):\(line): \(command)" }
  }

  /// The folder of the package.
  static let package = URL(filePath: TestFiles.package)

  /// A source's module and file, by which tests list sources, without the folders between.
  static func moduleAndFile(_ path: String) -> String {
    let names = path.split(separator: "/")
    return names.count > 2 ? "\(names[0])/\(names[names.count - 1])" : path
  }

  /// All pages: the README, and the articles by name.
  static let pages: [Documentation] = {
    let articles = "Sources/Elman/Elman.docc"
    let files = try? FileManager.default.subpathsOfDirectory(
      atPath: package.appending(path: articles).path)
    let names = (files ?? []).filter { $0.hasSuffix(".md") }.sorted()
    return (["README.md"] + names.map { "\(articles)/\($0)" }).map(Documentation.init)
  }()

  /// The page's path in the package.
  let path: String

  var description: String { path }

  /// What `$ command` lines show in blocks marked `console`.
  func console() throws -> [Example] {
    var examples: [Example] = []
    for block in try blocks("console") {
      for (offset, line) in block.lines.enumerated() {
        if line.hasPrefix("$ ") {
          let command = String(line.dropFirst(2))
          examples.append(
            Example(page: path, line: block.line + offset, command: command, output: []))
        } else if examples.last?.command.hasSuffix("\\") == true {
          examples[examples.count - 1].command += "\n" + line
        } else if !examples.isEmpty {
          examples[examples.count - 1].output.append(line)
        }
      }
    }
    for index in examples.indices { Self.dropEmpty(&examples[index].output) }
    return examples
  }

  /// The lines of an output, without empty ones at its end.
  static func lines(_ text: String) -> [String] {
    var lines = text.components(separatedBy: "\n")
    dropEmpty(&lines)
    return lines
  }

  private static func dropEmpty(_ lines: inout [String]) {
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  /// The blocks of a language, with the line of the page that each begins at.
  func blocks(_ language: String) throws -> [(line: Int, lines: [String])] {
    let text = try String(contentsOf: Self.package.appending(path: path), encoding: .utf8)
    var blocks: [(line: Int, lines: [String])] = []
    var isInside = false
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if isInside && line == "```" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].lines.append(line)
      } else if line == "```\(language)" {
        isInside = true
        blocks.append((index + 2, []))
      }
    }
    return blocks
  }

  /// Whether lines are the expected ones, where `…` stands for any characters of a line and alone
  /// for any lines.
  static func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    if first == "…" {
      return (lines.startIndex...lines.endIndex).contains {
        matches(lines[$0...], expected.dropFirst())
      }
    }
    guard let line = lines.first, matches(line, pattern: first) else { return false }
    return matches(lines.dropFirst(), expected.dropFirst())
  }

  private static func matches(_ line: String, pattern: String) -> Bool {
    let pieces = pattern.components(separatedBy: "…")
    guard pieces.count > 1 else { return line == pattern }
    guard line.hasPrefix(pieces[0]) else { return false }
    var rest = line.dropFirst(pieces[0].count)
    for piece in pieces.dropFirst().dropLast() {
      guard let range = rest.range(of: piece) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(pieces[pieces.count - 1])
  }
}

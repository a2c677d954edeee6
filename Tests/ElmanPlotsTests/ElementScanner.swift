/// Reads the little XML that pictures are made of, strictly: every element closed in order, every
/// attribute quoted and once, no bare `&` or `<`.
struct ElementScanner {
  /// The elements in the order of their start.
  private(set) var elements: [(name: String, attributes: [String: String], text: String)] = []
  /// Whether the document is one well-formed element.
  private(set) var isWellFormed = false

  private var rest: Substring
  private var open: [Int] = []

  init(_ document: String) {
    rest = document[...]
    isWellFormed = scan()
  }

  /// The texts of the elements of a name.
  func texts(of name: String) -> [String] { elements.filter { $0.name == name }.map(\.text) }

  private mutating func scan() -> Bool {
    while let first = rest.first {
      if first == "<" {
        rest.removeFirst()
        guard scanTag() else { return false }
      } else {
        let text = rest.prefix { $0 != "<" }
        rest = rest.dropFirst(text.count)
        guard let plain = Self.unescaped(text) else { return false }
        if let element = open.last {
          elements[element].text += plain
        } else if !plain.allSatisfy(\.isWhitespace) {
          return false
        }
      }
    }
    return open.isEmpty && !elements.isEmpty
  }

  private mutating func scanTag() -> Bool {
    guard let end = rest.firstIndex(of: ">") else { return false }
    var tag = rest[..<end]
    rest = rest[rest.index(after: end)...]
    if tag.first == "/" {
      guard let element = open.popLast() else { return false }
      return tag.dropFirst() == elements[element].name
    }
    if open.isEmpty && !elements.isEmpty { return false }
    let isEmpty = tag.last == "/"
    if isEmpty { tag.removeLast() }
    let name = tag.prefix { $0 != " " }
    tag = tag.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while tag.first == " " {
      tag.removeFirst()
      let key = tag.prefix { $0 != "=" }
      tag = tag.dropFirst(key.count)
      guard tag.hasPrefix("=\"") else { return false }
      tag = tag.dropFirst(2)
      let value = tag.prefix { $0 != "\"" }
      tag = tag.dropFirst(value.count + 1)
      guard let plain = Self.unescaped(value), attributes[String(key)] == nil else { return false }
      attributes[String(key)] = plain
    }
    guard tag.isEmpty, !name.isEmpty else { return false }
    elements.append((String(name), attributes, ""))
    if !isEmpty { open.append(elements.count - 1) }
    return true
  }

  private static func unescaped(_ text: Substring) -> String? {
    var result = ""
    var rest = text
    let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\""]
    while let first = rest.first {
      if first == "&" {
        guard let entity = entities.first(where: { rest.hasPrefix($0.key) }) else { return nil }
        result += entity.value
        rest = rest.dropFirst(entity.key.count)
      } else {
        if first == "<" { return nil }
        result.append(first)
        rest.removeFirst()
      }
    }
    return result
  }
}

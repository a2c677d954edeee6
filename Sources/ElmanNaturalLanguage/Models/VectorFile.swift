import ElmanCorpora
import ElmanText

/// A file of vectors.
struct VectorFile {
  let table: VectorTable
  let language: NLLanguage? = nil
  let revision = 1

  init(path: String) throws {
    let reader = try WordVectorReader(path: path)
    var word: [UInt8] = []
    var vector: [Float] = []
    var values: [Float] = []
    var words: [[UInt8]] = []
    var known: Set<[UInt8]> = []
    while try reader.next(&word) {
      guard known.insert(word).inserted else { continue }
      try reader.readVector(into: &vector)
      words.append(word)
      values += vector
    }
    table = VectorTable(
      try Vocabulary(words), first: 1, values: values, dimension: reader.dimensions)
  }

  static func write(_ dictionary: [String: [Double]], to url: URL) throws {
    guard let size = dictionary.first?.value.count, size > 0,
      dictionary.allSatisfy({ $0.value.count == size })
    else { throw NaturalLanguageError.unevenVectors }
    var text = "\(dictionary.count) \(size)\n"
    for (word, vector) in dictionary.sorted(by: { $0.key < $1.key }) {
      text += word + " " + vector.map { "\(Float($0))" }.joined(separator: " ") + "\n"
    }
    try Data(text.utf8).write(to: url, options: .atomic)
  }
}

import Elman
import ElmanModels

/// The README's example of the library.
enum LibraryExample {
  static let path = #filePath

  static func run() throws {
    let tagger = try Tagger.shipped()
    for sentence in tagger.tag("We saw her duck. Ducks swim.") {
      for token in sentence.tokens {
        print("\(token.form)/\(token.label)", terminator: " ")
      }
      print()
      for entity in sentence.entities { print(entity.type, sentence.text(of: entity)) }
    }
  }
}

import Elman
import ElmanStreams
import ElmanSystem
import ElmanText
import Foundation
import Testing

/// The models of other languages, as the table of pipelines names them.
struct ShippedPipelinesTests {
  private static let models = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Models")

  /// The rows of the table: the code of the language, and the name of its model; but for Thai, which does not come along.
  private static let rows: [(code: String, name: String)] = {
    let table = try? String(
      contentsOf: models.appending(path: "Data/pipelines.tsv"), encoding: .utf8)
    return (table ?? "").split(separator: "\n").filter {
      !$0.hasPrefix("#") && !$0.hasPrefix("th\t")
    }.map {
      let fields = $0.split(separator: "\t", omittingEmptySubsequences: false)
      return (String(fields[0]), String(fields[7]))
    }
  }()

  /// A sentence of each language that has one here, with a word and what it is there.
  private static let sentences: [String: (text: String, word: String, part: String)] = [
    "da": ("Uglen sover i den gamle lade.", "lade", "NOUN"),
    "de": ("Die Eule schläft in der alten Scheune.", "schläft", "VERB"),
    "es": ("La lechuza duerme en el viejo granero.", "duerme", "VERB"),
    "fr": ("La chouette dort dans la vieille grange.", "dort", "VERB"),
    "it": ("La civetta dorme nel vecchio granaio.", "dorme", "VERB"),
    "pt": ("A coruja dorme no velho celeiro.", "dorme", "VERB"),
    "ru": ("Сова спит в старом сарае.", "старом", "ADJ"),
    "sv": ("Ugglan sover i den gamla ladan.", "gamla", "ADJ"),
    "zh": ("猫头鹰在仓库里睡觉。", "睡觉", "VERB"),
  ]

  @Test func thereIsOneOfEachRow() throws {
    #expect(Self.rows.count >= 18)
    for (code, name) in Self.rows {
      #expect(Language(code: code).modelName == name)
      let tagger = try Tagger.shipped(code)
      #expect(tagger.metadata[.language] == code, "\(name)")
      #expect(tagger.metadata[.licence]?.isEmpty == false, "\(name)")
      #expect(tagger.metadata[.attribution]?.isEmpty == false, "\(name)")
      #expect(tagger.tokenizer != nil && !tagger.labelNames(of: .upos).isEmpty, "\(name)")
    }
  }

  @Test func theyTag() throws {
    for (code, sentence) in Self.sentences {
      let words = try Tagger.shipped(for: Language(code: code)).tag(sentence.text).flatMap(\.words)
      #expect(words.map(\.form).joined().utf8.count >= 10, "\(code)")
      let word = words.first { $0.form == sentence.word }
      #expect(word?.label == sentence.part, "\(code)")
    }
  }

  @Test func theyAreSmall() throws {
    var total = 0
    let pipelines = Set(Self.rows.map { "\($0.name).safetensors" })
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.models.path)
    where file.hasSuffix(".safetensors") {
      let size = try FileManager.default.attributesOfItem(
        atPath: Self.models.appending(path: file).path)[.size]
      let bytes = size as? Int ?? .max
      total += bytes
      #expect(!pipelines.contains(file) || bytes <= 5_000_000, "\(file)")
    }
    #expect(total <= 120_000_000)
  }
}

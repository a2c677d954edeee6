import Elman
import ElmanText

/// Writes a JSON object a sentence, each on one line.
///
/// ```json
/// {"text":"Hi!","tokens":[{"text":"Hi","utf8Start":0,"utf8End":2,"utf16Start":0,"utf16End":2,"tag":"INTJ","probability":0.9871}, …]}
/// ```
///
/// Offsets count from the start of the file: its bytes there are the token. Files that are named are told in
/// `document`, languages where they are told in `language`. Words of one multiword token have its number in `tokenId`, counted from 0 among the tokens of
/// the text, and after `tokens` stand these:
///
/// ```json
/// "multiwords":[{"tokenId":0,"text":"Don't","tokenStart":0,"tokenEnd":2,"utf8Start":0, …}]
/// ```
///
/// A tagger that finds entities gives `entities` in place of a tag at each token:
///
/// ```json
/// "entities":[{"type":"PER","text":"Ada Byron","tokenStart":0,"tokenEnd":2,"utf8Start":0, …,"probability":0.9871}]
/// ```
///
/// One that finds trees gives for each token `head`, the number of another or -1 for the root, and `deprel`.
///
/// Where the best labels are asked for, each token has them in `top`, and each entity the best types there:
///
/// ```json
/// "top":{"upos":[{"label":"NOUN","probability":0.9871}, …]}
/// ```
///
/// Tokens count from 0 within the sentence, and the end is not part of the entity.
struct JSONLinesWriter: SentenceWriter {
  private let tables: TagTables<Names>

  /// What is written of one column.
  private struct Column: Sendable {
    /// Its number among the tagger's columns.
    let index: Int
    /// Whether it is that of relations, which heads stand before.
    let isTree: Bool
    /// The members of a tag and its probability, with their colons.
    let tag: [UInt8]
    let probability: [UInt8]
    /// The labels by their numbers; none of lemmas, which are written as they come.
    let labels: [[UInt8]]?
  }

  /// What is written of a tagger's columns.
  private struct Names: Sendable {
    let columns: [Column]
    let hasEntities: Bool

    /// Several columns have members of their names in place of `tag` and `probability`.
    init(_ names: TagNames) {
      func string(_ text: String) -> [UInt8] {
        var json: [UInt8] = []
        json.append(string: text.utf8)
        return json
      }
      hasEntities = names.entities != nil
      columns = names.columns.enumerated().compactMap { index, column in
        if column.column == .ner { return nil }
        let name = column.column == .deps ? "deprel" : column.column.rawValue
        let members =
          names.columns.count == 1 && column.column != .deps
          ? ("tag", "probability") : (name, "\(name)Probability")
        return Column(
          index: index, isTree: column.column == .deps,
          tag: [UInt8(ascii: ",")] + string(members.0) + [UInt8(ascii: ":")],
          probability: [UInt8(ascii: ",")] + string(members.1) + [UInt8(ascii: ":")],
          labels: column.column == .lemma ? nil : column.strings.map(string))
      }
    }
  }

  init(_ output: SentenceOutput) { tables = TagTables(output) { Names($0) } }

  func write(_ item: StreamSentence, _ tags: TaggedSentence?, to output: inout [UInt8]) {
    let sentence = item.sentence
    guard let first = sentence.words.first, let last = sentence.words.last else { return }
    let names = tables[item]
    open(item, text: sentence.text[first.range.lowerBound..<last.range.upperBound], to: &output)
    output.append(json: ",\"tokens\":[")
    let positions = sentence.positions
    let multiwords = multiwords(of: sentence)
    var next = multiwords[...]
    for index in sentence.words.indices {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output.append(json: "{\"text\":")
      sentence.withBytes(of: index) { output.append(string: $0) }
      if let (multiword, number) = next.first, multiword.words.contains(index) {
        output.append(json: ",\"tokenId\":")
        output.append(number: number)
        if index == multiword.words.upperBound - 1 { next.removeFirst() }
      }
      append(positions[index], to: &output)
      if let tags { append(tags, index, names.columns, to: &output) }
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "]"))
    if !multiwords.isEmpty { append(multiwords, of: sentence, to: &output) }
    if names.hasEntities, let tags { append(tags.entities, of: sentence, to: &output) }
    output.append(json: "}\n")
  }

  func writeBlankLine(_ item: StreamSentence, to output: inout [UInt8]) {
    open(item, text: [], to: &output)
    output.append(json: ",\"tokens\":[]")
    if tables[item].hasEntities { output.append(json: ",\"entities\":[]") }
    output.append(json: "}\n")
  }

  /// Begins the object of a sentence.
  private func open(
    _ item: StreamSentence, text: ArraySlice<UInt8>, to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "{"))
    if let document = item.documentID {
      output.append(json: "\"document\":")
      output.append(string: document.utf8)
      output.append(UInt8(ascii: ","))
    }
    if let language = item.sentence.language {
      output.append(json: "\"language\":")
      output.append(string: language.code.utf8)
      output.append(UInt8(ascii: ","))
    }
    output.append(json: "\"text\":")
    output.append(string: text)
  }

  /// Writes where something starts and ends.
  private func append(_ place: Range<TextPosition>, to output: inout [UInt8]) {
    output.append(json: ",\"utf8Start\":")
    output.append(number: place.lowerBound.utf8)
    output.append(json: ",\"utf8End\":")
    output.append(number: place.upperBound.utf8)
    output.append(json: ",\"utf16Start\":")
    output.append(number: place.lowerBound.utf16)
    output.append(json: ",\"utf16End\":")
    output.append(number: place.upperBound.utf16)
  }

  /// Writes which tokens something goes over.
  private func append(_ tokens: Range<Int>, to output: inout [UInt8]) {
    output.append(json: ",\"tokenStart\":")
    output.append(number: tokens.lowerBound)
    output.append(json: ",\"tokenEnd\":")
    output.append(number: tokens.upperBound)
  }

  /// The multiword tokens, each with its number among the tokens of the text.
  private func multiwords(of sentence: Sentence) -> [(MultiwordToken, number: Int)] {
    var extraWords = 0
    return sentence.multiwords.map { multiword in
      defer { extraWords += multiword.words.count - 1 }
      return (multiword, multiword.words.lowerBound - extraWords)
    }
  }

  private func append(
    _ multiwords: [(MultiwordToken, number: Int)], of sentence: Sentence,
    to output: inout [UInt8]
  ) {
    let positions = sentence.tokenPositions
    output.append(json: ",\"multiwords\":[")
    for (index, (multiword, number)) in multiwords.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output.append(json: "{\"tokenId\":")
      output.append(number: number)
      output.append(json: ",\"text\":")
      output.append(string: sentence.text[multiword.range])
      append(multiword.words, to: &output)
      append(positions[number], to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "]"))
  }

  private func append(
    _ entities: [Entity], of sentence: Sentence, to output: inout [UInt8]
  ) {
    output.append(json: ",\"entities\":[")
    for (index, entity) in entities.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output.append(json: "{\"type\":")
      output.append(string: entity.type.utf8)
      output.append(json: ",\"text\":")
      output.append(string: sentence.text[entity.range])
      append(entity.words, to: &output)
      append(entity.position, to: &output)
      if let probability = entity.probability {
        output.append(json: ",\"probability\":")
        output.append(share: probability)
      }
      if !entity.alternatives.isEmpty {
        output.append(json: ",\"top\":")
        append(entity.alternatives, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "]"))
  }

  private func append(
    _ tags: TaggedSentence, _ token: Int, _ columns: [Column], to output: inout [UInt8]
  ) {
    defer { if tags.top > 0 { appendBest(tags, token, columns, to: &output) } }
    for column in columns {
      let index = column.index
      if column.isTree {
        output.append(json: ",\"head\":")
        if let head = tags.head(of: token) {
          output.append(number: head)
        } else {
          output.append(json: "-1")
        }
      }
      output.append(contentsOf: column.tag)
      if let labels = column.labels {
        output.append(contentsOf: labels[tags.labelId(token, at: index)])
      } else {
        var lemma: [UInt8] = []
        tags.appendLemma(token, at: index, to: &lemma)
        output.append(string: lemma)
      }
      guard let probability = tags.probability(token, at: index) else { continue }
      output.append(contentsOf: column.probability)
      output.append(share: probability)
    }
  }
}

extension JSONLinesWriter {
  /// Writes the best labels of a token, by columns.
  private func appendBest(
    _ tags: TaggedSentence, _ token: Int, _ columns: [Column], to output: inout [UInt8]
  ) {
    output.append(json: ",\"top\":{")
    var isFirst = true
    for column in columns where !column.isTree {
      // Without the comma before it.
      output.append(contentsOf: column.tag.dropFirst(isFirst ? 1 : 0))
      append(tags.alternatives(token, at: column.index), to: &output)
      isFirst = false
    }
    output.append(UInt8(ascii: "}"))
  }

  private func append(_ alternatives: [Alternative], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    for (index, alternative) in alternatives.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output.append(json: "{\"label\":")
      output.append(string: alternative.label.utf8)
      output.append(json: ",\"probability\":")
      output.append(share: alternative.probability)
      output.append(UInt8(ascii: "}"))
    }
    output.append(UInt8(ascii: "]"))
  }
}

extension OutputFormat {
  /// A sentence a line, as a JSON object.
  public static let jsonl = OutputFormat(
    name: "jsonl",
    help: """
      a JSON object a sentence; for each token text, tag,
      probability, and start and end in the file counted
      in bytes (utf8Start) and UTF-16 units (utf16Start);
      words of one token of the text have its number
      (tokenId), and stand in multiwords too
      """,
    showsProbabilities: true, showsAlternatives: true
  ) { JSONLinesWriter($0) }
}

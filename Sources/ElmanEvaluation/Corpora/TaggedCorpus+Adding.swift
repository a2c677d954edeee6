import Elman
import ElmanBytes
import ElmanCorpora
import ElmanText

extension TaggedCorpus {
  /// The same sentences with the labels of one more column, read from another file of them.
  ///
  /// Where all sentences of both have names (`# sent_id`), these tell which are the same, and of several
  /// with one name their order; a sentence that the other file lacks, or has with other words, has no
  /// labels. Else both have the same sentences in the same order. Their words must be the same; for
  /// entities the same letters are enough.
  ///
  /// - Throws: `what ``init(path:column:)`` throws, and
  ///   `differentSentences` where the other file has other words, with names for most sentences.
  public func adding(_ column: TagColumn, from other: String) throws(CorpusError) -> TaggedCorpus {
    let second = try TaggedCorpus(path: other, column: column)
    let named = indicesByName(in: second)
    var added: [[String]?] = []
    var addedHeads: [[Int32]?] = []
    var differences: (count: Int, first: CorpusError)?
    for number in sentences.indices {
      let index = named.map { $0[number] } ?? (number < second.sentences.count ? number : nil)
      guard let index else {
        if named == nil { throw different(number, from: second, nil) }
        added.append(nil)
        addedHeads.append(nil)
        continue
      }
      do throws(CorpusError) {
        added.append(try labels(of: column, number, from: second, index))
        addedHeads.append(second.heads[index])
      } catch {
        if named == nil { throw error }
        differences = ((differences?.count ?? 0) + 1, differences?.first ?? error)
        added.append(nil)
        addedHeads.append(nil)
      }
    }
    if named == nil, second.sentences.count > sentences.count {
      throw different(sentences.count, from: second, sentences.count)
    }
    let count = added.count { $0 != nil }
    guard count > differences?.count ?? 0 else {
      throw differences?.first ?? different(0, from: second, nil)
    }
    var result = self
    result.labels[column] = added
    if column == .deps { result.heads = addedHeads }
    result.repairs += second.repairs
    result.files.append(
      ColumnFile(
        column: column, path: other, hash: second.hash, sentenceCount: count,
        differences: differences))
    return result
  }

  /// For each sentence the number of the one with its name in another corpus; `nil` unless all of
  /// both have names.
  private func indicesByName(in second: TaggedCorpus) -> [Int?]? {
    var indices: [Spelling: [Int]] = [:]
    for (index, id) in second.ids.enumerated() {
      guard let id else { return nil }
      indices[Spelling(id), default: []].append(index)
    }
    var counts: [Spelling: Int] = [:]
    var result: [Int?] = []
    for id in ids {
      guard let name = id.map({ Spelling($0) }) else { return nil }
      let (count, known) = (counts[name, default: 0], indices[name] ?? [])
      result.append(count < known.count ? known[count] : nil)
      counts[name] = count + 1
    }
    return result
  }

  /// The labels that one sentence of another corpus gives to one of this.
  private func labels(
    of column: TagColumn, _ number: Int, from second: TaggedCorpus, _ index: Int
  ) throws(CorpusError) -> [String]? {
    let (own, other) = (sentences[number], second.sentences[index])
    let labels = second.labels[column]?[index]
    if column == .ner {
      guard
        let spans = LabelledSpan.moved(LabelledSpan.spans(of: labels ?? []), from: other, to: own)
      else { throw different(number, from: second, index) }
      return labels == nil ? nil : SpanScheme.bioes.labels(of: spans, count: own.words.count)
    }
    let hasSameWords =
      own.words.count == other.words.count
      && own.words.indices.allSatisfy { own.bytes($0) == other.bytes($0) }
    guard hasSameWords else { throw different(number, from: second, index) }
    return labels
  }

  private func different(_ number: Int, from second: TaggedCorpus, _ index: Int?) -> CorpusError {
    func words(_ sentences: [Sentence], _ number: Int?) -> String {
      guard let number, number < sentences.count else { return "no sentence" }
      let sentence = sentences[number]
      return sentence.words.indices.map { sentence.form($0) }.joined(separator: " ")
    }
    return .differentSentences(
      path: second.path, number: number + 1, expected: words(sentences, number),
      found: words(second.sentences, index))
  }
}

import Elman
import ElmanNetworks
import ElmanTensors
import ElmanText

/// Where the time of tagging a text goes, with a cache that is empty at first. Each stage is run for
/// itself on the same batches.
struct TaggingProfile {
  private let stopwatch: Stopwatch
  private let tagger: Tagger
  private let text: [UInt8]
  private let tagging: TextTagging
  private let sentences: [Sentence]
  private let batches: [Batch]
  private let indexer: TokenIndexer

  /// A batch, and the words in it that no batch before had.
  private struct Batch {
    let packing: SequencePacking
    /// For each packed row the number of its word.
    let wordOfRow: [Int32]
    /// The number of the first of the new words.
    let firstNew: Int
    let newWords: Sentence
    let newIds: TokenBatch
  }

  init(_ tagger: Tagger, text: [UInt8], _ stopwatch: Stopwatch) {
    self.stopwatch = stopwatch
    self.tagger = tagger
    self.text = text
    tagging = TextTagging(tagger)
    let indexer = TokenIndexer(
      words: tagger.words, characters: tagger.characters,
      readsCharacters: tagger.network.encoder.readsCharacters)
    self.indexer = indexer
    sentences = tagging.sentences(text)
    var numbers: [[UInt8]: Int32] = [:]
    batches = tagging.windows(sentences).flatMap { window -> [[Sentence]] in
      let sorted = window.filter { !$0.words.isEmpty }.sorted { $0.words.count > $1.words.count }
      return stride(from: 0, to: sorted.count, by: TaggerSession.defaultBatchSize).map {
        Array(sorted[$0..<min($0 + TaggerSession.defaultBatchSize, sorted.count)])
      }
    }.map { members in
      var new: [[UInt8]] = []
      let firstNew = numbers.count
      let words = members.map { sentence in
        sentence.words.indices.map { token -> Int32 in
          let form = Array(sentence.bytes(token))
          if let number = numbers[form] { return number }
          numbers[form] = Int32(numbers.count)
          new.append(form)
          return Int32(numbers.count - 1)
        }
      }
      let packing = SequencePacking(lengths: members.map(\.words.count))
      let newWords = Sentence(utf8Words: new)
      return Batch(
        packing: packing, wordOfRow: packing.pack(words), firstNew: firstNew,
        newWords: newWords,
        newIds: indexer.batch(new.map { Sentence(utf8Words: [$0]) }))
    }
  }

  func measure() -> StageProfile {
    let windows = tagging.windows(sentences)
    let whole = time(windows) { session, window in
      _ = tagging.write(session.tag(tagging.sentences(window.flatMap(\.text))))
    }
    let tagged = windows.map { TaggerSession(tagger).tag($0) }
    let all = time(windows) { session, window in _ = session.tag(window) }
    var inside = newWordStages() + layerStages() + outputStages()
    // All but the first, the words' ids, are the network's.
    let parts = inside.dropFirst().reduce(0) { $0 + $1.seconds }
    inside.append(
      Stage(
        "more for the stages above when one follows the other", seconds: networkSeconds() - parts))
    let known = inside.reduce(0) { $0 + $1.seconds }
    let texts = windows.map { $0.flatMap(\.text) }
    return StageProfile(
      name: tagger.weights.precision == .int8 ? "tagging, int8" : "tagging", seconds: whole,
      stages: [
        Stage(
          "sentences and tokens",
          seconds: stopwatch.median(ofParts: texts.count) { _ = tagging.sentences(texts[$0]) })
      ] + inside + [
        Stage("batches, looking up known words, results", seconds: all - known),
        Stage(
          "writing CoNLL-U",
          seconds: stopwatch.median(ofParts: tagged.count) { _ = tagging.write(tagged[$0]) }),
      ], words: sentences.reduce(0) { $0 + $1.words.count })
  }

  /// What all windows take one after the other with one session, which is new in each round.
  private func time(
    _ windows: [[Sentence]], _ body: (TaggerSession, [Sentence]) -> Void
  ) -> Double {
    var session = TaggerSession(tagger)
    return stopwatch.median(
      ofParts: windows.count, prepare: { session = TaggerSession(tagger) },
      { body(session, windows[$0]) })
  }

  /// What a part of the work on each batch takes in a fresh pass.
  private func time(_ body: (Batch, inout Pass) -> Void) -> Double {
    var pass = Pass(inferenceWith: tagger.weights)
    return stopwatch.median(ofParts: batches.count) {
      pass.begin()
      body(batches[$0], &pass)
    }
  }

  /// What the network takes on all batches, from ids to labels, with the words' part computed once.
  private func networkSeconds() -> Double {
    let encoder = tagger.network.encoder
    var memory = Workspace()
    let wordCount = batches.reduce(0) { $0 + $1.newWords.words.count }
    let table = memory.zeros(rows: max(1, wordCount), columns: encoder.projectedWordSize)
    return time { batch, pass in
      if !batch.newWords.words.isEmpty {
        let words = encoder.words(batch.newIds, in: &pass)
        for row in 0..<words.rows { table.copyRow(batch.firstNew + row, from: words, row: row) }
      }
      let hidden = tagger.network.hidden(
        ProjectedRows(table: table, rows: batch.wordOfRow, packing: batch.packing), in: &pass)
      for head in tagger.network.heads {
        _ = head.head.decode(head.scores(hidden, in: &pass), in: &pass)
      }
    }
  }

  /// What a word costs when it is seen first.
  private func newWordStages() -> [Stage] {
    let encoder = tagger.network.encoder
    let index = time { batch, _ in
      if !batch.newWords.words.isEmpty { _ = indexer.batch([batch.newWords]) }
    }
    let all = time { batch, pass in
      guard !batch.newWords.words.isEmpty else { return }
      _ = encoder.words(batch.newIds, in: &pass)
    }
    var stages = [Stage("new words: ids", seconds: index)]
    if let characters = encoder.tokens.characters {
      let seconds = time { batch, pass in
        guard !batch.newWords.words.isEmpty else { return }
        _ = characters.forward(batch.newIds.characters, in: &pass)
      }
      let work = batches.reduce(0.0) { $0 + characters.work(on: $1.newIds.characters) }
      stages.append(Stage("new words: character encoder", seconds: seconds, work: work))
    }
    let layer = encoder.layers.layers[0]
    let products = time { batch, pass in
      let rows = batch.newIds.wordIds.count
      let input = pass.workspace.matrix(rows: rows, columns: layer.leftToRight.inputWeights.rows)
      for layer in [layer.leftToRight, layer.rightToLeft] {
        let gates = pass.workspace.matrix(rows: rows, columns: layer.inputWeights.columns)
        gates.setProduct(
          input, pass.weights.factor(layer.inputWeights), in: &pass.workspace)
      }
    }
    let words = batches.reduce(0) { $0 + $1.newIds.wordIds.count }
    let work = 4 * Double(words * layer.leftToRight.inputWeights.range.count)
    stages.append(Stage("new words: input products", seconds: products, work: work))
    let known = stages.dropFirst().reduce(0) { $0 + $1.seconds }
    stages.append(Stage("new words: vectors and copies", seconds: all - known))
    return stages
  }

  private func layerStages() -> [Stage] {
    let encoder = tagger.network.encoder
    let layer = encoder.layers.layers[0]
    var memory = Workspace()
    let wordCount = batches.reduce(0) { $0 + $1.newWords.words.count }
    let table = memory.zeros(rows: max(1, wordCount), columns: encoder.projectedWordSize)
    let whole = time { batch, pass in
      _ = encoder.forward(
        ProjectedRows(table: table, rows: batch.wordOfRow, packing: batch.packing), in: &pass)
    }
    let gathering = time { batch, pass in
      let gates = pass.workspace.matrix(rows: batch.wordOfRow.count, columns: table.columns)
      for (row, word) in batch.wordOfRow.enumerated() {
        gates.copyRow(row, from: table, row: Int(word))
      }
    }
    var stages = [Stage("gathering the words' products", seconds: gathering)]
    if tagger.configuration.cell == .lstm {
      let parts = LayerParts(
        layer, weights: tagger.weights, rows: batches.map(\.packing.rowCount).max() ?? 1,
        sequences: TaggerSession.defaultBatchSize)
      let restoring = time { batch, _ in parts.restoreGates(batch.packing) }
      stages += [
        Stage(
          "recurrent products", seconds: time { batch, _ in parts.multiplyStates(batch.packing) },
          work: batches.reduce(0) { $0 + parts.recurrentWork($1.packing) }),
        Stage(
          "gate activations",
          seconds: time { batch, _ in
            parts.restoreGates(batch.packing)
            parts.activate(batch.packing)
          } - restoring),
      ]
    }
    let known = stages.reduce(0) { $0 + $1.seconds }
    return stages + [Stage("the rest of the layers", seconds: whole - known)]
  }

  private func outputStages() -> [Stage] {
    let inputSize = tagger.network.encoder.outputSize
    let labelCounts = tagger.columns.map(\.labels.count)
    let products = time { batch, pass in
      let rows = batch.packing.rowCount
      let input = pass.workspace.matrix(rows: rows, columns: inputSize)
      for (head, labelCount) in zip(tagger.network.heads, labelCounts) {
        let scores = pass.workspace.matrix(rows: rows, columns: labelCount)
        let factor = tagger.weights.factor(head.projection.weights)
        scores.setProduct(input, factor, in: &pass.workspace)
      }
    }
    let decoding = time { batch, pass in
      for (head, labelCount) in zip(tagger.network.heads, labelCounts) {
        let scores = pass.workspace.zeros(rows: batch.packing.rowCount, columns: labelCount)
        _ = head.head.decode(PackedSequences(values: scores, packing: batch.packing), in: &pass)
      }
    }
    let rows = batches.reduce(0) { $0 + $1.packing.rowCount }
    return [
      Stage(
        "scores of labels", seconds: products,
        work: 2 * Double(rows * inputSize * labelCounts.reduce(0, +))),
      Stage("best labels", seconds: decoding),
    ]
  }
}

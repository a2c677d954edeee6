import ElmanNetworks
import ElmanTensors
import ElmanText

/// Cuts text into sentences and tokens with a learned tokenizer, piece by piece and in constant
/// memory.
///
/// It is used like `SentenceTokenizer`. However the input is cut into chunks, and however many
/// windows go through the network together, the sentences are the same; their texts, one after
/// the other, are the input. The limits are those of `SentenceTokenizer` too.
///
/// Running text is read some dozen windows at a time: a sentence comes when these are full, or when the
/// input ends. In the other modes it comes with the end of its line.
package struct LearnedTokenizerSession: StreamingTokenizer {
  /// The most windows that go through the network together, unless a session is told otherwise.
  package static let defaultBatchSize = 32

  private let tokenizer: LearnedTokenizer
  private let batchSize: Int
  private var stream: CharacterStream

  /// A session at the start of an input.
  ///
  /// - Parameters:
  ///   - tokenizer: what cuts the text.
  ///   - mode: what the lines of the input are.
  ///   - hashtags: what becomes of hashtags; `nil` for what the tokenizer learned.
  ///   - batchSize: the most windows that go through the network together.
  package init(
    _ tokenizer: LearnedTokenizer, mode: SentenceTokenizer.Mode = .text,
    hashtags: Hashtags? = nil, batchSize: Int = defaultBatchSize
  ) {
    precondition(batchSize > 0)
    self.tokenizer = tokenizer
    self.batchSize = batchSize
    stream = CharacterStream(
      mode: mode, spacesInTokens: tokenizer.shape.spacesInTokens,
      pieces: tokenizer.features.pieces, hashtags: hashtags, rules: tokenizer.boundaries)
  }

  /// How many ill-formed parts of the input were replaced by U+FFFD so far.
  package var faultCount: Int { stream.faultCount }

  /// The byte offset in the input of the first part replaced, or `nil` if there was none.
  package var firstFault: Int? { stream.firstFault }

  /// Appends the next bytes of the input.
  ///
  /// - Precondition: `finish()` was not called.
  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    stream.append(bytes, keeping: tokenizer.configuration.contextSize)
  }

  /// Ends the input, so that `next()` gives out the rest.
  package mutating func finish() { stream.finish() }

  /// The next sentence, or `nil` if it needs more input or, after `finish()`, if there is none.
  package mutating func next() -> Sentence? {
    guard var (sentence, multiwords) = nextMarked().map({ ($0.sentence, $0.multiwords[...]) })
    else {
      return nil
    }
    guard !multiwords.isEmpty else { return sentence }
    let splitter = tokenizer.multiwords
    sentence.splitTokens { index, form in
      guard multiwords.first == index else { return nil }
      multiwords.removeFirst()
      return splitter.split(form)
    }
    return sentence
  }

  /// The next sentence with its tokens whole, and those that stand for several words.
  package mutating func nextMarked() -> MarkedSentence? {
    if let sentence = stream.nextSentence() { return sentence }
    let settings = tokenizer.configuration
    let enough = batchSize * settings.blockSize + settings.contextSize
    guard stream.isFinished || stream.mode != .text || stream.waitingCount >= enough else {
      return nil
    }
    guard let texts = takeTexts() else { return nil }
    set(tokenizer.labels(of: [texts], batchSize: batchSize)[0], of: texts)
    return stream.nextSentence()
  }

  /// Takes the windows that are ready, whose labels are to be set before the next sentence is asked for; `nil` where
  /// none is.
  package mutating func takeTexts() -> WindowTexts? {
    let settings = tokenizer.configuration
    let windows = stream.takeWindows(block: settings.blockSize, context: settings.contextSize)
    return windows.isEmpty ? nil : WindowTexts(windows, of: stream)
  }

  /// Sets the labels of windows that were taken.
  package mutating func set(_ labels: [[BoundaryLabel]], of texts: WindowTexts) {
    for (window, labels) in zip(texts.windows, labels) { stream.set(labels, of: window) }
  }
}

/// Windows of a text, as the network reads them.
package struct WindowTexts: Sendable {
  let windows: [CharacterStream.Window]
  /// The characters of each, which may be on either side of its core.
  let texts: [[UInt32]]
  /// Where the core of each lies among its characters.
  let cores: [Range<Int>]

  init(_ windows: [CharacterStream.Window], of stream: CharacterStream) {
    self.windows = windows
    let symbols = stream.units.symbols
    texts = windows.map { window in
      // A text begins and ends as a paragraph does.
      (window.startsText ? [0x0A] : []) + symbols[window.units] + (window.endsText ? [0x0A] : [])
    }
    cores = windows.map { window in
      let first = window.core.lowerBound - window.units.lowerBound + (window.startsText ? 1 : 0)
      return first..<first + window.core.count
    }
  }
}

extension LearnedTokenizer {
  /// The labels of the windows' cores of several texts, which go through the network together.
  ///
  /// - Parameters:
  ///   - texts: the windows of each text.
  ///   - batchSize: the most windows that go together.
  package func labels(
    of texts: [WindowTexts], batchSize: Int = LearnedTokenizerSession.defaultBatchSize
  ) -> [[[BoundaryLabel]]] {
    var labels = runners.with({ TokenizerRunner(self) }) {
      $0.labels(texts.flatMap(\.texts), cores: texts.flatMap(\.cores), batchSize: batchSize)
    }[...]
    return texts.map { text in
      defer { labels = labels.dropFirst(text.windows.count) }
      return Array(labels.prefix(text.windows.count))
    }
  }
}

/// Runs windows of text through a tokenizer's network, and keeps its memory between them.
final class TokenizerRunner {
  /// The most characters that go through the network together, if it is a small one.
  private static let maximumBatchCharacters = 1 << 16
  /// The most numbers that the lowest layer may compute of them, 128 MB.
  private static let maximumBatchNumbers = 1 << 25
  /// The most numbers of the table below, 256 MB.
  private static let maximumTableNumbers = 1 << 26

  private let tokenizer: LearnedTokenizer
  private var pass: Pass
  private var groups = LengthBatches()
  private let characterLimit: Int
  /// What depends on a character alone, where that is all that the network reads.
  private let table: ProjectedTable?

  init(_ tokenizer: LearnedTokenizer) {
    self.tokenizer = tokenizer
    pass = Pass(inferenceWith: tokenizer.weights)
    let encoder = tokenizer.network.encoder
    characterLimit = min(
      Self.maximumBatchCharacters, max(1, Self.maximumBatchNumbers / encoder.projectedSize))
    let isSmall =
      tokenizer.features.characterCount <= Self.maximumTableNumbers / encoder.projectedSize
    table =
      tokenizer.features.wordKnowledge == nil && isSmall
      ? ProjectedTable(encoder, rows: tokenizer.features.characterCount) : nil
  }

  /// The labels of the cores of windows.
  ///
  /// - Parameters:
  ///   - texts: the characters of each window.
  ///   - cores: where its core lies among them.
  ///   - batchSize: the most windows that go through the network together.
  func labels(_ texts: [[UInt32]], cores: [Range<Int>], batchSize: Int) -> [[BoundaryLabel]] {
    groups.set(lengths: texts.map(\.count), batchSize: batchSize, tokenLimit: characterLimit)
    var labels = [[BoundaryLabel]](repeating: [], count: texts.count)
    let names = TokenizerNetwork.labels
    for group in groups.batches {
      let numbers = groups.order[group]
      let packing = SequencePacking(lengths: numbers.map { texts[$0].count })
      let best = bestLabels(numbers.map { texts[$0] }, packing: packing)
      for (sequence, index) in packing.order.enumerated() {
        let number = numbers[numbers.startIndex + index]
        labels[number] = cores[number].map { step in
          names[Int(best[packing.row(step: step, sequence: sequence)])]
        }
      }
    }
    return labels
  }

  /// The number of the best label of each character, in packed order.
  private func bestLabels(_ texts: [[UInt32]], packing: SequencePacking) -> [UInt8] {
    pass.begin()
    let rows = texts.map { tokenizer.features.rows($0[...]) }
    let packed = rows[0].indices.map { feature in packing.pack(rows.map { $0[feature] }) }
    table?.complete(packed[0], in: &pass)
    let scores =
      if let table {
        tokenizer.network.scores(
          ProjectedRows(table: table.matrix, rows: packed[0], packing: packing), in: &pass)
      } else {
        tokenizer.network.scores(packed, packing: packing, in: &pass)
      }
    return tokenizer.network.decode(scores.values)
  }
}

/// The table of characters, projected by the lowest layer: each row once, when it is first needed.
private final class ProjectedTable {
  let matrix: MutableMatrixView
  private let encoder: FeatureEncoder
  private var isThere: [Bool]
  private var missing: [Int32] = []

  init(_ encoder: FeatureEncoder, rows: Int) {
    self.encoder = encoder
    let count = rows * encoder.projectedSize
    let storage = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Float>.stride, alignment: 64
    ).bindMemory(to: Float.self, capacity: count)
    matrix = MutableMatrixView(base: storage, rows: rows, columns: encoder.projectedSize)
    isThere = Array(repeating: false, count: rows)
  }

  deinit { UnsafeMutableRawPointer(matrix.base).deallocate() }

  /// Computes those of some rows that are not there yet.
  func complete(_ rows: [Int32], in pass: inout Pass) {
    missing.removeAll(keepingCapacity: true)
    for row in rows where !isThere[Int(row)] {
      isThere[Int(row)] = true
      missing.append(row)
    }
    if missing.isEmpty { return }
    let projected = encoder.projected(missing, in: &pass)
    for (index, row) in missing.enumerated() {
      matrix.copyRow(Int(row), from: projected, row: index)
    }
  }
}

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
    let windows = stream.takeWindows(block: settings.blockSize, context: settings.contextSize)
    guard !windows.isEmpty else { return nil }
    tokenizer.runners.with({ TokenizerRunner(tokenizer) }) {
      $0.label(windows, of: &stream, batchSize: batchSize)
    }
    return stream.nextSentence()
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

  /// Sets the labels of the windows' cores.
  ///
  /// - Parameters:
  ///   - windows: the windows.
  ///   - stream: the text that they are of.
  ///   - batchSize: the most of them that go through the network together.
  func label(
    _ windows: [CharacterStream.Window], of stream: inout CharacterStream, batchSize: Int
  ) {
    groups.set(
      lengths: windows.map(\.units.count), batchSize: batchSize,
      tokenLimit: characterLimit)
    let symbols = stream.units.symbols
    for group in groups.batches {
      let parts = groups.order[group].map { windows[$0] }
      let texts = parts.map { window in
        // A text begins and ends as a paragraph does.
        (window.startsText ? [0x0A] : []) + symbols[window.units] + (window.endsText ? [0x0A] : [])
      }
      let packing = SequencePacking(lengths: texts.map(\.count))
      let best = bestLabels(texts, packing: packing)
      let names = TokenizerNetwork.labels
      for (sequence, index) in packing.order.enumerated() {
        let window = parts[index]
        let first =
          window.core.lowerBound - window.units.lowerBound + (window.startsText ? 1 : 0)
        let labels = (first..<first + window.core.count).map { step in
          names[Int(best[packing.row(step: step, sequence: sequence)])]
        }
        stream.set(labels, of: window)
      }
    }
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

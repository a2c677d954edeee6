import ElmanNetworks
import ElmanTensors
import ElmanText

/// What depends on a word alone, kept from batch to batch: its vector, projected by the lowest layer.
///
/// A frequent word then costs its recurrent products alone. The cache holds a bounded number of
/// words; a new one takes the place of one that was not used since the hand of the clock last came
/// by (Corbató, 1968, A Paging Experiment with the Multics System). Results have the same bits with
/// and without it.
struct WordCache: ~Copyable {
  private let encoder: SentenceEncoder
  private let indexer: TokenIndexer
  private let storage: UnsafeMutablePointer<Float>
  private let capacity: Int
  private var slots: [WordForm: Int32] = [:]
  private var forms: [WordForm] = []
  /// The batch in which a slot was last used, and whether it was since the hand came by.
  private var lastBatch: [Int] = []
  private var wasUsed: [Bool] = []
  private var hand = 0
  private var batch = 0

  /// A cache of at most so many bytes of vectors. Their memory is taken as words come.
  init(_ encoder: SentenceEncoder, indexer: TokenIndexer, bytes: Int) {
    self.encoder = encoder
    self.indexer = indexer
    let size = encoder.wordSize * MemoryLayout<Float>.stride
    capacity = bytes / size
    storage = UnsafeMutableRawPointer.allocate(byteCount: max(64, capacity * size), alignment: 64)
      .bindMemory(to: Float.self, capacity: max(16, capacity * encoder.wordSize))
  }

  deinit { UnsafeMutableRawPointer(storage).deallocate() }

  private var table: MatrixView {
    MatrixView(base: storage, rows: capacity, columns: encoder.wordSize)
  }

  /// The rows of some sentences in the cache, with what was missing computed; `nil` if they have
  /// more tokens than the cache has room for words.
  mutating func rows(_ sentences: [Sentence], in pass: inout Pass) -> ProjectedRows? {
    let packing = SequencePacking(lengths: sentences.map(\.tokens.count))
    guard packing.rowCount <= capacity else { return nil }
    batch += 1
    var missing = MissingWords()
    let slots = sentences.map { sentence in
      sentence.tokens.indices.map { token -> Int32 in
        let form = WordForm(bytes: sentence.bytes(token))
        if let slot = self.slots[form] {
          lastBatch[Int(slot)] = batch
          wasUsed[Int(slot)] = true
          return slot
        }
        let slot = newSlot(for: form)
        missing.slots.append(slot)
        indexer.append(sentence, token, &missing.wordIds, &missing.characters)
        return slot
      }
    }
    if !missing.slots.isEmpty {
      let words = encoder.words(
        missing.wordIds, characters: missing.characters, in: &pass)
      for (row, slot) in missing.slots.enumerated() {
        table.copyRow(Int(slot), from: words, row: row)
      }
    }
    return ProjectedRows(table: table, rows: packing.pack(slots), packing: packing)
  }

  private struct MissingWords {
    var slots: [Int32] = []
    var wordIds: [Int32] = []
    var characters = IdSequences()
  }

  /// A slot that this batch does not use, for a new word.
  private mutating func newSlot(for form: WordForm) -> Int32 {
    // The text that the form is a part of must not be kept alive by it.
    let form = WordForm(bytes: ArraySlice(Array(form.bytes)))
    if forms.count < capacity {
      slots[form] = Int32(forms.count)
      forms.append(form)
      lastBatch.append(batch)
      wasUsed.append(true)
      return Int32(forms.count - 1)
    }
    while wasUsed[hand] || lastBatch[hand] == batch {
      wasUsed[hand] = false
      hand = (hand + 1) % capacity
    }
    let slot = hand
    hand = (hand + 1) % capacity
    slots[forms[slot]] = nil
    slots[form] = Int32(slot)
    forms[slot] = form
    lastBatch[slot] = batch
    wasUsed[slot] = true
    return Int32(slot)
  }
}

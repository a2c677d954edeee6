import ElmanNetworks
import ElmanTensors
import ElmanText

/// What depends on a word alone, kept from batch to batch: its vector, projected by the lowest layer.
///
/// A frequent word then costs its recurrent products alone. The cache holds a bounded number of
/// words; a new one takes the place of one that was not used since the hand of the clock last came
/// by (Corbató, 1968, A Paging Experiment with the Multics System). Results have the same bits with
/// and without it. A word longer than any frequent one has a place for the length of a batch, but is
/// not found again, so that the memory for forms is bounded too.
struct WordCache: ~Copyable {
  private let encoder: SentenceEncoder
  private let indexer: TokenIndexer
  private let reader: FormReader?
  private let storage: UnsafeMutablePointer<Float>
  private let capacity: Int
  private var slots: [WordForm: Int32] = [:]
  /// The form of each slot; `nil` for one too long to be found again.
  private var forms: [WordForm?] = []
  /// The batch in which a slot was last used, and whether it was since the hand came by.
  private var lastBatch: [Int] = []
  private var wasUsed: [Bool] = []
  private var hand = 0
  private var batch = 0
  /// For each slot the number of its form, which no other form ever has, and what can be told of it.
  private var numbers: [Int] = []
  private var notes: [FormNotes] = []
  private var isNoted: [Bool] = []
  /// How many words were not there when they were asked for.
  private(set) var formCount = 0

  /// The tokens of a batch, where the slot of a form is its word.
  private var tokens = TokenBatch()
  /// The words of a batch that are not there yet, and the slots that they get.
  private var missing = TokenBatch()
  private var missingSlots: [Int32] = []
  private var scratch = TokenIndexer.Scratch()

  /// The most bytes of a form that is found again.
  private static let maximumFormBytes = 64
  /// What a form and its place in the table take, with the scratch that both leave for growth.
  private static let formBytes = 256

  /// The memory that a word takes in the cache.
  static func bytesPerWord(_ encoder: SentenceEncoder) -> Int {
    encoder.projectedWordSize * MemoryLayout<Float>.stride + formBytes
  }

  /// A cache of at most so many bytes. Their memory is taken as words come.
  init(
    _ encoder: SentenceEncoder, indexer: TokenIndexer, bytes: Int, reader: FormReader? = nil
  ) {
    self.encoder = encoder
    self.reader = reader
    self.indexer = indexer
    let size = encoder.projectedWordSize * MemoryLayout<Float>.stride
    capacity = bytes / Self.bytesPerWord(encoder)
    storage = UnsafeMutableRawPointer.allocate(byteCount: max(64, capacity * size), alignment: 64)
      .bindMemory(to: Float.self, capacity: max(16, capacity * encoder.projectedWordSize))
  }

  deinit { UnsafeMutableRawPointer(storage).deallocate() }

  private var table: MutableMatrixView {
    MutableMatrixView(base: storage, rows: capacity, columns: encoder.projectedWordSize)
  }

  /// The rows of some sentences in the cache, with what was missing computed; `nil` if they have
  /// more tokens than the cache has scratch for words.
  mutating func rows(_ sentences: [Sentence], in pass: inout Pass) -> ProjectedRows? {
    guard sentences.reduce(0, { $0 + $1.words.count }) <= capacity else { return nil }
    batch += 1
    tokens.removeAll()
    missing.removeAll()
    missingSlots.removeAll(keepingCapacity: true)
    for sentence in sentences {
      tokens.beginSentence()
      for token in sentence.words.indices { tokens.append(word: slot(sentence, token)) }
    }
    tokens.pack()
    if !missingSlots.isEmpty {
      missing.pack()
      let words = encoder.words(missing, in: &pass)
      // Each is a sentence of one word, and those keep their order.
      for (row, slot) in missingSlots.enumerated() {
        table.copyRow(Int(slot), from: words, row: row)
      }
    }
    return ProjectedRows(table: table, rows: tokens.wordOfRow, packing: tokens.packing)
  }

  /// Replaces the contents of `numbers` by those of the forms at the packed rows of the last batch: one form may have
  /// several, but never two forms one.
  func copyFormNumbers(into numbers: inout [Int]) {
    numbers.removeAll(keepingCapacity: true)
    for slot in tokens.wordOfRow { numbers.append(self.numbers[Int(slot)]) }
  }

  /// Calls `body` with the packed rows of the last batch of whose forms there is something to tell.
  func forEachNoted(_ body: (Int, FormNotes) -> Void) {
    for (row, slot) in tokens.wordOfRow.enumerated() where isNoted[Int(slot)] {
      body(row, notes[Int(slot)])
    }
  }

  /// The slot of a token's form, which is among the missing words if it is new.
  private mutating func slot(_ sentence: Sentence, _ token: Int) -> Int32 {
    let form = WordForm(bytes: sentence.bytes(token))
    if let slot = slots[form] {
      lastBatch[Int(slot)] = batch
      wasUsed[Int(slot)] = true
      return slot
    }
    let slot = newSlot(for: form)
    numbers[Int(slot)] = formCount
    formCount += 1
    notes[Int(slot)] = form.bytes.withUnsafeBufferPointer { reader?.notes(of: $0) } ?? FormNotes()
    isNoted[Int(slot)] = !notes[Int(slot)].isEmpty
    missingSlots.append(slot)
    missing.beginSentence()
    missing.append(word: Int32(missing.wordCount))
    indexer.add(sentence, token, to: &missing, using: &scratch)
    return slot
  }

  /// A slot that this batch does not use, for a new word.
  private mutating func newSlot(for form: WordForm) -> Int32 {
    // The text that the form is a part of must not be kept alive by it.
    let kept =
      form.bytes.count <= Self.maximumFormBytes
      ? WordForm(bytes: ArraySlice(Array(form.bytes))) : nil
    let slot = freeSlot()
    if let kept { slots[kept] = Int32(slot) }
    forms[slot] = kept
    lastBatch[slot] = batch
    wasUsed[slot] = kept != nil
    return Int32(slot)
  }

  /// A slot that holds no word, or none any more.
  private mutating func freeSlot() -> Int {
    if forms.count < capacity {
      forms.append(nil)
      lastBatch.append(batch)
      wasUsed.append(true)
      numbers.append(0)
      notes.append(FormNotes())
      isNoted.append(false)
      return forms.count - 1
    }
    while wasUsed[hand] || lastBatch[hand] == batch {
      wasUsed[hand] = false
      hand = (hand + 1) % capacity
    }
    let slot = hand
    hand = (hand + 1) % capacity
    if let form = forms[slot] { slots[form] = nil }
    return slot
  }
}

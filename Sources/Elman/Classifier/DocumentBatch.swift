import ElmanNetworks
import ElmanText

/// The tokens of a batch of documents, as ids.
package struct DocumentBatch: Sendable {
  /// The windows of all documents, in order, as sequences.
  package let tokens: TokenBatch
  /// Where each document's tokens lie.
  package let layout: DocumentLayout

  /// Puts a batch together.
  package init(tokens: TokenBatch, layout: DocumentLayout) {
    self.tokens = tokens
    self.layout = layout
  }

  /// The batch of some documents.
  package init(_ documents: [Document], indexer: TokenIndexer) {
    tokens = indexer.batch(documents.flatMap(\.windows))
    layout = DocumentLayout(documents, packing: tokens.packing)
  }
}

/// Where the tokens of documents lie, whose windows are packed as sequences.
package struct DocumentLayout: Sendable {
  /// For each token, text after text, its row in packed order.
  package let rows: [Int]
  /// For each document its tokens in `rows`.
  package let segments: [Range<Int>]

  /// The layout of documents whose windows, in order, are the sequences of `packing`.
  package init(_ documents: [Document], packing: SequencePacking) {
    self.init(tokenCounts: documents.map(\.wordCount), packing: packing)
  }

  /// The same for documents of which only the number of tokens is known.
  package init(tokenCounts: [Int], packing: SequencePacking) {
    rows = packing.rowsBySequence
    var next = 0
    segments = tokenCounts.map { count in
      defer { next += count }
      return next..<next + count
    }
  }
}

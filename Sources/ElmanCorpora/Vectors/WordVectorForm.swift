/// The forms of files of word vectors.
package enum WordVectorForm: Sendable, Hashable {
  /// A word and its numbers a line, as GloVe writes them.
  case text

  /// The same under a line with the number of words and of dimensions, as word2vec and fastText do.
  case textWithHeader

  /// After such a line, each word, a space, and its numbers as little-endian 32-bit floats, as
  /// word2vec does.
  case binary
}

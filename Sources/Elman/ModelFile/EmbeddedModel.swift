import ElmanSystem

/// A model file that is part of the program.
///
/// Each model that comes with Elman is a product of its own, so that a program carries those it asks for:
/// ElmanEnglish has `EmbeddedModel.english`. Nothing is read before the model is used, and nothing is copied.
public struct EmbeddedModel: Sendable {
  /// The model's name, such as `english`.
  public let name: String
  package let file: MappedFile

  /// A model file that lies in memory.
  ///
  /// - Parameters:
  ///   - name: what errors call it.
  ///   - bytes: the bytes of the file, at an address that is a multiple of 64, unchanged until the process ends.
  public init(name: String, bytes: UnsafeRawBufferPointer) {
    self.name = name
    file = MappedFile(staticBytes: bytes, name: name)
  }
}

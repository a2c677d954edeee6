import ElmanBytes
import ElmanSystem

/// A safetensors file: named tensors and a table of strings, used where they lie in the file.
///
/// The file is not trusted. Opening it reads the header alone, which takes time and memory in
/// proportion to the header and not to the tensors, and checks everything in it: after that every
/// tensor lies within the file, has the size that its type and shape demand, and shares no byte
/// with another tensor.
///
/// ```swift
/// let file = try SafetensorsFile(path: "model.safetensors")
/// let weights = try file.values(of: "output.weight", as: Float.self, shape: [17, nil])
/// ```
///
/// Names of tensors are told apart by their bytes. Keys of the metadata that only Unicode normalization
/// tells apart are refused as one that stands twice, since no dictionary of strings holds both.
///
/// Reference: the format is described in the repository huggingface/safetensors.
package struct SafetensorsFile: Sendable {
  /// What the header says about one tensor.
  package struct Tensor: Hashable, Sendable {
    /// The tensor's name.
    package let name: String
    /// The type of the elements as the file names it, which may be one that is not known here.
    package let typeName: String
    /// The extent of each dimension, the outermost first; empty for a single number.
    package let shape: [Int]
    /// Where the tensor lies, in bytes from the start of the file.
    package let byteRange: Range<Int>

    /// The type of the elements, or `nil` where it is not known here.
    package var type: ElementType? { ElementType(rawValue: typeName) }
  }

  /// The memory that the tensors lie in.
  ///
  /// Pointers into the file are valid as long as this object lives: keep it, or this value, beside
  /// them.
  package let owner: MappedFile

  /// The strings under `__metadata__`.
  package let metadata: [String: String]

  /// All tensors, in the order in which the header names them.
  package let tensors: [Tensor]

  private let indices: [Spelling: Int]

  /// The name by which errors call the file.
  package var path: String { owner.path }

  /// Opens the file at `path`.
  ///
  /// - Throws: `SafetensorsError.file` where the file cannot be read, otherwise the case that tells
  ///   what is wrong with its contents.
  package init(path: String) throws(SafetensorsError) {
    let file: MappedFile
    do throws(FileError) {
      file = try MappedFile(path: path)
    } catch {
      throw .file(error)
    }
    try self.init(file)
  }

  /// Opens a file that is in memory already.
  ///
  /// - Throws: The case of `SafetensorsError` that tells what is wrong with the contents.
  package init(_ file: MappedFile) throws(SafetensorsError) {
    let header = try SafetensorsHeader(of: file)
    owner = file
    metadata = header.metadata
    tensors = header.tensors
    indices = header.indices
  }

  /// What the header says about the tensor of this name, or `nil` where there is none.
  package func tensor(named name: String) -> Tensor? {
    indices[Spelling(name)].map { tensors[$0] }
  }

  /// The bytes of a tensor, after comparing its type and shape with what the caller expects.
  ///
  /// - Parameters:
  ///   - name: The tensor's name.
  ///   - type: The type that the elements must have.
  ///   - shape: The extents that the dimensions must have; `nil` allows any extent.
  /// - Returns: Memory that is valid as long as ``owner`` lives and aligned for `type`.
  /// - Throws: `missingTensor`, `wrongType`, `wrongShape`, and `misaligned` where the file puts the
  ///   tensor at an address that is no multiple of its element size.
  package func bytes(
    of name: String, type: ElementType, shape: [Int?]
  ) throws(SafetensorsError) -> UnsafeRawBufferPointer {
    guard let tensor = tensor(named: name) else {
      throw .missingTensor(path: path, tensor: name)
    }
    guard tensor.type == type else {
      throw .wrongType(path: path, tensor: name, expected: type.rawValue, found: tensor.typeName)
    }
    let matches =
      tensor.shape.count == shape.count
      && zip(tensor.shape, shape).allSatisfy { found, expected in found == expected ?? found }
    guard matches else {
      throw .wrongShape(path: path, tensor: name, expected: shape, found: tensor.shape)
    }
    let bytes = UnsafeRawBufferPointer(rebasing: owner.bytes[tensor.byteRange])
    guard Int(bitPattern: bytes.baseAddress) % type.size == 0 else {
      throw .misaligned(
        path: path, tensor: name, expected: type.size, offset: tensor.byteRange.lowerBound)
    }
    return bytes
  }

  /// The elements of a tensor, after comparing its type and shape with what the caller expects.
  ///
  /// - Parameters:
  ///   - name: The tensor's name.
  ///   - element: The Swift type that the elements must have.
  ///   - shape: The extents that the dimensions must have; `nil` allows any extent.
  /// - Returns: The elements, the last dimension varying fastest; valid as long as ``owner`` lives.
  /// - Throws: `missingTensor`, `wrongType`, `wrongShape`, `misaligned`.
  package func values<Element: TensorElement>(
    of name: String, as element: Element.Type = Element.self, shape: [Int?]
  ) throws(SafetensorsError) -> UnsafeBufferPointer<Element> {
    try bytes(of: name, type: Element.elementType, shape: shape).bindMemory(to: Element.self)
  }
}

import Elman
import ElmanBytes
import ElmanSystem
import ElmanTensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The file that a training run goes on from.
///
/// It is a safetensors file, so that it can be looked into: of each buffer every parameter under its
/// name with a prefix, and as metadata what the run is made from, its position, and a checksum over
/// all that.
struct Checkpoint {
  /// The format that is written and read: a checkpoint is of use to the program that wrote it.
  static let format = 1

  private static let formatKey = "elman.checkpoint"
  private static let positionKey = "elman.position"
  private static let checksumKey = "elman.checksum"
  private static let fingerprintPrefix = "elman.run."

  /// Where the run stands.
  let position: TrainingPosition
  private let file: SafetensorsFile

  /// Opens a plan's checkpoint, and makes sure that it is whole and of the same run.
  ///
  /// - Returns: `nil` where there is none.
  /// - Throws: `TrainingError`.
  init?(_ plan: CheckpointPlan) throws(TrainingError) {
    guard plan.fileExists else { return nil }
    let path = plan.path
    do { file = try SafetensorsFile(path: path) } catch { throw TrainingError(checkpoint: error) }
    let metadata = file.metadata
    guard let format = metadata[Self.formatKey] else { throw .notACheckpoint(path: path) }
    guard format == String(Self.format) else {
      throw .invalidCheckpoint(
        path: path, reason: "expected checkpoint format \(Self.format), found \(format)")
    }
    try Self.compare(Self.fingerprint(metadata), with: plan)

    let json = metadata[Self.positionKey] ?? ""
    var checksum = CRC32()
    checksum.update(json)
    let first = file.tensors.map(\.byteRange.lowerBound).min() ?? file.owner.bytes.count
    checksum.update(UnsafeRawBufferPointer(rebasing: file.owner.bytes[first...]))
    let expected = metadata[Self.checksumKey] ?? "none"
    guard checksum.hexadecimal == expected else {
      throw .invalidCheckpoint(
        path: path,
        reason: "expected the checksum \(expected), found \(checksum.hexadecimal)")
    }
    do {
      position = try JSONDecoder().decode(TrainingPosition.self, from: Data(json.utf8))
    } catch { throw .invalidCheckpoint(path: path, reason: Settings.reason(for: error)) }
  }

  /// Copies a buffer.
  ///
  /// - Throws: `TrainingError.invalidCheckpoint` where a parameter is missing or has another shape.
  func copy(_ prefix: String, to buffer: MutableParameterBuffer) throws(TrainingError) {
    do { try buffer.copy(from: file, prefix: prefix) } catch {
      throw TrainingError(checkpoint: error)
    }
  }

  /// Writes a plan's checkpoint, whole or not at all.
  ///
  /// - Parameters:
  ///   - position: where the run stands.
  ///   - buffers: what it stands with, with the prefixes of their names.
  ///   - plan: where to, and what the run is made from.
  /// - Throws: `TrainingError.checkpointFile`, and `invalidCheckpoint` for what no header can hold.
  static func write(
    _ position: TrainingPosition, _ buffers: [(prefix: String, buffer: ParameterBuffer)],
    to plan: CheckpointPlan
  ) throws(TrainingError) {
    let json = Settings.json(position)
    var checksum = CRC32()
    checksum.update(json)
    var writer = SafetensorsWriter()
    for (prefix, buffer) in buffers {
      writer.add(borrowing: buffer, prefix: prefix)
      checksum.update(
        UnsafeRawBufferPointer(
          UnsafeBufferPointer(start: buffer.base, count: buffer.layout.count)))
    }
    for (part, value) in plan.fingerprint { writer.metadata[fingerprintPrefix + part] = value }
    writer.metadata[formatKey] = String(format)
    writer.metadata[positionKey] = json
    writer.metadata[checksumKey] = checksum.hexadecimal
    do { try writer.write(to: plan.path) } catch { throw TrainingError(checkpoint: error) }
  }

  /// What a file's metadata tells of the run.
  private static func fingerprint(_ metadata: [String: String]) -> [Spelling: Spelling] {
    var fingerprint: [Spelling: Spelling] = [:]
    for (key, value) in metadata where key.utf8.starts(with: fingerprintPrefix.utf8) {
      fingerprint[Spelling(String(Substring(key.utf8.dropFirst(fingerprintPrefix.utf8.count))))] =
        Spelling(value)
    }
    return fingerprint
  }

  private static func compare(
    _ found: [Spelling: Spelling], with plan: CheckpointPlan
  ) throws(TrainingError) {
    let wanted = Dictionary(plan.fingerprint.map { (Spelling($0), Spelling($1)) }) { first, _ in
      first
    }
    for part in Set(found.keys).union(wanted.keys).sorted() where found[part] != wanted[part] {
      let (expected, found) = difference(wanted[part]?.text ?? "none", found[part]?.text ?? "none")
      throw .otherRun(path: plan.path, part: part.text, expected: expected, found: found)
    }
  }

  /// The first parts in which two lists or objects differ, for a message of one line.
  private static func difference(_ one: String, _ other: String) -> (String, String) {
    func parts(_ text: String) -> [Spelling] {
      text.utf8.split { ",\n{}".utf8.contains($0) }.map { Spelling(String(Substring($0))) }
    }
    let (ones, others) = (parts(one), parts(other))
    let same = zip(ones, others).prefix { $0 == $1 }.count
    func part(_ parts: [Spelling]) -> String {
      parts.indices.contains(same) ? parts[same].text : "none"
    }
    return (part(ones), part(others))
  }
}

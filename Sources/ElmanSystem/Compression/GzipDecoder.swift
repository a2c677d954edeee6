import CZlib

/// Decompresses a gzip stream of one or several members.
///
/// Zero bytes after the last member are padding; anything else there, a wrong checksum and a missing
/// end are errors.
package final class GzipDecoder {
  private let path: String
  // zlib keeps a pointer to its own state, which therefore may not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private let initialStatus: Int32
  private var isBetweenMembers = false
  private var isInputAtEnd = false

  /// A decoder at the start of a stream.
  ///
  /// - Parameters:
  ///   - path: what errors call the stream.
  ///   - head: the bytes of the stream that were read already.
  package init(path: String, head: UnsafeRawBufferPointer) {
    self.path = path
    input = .allocate(byteCount: max(1 << 16, head.count), alignment: 16)
    input.copyMemory(from: head)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 added to the window size means: gzip only, checksum verified.
    initialStatus = inflateInit2_(
      stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    supply(head.count)
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Decompresses into `target`.
  ///
  /// - Parameters:
  ///   - target: where the bytes go.
  ///   - refill: reads more compressed bytes; returns 0 at their end.
  /// - Returns: the number of bytes written; 0 at the end of the data and only there.
  /// - Throws: `FileError.corruptGzip`, and what `refill` throws.
  package func read(
    into target: UnsafeMutableRawBufferPointer,
    refill: (UnsafeMutableRawBufferPointer) throws(FileError) -> Int
  ) throws(FileError) -> Int {
    guard initialStatus == Z_OK else {
      throw .cannotRead(path: path, reason: "zlib could not be started")
    }
    let room = min(target.count, Int(UInt32.max))
    while true {
      if stream.pointee.avail_in == 0, !isInputAtEnd {
        let count = try refill(input)
        isInputAtEnd = count == 0
        supply(count)
      }
      if isBetweenMembers {
        skipPadding()
        if stream.pointee.avail_in == 0 {
          if isInputAtEnd { return 0 }
          continue
        }
        inflateReset(stream)
        isBetweenMembers = false
      }
      stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let status = inflate(stream, Z_NO_FLUSH)
      let produced = room - Int(stream.pointee.avail_out)
      switch status {
      case Z_STREAM_END: isBetweenMembers = true
      case Z_OK: break
      case Z_BUF_ERROR where !isInputAtEnd || produced > 0: break
      case Z_BUF_ERROR: throw .corruptGzip(path: path, found: "an early end")
      default:
        let message = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(status)"
        throw .corruptGzip(path: path, found: "damage (\(message))")
      }
      if produced > 0 { return produced }
    }
  }

  private func supply(_ count: Int) {
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  private func skipPadding() {
    while stream.pointee.avail_in > 0, let next = stream.pointee.next_in, next.pointee == 0 {
      stream.pointee.next_in = next + 1
      stream.pointee.avail_in -= 1
    }
  }
}

extension ParameterBuffer {
  /// The parameters of a layout, where they lie in a file if they lie there in order, else copied.
  ///
  /// - Throws: `SafetensorsError.missingTensor`, `wrongType`, `wrongShape`, `misaligned`.
  package convenience init(
    _ file: SafetensorsFile, layout: ParameterLayout
  ) throws(SafetensorsError) {
    var parts: [UnsafeBufferPointer<Float>] = []
    for entry in layout.entries {
      let shape = [entry.parameter.rows, entry.parameter.columns]
      parts.append(try file.values(of: entry.name, shape: shape))
    }
    let isContiguous = zip(parts, parts.dropFirst()).allSatisfy { part, next in
      part.baseAddress.map { $0 + part.count } == next.baseAddress
    }
    if isContiguous, let start = parts.first?.baseAddress {
      self.init(
        borrowing: UnsafeBufferPointer(start: start, count: layout.count), layout: layout,
        owner: file.owner)
      return
    }
    let copy = MutableParameterBuffer(zerosFor: layout)
    for (entry, part) in zip(layout.entries, parts) { copy.set(entry.parameter, to: part) }
    self.init(
      borrowing: UnsafeBufferPointer(start: copy.base, count: layout.count), layout: layout,
      owner: copy)
  }
}

extension SafetensorsWriter {
  /// Adds all parameters in single precision, in the layout's order.
  package mutating func add(_ parameters: ParameterBuffer) {
    for entry in parameters.layout.entries {
      let parameter = entry.parameter
      add(
        entry.name, parameters[parameter].elements,
        shape: [parameter.rows, parameter.columns])
    }
  }
}

extension SafetensorsWriter {
  /// Adds all parameters in single precision, without a copy: until the file is written they must
  /// stay as they are.
  ///
  /// - Parameters:
  ///   - parameters: the buffer, which must not change until the file is written.
  ///   - prefix: what stands before each parameter's name, so that a file can hold several
  ///     buffers of one layout.
  package mutating func add(borrowing parameters: ParameterBuffer, prefix: String) {
    for entry in parameters.layout.entries {
      let parameter = entry.parameter
      add(
        prefix + entry.name, type: .float32, shape: [parameter.rows, parameter.columns],
        count: parameter.range.count,
        payload: BorrowedParameter(buffer: parameters, range: parameter.range))
    }
  }
}

extension MutableParameterBuffer {
  /// Copies all parameters from a file that holds them as `add(borrowing:prefix:)` wrote them.
  ///
  /// - Throws: `SafetensorsError.missingTensor`, `wrongType`, `wrongShape`, `misaligned`.
  package func copy(from file: SafetensorsFile, prefix: String) throws(SafetensorsError) {
    for entry in layout.entries {
      let shape = [entry.parameter.rows, entry.parameter.columns]
      set(entry.parameter, to: try file.values(of: prefix + entry.name, shape: shape))
    }
  }
}

/// One parameter where it lies in its buffer.
private struct BorrowedParameter: Payload {
  let buffer: ParameterBuffer
  let range: Range<Int>

  func withBytes<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try body(
      UnsafeRawBufferPointer(
        UnsafeBufferPointer(start: buffer.base + range.lowerBound, count: range.count)))
  }
}

extension ParameterBuffer {
  /// The parameters of a layout, where they lie in a file if they lie there in order, else copied.
  ///
  /// - Throws: `SafetensorsError.missingTensor`, `wrongType`, `wrongShape`, `misaligned`.
  public convenience init(
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
    self.init(zerosFor: layout)
    for (entry, part) in zip(layout.entries, parts) { set(entry.parameter, to: part) }
  }
}

extension SafetensorsWriter {
  /// Adds all parameters in single precision, in the layout's order.
  public mutating func add(_ parameters: ParameterBuffer) {
    for entry in parameters.layout.entries {
      let parameter = entry.parameter
      add(
        entry.name, parameters[parameter].elements,
        shape: [parameter.rows, parameter.columns])
    }
  }
}

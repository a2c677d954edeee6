/// One setting of a configuration: its name, what it may be, what it does, and how it is read and
/// written. The messages are those that a person reads who mistyped a configuration.
package struct Setting<Whole>: Sendable {
  /// The name in JSON.
  package let name: String
  /// What it may be: two numbers with `to` between, names in backticks with commas between, or nothing.
  package let domain: String
  /// The same for programs.
  package let kind: SettingKind
  /// What it does, in a line, as the article on settings has it.
  package let help: String
  /// The value as text.
  package let text: @Sendable (Whole) -> String
  let read: @Sendable (SettingsReader, inout Whole) throws -> Void
  /// What is written, `nil` where nothing is.
  let value: @Sendable (Whole) -> (any Encodable)?

  /// A setting that is read and written in a way of its own.
  ///
  /// - Parameters:
  ///   - name: its name in files.
  ///   - domain: what it may be.
  ///   - kind: the same for programs.
  ///   - help: what it does.
  ///   - text: the value as text.
  ///   - read: sets it, if it is there.
  ///   - value: what is written; `nil` leaves it out.
  package init(
    _ name: String, domain: String = "", kind: SettingKind = .other, _ help: String,
    text: @escaping @Sendable (Whole) -> String,
    read: @escaping @Sendable (SettingsReader, inout Whole) throws -> Void,
    value: @escaping @Sendable (Whole) -> (any Encodable)?
  ) {
    (self.name, self.domain, self.kind, self.help) = (name, domain, kind, help)
    (self.text, self.read, self.value) = (text, read, value)
  }

  /// A setting that may be anything of its type.
  ///
  /// - Parameters:
  ///   - name: its name in files.
  ///   - path: where it is kept.
  ///   - domain: what it may be besides.
  ///   - help: what it does.
  ///   - isWritten: whether it is written; what is left out has its default when it is read.
  package init<Value: Codable & Sendable>(
    _ name: String, _ path: WritableKeyPath<Whole, Value> & Sendable, domain: String = "",
    _ help: String, writtenIf isWritten: @escaping @Sendable (Whole) -> Bool = { _ in true }
  ) {
    self.init(
      name, domain: domain, kind: SettingKind(of: Value.self), help,
      text: { "\($0[keyPath: path])" },
      read: { try $0.read(name, into: &$1[keyPath: path]) },
      value: { isWritten($0) ? $0[keyPath: path] : nil })
  }

  /// A number within a range.
  package init<Value: Codable & Comparable & Sendable>(
    _ name: String, _ path: WritableKeyPath<Whole, Value> & Sendable, in range: ClosedRange<Value>,
    _ help: String, writtenIf isWritten: @escaping @Sendable (Whole) -> Bool = { _ in true }
  ) {
    self.init(
      name, domain: "\(range.lowerBound) to \(range.upperBound)",
      kind: .number(
        isWhole: Value.self is any BinaryInteger.Type, least: "\(range.lowerBound)",
        most: "\(range.upperBound)"), help,
      text: { "\($0[keyPath: path])" },
      read: { try $0.read(name, into: &$1[keyPath: path], in: range) },
      value: { isWritten($0) ? $0[keyPath: path] : nil })
  }

  /// One of several names.
  package init<Value: Codable & CaseIterable & RawRepresentable<String> & Sendable>(
    _ name: String, _ path: WritableKeyPath<Whole, Value> & Sendable, _ help: String,
    writtenIf isWritten: @escaping @Sendable (Whole) -> Bool = { _ in true }
  ) {
    self.init(
      name, domain: Self.names(of: Value.self), kind: .name(Value.allCases.map(\.rawValue)), help,
      text: { $0[keyPath: path].rawValue },
      read: { try $0.read(name, into: &$1[keyPath: path]) },
      value: { isWritten($0) ? $0[keyPath: path] : nil })
  }

  /// The names of all cases, in backticks.
  package static func names<Value: CaseIterable & RawRepresentable<String>>(
    of type: Value.Type
  ) -> String {
    Value.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }

  /// The same, but that another value is written.
  package func writing(
    _ value: @escaping @Sendable (Whole) -> any Encodable
  ) -> Setting {
    Setting(name, domain: domain, kind: kind, help, text: text, read: read, value: value)
  }

  /// What is thrown where a value does not go with others.
  ///
  /// - Parameter description: what was expected and what was found; `nil` where all is well.
  package func checked(
    _ description: @escaping @Sendable (Whole) -> String?
  ) -> Setting {
    checked(at: name, description)
  }

  /// The same with the place that the message names: a setting, or the object of all for `nil`.
  package func checked(
    at place: String?, _ description: @escaping @Sendable (Whole) -> String?
  ) -> Setting {
    Setting(
      name, domain: domain, kind: kind, help, text: text,
      read: { reader, whole in
        try read(reader, &whole)
        if let description = description(whole) { throw reader.error(place, description) }
      },
      value: value)
  }

  /// The setting as one of a larger whole.
  package func part<Larger>(_ path: WritableKeyPath<Larger, Whole> & Sendable) -> Setting<Larger> {
    Setting<Larger>(
      name, domain: domain, kind: kind, help, text: { text($0[keyPath: path]) },
      read: { try read($0, &$1[keyPath: path]) }, value: { value($0[keyPath: path]) })
  }
}

/// What values a setting has, for programs.
package enum SettingKind: Sendable, Hashable {
  /// A number within bounds.
  case number(isWhole: Bool, least: String, most: String)
  /// A whole number without bounds.
  case wholeNumber
  /// True or false.
  case boolean
  /// One of several names.
  case name([String])
  /// An object, or several of these.
  case other

  /// The kind of a type that needs no bounds.
  init(of type: any Any.Type) {
    self =
      type == Bool.self ? .boolean : type is any BinaryInteger.Type ? .wholeNumber : .other
  }
}

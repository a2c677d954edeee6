import ElmanLibc

/// The variables of the environment.
package enum Environment {
  /// The value of a variable, or `nil` if it is not set.
  package static subscript(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

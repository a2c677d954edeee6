#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where text comes from when no file is named.
enum StandardInput {
  /// Whether a person types it.
  static let isTerminal = isatty(STDIN_FILENO) == 1
}

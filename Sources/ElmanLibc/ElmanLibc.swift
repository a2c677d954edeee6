// The C library under one name, whatever the system calls it: files that compute logarithms or call the system import
// this and no other.

#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#elseif canImport(Darwin)
  @_exported import Darwin
#endif

import CElmanKernels

/// The width of the kernels: how many lanes a vector of theirs has, and columns a panel.
package enum KernelWidth {
  /// The lanes.
  package static let lanes = 16

  /// A count rounded up to whole vectors.
  package static func roundedUp(_ count: Int) -> Int { (count + lanes - 1) / lanes * lanes }
}

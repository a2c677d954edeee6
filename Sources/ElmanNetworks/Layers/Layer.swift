/// A part of a network: a function of its input and weights, and that function's derivative.
///
/// `backward` gets the gradient of the loss with respect to the output, adds the gradients of the
/// layer's weights to the pass, and returns the gradient with respect to the input. It may reuse the
/// memory of the output's gradient and of the trace: each serves one backward pass.
package protocol Layer: Sendable {
  /// What goes in.
  associatedtype Input
  /// What comes out.
  associatedtype Output
  /// What backward needs from forward.
  associatedtype Trace
  /// The gradient that backward returns; `Void` where the input has none.
  associatedtype InputGradient = Input

  /// Computes the output.
  func forward(_ input: Input, in pass: inout Pass) -> (output: Output, trace: Trace)

  /// Computes the gradients.
  func backward(_ outputGradient: Output, through trace: Trace, in pass: inout Pass)
    -> InputGradient
}

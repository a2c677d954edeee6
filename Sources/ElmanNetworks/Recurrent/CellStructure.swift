import ElmanTensors

/// What a recurrent cell is made of: all that `RecurrentLayer` knows about it.
///
/// The gates of a step are blocks of columns that stand side by side, each as wide as the hidden
/// state. Blocks that see the same thing are neighbours, so that one matrix serves them all.
package struct CellStructure: Sendable, Hashable {
  /// One block of the gates.
  package struct Block: Sendable, Hashable {
    /// What a block is for.
    package enum Role: Sendable {
      /// A gate, of 0 … 1 after its activation.
      case gate
      /// The gate that the memory is multiplied by from step to step.
      case keepingGate
      /// The gate that c, or tanh(c) where the cell keeps that, is multiplied by to give h.
      case outputGate
      /// What is new.
      case content
      /// The input's way past the cell: the input itself where it has the layer's size, else a
      /// projection. It is the last block and has no bias.
      case highway
    }

    /// What a block sees besides the input.
    package struct Sight: OptionSet, Sendable, Hashable {
      /// The set in bits.
      package let rawValue: UInt8
      /// A set of these bits.
      package init(rawValue: UInt8) { self.rawValue = rawValue }
      /// The previous h of all units, by way of W_hh.
      package static let hidden = Sight(rawValue: 1)
      /// The previous c of its own unit, by way of a peephole, which the cell's step computes.
      package static let peephole = Sight(rawValue: 2)
    }

    /// A short name, such as `f`.
    package let name: String
    /// What it is for.
    package let role: Role
    /// What it sees besides the input.
    package let sees: Sight
    /// What its bias starts with; nil if it has none.
    package let bias: Float?
    /// What the bias of its product with the previous h starts with; nil if it has none. Only cells
    /// that get that product apart have any.
    package let recurrentBias: Float?

    /// A block.
    package init(
      _ name: String, _ role: Role, sees: Sight = [], bias: Float? = nil,
      recurrentBias: Float? = nil
    ) {
      self.name = name
      self.role = role
      self.sees = sees
      self.bias = bias
      self.recurrentBias = recurrentBias
    }
  }

  /// How the product of the previous h with W_hh reaches the cell.
  package enum RecurrentProduct: Sendable {
    /// Added to the gates.
    case added
    /// By itself, as `StepBuffers.recurrent`.
    case apart
  }

  /// What a step has besides h.
  package enum State: Sendable {
    /// c, which the next step gets.
    case cell
    /// Room for tanh(c), kept for backward.
    case cellTanh
  }

  /// The blocks, in their order.
  package let blocks: [Block]
  /// How the product with W_hh reaches the cell.
  package let recurrentProduct: RecurrentProduct
  /// What a step has besides h.
  package let states: [State]
  /// Whether a part of h's gradient reaches the previous h past W_hh: the part that the cell's
  /// `stepBackward` leaves in `StepBuffers.carriedGradient`.
  package let passesHiddenOn: Bool
  /// Whether |h| ≤ 1, whatever the input and the weights. In networks with weights in bytes hidden
  /// states then share one scale; those of other cells get a scale a row, which takes longer.
  package let hiddenIsBounded: Bool
  /// How W_hh starts, all its blocks side by side.
  package let recurrentInitializer: Initializer
  /// How the peepholes start.
  package let peepholeInitializer: Initializer

  /// The blocks that see the previous h, the columns of W_hh.
  let recurrentBlocks: Range<Int>
  /// The blocks that see the previous c.
  let peepholeBlocks: Range<Int>
  /// The blocks that have a bias.
  let biasedBlocks: Range<Int>
  /// The blocks whose product with the previous h has a bias.
  let recurrentBiasBlocks: Range<Int>

  /// A structure.
  ///
  /// - Parameters:
  ///   - blocks: at least one, of which at least one has a bias. Those with a bias, with a
  ///     recurrent bias, that see the previous h, and that see the previous c are neighbours each.
  ///   - recurrentProduct: how the product with W_hh reaches the cell.
  ///   - states: what a step has besides h.
  ///   - passesHiddenOn: whether a part of h's gradient reaches the previous h past W_hh.
  ///   - hiddenIsBounded: whether |h| ≤ 1 always.
  ///   - recurrentInitializer: how W_hh starts; if nil, orthogonal for each block.
  ///   - peepholeInitializer: how the peepholes start.
  package init(
    blocks: [Block], recurrentProduct: RecurrentProduct = .added, states: [State] = [],
    passesHiddenOn: Bool = false, hiddenIsBounded: Bool = false,
    recurrentInitializer: Initializer? = nil, peepholeInitializer: Initializer = .zeros
  ) {
    self.blocks = blocks
    self.recurrentProduct = recurrentProduct
    self.states = states
    self.passesHiddenOn = passesHiddenOn
    self.hiddenIsBounded = hiddenIsBounded
    recurrentBlocks = blocks.neighbours { $0.sees.contains(.hidden) }
    peepholeBlocks = blocks.neighbours { $0.sees.contains(.peephole) }
    biasedBlocks = blocks.neighbours { $0.bias != nil }
    recurrentBiasBlocks = blocks.neighbours { $0.recurrentBias != nil }
    self.recurrentInitializer =
      recurrentInitializer ?? .orthogonal(blocks: max(1, recurrentBlocks.count))
    self.peepholeInitializer = peepholeInitializer

    precondition(!biasedBlocks.isEmpty, "a cell without a bias")
    precondition(
      blocks.dropLast().allSatisfy { $0.role != .highway },
      "a highway that is not the last block")
    precondition(
      blocks.allSatisfy { $0.role != .highway || $0.bias == nil }, "a highway with a bias")
    precondition(
      peepholeBlocks.isEmpty || states.contains(.cell), "peepholes without a cell state")
    precondition(
      blocks.allSatisfy {
        $0.recurrentBias == nil || $0.sees.contains(.hidden) && recurrentProduct == .apart
      }, "a recurrent bias without a recurrent product of its own")
  }

  /// How the bias starts.
  var initialBias: Initializer { Self.constants(blocks[biasedBlocks].compactMap(\.bias)) }

  /// How the recurrent bias starts.
  var initialRecurrentBias: Initializer {
    Self.constants(blocks[recurrentBiasBlocks].compactMap(\.recurrentBias))
  }

  /// The blocks that are products of an input with W_xh.
  func projectedBlocks(inputSize: Int, hiddenSize: Int) -> Range<Int> {
    let inputIsHighway = blocks.last?.role == .highway && inputSize == hiddenSize
    return 0..<blocks.count - (inputIsHighway ? 1 : 0)
  }

  private static func constants(_ values: [Float]) -> Initializer {
    values.allSatisfy { $0 == 0 } ? .zeros : .constants(values)
  }
}

extension [CellStructure.Block] {
  /// The range of the blocks that satisfy a predicate.
  fileprivate func neighbours(where isOne: (Element) -> Bool) -> Range<Int> {
    guard let first = firstIndex(where: isOne), let last = lastIndex(where: isOne) else {
      return 0..<0
    }
    precondition(
      self[first...last].allSatisfy(isOne), "blocks of one kind that are no neighbours")
    return first..<last + 1
  }
}

extension Range<Int> {
  /// The columns of blocks of `size` columns each, counted from those of block `first` on.
  func columns(ofBlocks size: Int, from first: Int = 0) -> Range<Int> {
    (lowerBound - first) * size..<(upperBound - first) * size
  }
}

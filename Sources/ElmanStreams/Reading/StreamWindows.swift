import ElmanCorpora

/// Takes items from a stream in portions, so that memory does not grow with the input.
struct StreamWindows<Item>: ~Copyable {
  /// Why the stream ended too early. What was read before it is given out first.
  private(set) var failure: CorpusError?

  private let countLimit: Int
  private let sizeLimit: Int
  private let size: (Item) -> Int
  private let read: () throws(CorpusError) -> Item?
  private var isAtEnd = false

  /// - Parameters:
  ///   - countLimit: the most items of a window.
  ///   - sizeLimit: a window is closed when its items' sizes add up to so much.
  ///   - size: the size of an item, such as its tokens.
  ///   - read: gives the next item, or `nil` at the end.
  init(
    countLimit: Int, sizeLimit: Int, size: @escaping (Item) -> Int,
    read: @escaping () throws(CorpusError) -> Item?
  ) {
    self.countLimit = countLimit
    self.sizeLimit = sizeLimit
    self.size = size
    self.read = read
  }

  /// The next items, or `nil` when there are none.
  mutating func next() -> [Item]? {
    var window: [Item] = []
    var total = 0
    while !isAtEnd, window.count < countLimit, total < sizeLimit {
      do throws(CorpusError) {
        if let item = try read() {
          total += size(item)
          window.append(item)
        } else {
          isAtEnd = true
        }
      } catch {
        failure = error
        isAtEnd = true
      }
    }
    return window.isEmpty ? nil : window
  }
}

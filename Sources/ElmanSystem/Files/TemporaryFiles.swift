import ElmanBytes
import ElmanLibc
import Synchronization

/// The temporary files that this process is writing, for a signal handler to remove before it ends the
/// process.
///
/// A signal handler may neither allocate nor take a lock, so the paths stand as C strings in a few places
/// that are exchanged atomically. Where all are taken, a file is left to whoever writes its target next.
package enum TemporaryFiles {
  /// Makes the places, which a signal handler must not do.
  package static func prepare() { _ = places }

  /// Notes a file.
  ///
  /// - Returns: what ``forget(_:)`` takes; `nil` if the file is not noted.
  static func note(_ path: BytePath) -> Int? {
    guard let name = strdup(path.cString) else { return nil }
    for index in 0..<count {
      let (isTaken, _) = places[index].compareExchange(
        expected: nil, desired: name, ordering: .acquiringAndReleasing)
      if isTaken { return index }
    }
    free(name)
    return nil
  }

  /// Forgets a file that was noted, since it has its name now or is gone.
  static func forget(_ place: Int?) {
    guard let place else { return }
    free(places[place].exchange(nil, ordering: .acquiringAndReleasing))
  }

  /// Removes all files that are noted. A signal handler may call it, after ``prepare()``.
  package static func removeAll() {
    for index in 0..<count {
      if let name = places[index].exchange(nil, ordering: .acquiringAndReleasing) { unlink(name) }
    }
  }
}

private typealias Place = Atomic<UnsafeMutablePointer<CChar>?>

private let count = 8

/// They are made once and never freed; every use of a place is atomic.
nonisolated(unsafe) private let places: UnsafeMutablePointer<Place> = {
  let places = UnsafeMutablePointer<Place>.allocate(capacity: count)
  for index in 0..<count { (places + index).initialize(to: Place(nil)) }
  return places
}()

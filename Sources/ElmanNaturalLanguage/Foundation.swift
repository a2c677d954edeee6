// The framework gives out Foundation with itself, and programs that import nothing else count on that.
@_exported import Foundation

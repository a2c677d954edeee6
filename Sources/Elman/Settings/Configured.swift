/// What a user decides of a network.
package protocol ModelConfiguration: Codable, Hashable, Sendable {
  /// The default configuration.
  init()
}

/// What a user sets of a network, apart from its shape: what training finds out of the corpus.
///
/// A model file holds both in one object, and so does the table that lists them.
package protocol ShapedConfiguration: Codable, Sendable {
  /// What training finds out.
  associatedtype Shape: NetworkShape

  /// The default configuration.
  init()
  /// The settings and what stands among them in a model file, in the order in which messages name
  /// them.
  static var settings: [Setting<Configured<Self>>] { get }
}

/// What training finds out of a corpus, and a network is laid out by besides its settings.
package protocol NetworkShape: Sendable, Hashable {
  /// The shape of a network that has found out nothing.
  init()
}

/// Settings and shape of a network as a model file holds them.
package struct Configured<Configuration: ShapedConfiguration>: SettingsTable {
  /// What the user set.
  package var settings: Configuration
  /// What training found out.
  package var shape: Configuration.Shape

  /// The defaults.
  package init() { self.init(Configuration()) }

  /// Settings with a shape.
  package init(_ settings: Configuration, _ shape: Configuration.Shape = Configuration.Shape()) {
    (self.settings, self.shape) = (settings, shape)
  }

  package static var settings: [Setting<Configured>] { Configuration.settings }
}

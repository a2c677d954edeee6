import Hummingbird
import Logging
import NIOCore

/// What is known of a request besides what it says.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The connection.
  let channel: any Channel
  /// What the request does.
  let activity: Activity

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
    activity = Activity(channel: source.channel)
  }
}

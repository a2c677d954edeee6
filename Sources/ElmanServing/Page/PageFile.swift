/// A file that the server gives out as it is.
package struct PageFile: Sendable {
  /// Its path.
  package let path: String
  /// Its type.
  package let type: String
  /// What it holds.
  package let bytes: [UInt8]

  /// The page for people, and what belongs to it.
  package static let all = [
    PageFile(
      path: "/", type: "text/html; charset=utf-8", bytes: PackageResources.index_html),
    PageFile(
      path: "/page.css", type: "text/css; charset=utf-8", bytes: PackageResources.page_css),
    PageFile(path: "/page.js", type: script, bytes: PackageResources.page_js),
    PageFile(path: "/views.js", type: script, bytes: PackageResources.views_js),
    PageFile(path: "/tooltip.js", type: script, bytes: PackageResources.tooltip_js),
  ]
  private static let script = "text/javascript; charset=utf-8"

  /// The description of the interface for programs (OpenAPI Initiative, 2021, OpenAPI Specification 3.1.0).
  package static let description = PageFile(
    path: "/openapi.json", type: "application/json", bytes: PackageResources.openapi_json)
}

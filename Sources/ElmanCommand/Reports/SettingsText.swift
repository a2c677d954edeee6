import Elman

/// A table of settings, for people: name, default, range, and what it does.
struct SettingsText {
  let text: String

  init<Table: SettingsTable>(_ title: String, _ table: Table.Type) {
    let defaults = Table()
    let rows = Table.settings.map { setting in
      [setting.name, setting.text(defaults), setting.domain.filter { $0 != "`" }, setting.help]
    }
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    text =
      "\(title)\n"
      + rows.map { row in
        "  "
          + (0..<3).map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count) }
          .joined(separator: "  ") + "  \(row[3])\n"
      }.joined()
  }
}

"""What every page is built from: tables, fields, dialogs, icons, the theme. Nothing here knows a page."""

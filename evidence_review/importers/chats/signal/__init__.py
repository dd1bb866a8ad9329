"""Signal: backups, exports, pages and texts of its programs."""

"""Pages for residents and staff."""

"""The read side: frozen rows for pages, by a fixed number of queries each."""

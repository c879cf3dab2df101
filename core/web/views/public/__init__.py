"""Pages for residents: the start, giving feedback, following a case."""

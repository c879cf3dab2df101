"""Staff pages of casework, one file an area."""

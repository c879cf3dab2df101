"""How fast it is, how that changes with size, and how far it is from hand-written SQL. Run by `make bench`.

Everything is measured on PostgreSQL as the application's own role, with row-level security in force. Cases are made by
ordinary commands under a set clock and written through the bulk door; lifecycles that are timed go through services or
pages, never round them.
"""

"""Reads and writes of one kind of row each. They return small frozen values, never rows, and commit nothing."""

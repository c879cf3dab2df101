"""Servers, databases and report lines that tests of every layer share."""

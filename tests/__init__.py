"""The tests, by layer; `support` holds the servers and databases they stand on."""

"""Documents as people get them: tagged PDF, HTML and plain text, all made from the same value.

There is no markup parser anywhere here: text is measured and set character by character, so nothing that somebody
typed can be a tag, and nothing is ever loaded from a path or an address that a document names.
"""

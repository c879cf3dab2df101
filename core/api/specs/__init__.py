"""Hook declarations by topic. Three kinds only: collect (plural nouns), decide (an object or None), react (`on_…`)."""

"""The `upheld` command. Others script against it: JSON on stdout, one clear line per problem on stderr, status 2 for
what was asked wrongly, 1 for what was found wrong.
"""

from core.cli.program import main

__all__ = ["main"]

"""`python -m core.cli`, for processes that the program starts itself."""

from core.cli.program import main

if __name__ == "__main__":
    main()

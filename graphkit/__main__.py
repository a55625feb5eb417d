"""`python -m graphkit` is the command graphkit."""

from graphkit.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    raise SystemExit(main())

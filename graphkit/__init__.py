"""graphkit turns role and competence documents into a knowledge graph in which every triple leads back to its words."""

from graphkit.builds import Build, open  # noqa: A004 read as graphkit.open

__all__ = ["Build", "open"]

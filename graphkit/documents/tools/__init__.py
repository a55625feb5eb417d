"""What the readers of families share: forms, lists, tables, units, the words of requirements, and their accidents."""

__all__: list[str] = []

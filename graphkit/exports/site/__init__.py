"""The parts of a static site of linked data: where things have their pages, how a page looks, and what stands on it."""

__all__: list[str] = []

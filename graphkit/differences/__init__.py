"""A diff of two editions as people and programs want it.

>>> "md" in formats()
True
"""

from graphkit.differences.formats import formats, written

__all__ = ["formats", "written"]

"""Markdown: read as it stands, its marks being part of what is printed."""

from __future__ import annotations

from graphkit.documents.files.txt import IS_PLAIN, texts

__all__ = ["IS_PLAIN", "SUFFIXES", "texts"]

SUFFIXES = frozenset({".md"})

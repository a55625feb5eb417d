"""Builds written as portals take them: `writing` writes a target's folder, `targets` holds a module for each target."""

__all__: list[str] = []

"""Two roles held against each other, as people and programs want it: the sentences, and a format each in `formats`."""

__all__: list[str] = []

"""Tables of what is stated: `sheets` fills them, `files` writes them, `describing` and `crates` describe them."""

__all__: list[str] = []

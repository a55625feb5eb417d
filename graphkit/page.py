"""A whole HTML page: the head and style that all pages have, and what makes one need nothing but itself."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from string import Template

from graphkit.markup import Html, join, told

__all__ = ["STYLE", "alone", "document", "filled"]

#: goes before the style of each page: colours for light, dark and paper, and what is alike wherever it stands
STYLE = Path(__file__).with_suffix(".css")


def alone(title: str, body: Html, *styles: Path, script: Path | None = None) -> str:
    """A page that asks nothing of any network: its style and its script stand in it, let in by their hashes."""
    style = "".join(path.read_text(encoding="utf-8") for path in (STYLE, *styles))
    allowed = f"style-src '{_hash(style)}'; "
    if script:
        code = script.read_text(encoding="utf-8")
        allowed += f"script-src '{_hash(code)}'; "
        body = Html(f"{body}<script>{code}</script>\n")
    return document(told(title), f"<style>{style}</style>", body, f"{allowed}base-uri 'none'; form-action 'none'")


def document(title: str, head: str, body: str, allowed: str) -> str:
    """A page of the HTML of its head and body; `allowed` is what its content security policy lets in.

    >>> print(document("Band 3 & 4", "", "<p>None.</p>", "base-uri 'none'").splitlines()[7])
    <title>Band 3 &amp; 4</title>
    """
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; {allowed}">
<title>{join([title])}</title>
{head}
</head>
<body>
{body}</body>
</html>
"""


def filled(template: Path, **pieces: object) -> Html:
    """A template with HTML in its holes."""
    return Html(Template(template.read_text(encoding="utf-8")).substitute(pieces))


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()

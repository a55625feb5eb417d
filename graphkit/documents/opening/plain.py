"""The plain words of a value that may hold HTML, as the values of records do."""

from __future__ import annotations

import html
import re

__all__ = ["plain"]

_BLOCK = r"p|br|ul|ol|li|div|h[1-6]|table|thead|tbody|tr|td|th|blockquote|hr"
_INLINE = r"span|strong|b|em|i|u|a|sup|sub|font|small|img|code"
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]*)?/?>|<!--[^<>]*-->", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ESCAPED_BLOCK_TAG = re.compile(rf"&lt;/?(?:{_BLOCK})(?:\s[^<>&]*)?/?&gt;", re.IGNORECASE)
_ESCAPED_TAG = re.compile(rf"&lt;/?(?:{_BLOCK}|{_INLINE})(?:\s[^<>&]*)?/?&gt;", re.IGNORECASE)
#: what would look like markup if it were decoded, and is words because its author escaped it
_WORDS = re.compile(r"(&lt;/?[A-Za-z][^<>&]*&gt;)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&nbsp(?![A-Za-z])")


def plain(value: str) -> str:
    r"""A value in one line: markup left out, entities decoded, white space as one blank.

    What ends a paragraph, an item or a line parts words; emphasis does not.

    >>> plain("<p>Cut &amp; lay:</p>\n<ul><li>the 2<sup>nd</sup> row</li></ul>")
    'Cut & lay: the 2nd row'

    Markup that was escaped once more is markup all the same; one escaped name of a tag is words, and stays as it is:

    >>> plain("&lt;p&gt;Boaters&#39; lives&lt;/p&gt;"), plain("head &lt; 4 m"), plain("Write &lt;header&gt; tags.")
    ("Boaters' lives", 'head < 4 m', 'Write &lt;header&gt; tags.')
    """
    if _ESCAPED_BLOCK_TAG.search(value):
        value = _decoded(_ESCAPED_TAG.sub(lambda tag: html.unescape(tag.group()), value))
    words = _INLINE_TAG.sub("", _BLOCK_TAG.sub(" ", value))
    return " ".join(_decoded(words).split())


def _decoded(words: str) -> str:
    return "".join(
        part if _WORDS.fullmatch(part) else _ENTITY.sub(lambda entity: html.unescape(entity.group()), part)
        for part in _WORDS.split(words)
    )

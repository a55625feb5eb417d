r"""Where the values of a JSON text begin and end, found without reading them, so that a broken one costs no other.

>>> text = '[{"a": 1}, {"a": [2}, {"a": 3}]'
>>> [text[part.start : part.end] for part in parts(text, 0)]
['{"a": 1}', '{"a": [2}', '{"a": 3}', '']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Part", "parts"]

#: a string, which no line end may stand in, or a bracket; an unfinished string ends with its line
_TOKEN = re.compile(r'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+(?:"|\\?\n|\\?\Z)|[{}\[\]]')
_OPENS = {"}": "{", "]": "["}
_KEY_ENDS = re.compile(r"\s*+:\s*+")


@dataclass(frozen=True, slots=True)
class Part:
    """A list or object that stands directly in another: its place, its key there, and how deep brackets lie in it.

    `is_whole` is False where brackets are missing or too many; `between` is what stands before it, after the part
    before or the opening bracket.
    """

    start: int
    end: int
    key: str | None
    depth: int
    is_whole: bool
    between: str


def parts(text: str, at: int) -> Iterator[Part]:
    r"""The lists and objects directly in the list or object that opens at `at`; last, as an empty part, its end.

    A closing bracket of the wrong kind closes what lies within its own kind; an object that begins right after a comma
    inside another shows that the other was never closed.

    >>> [(part.key, part.between) for part in parts('{"a": 1, "b": [2], "c": 3}', 0)]
    [('b', '"a": 1, "b":'), (None, ', "c": 3')]
    """
    stack: list[str] = []
    start, last, depth, is_whole = at, at + 1, 0, True
    key, key_end = "", -1
    for match in _TOKEN.finditer(text, at + 1):
        sign = match.group()
        if sign in ("{", "["):
            if sign == "{" and stack == ["{"] and text[at] == "[" and _follows_comma(text, match.start()):
                comma = text.rindex(",", start, match.start())
                yield Part(start, comma, None, depth, False, text[last:start].strip())
                last, stack = comma, []
            if not stack:
                start, depth, is_whole = match.start(), 0, True
            stack.append(sign)
            depth = max(depth, len(stack))
        elif sign in ("}", "]"):
            if _OPENS[sign] in stack:
                while stack.pop() != _OPENS[sign]:
                    is_whole = False
                if not stack:
                    own = key if key_end == start else None
                    yield Part(start, match.end(), own, depth, is_whole, text[last:start].strip())
                    last = match.end()
            elif _OPENS[sign] == text[at]:
                if stack:
                    yield Part(start, match.start(), None, depth, False, text[last:start].strip())
                    last = match.start()
                yield Part(match.end(), match.end(), None, 0, True, text[last : match.start()].strip())
                return
            else:
                is_whole = False
        elif not stack and (colon := _KEY_ENDS.match(text, match.end())):
            key, key_end = sign[1:-1], colon.end()
    if stack:
        yield Part(start, len(text), None, depth, False, text[last:start].strip())
        last = len(text)
    yield Part(len(text), len(text), None, 0, False, text[last:].strip())


def _follows_comma(text: str, at: int) -> bool:
    at -= 1
    while text[at].isspace():
        at -= 1
    return text[at] == ","

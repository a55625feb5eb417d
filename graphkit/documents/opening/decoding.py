"""Bytes to characters: UTF-8, UTF-16 and Windows-1252 are recognised; what is none of them is no text."""

from __future__ import annotations

import re

from graphkit.errors import ReadError

__all__ = ["decoded"]

_ADVICE = "save the document as UTF-8 text"

#: the marks a file may open with
_MARKS = (
    (b"\xff\xfe\0\0", None),
    (b"\0\0\xfe\xff", None),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: of two bytes of UTF-16 one is NUL in so many characters, the other in none
_LATIN = 0.6
#: more of its bytes than this are letters with accents in no text of these documents
_ACCENTED = 0.3
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
#: bytes that Windows-1252 gives no character, and control characters that no text holds
_UNPRINTED = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
_UTF_8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decoded(raw: bytes, name: str) -> tuple[str, str | None]:
    r"""The text of a file, a byte order mark left out, and a note where it is not UTF-8.

    >>> decoded(b"\xef\xbb\xbfDuties", "a.txt")
    ('Duties', None)
    >>> decoded("£9".encode("utf-16"), "a.txt")
    ('£9', 'the file is UTF-16, not UTF-8')
    >>> decoded(b"a chef\x92s duties", "a.txt")
    ('a chef’s duties', 'the file is Windows-1252, not UTF-8')
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", None))
    if encoding is None and not mark and b"\0" in raw:
        encoding = _unmarked_utf_16(raw)
    if encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw[len(mark) :].decode(encoding)
        except UnicodeDecodeError as error:
            at = error.start + len(mark)
            raise ReadError(_line(name, raw, at), f"byte {at} is not UTF-16", _ADVICE, "binary-file") from None
        if "\0" in text:
            raise ReadError(name, "holds NUL characters, so it is not a text file", _ADVICE, "binary-file")
        return text, "the file is UTF-16, not UTF-8"
    if b"\0" in raw:
        place = _line(name, raw, raw.index(0)) if b"\n" in raw else name
        reason = "holds NUL bytes, so it is not a text file"
        raise ReadError(place, reason, "export the document as UTF-8 text", "binary-file")
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        if mark or not _is_windows_1252(raw):
            place = _line(name, raw, error.start)
            raise ReadError(place, f"byte {error.start} is not UTF-8", _ADVICE, "binary-file") from None
        return raw.decode("cp1252"), "the file is Windows-1252, not UTF-8"


def _line(name: str, raw: bytes, at: int) -> str:
    return f"{name}:{raw.count(10, 0, at) + 1}"


def _unmarked_utf_16(raw: bytes) -> str | None:
    """UTF-16 without its mark, by the bytes of Latin letters, of which every second is NUL."""
    for encoding, high in (("utf-16-le", raw[1::2]), ("utf-16-be", raw[::2])):
        if high.count(0) >= _LATIN * len(high) and not _CONTROL.search(raw.decode(encoding, "replace")):
            return encoding
    return None


def _is_windows_1252(raw: bytes) -> bool:
    """Whether bytes that are not UTF-8 are a text of one byte a character, and not a damaged UTF-8 one."""
    high = len(raw) - len(raw.translate(None, bytes(range(0x80, 0x100))))
    return not _UNPRINTED.search(raw) and not _UTF_8_SEQUENCE.search(raw) and high <= _ACCENTED * len(raw)

"""Whether a Word document may be opened: its parts listed and measured, none of them a trap for a parser of XML."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from graphkit.errors import ReadError

__all__ = ["check_archive"]

#: what all parts together, and how many times what is packed, may come to
_LARGEST, _RATIO = 200 << 20, 200
#: parts smaller than this may be packed as tightly as they like
_SMALL = 1 << 20
_MOST_PARTS = 5000
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_KNOWN = frozenset({b"utf-8", b"utf-16", b"us-ascii"})
_BROKEN = "is no Word document that can be read"
_ADVICE = "open it in a word processor and save it anew"


def check_archive(raw: bytes, name: str) -> None:
    """Refuse an archive that unpacks to too much, and XML with a document type or in a strange encoding.

    No word processor writes either; a document type may name entities that grow without end or other files.
    """
    try:
        with ZipFile(BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
                raise ReadError(name, f"unpacks to more than {_LARGEST >> 20} MB", _ADVICE, "unsafe-file")
            for part in parts:
                if part.file_size > _SMALL and part.file_size > _RATIO * part.compress_size:
                    reason = f"holds a part that unpacks to more than {_RATIO} times its size"
                    raise ReadError(name, reason, _ADVICE, "unsafe-file")
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_xml(archive.read(part), name)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise ReadError(name, _BROKEN, _ADVICE, "unreadable-file") from None


def _check_xml(part: bytes, name: str) -> None:
    plain = part.replace(b"\0", b"")
    declared = _ENCODING.search(plain[:500])
    if b"<!DOCTYPE" in plain or (declared and declared[1].lower() not in _KNOWN):
        raise ReadError(name, "holds XML that no word processor writes", _ADVICE, "unsafe-file")

"""Whether two printed words are one word that was broken."""

from __future__ import annotations

from graphkit.measures.english import known
from graphkit.measures.misprints import words

__all__ = ["is_broken"]

#: an ending shorter than this may be a word's own, after which another begins
_HALF = 3


def is_broken(left: str, right: str) -> bool:
    """Whether two words are no words apart and one together, or always written as one; both in lower case.

    >>> is_broken("appro", "priate"), is_broken("through", "out"), is_broken("team", "leader")
    (True, True, False)
    >>> is_broken("co", "ordinate"), is_broken("in", "to")
    (False, False)
    """
    whole = left + right
    if left in words("Prefix") or whole in words("Apart") or min(len(left), len(right)) == 1 or not whole.isalpha():
        return False
    if whole in words("Joined"):
        return True
    is_ending = len(right) < _HALF and known(left)
    return not is_ending and not (known(left) and known(right)) and known(whole)

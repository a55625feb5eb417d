"""How alike roles are, kind by kind, by statements that speak of one thing; each number can be checked by hand.

Only kinds that both roles have are compared, template wording is left out, each statement finds one partner at most,
and conditions that are met or not are no part of any share. docs/similarity.md says why.
"""

from __future__ import annotations

from graphkit.similarity.comparing import Similarity, compare, similarity
from graphkit.similarity.nearest import SHORTLIST, Index, nearest

__all__ = ["SHORTLIST", "Index", "Similarity", "compare", "nearest", "similarity"]

"""What findings mean to those who asked: weighed by their own profile of rules, and held against an older build."""

from __future__ import annotations

from graphkit.judgement.baseline import against
from graphkit.judgement.profile import Profile, apply, read_profile

__all__ = ["Profile", "against", "apply", "read_profile"]

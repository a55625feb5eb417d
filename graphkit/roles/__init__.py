"""What a role asks for, as nouns: its demands with their words and places, its levels, and the roles it only names.

>>> from graphkit.facts import Facts
>>> from graphkit.vocabulary import RCQ, RDF, Namespace
>>> from pyoxigraph import Literal, Quad
>>> names = Namespace("https://example.org/id/a-1/2/")
>>> def said(name, kind, words, *under):
...     yield Quad(names[name], RDF.type, RCQ[kind])
...     yield Quad(names[name], RCQ.text, Literal(words, language="en"))
...     yield Quad(names[name], RCQ.fromDocument, names.document)
...     yield from (Quad(names[name], RCQ.listedUnder, names[above]) for above in under)
>>> facts = Facts([
...     Quad(names.document, RCQ.describes, names.role), Quad(names.role, RCQ.jobTitle, Literal("Lock Keeper")),
...     *said("1", "Qualification", "A boat licence, one of:"), *said("2", "Qualification", "Inland", "1"),
...     *said("3", "Qualification", "Sea", "1"), Quad(names["2"], RCQ.alternativeTo, names["3"]),
... ])
>>> role, = roles(facts)
>>> (licence,), = (demand.options for demand in role.demands)
>>> licence.asked.item.text, [[option.asked.item.text for option in part.options] for part in licence.parts]
('A boat licence, one of:', [['Inland', 'Sea']])
"""

from __future__ import annotations

from graphkit.roles.nouns import Asked, Demand, Facet, Level, Named, Option, Role
from graphkit.roles.reading import named_only, roles
from graphkit.roles.unread import unread_words

__all__ = ["Asked", "Demand", "Facet", "Level", "Named", "Option", "Role", "named_only", "roles", "unread_words"]

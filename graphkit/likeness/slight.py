"""English words that tell little of what a statement is about: those of grammar, and those that put a demand.

"Ability to", "experience of" and "ensure that" say in what form something is asked for, as each kind of text does.
"""

__all__ = ["SLIGHT"]

SLIGHT = frozenset(
    """
    a about after against all among an and any are as at be been before being between both but by can do does during
    each eg etc every for from had has have having how i ie if in including into is it its may might must no nor not of
    off on or other others our out over own per shall should so some such than that the their them then there these
    they this those through throughout to under until up upon via was we what when where whether which while who whom
    whose why will with within without would you your

    ability able activities activity accordance apply applying appropriate appropriately aware awareness carry
    competence competent contribute contributes demonstrable demonstrate demonstrates demonstrating developed effective
    effectively efficient efficiently ensure ensures ensuring evidence experience experienced good high include includes
    knowledge knowledgeable level line necessary proven range relevant require required requires role skill skilled
    skills substantial undertake understand understanding use uses using various well work working
    """.split()  # noqa: SIM905 - a list of words is read as words
)

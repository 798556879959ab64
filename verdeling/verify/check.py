"""Check a proof that a plan is best, in plain whole numbers: no solver, no floats, standard library only.

Takes the program and the proof as JSON has them (see solver/proof/README.md). Nothing is taken on the word of
the maker.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from verdeling.verify.cases import Fault, Part, Row, must, value, whole
from verdeling.verify.container import canonical, digest

FORM: Final = "verdeling-bewijs-1"
MOST_WORK: Final = 2 * 10**7
"""Steps that are made for one proof, seconds; those of the shipped plans need at most a fifteenth."""


def judge(program: Any, proof: Any) -> dict[str, Any]:  # noqa: ANN401
    """Check a proof against its program; whatever is wrong with it gives a verdict, never an exception.

    Returns
    -------
    dict
        ``fault`` (None, or a code and its place), ``goals`` (how many goals, from the first on, are proven),
        ``impossible`` (no plan keeps all rows), ``unique`` (no other plan is as good), ``leaves`` (closed).
    """
    nothing = {"fault": None, "goals": 0, "impossible": False, "unique": False, "leaves": 0}
    try:
        return {**nothing, **_judge(program, proof)}
    except Fault as fault:
        return {**nothing, "fault": [str(a) for a in fault.args]}
    except Exception as error:  # noqa: BLE001  # malformed data breaks anywhere: that is no proof
        return {**nothing, "fault": ["vorm", type(error).__name__]}


def _judge(program: Any, proof: Any) -> dict[str, Any]:  # noqa: ANN401
    must(proof["vorm"] == FORM, "vorm")
    must(proof["programma"] == digest(canonical(program)), "programma")
    parts, rows = split(program)
    if proof["plan"] is None:
        part = parts[whole(proof["onmogelijk"]["deel"])]
        part.claim({}, 0, proof["onmogelijk"]["boom"], "onmogelijk")
        return {"impossible": True, "leaves": part.leaves}
    plan = [whole(v) for v in proof["plan"]]
    for j, (v, (_, low, high)) in enumerate(zip(plan, program["kolommen"], strict=True)):
        must(low <= v <= high, "kolom", j)
    for i, (row, least, most) in enumerate(rows):
        total = sum(a * plan[j] for j, a in row.items())
        must((least is None or least <= total) and (most is None or total <= most), "rij", i)
    goals, proofs = program["doelen"], {int(name): trees for name, trees in proof["delen"].items()}
    must(proofs.keys() <= parts.keys(), "deel")
    must(canonical([value(goal, plan) for goal in goals]) == canonical(proof["waarden"]), "waarde")
    until = min([len(goals), *(len(trees) for trees in proofs.values())])
    for k, goal in enumerate(goals[:until]):
        # A part that the proof leaves out must be clear from the bounds of its columns.
        trees = {name: proofs[name][k] if name in proofs else None for name in parts}
        shown = [part.goal(k, goal, plan, trees[name]) for name, part in parts.items()]
        must(any(shown) or not shown, "doel", k)
    unique = until == len(goals) and all(part.only_one() for part in parts.values())
    return {"goals": until, "unique": unique, "leaves": sum(part.leaves for part in parts.values())}


def split(program: Any) -> tuple[dict[int, Part], list[Row]]:  # noqa: ANN401
    """Parts by their first column, and the rows: a part is what rows couple, so no row spans two.

    No goal does either: a sum is the sum of what it is in each part, and so on (see solver/proof/README.md).
    """
    first = list(range(len(program["kolommen"])))
    rows: list[Row] = []
    for _, low, high, terms in program["rijen"]:
        row = {whole(j): whole(a) for j, a in terms}
        must(len(row) == len(terms) and all(0 <= j < len(first) for j in row), "programma")
        rows.append((row, None if low is None else whole(low), None if high is None else whole(high)))
        for pair in pairwise(row):
            a, b = sorted(_top(first, j) for j in pair)
            first[b] = a
    for goal in program["doelen"]:
        terms = goal.get("termen") or goal.get("breuken") or [[j] for j in goal.get("kolommen", ())]
        must(all(0 <= whole(term[0]) < len(first) for term in terms), "programma")
    parts: dict[int, Part] = {}
    steps = [MOST_WORK]
    for j, (_, low, high) in enumerate(program["kolommen"]):
        part = parts.setdefault(_top(first, j), Part(len(first), len(rows), len(program["doelen"]), steps))
        part.lower[j], part.upper[j] = whole(low), whole(high)
    for i, (row, low, high) in enumerate(rows):
        for part in [parts[_top(first, j)] for j in list(row)[:1]] or parts.values():
            part.rows[i] = row, low, high
    return parts, rows


def _top(first: list[int], j: int) -> int:
    while first[j] != j:
        first[j] = first[first[j]]
        j = first[j]
    return j

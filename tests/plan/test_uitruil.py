"""Exchange between tasks: every exchange of tiny cases by enumeration, loans, agreements and bad settings."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace
from typing import cast

import pytest
from support.plans import BRON, data_van, np, opdracht_van
from support.worked_examples import SAMEN

from verdeling.errors import ModelError
from verdeling.plan.build import build_program, check
from verdeling.plan.plan import Plan, read_plan
from verdeling.plan.rules.basis import BuildState, Swap
from verdeling.plan.rules.uitruil import Exchange, SwapTable, who_with_whom
from verdeling.result.flows import flow_rows
from verdeling.solver.solving import solve

TWEE = replace(SAMEN, provincie=(20, 20, 21), K=(0, 1, 0), E=(0, 0, 0), minimum=5, ander=(3, 3, 3))
"""Two provincies: 6 and 3 places are asked in the first, 2 in the second; a site needs 5."""


def met(v, doelen=None, **uitruil):
    regels = {"uitruil": {"verhoudingen": {"opvang": 1, "ander": 1}, "onbegrensd": True, **uitruil}}
    return replace(v, regels=regels, doelen=doelen or (*v.doelen, "ruil"))


def plan_van(v, engine: str = "scip") -> Plan:
    pp = build_program(data_van(v), opdracht_van(v))
    return read_plan(pp, solve(pp.program, engine, workers=0))


def saldo(plan: Plan, taak: str) -> list[int]:
    """What each gemeente has more of a task."""
    uit = dict.fromkeys(plan.codes, 0)
    for r in plan.uitruil:
        if r.taak == taak:
            uit[r.van] -= r.aantal
            uit[r.naar] += r.aantal
    return list(uit.values())


def codes(v) -> list[tuple[str, str]]:
    with pytest.raises(ModelError) as fout:
        check(opdracht_van(v), data_van(v))
    return [(p.code, p.waar) for p in fout.value.problemen]


@pytest.mark.parametrize(("rho", "gezegd"), [(0, "is 0;"), (-1, "is −1;"), ("-1/2", "is −1/2;")])
def test_a_ratio_of_zero_or_below_is_refused(rho, gezegd):
    v = met(TWEE, verhoudingen={"opvang": 1, "ander": rho})
    with pytest.raises(ModelError, match=gezegd) as fout:
        check(opdracht_van(v), data_van(v))
    assert [(p.code, p.waar) for p in fout.value.problemen] == [
        ("V469", "plan.regels.uitruil.verhoudingen.ander")
    ]


def test_bad_agreements_and_loans_are_named():
    v = met(TWEE, overeenkomsten=[{"gemeenten": ["GM0001", "GM0999"], "grondslag": BRON}])
    assert codes(v) == [("V450", "plan.regels.uitruil.overeenkomsten.0")]
    v = met(TWEE, overeenkomsten=[{"gemeenten": ["GM0001", "GM0001"], "grondslag": BRON}])
    assert codes(v) == [("V455", "plan.regels.uitruil.overeenkomsten.0")]
    lening = {"van": "GM0999", "aan": "GM0001", "plaatsen": 1, "grondslag": BRON}
    assert codes(met(TWEE, leningen=[lening])) == [("V450", "plan.regels.uitruil.leningen.0")]
    # One place stands in the second where 4 are asked: nothing is left over to lend.
    assert codes(met(TWEE, leningen=[{**lening, "van": "GM0002"}])) == [
        ("V438", "plan.regels.uitruil.leningen.0")
    ]
    assert codes(met(TWEE, verhoudingen={})) == [("V463", "plan.regels.uitruil.verhoudingen")]


def test_an_agreement_exchanges_across_provincies_and_keeps_every_task():
    """The third must place 2, too few for a site of 5; only with an agreement somebody takes them over."""
    kan = replace(TWEE, straal=1, hard=False, doelen=("tekort", *TWEE.doelen))
    alleen = plan_van(met(kan))
    assert dict(zip(alleen.codes, alleen.tekort, strict=True))["GM0003"] == 2
    overeenkomst = [{"gemeenten": ["GM0003", "GM0001"], "grondslag": BRON}]
    samen = plan_van(met(kan, overeenkomsten=overeenkomst))
    assert sum(samen.tekort) == 0
    assert saldo(samen, "opvang") == [2, 0, -2]
    assert saldo(samen, "ander") == [-2, 0, 2]
    assert ("GM0003", "GM0001") in {(r.van, r.naar) for r in samen.uitruil if r.taak == "opvang"}
    sentences = samen.waarom("GM0003")
    partner = samen.programma.data.naam("GM0001")
    assert any(
        z.startswith(f"uitruil met {partner}: {partner} neemt 2 plaatsen (opvang) over") for z in sentences
    )
    gain = "wint bij de uitruil: 2 plaatsen (opvang) minder"
    assert any(gain in z and z.endswith("2 plaatsen (ander) meer") for z in sentences)
    assert any("geen locatie" in z for z in sentences)


def test_a_ratio_weighs_units():
    """One place is worth two units: who hands over 2 places takes over 4 units."""
    v = replace(TWEE, straal=1, ander=(9, 9, 9), hard=False, doelen=("tekort", *TWEE.doelen))
    ruil = met(
        v,
        verhoudingen={"opvang": 1, "ander": Fraction(1, 2)},
        overeenkomsten=[{"gemeenten": ["GM0003", "GM0001"], "grondslag": BRON}],
    )
    plan = plan_van(ruil)
    assert sum(plan.tekort) == 0
    back = {(r.taak, r.van, r.naar): r.aantal for r in plan.uitruil}
    assert all(n * 2 == back["ander", h, g] for (taak, g, h), n in back.items() if taak == "opvang")
    assert [2 * a + b for a, b in zip(saldo(plan, "opvang"), saldo(plan, "ander"), strict=True)] == [0, 0, 0]
    assert saldo(plan, "ander")[2] == 4


def test_no_more_is_exchanged_than_the_goals_need():
    """Every exchange inside one provincie by enumeration: the best goals, then the least exchange."""
    rng = random.Random(4)
    for keer in range(12):
        n, k = [rng.randint(2, 5) for _ in range(3)], [rng.choice([0, 0, 1]) for _ in range(3)]
        ander = tuple(rng.randint(0, 2) for _ in range(3))
        v = replace(SAMEN, N=tuple(n), K=tuple(k), E=(0, 0, 0), minimum=rng.randint(1, 3), straal=None)
        v = replace(met(v, ("tekort", "locaties", "ruil")), ander=ander, hard=False)
        plan = plan_van(v, "scip" if keer % 2 else "highs")
        gevonden = [d.value for d in plan.doelen[:-1]]
        assert gevonden == _best(v, [g - b for g, b in zip(plan.gevraagd, plan.bestaand, strict=True)]), v


def _best(v, r: list[int]) -> list[int]:
    """Least shortage, new sites and exchange when each places at home what is left after an exchange."""
    beste = None
    for bij in itertools.product(*(range(-min(r[g], 9), v.ander[g] + 1) for g in range(3))):
        # 1 : 1, so who takes over b places hands over b units; nobody takes more units than others hand over.
        if sum(bij) or any(-b > 0 and -b > r[g] for g, b in enumerate(bij)):
            continue
        last = [r[g] + bij[g] for g in range(3)]
        tekort, sites = 0, 0
        for g in range(3):
            ruimte = max(v.ruimte, int(v.maal * v.N[g]))
            if v.K[g] > 0:
                tekort += max(0, last[g] - ruimte)
                continue
            if last[g] < v.minimum:
                tekort += last[g]
            else:
                tekort, sites = tekort + max(0, last[g] - ruimte), sites + 1
        gevonden = [tekort, sites, sum(abs(b) for b in bij)]
        beste = gevonden if beste is None or gevonden < beste else beste
    assert beste is not None
    return beste


def test_who_takes_over_from_whom_adds_up():
    rng = random.Random(9)
    pp = build_program(data_van(SAMEN), opdracht_van(SAMEN))
    o = pp.state
    for _ in range(50):
        away = np.array([rng.randint(0, 5) for _ in range(3)])
        bij = np.array([rng.randint(0, 5) for _ in range(3)])
        bij[2] = max(0, away.sum() - bij[0] - bij[1])
        away[0] += bij.sum() - away.sum()
        table = SwapTable("opvang", "PV20", np.arange(3), np.arange(3), np.arange(3), np.arange(3, 6))
        o.part(Exchange).tables[:] = [table]
        netto = bij - away
        for n in who_with_whom(o, np.concatenate((away, bij))):
            assert n.van != n.naar
            assert n.aantal > 0
            netto[o.data.nummer[n.van]] += n.aantal
            netto[o.data.nummer[n.naar]] -= n.aantal
        assert not netto.any()


def test_a_loan_counts_standing_places_for_another_gemeente():
    """3 of the 5 places of the third stand above its figure, and its provincie asks 2: it can lend 3.

    The others lack 6 and 3 of their 10 − 1 places; the first borrows 2 and needs 6 − 2. What stands then,
    1 + 5 + 4 + 3, is the 12 that are asked and the 1 that nobody borrowed.
    """
    lening = {"van": "GM0003", "aan": "GM0001", "plaatsen": 2, "grondslag": BRON}
    provincie = (20, 20, 21)
    v = replace(SAMEN, provincie=provincie, regels={"uitruil": {"leningen": [lening]}}, doelen=SAMEN.doelen)
    plan = plan_van(v)
    assert plan.gevraagd == (6, 4, 5)
    assert plan.nieuw == (4, 3, 0)
    assert [(r.van, r.naar, r.aantal, r.soort) for r in plan.uitruil] == [("GM0001", "GM0003", 2, "lening")]
    assert any("(lening)" in z for z in plan.waarom("GM0001"))
    assert any("(loan)" in z for z in plan.waarom("GM0003", "en"))


def test_a_place_that_its_provincie_counts_cannot_be_lent() -> None:
    """Of 12 places 6 stand, so 6 are asked: the 3 above the figure of the third are among those 6."""
    lening = {"van": "GM0003", "aan": "GM0001", "plaatsen": 2, "grondslag": BRON}
    v = replace(SAMEN, regels={"uitruil": {"leningen": [lening]}}, doelen=SAMEN.doelen)
    assert codes(v) == [("V439", "plan.regels.uitruil.leningen")]
    with pytest.raises(ModelError, match="leent 2 plaatsen uit en heeft er 0 meer"):
        check(opdracht_van(v), data_van(v))
    # Apart from the others the third can lend 3, but not to two gemeenten 2 each.
    twee = [lening, {**lening, "aan": "GM0002"}]
    v = replace(v, provincie=(20, 20, 21), regels={"uitruil": {"leningen": twee}})
    assert codes(v) == [("V438", f"plan.regels.uitruil.leningen.{i}") for i in (0, 1)]


def test_the_nearest_two_that_give_and_take_go_first() -> None:
    """On a line at 0, 1, 5 and 9 km: 1 takes 2 from 0, its nearest, and the rest goes from 5 to 9."""
    data = SimpleNamespace(
        taak="opvang", codes="ABCD", afstand=lambda g, h: abs((9, 0, 1, 5)[g] - (9, 0, 1, 5)[h])
    )
    wie = np.arange(4)
    table = SwapTable("opvang", "PV20", wie, wie, wie, wie + 4)
    o = SimpleNamespace(data=data, part=lambda kind: Exchange([table]))
    away, bij = (0, 2, 0, 3), (3, 0, 2, 0)
    gevonden = who_with_whom(cast("BuildState", o), np.array(away + bij))
    assert [(n.van, n.naar, n.aantal) for n in gevonden] == [("B", "C", 2), ("D", "A", 3)]


def test_what_comes_back_for_two_rows_stands_beside_neither() -> None:
    """A takes over 3 of one task and 2 of another from B, B takes over 5 of a third: no row has its own 5."""
    data = SimpleNamespace(nummer={"A": 0, "B": 1}, naam=str, x=None, afstand=lambda g, h: 0)

    def terug(*ruilen: Swap) -> list[tuple[object, object]]:
        plan = SimpleNamespace(taak="een", stromen=(), uitruil=ruilen, programma=SimpleNamespace(data=data))
        return [(r.terug_taak, r.terug_aantal) for r in flow_rows(cast("Plan", plan)).rows]

    een, twee = Swap("een", "B", "A", 3), Swap("twee", "B", "A", 2)
    assert terug(een, twee, Swap("drie", "A", "B", 5)) == [(None, None)] * 3
    assert terug(een, Swap("drie", "A", "B", 3)) == [("drie", 3), ("een", 3)]
    assert terug(een, Swap("een", "A", "B", 1, "lening")) == [(None, None)] * 2

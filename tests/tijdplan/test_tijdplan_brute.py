"""The plan over time against every plan there is: tiny cases enumerated from the definitions, day by day."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from support.timeplans import DOELEN, loc, plan, stappen, waarden

from verdeling.tijdplan.alternatives import compute_alternatives
from verdeling.verdeelmodel.tijdplan import KINDS, Afspraak, Locatie

DAGEN = [dt.date(2024, maand, 1) for maand in range(1, 5)]
TOT = "2024-04-30"


def einde(rij: Locatie) -> dt.date:
    return rij.verlengbaar_tot_en_met or rij.tot_en_met or dt.date.max


def mag(rijen: Sequence[Locatie], weg: tuple[int | None, ...]) -> bool:
    """Whether one location may go this way: per day the row that stands, or None."""
    eerste = rijen[0]
    contract = eerste.afspraak is Afspraak.CONTRACT
    vorige: int | None = None
    ooit = False
    for dag, k in zip(DAGEN, weg, strict=True):
        if k is not None and not rijen[k].van <= dag <= einde(rijen[k]):
            return False
        if k is not None and k != vorige:
            omgezet = vorige is not None and rijen[k].omzetting_van == rijen[vorige].soort
            begin = next(d for d in DAGEN if d >= eerste.van)
            geopend = k == 0 and not ooit and (not contract or dag == begin)
            if not (omgezet or geopend):
                return False
        vast = eerste.tot_en_met is None or dag <= eerste.tot_en_met
        vrij = eerste.opzegbaar_vanaf is not None and dag >= eerste.opzegbaar_vanaf
        if contract and k is None and eerste.van <= dag and vast and not vrij:
            return False
        ooit = ooit or k is not None
        vorige = k
    return contract or duur_mag(eerste, weg)


def duur_mag(eerste: Locatie, weg: tuple[int | None, ...]) -> bool:
    lengte = sum(k is not None for k in weg)
    over = weg[-1] is not None  # goes on after the last day that the plan sees
    lang_genoeg = lengte in (0,) or lengte >= eerste.minstens_maanden or over
    return lang_genoeg and (eerste.hoogstens_maanden is None or lengte <= eerste.hoogstens_maanden)


def wegen(rijen: Sequence[Locatie]) -> Iterator[tuple[int | None, ...]]:
    staten = [None, *range(len(rijen))]
    return (weg for weg in itertools.product(staten, repeat=len(DAGEN)) if mag(rijen, weg))


def cijfers(rijen: Sequence[Locatie], weg: tuple[int | None, ...]) -> tuple[list[int], int, int, int]:
    """Places per day, changes, temporary places, cost."""
    per_dag = [0 if k is None else rijen[k].plaatsen for k in weg]
    soort = [None if k is None else KINDS[rijen[k].soort] for k in weg]
    tijdelijk = sum(n for n, s in zip(per_dag, soort, strict=True) if s is not None and s.tijdelijk)
    kosten = sum(n * s.kosten for n, s in zip(per_dag, soort, strict=True) if s is not None)
    begin = [None if rijen[0].afspraak is Afspraak.OPTIE else weg[0], *weg]
    wissel = sum((a is None) != (b is None) for a, b in itertools.pairwise(begin))
    return per_dag, wissel, tijdelijk, kosten


def beste(locaties: Sequence[Sequence[Locatie]], nodig: Sequence[int]) -> tuple[int, int, int, int]:
    """Least values of the goals in their order, over every plan."""
    keuzes = [[cijfers(rijen, weg) for weg in wegen(rijen)] for rijen in locaties]
    alle = []
    for keus in itertools.product(*keuzes):
        telt = [sum(k[0][t] for k in keus) for t in range(len(DAGEN))]
        tekort = sum(max(0, n - t) for n, t in zip(nodig, telt, strict=True))
        alle.append((tekort, *(sum(k[i] for k in keus) for i in (1, 2, 3))))
    return min(alle)


@st.composite
def een_locatie(draw: st.DrawFn, naam: str) -> list[Locatie]:
    dag = st.sampled_from([f"2024-0{m}-{d}" for m in range(1, 5) for d in ("01", "02", "15")])
    soort = draw(st.sampled_from(["cno", "noodopvang", "azc"]))
    plaatsen = draw(st.integers(0, 9))
    if draw(st.booleans()):
        minstens = draw(st.integers(1, 3))
        eerste = loc(
            naam, soort, plaatsen, draw(dag), afspraak=Afspraak.OPTIE, minstens_maanden=minstens,
            hoogstens_maanden=draw(st.one_of(st.none(), st.integers(minstens, 4))),
        )  # fmt: skip
        if minstens > 1 or eerste.hoogstens_maanden is not None:
            return [eerste]
    else:
        tot = draw(st.one_of(st.none(), dag))
        verder = draw(st.one_of(st.none(), dag)) if tot else None
        van = "2020-01-01" if tot else draw(st.sampled_from(["2020-01-01", "2024-02-15"]))
        opzeg = draw(st.one_of(st.none(), dag))
        eerste = loc(
            naam, soort, plaatsen, van, tot,
            **({"verlengbaar_tot_en_met": verder} if verder and verder > tot else {}),
            **({"opzegbaar_vanaf": opzeg} if opzeg else {}),
        )  # fmt: skip
    if soort != "azc" and draw(st.booleans()):
        naar = draw(st.sampled_from(["azc"] if soort == "noodopvang" else ["noodopvang", "azc"]))
        van = max(draw(dag), eerste.van.isoformat())
        rij = loc(naam, naar, draw(st.integers(0, 9)), van, afspraak=Afspraak.OPTIE, omzetting_van=soort)
        return [eerste, rij]
    return [eerste]


GEVAL = st.tuples(een_locatie("A"), een_locatie("B"), een_locatie("C"))
NODIG = st.lists(st.integers(0, 20), min_size=4, max_size=4)


def behoefte(nodig: Sequence[int]):
    return stappen(*((dag.isoformat(), n) for dag, n in zip(DAGEN, nodig, strict=True)))


def uitkomst(locaties: Sequence[Sequence[Locatie]], nodig: Sequence[int]) -> tuple[object, ...]:
    p = plan([rij for rijen in locaties for rij in rijen], behoefte(nodig), TOT)
    assert p.bewijs.proven
    assert p.bewijs.unique
    return tuple(waarden(p)[doel] for doel in DOELEN[:4])


@settings(max_examples=200, deadline=None)
@given(GEVAL, NODIG)
def test_the_engine_finds_what_enumeration_finds(locaties, nodig):
    assert uitkomst(locaties, nodig) == beste(locaties, nodig)


@settings(max_examples=40, deadline=None)
@given(GEVAL, NODIG, een_locatie("D"))
def test_one_more_option_never_adds_shortage(locaties, nodig, extra):
    if extra[0].afspraak is not Afspraak.OPTIE:
        extra = [extra[0].model_copy(update={"afspraak": Afspraak.OPTIE}), *extra[1:]]
    assert uitkomst((*locaties, extra), nodig)[0] <= uitkomst(locaties, nodig)[0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), NODIG)
def test_nothing_lacks_when_the_listed_options_suffice(plaatsen, nodig):
    """Every contract may be extended to the end, and together they hold the largest need."""
    plaatsen = [*plaatsen, max(0, max(nodig) - sum(plaatsen))]
    sites = [
        loc(f"L{i}", "noodopvang", n, "2020-01-01", "2024-02-01", verlengbaar_tot_en_met="2024-12-31")
        for i, n in enumerate(plaatsen)
    ]
    assert waarden(plan(sites, behoefte(nodig), TOT))["tekort"] == 0


@settings(max_examples=40, deadline=None)
@given(een_locatie("A"), st.integers(2, 3), een_locatie("B"), NODIG)
def test_equal_locations_taken_together_are_the_same_locations_apart(rijen, keer, ander, nodig):
    """One row with `keer` against as many rows that a cost class of their own keeps apart."""
    if len(rijen) > 1:
        rijen = rijen[:1]
    samen = plan([rijen[0].model_copy(update={"keer": keer}), *ander], behoefte(nodig), TOT)
    los = [rijen[0].model_copy(update={"locatie": f"A{i}"}) for i in range(keer)]
    los = [rij.model_copy(update={"kosten": i}) for i, rij in enumerate(los)]
    doelen = ("tekort", "wisselingen", "tijdelijk", "volgorde")
    apart = plan([*los, *ander], behoefte(nodig), TOT, doelen)
    assert len(apart.programma.groups) >= len(samen.programma.groups)
    for doel in doelen[:3]:
        assert waarden(samen)[doel] == waarden(apart)[doel]


def test_all_equally_short_ways_to_close_a_gap_are_named():
    """Contracts that end in January, a need from February on: every smallest set that is large enough."""
    rng = random.Random(3)
    for _ in range(12):
        maten = rng.sample(range(10, 100, 5), rng.randint(2, 5))
        gat = rng.randint(5, sum(maten))
        p = plan(
            [loc(f"l{n}", "azc", n, "2023-01-01", "2024-01-31") for n in maten],
            stappen(("2024-02-01", gat)),
            "2024-04-01",
            verder_verlengen=True,
        )
        genoeg = [s for k in range(len(maten) + 1) for s in itertools.combinations(maten, k) if sum(s) >= gat]
        kan = {frozenset(s) for s in genoeg if len(s) == len(genoeg[0])}
        assert p.completion is not None
        gekozen = frozenset(b.plaatsen for b in p.completion.besluiten if not b.agreed)
        anders = [
            frozenset(b.plaatsen for b in w.plan.besluiten if not b.agreed)
            for w in compute_alternatives(p).wegen
        ]
        assert compute_alternatives(p).complete
        assert len(anders) == len(set(anders)) == len(kan) - 1
        assert {gekozen, *anders} == kan

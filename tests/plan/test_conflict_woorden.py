"""A conflict in words: every kind of rule and every unit can be told, and everybody by name."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

import pytest
from support.offers import offer
from support.plans import BRON, data_van, opdracht_van
from support.worked_examples import SAMEN, VOORBEELDEN

from verdeling.errors import Onoplosbaar
from verdeling.plan.build import build_program
from verdeling.plan.questions import outside
from verdeling.plan.questions.conflict import explain_conflict, explain_infeasible
from verdeling.plan.questions.outside import judge_plan
from verdeling.plan.rules.basis import TOLD, BuildState, Planregel, how_many, plan_rules
from verdeling.plan.rules.samenwerking import Samenwerking
from verdeling.solver.goals import ints
from verdeling.solver.solving import solve
from verdeling.texts import LANGS, Sentence, fill
from verdeling.verdeelmodel.regel import GROUP


@pytest.fixture
def nieuwe_soort(monkeypatch: pytest.MonkeyPatch) -> type[Planregel]:
    """A rule kind that nothing in the package knows, with a unit that no text knows."""

    class Stilstand(Planregel):
        soort: ClassVar[str] = "stilstand"
        zin: ClassVar[Sentence] = Sentence("in {naam} komt niets bij", "nothing comes in {naam}")

        def rijen(self, o: BuildState) -> None:
            for h in o.heeft("n").tolist():
                o.builder.row(self.rij(o.data.codes[h], "kamers"), [int(o.kolom["n"][h])], 1, upper=0)

    offer(monkeypatch, GROUP, stilstand=Stilstand)
    return Stilstand


def test_a_new_kind_of_rule_with_a_new_unit_is_told_in_a_conflict(nieuwe_soort: type[Planregel]):
    v = replace(SAMEN, regels={"stilstand": {}})
    data = data_van(v)
    conflicten = explain_conflict(data, opdracht_van(v), hier=True)
    for lang, zin, maat in (("nl", "komt niets bij", "kamers"), ("en", "nothing comes in", "kamers")):
        tekst = explain_infeasible(conflicten, data).tekst(lang)
        assert zin in tekst
        assert maat in tekst


@pytest.mark.parametrize("soort", plan_rules(), ids=lambda s: s.soort)
def test_every_kind_has_a_place_in_telling(soort: type[Planregel]):
    assert soort.verteld in TOLD


def test_what_is_asked_is_told_before_where_it_may_go_and_what_stops_it():
    v = replace(SAMEN, straal=1, minimum=5)
    for gevonden in explain_conflict(data_van(v), opdracht_van(v), hier=True):
        for groups in gevonden.sets:
            soorten = {s.soort: s for s in plan_rules()}
            plaatsen = [TOLD.index(soorten[regel].verteld) for regel, _ in groups]
            assert plaatsen == sorted(plaatsen)


@pytest.mark.parametrize("soort", sorted(VOORBEELDEN))
def test_every_unit_of_a_row_is_told_in_both_languages(soort: str):
    v = VOORBEELDEN[soort].geval
    for rij in build_program(data_van(v), opdracht_van(v), los=True).program.rows:
        een, twee = how_many(1, rij.unit), how_many(2, rij.unit)
        assert een.nl.startswith("1 ")
        assert twee.en.startswith("2 ")


def test_one_place_is_no_plural():
    assert (how_many(1, "plaatsen").nl, how_many(2, "plaatsen").nl) == ("1 plaats", "2 plaatsen")
    assert how_many(1000, "kamers").en == "1,000 (kamers)"
    v = replace(SAMEN, plafond=Fraction(1, 6), minimum=0)
    tekst = explain_infeasible(explain_conflict(data_van(v), opdracht_van(v), hier=True), data_van(v)).tekst(
        "nl"
    )
    assert "ten hoogste 1 plaats staan" in tekst
    assert "1 plaatsen" not in tekst


@pytest.mark.parametrize("straal", ["61/10", "6.1"])
def test_a_radius_is_told_as_a_decimal_number(straal: str):
    regel = Samenwerking.model_validate({"straal_km": straal, "dichtstbij": 0, "grondslag": BRON})
    assert (regel.maat("nl"), regel.maat("en")) == ("binnen 6,1 km", "within 6.1 km")


def test_a_number_has_no_more_decimals_than_it_needs():
    numbers = (20, Fraction(61, 10), Fraction(1, 3), 1234)
    assert [fill("{x:kort}", "nl", x=x) for x in numbers] == ["20", "6,1", "0,333", "1.234"]


def test_a_check_that_fails_names_gemeenten_and_no_numbers_of_columns(monkeypatch: pytest.MonkeyPatch):
    """An engine that sees no plan where there is one: the part is told by name."""
    v = SAMEN
    data = data_van(v)

    def geen_plan(program, engine, *, describe):
        codes = sorted({deel for sleutel in program.keys for deel in sleutel})
        raise Onoplosbaar.een("V412", describe(codes), regels="x")

    monkeypatch.setattr(outside, "solve", geen_plan)
    with pytest.raises(Onoplosbaar) as fout:
        judge_plan(data, opdracht_van(v), ints([4, 3, 5]), (), "scip")
    for lang in LANGS:
        waar = fout.value.tekst(lang).split(":")[0]
        assert waar == "GGM0001 (GM0001), GGM0002 (GM0002), GGM0003 (GM0003)"


def test_a_row_that_nothing_can_keep_is_told_by_name():
    """An asked number of who may be asked nothing: told before anything is solved."""
    v = replace(SAMEN, vast_plan={2: 3})
    data = data_van(v)
    program = build_program(data, opdracht_van(v)).program
    with pytest.raises(Onoplosbaar) as fout:
        solve(program, workers=0, describe=data.gebied)
    assert [p.waar for p in fout.value.problemen] == ["vast GGM0003 (GM0003)"]

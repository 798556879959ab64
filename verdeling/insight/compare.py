"""Results side by side: who has more, who has less, and which changed input does what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

from verdeling.errors import DataError, ModelError, Problem
from verdeling.inputs.tables import Gegevens
from verdeling.insight.decompose import Contribution, DecomposedSide, InputChange, decompose
from verdeling.insight.diagnostics import AreaTable, Diagnosis, diagnose, gebieden_van, inwoner_date
from verdeling.sleutel.indicatief import Indicatief, deelnemers
from verdeling.texts import Lang, number, say
from verdeling.verdeelmodel.model import Aangepast, Verdeelmodel

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan

INWONER_CLASSES: Final = (0, 20_000, 50_000, 100_000, 250_000)
"""Lower bounds of the size classes, in inhabitants."""


@dataclass(frozen=True)
class Party:
    """One result to compare: its name, model, data and indicative figures, and its plan if it has one."""

    naam: str
    model: Verdeelmodel
    gegevens: Gegevens
    indicatief: Indicatief
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class AreaDifference:
    """Figures of one gemeente or area beside each other."""

    code: str
    a: int
    b: int

    @property
    def verschil(self) -> int:
        """Places more (or fewer, below zero) in B than in A."""
        return self.b - self.a

    @property
    def procent(self) -> Fraction | None:
        """Difference in per cent of A; None when A is zero."""
        return Fraction(100 * self.verschil, self.a) if self.a else None


@dataclass(frozen=True, slots=True)
class AreaClass:
    """Gemeenten of one class: how many get more, fewer and the same, and how many places that is.

    Attributes
    ----------
    soort
        ``inwoners`` or ``ses``.
    nummer
        Number of the class from 1; 0 holds gemeenten whose SES is unknown.
    vanaf, tot
        Bounds in inhabitants; None for classes of SES and for an open end.
    """

    soort: str
    nummer: int
    vanaf: int | None
    tot: int | None
    meer: int
    minder: int
    gelijk: int
    plaatsen_meer: int
    plaatsen_minder: int

    @property
    def saldo(self) -> int:
        """Places more minus places fewer."""
        return self.plaatsen_meer - self.plaatsen_minder


@dataclass(frozen=True)
class Differences:
    """Differences per gemeente and per area; the sums are equal at every level."""

    gemeenten: tuple[AreaDifference, ...]
    provincies: tuple[AreaDifference, ...]
    regios: tuple[AreaDifference, ...]
    land: AreaDifference
    klassen: tuple[AreaClass, ...]


@dataclass(frozen=True)
class ComparedPair:
    """Result B beside result A for one task: the indicative figures, or the plans.

    Attributes
    ----------
    bijdragen
        What each changed input does, per gemeente, adding up exactly, rounding last; empty for plans.
    anders
        The inputs that differ, where the contributions do not tell.
    aangepast
        Name of each result whose model derives from another, and what was changed in it.
    """

    a: str
    b: str
    taak: str
    verschillen: Differences
    bijdragen: tuple[Contribution, ...]
    diagnostiek_a: Diagnosis
    diagnostiek_b: Diagnosis
    wat: Literal["indicatief", "plan"] = "indicatief"
    anders: tuple[InputChange, ...] | None = None
    aangepast: tuple[tuple[str, Aangepast], ...] = ()

    def changes_made(self, lang: Lang) -> list[str]:
        """From which model each result derives and what was changed, in sentences."""
        return [f"{name}: {what.zin(lang)}" for name, what in self.aangepast]

    @cached_property
    def invoer(self) -> tuple[InputChange, ...]:
        """The inputs that differ."""
        if self.anders is not None:
            return self.anders
        return tuple(
            b.invoer for b in self.bijdragen if b.invoer.soort != "afronding" or b.invoer.a != b.invoer.b
        )

    def eerste_regel(self, lang: Lang = "nl") -> str:
        """Which inputs differ, in one line."""
        if not self.invoer:
            kind = "compare.zelfde_plan" if self.wat == "plan" else "compare.zelfde"
            return say(kind, lang, a=self.a, b=self.b)
        difference = "; ".join(tell_inputs(i, lang) for i in self.invoer)
        return say("compare.eerste", lang, a=self.a, b=self.b, verschil=difference)

    def json(self) -> dict[str, Any]:
        """As plain values; contributions as exact fractions in text."""
        v = self.verschillen
        return {
            "a": self.a,
            "b": self.b,
            "taak": self.taak,
            "wat": self.wat,
            "invoer": [_source_json(i) for i in self.invoer],
            "aangepast": {name: what.model_dump(mode="json") for name, what in self.aangepast},
            "land": _area_json(v.land),
            "provincies": [_area_json(g) for g in v.provincies],
            "veiligheidsregios": [_area_json(g) for g in v.regios],
            "gemeenten": [_area_json(g) for g in v.gemeenten],
            "klassen": [{n: getattr(k, n) for n in (*AreaClass.__slots__, "saldo")} for k in v.klassen],
            "bijdragen": [
                _source_json(b.invoer) | {"som": str(b.som), "per_gemeente": [str(x) for x in b.per_gemeente]}
                for b in self.bijdragen
            ],
            "diagnostiek": {"a": self.diagnostiek_a.json(), "b": self.diagnostiek_b.json()},
        }


def compare_parties(parties: Sequence[Party], taak: str | None = None) -> tuple[ComparedPair, ...]:
    """Put each later result beside the first, for one task or for all tasks that they share.

    Plans follow their indicative figures when both results have one for the task.

    Raises
    ------
    ModelError
        Fewer than two results, or a task that one of them lacks.
    DataError
        Results about different gemeenten.
    """
    if len(parties) < 2:
        raise ModelError.een("V524", aantal=len(parties))
    asked = asked_taken([(p.naam, p.indicatief.taken) for p in parties], taak)
    first, *others = parties
    check_gemeenten([(p.naam, p.indicatief.codes, p.indicatief.namen) for p in parties])
    part = deelnemers(first.model, first.gegevens)
    areas = {name: gebieden_van(part, inwoner_date(first.indicatief.taken[name])) for name in asked}
    return tuple(
        replace(pair, aangepast=_changed_models(first, another))
        for another in others
        for name in asked
        for pair in _pairs(first, another, name, areas[name])
    )


def _changed_models(*parties: Party) -> tuple[tuple[str, Aangepast], ...]:
    return tuple((p.naam, p.model.aangepast) for p in parties if p.model.aangepast is not None)


def asked_taken(outcomes: Sequence[tuple[str, Collection[str]]], taak: str | None) -> list[str]:
    """Names of the tasks to compare: the one that is asked, or all that the results share.

    Raises
    ------
    ModelError
        V523 for each result that lacks the task; V531 when the results share none.
    """
    together = [name for name in outcomes[0][1] if all(name in taken for _, taken in outcomes)]
    if taak is None:
        if not together:
            welke = "; ".join(f"{name} ({', '.join(taken)})" for name, taken in outcomes)
            raise ModelError.een("V531", uitkomsten=welke)
        return together
    without = [name for name, taken in outcomes if taak not in taken]
    if without:
        shared = ", ".join(together) or "–"
        raise ModelError([Problem.van("V523", taak=taak, model=name, samen=shared) for name in without])
    return [taak]


def check_gemeenten(parties: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> None:
    """Check that results are about the same gemeenten; each is its name, its codes and their names.

    Raises
    ------
    DataError
        V522 for every result with other gemeenten than the first.
    """
    first, *others = parties
    problems = [p for another in others for p in _other_gemeenten(first, another)]
    if problems:
        raise DataError(problems)


def compared_rows(areas: AreaTable, a: Sequence[int], b: Sequence[int]) -> Differences:
    """Differences between two rows of whole numbers per gemeente: indicative figures, or plans."""
    land = AreaDifference("NL01", sum(a), sum(b))
    return Differences(
        gemeenten=tuple(map(AreaDifference, areas.codes, a, b)),
        provincies=_per_area(areas.provincies, a, b),
        regios=_per_area(areas.regios, a, b),
        land=land,
        klassen=(*_inwoner_classes(areas, a, b), *_ses_classes(areas, a, b)),
    )


def tell_inputs(source: InputChange, lang: Lang = "nl") -> str:
    """Say what differs: total 96 000 → 88 000."""
    kind = source.soort
    if kind == "criterium":
        kind = "criterium.weg" if source.a else "criterium.erbij"
    a, b = (_number(x, lang) if kind == "totaal" else x for x in (source.a, source.b))
    return say(f"compare.invoer.{kind}", lang, kolom=source.kolom, a=a or "–", b=b or "–")


def _number(text: str, lang: Lang) -> str:
    value = Fraction(text)
    return number(value.numerator, lang) if value.denominator == 1 else number(value, lang)


def _pairs(a: Party, b: Party, taak: str, areas: AreaTable) -> list[ComparedPair]:
    """The indicative figures, and the plans when both have one that decides about the task."""
    figures = _pair(a, b, taak, areas)
    if a.plan is None or b.plan is None or not all(taak in (p.taak, *p.others) for p in (a.plan, b.plan)):
        return [figures]
    ua, ub = (p.indicatief.taken[taak] for p in (a, b))
    plans = ComparedPair(
        a=a.naam,
        b=b.naam,
        taak=taak,
        verschillen=compared_rows(areas, a.plan.of_task(taak), b.plan.of_task(taak)),
        bijdragen=(),
        diagnostiek_a=diagnose(ua, areas, a.plan),
        diagnostiek_b=diagnose(ub, areas, b.plan),
        wat="plan",
        anders=(*figures.invoer, *other_rules(a.model, b.model)),
    )
    return [figures, plans]


def other_rules(a: Verdeelmodel, b: Verdeelmodel) -> list[InputChange]:
    """Rules of the plan whose settings differ, and the goals."""
    if a.plan is None or b.plan is None:
        return []
    ra, rb = a.plan.regels, b.plan.regels
    kinds = [kind for kind in sorted(ra.keys() | rb.keys()) if ra.get(kind) != rb.get(kind)]
    out = [InputChange("regels", ", ".join(kinds))] if kinds else []
    if a.plan.doelen != b.plan.doelen:
        out.append(InputChange("doelen", "", ", ".join(a.plan.doelen), ", ".join(b.plan.doelen)))
    return out


def side_of_pair(party: Party, taak: str) -> DecomposedSide:
    """One side of a comparison of indicative figures, for one task."""
    model, data = party.model, party.gegevens
    return DecomposedSide(
        party.naam, model.taken[taak], deelnemers(model, data), party.indicatief.taken[taak]
    )


def _pair(a: Party, b: Party, taak: str, areas: AreaTable) -> ComparedPair:
    ka, kb = (side_of_pair(p, taak) for p in (a, b))
    return ComparedPair(
        a=a.naam,
        b=b.naam,
        taak=taak,
        verschillen=compared_rows(areas, ka.uitkomst.aantallen, kb.uitkomst.aantallen),
        bijdragen=decompose(ka, kb),
        diagnostiek_a=diagnose(ka.uitkomst, areas),
        diagnostiek_b=diagnose(kb.uitkomst, areas),
    )


def _other_gemeenten(
    a: tuple[str, Sequence[str], Sequence[str]], b: tuple[str, Sequence[str], Sequence[str]]
) -> list[Problem]:
    (name_a, codes_a, names_a), (name_b, codes_b, names_b) = a, b
    if tuple(codes_a) == tuple(codes_b):
        return []
    names = dict(zip(codes_a, names_a, strict=True)) | dict(zip(codes_b, names_b, strict=True))

    def alleen(een: Sequence[str], another: Sequence[str]) -> str:
        over = [f"{names[c]} ({c})" for c in een if c not in set(another)]
        return ", ".join(over[:10]) + (" …" if len(over) > 10 else "") or "–"

    return [
        Problem.van(
            "V522",
            a=name_a,
            b=name_b,
            aantal_a=len(codes_a),
            aantal_b=len(codes_b),
            alleen_a=alleen(codes_a, codes_b),
            alleen_b=alleen(codes_b, codes_a),
        )
    ]


def _per_area(position: Sequence[str], a: Sequence[int], b: Sequence[int]) -> tuple[AreaDifference, ...]:
    totals: dict[str, list[int]] = {code: [0, 0] for code in sorted(set(position))}
    for code, na, nb in zip(position, a, b, strict=True):
        totals[code][0] += na
        totals[code][1] += nb
    return tuple(AreaDifference(code, *total) for code, total in totals.items())


def _class_of(
    kind: str, figure: int, limits: tuple[int | None, int | None], differences: Sequence[int]
) -> AreaClass:
    more = [v for v in differences if v > 0]
    minder = [-v for v in differences if v < 0]
    equal = len(differences) - len(more) - len(minder)
    return AreaClass(kind, figure, *limits, len(more), len(minder), equal, sum(more), sum(minder))


def _inwoner_classes(areas: AreaTable, a: Sequence[int], b: Sequence[int]) -> list[AreaClass]:
    rows = list(zip(areas.inwoners.tolist(), a, b, strict=True))
    out = []
    for figure, (since, tot) in enumerate(pairwise([*INWONER_CLASSES, None]), start=1):
        differences = [nb - na for p, na, nb in rows if p >= (since or 0) and (tot is None or p < tot)]
        out.append(_class_of("inwoners", figure, (since, tot), differences))
    return out


def _ses_classes(areas: AreaTable, a: Sequence[int], b: Sequence[int]) -> list[AreaClass]:
    if areas.kwartiel is None:
        return []
    per_class: Mapping[int, list[int]] = {figure: [] for figure in (1, 2, 3, 4, 0)}
    for quartile, na, nb in zip(areas.kwartiel.tolist(), a, b, strict=True):
        per_class[quartile + 1].append(nb - na)
    return [_class_of("ses", figure, (None, None), v) for figure, v in per_class.items() if v]


def _area_json(g: AreaDifference) -> dict[str, Any]:
    percent = None if g.procent is None else float(g.procent)
    return {"code": g.code, "a": g.a, "b": g.b, "verschil": g.verschil, "procent": percent}


def _source_json(i: InputChange) -> dict[str, str]:
    return {"soort": i.soort, "kolom": i.kolom, "a": i.a, "b": i.b}

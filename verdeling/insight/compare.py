"""Results side by side: who has more, who has less, and which changed input does what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

from verdeling.errors import DataError, ModelError, Probleem
from verdeling.inputs.tables import Gegevens
from verdeling.insight.decompose import Bijdrage, Invoer, Kant, ontleed
from verdeling.insight.diagnostics import Diagnostiek, Gebieden, diagnose, gebieden_van, inwonerdatum
from verdeling.sleutel.indicatief import Indicatief, deelnemers
from verdeling.texts import Lang, number, say
from verdeling.verdeelmodel.model import Aangepast, Verdeelmodel

if TYPE_CHECKING:
    from verdeling.plan.plan import Plan

INWONERKLASSEN: Final = (0, 20_000, 50_000, 100_000, 250_000)
"""Lower bounds of the size classes, in inhabitants."""


@dataclass(frozen=True)
class Partij:
    """One result to compare: its name, model, data and indicative figures, and its plan if it has one."""

    naam: str
    model: Verdeelmodel
    gegevens: Gegevens
    indicatief: Indicatief
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Gebiedsverschil:
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
class Klasse:
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
class Verschillen:
    """Differences per gemeente and per area; the sums are equal at every level."""

    gemeenten: tuple[Gebiedsverschil, ...]
    provincies: tuple[Gebiedsverschil, ...]
    regios: tuple[Gebiedsverschil, ...]
    land: Gebiedsverschil
    klassen: tuple[Klasse, ...]


@dataclass(frozen=True)
class Paar:
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
    verschillen: Verschillen
    bijdragen: tuple[Bijdrage, ...]
    diagnostiek_a: Diagnostiek
    diagnostiek_b: Diagnostiek
    wat: Literal["indicatief", "plan"] = "indicatief"
    anders: tuple[Invoer, ...] | None = None
    aangepast: tuple[tuple[str, Aangepast], ...] = ()

    def aanpassingen(self, lang: Lang) -> list[str]:
        """From which model each result derives and what was changed, in sentences."""
        return [f"{name}: {what.zin(lang)}" for name, what in self.aangepast]

    @cached_property
    def invoer(self) -> tuple[Invoer, ...]:
        """The inputs that differ."""
        if self.anders is not None:
            return self.anders
        return tuple(
            b.invoer for b in self.bijdragen if b.invoer.soort != "afronding" or b.invoer.a != b.invoer.b
        )

    def eerste_regel(self, lang: Lang = "nl") -> str:
        """Which inputs differ, in one line."""
        if not self.invoer:
            return say("compare.zelfde", lang, a=self.a, b=self.b)
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
            "klassen": [{n: getattr(k, n) for n in (*Klasse.__slots__, "saldo")} for k in v.klassen],
            "bijdragen": [
                _source_json(b.invoer) | {"som": str(b.som), "per_gemeente": [str(x) for x in b.per_gemeente]}
                for b in self.bijdragen
            ],
            "diagnostiek": {"a": self.diagnostiek_a.json(), "b": self.diagnostiek_b.json()},
        }


def vergelijk(parties: Sequence[Partij], taak: str | None = None) -> tuple[Paar, ...]:
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
    areas = {name: gebieden_van(part, inwonerdatum(first.indicatief.taken[name])) for name in asked}
    return tuple(
        replace(pair, aangepast=_aangepast(first, another))
        for another in others
        for name in asked
        for pair in _paren(first, another, name, areas[name])
    )


def _aangepast(*parties: Partij) -> tuple[tuple[str, Aangepast], ...]:
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
        raise ModelError([Probleem.van("V523", taak=taak, model=name, samen=shared) for name in without])
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


def compared_rows(areas: Gebieden, a: Sequence[int], b: Sequence[int]) -> Verschillen:
    """Differences between two rows of whole numbers per gemeente: indicative figures, or plans."""
    land = Gebiedsverschil("NL01", sum(a), sum(b))
    return Verschillen(
        gemeenten=tuple(map(Gebiedsverschil, areas.codes, a, b)),
        provincies=_per_area(areas.provincies, a, b),
        regios=_per_area(areas.regios, a, b),
        land=land,
        klassen=(*_inwonerklassen(areas, a, b), *_sesklassen(areas, a, b)),
    )


def tell_inputs(source: Invoer, lang: Lang = "nl") -> str:
    """Say what differs: total 96 000 → 88 000."""
    kind = source.soort
    if kind == "criterium":
        kind = "criterium.weg" if source.a else "criterium.erbij"
    a, b = (_getal(x, lang) if kind == "totaal" else x for x in (source.a, source.b))
    return say(f"compare.invoer.{kind}", lang, kolom=source.kolom, a=a or "–", b=b or "–")


def _getal(text: str, lang: Lang) -> str:
    value = Fraction(text)
    return number(value.numerator, lang) if value.denominator == 1 else number(value, lang)


def _paren(a: Partij, b: Partij, taak: str, areas: Gebieden) -> list[Paar]:
    """The indicative figures, and the plans when both have one."""
    figures = _pair(a, b, taak, areas)
    if a.plan is None or b.plan is None or {a.plan.taak, b.plan.taak} != {taak}:
        return [figures]
    ua, ub = (p.indicatief.taken[taak] for p in (a, b))
    plans = Paar(
        a=a.naam,
        b=b.naam,
        taak=taak,
        verschillen=compared_rows(areas, a.plan.plan, b.plan.plan),
        bijdragen=(),
        diagnostiek_a=diagnose(ua, areas, a.plan),
        diagnostiek_b=diagnose(ub, areas, b.plan),
        wat="plan",
        anders=(*figures.invoer, *other_rules(a.model, b.model)),
    )
    return [figures, plans]


def other_rules(a: Verdeelmodel, b: Verdeelmodel) -> list[Invoer]:
    """Rules of the plan whose settings differ, and the goals."""
    if a.plan is None or b.plan is None:
        return []
    ra, rb = a.plan.regels, b.plan.regels
    kinds = [kind for kind in sorted(ra.keys() | rb.keys()) if ra.get(kind) != rb.get(kind)]
    out = [Invoer("regels", ", ".join(kinds))] if kinds else []
    if a.plan.doelen != b.plan.doelen:
        out.append(Invoer("doelen", "", ", ".join(a.plan.doelen), ", ".join(b.plan.doelen)))
    return out


def kant(party: Partij, taak: str) -> Kant:
    """One side of a comparison of indicative figures, for one task."""
    model, data = party.model, party.gegevens
    return Kant(party.naam, model.taken[taak], deelnemers(model, data), party.indicatief.taken[taak])


def _pair(a: Partij, b: Partij, taak: str, areas: Gebieden) -> Paar:
    ka, kb = (kant(p, taak) for p in (a, b))
    return Paar(
        a=a.naam,
        b=b.naam,
        taak=taak,
        verschillen=compared_rows(areas, ka.uitkomst.aantallen, kb.uitkomst.aantallen),
        bijdragen=ontleed(ka, kb),
        diagnostiek_a=diagnose(ka.uitkomst, areas),
        diagnostiek_b=diagnose(kb.uitkomst, areas),
    )


def _other_gemeenten(
    a: tuple[str, Sequence[str], Sequence[str]], b: tuple[str, Sequence[str], Sequence[str]]
) -> list[Probleem]:
    (name_a, codes_a, names_a), (name_b, codes_b, names_b) = a, b
    if tuple(codes_a) == tuple(codes_b):
        return []
    names = dict(zip(codes_a, names_a, strict=True)) | dict(zip(codes_b, names_b, strict=True))

    def alleen(een: Sequence[str], another: Sequence[str]) -> str:
        over = [f"{names[c]} ({c})" for c in een if c not in set(another)]
        return ", ".join(over[:10]) + (" …" if len(over) > 10 else "") or "–"

    return [
        Probleem.van(
            "V522",
            a=name_a,
            b=name_b,
            aantal_a=len(codes_a),
            aantal_b=len(codes_b),
            alleen_a=alleen(codes_a, codes_b),
            alleen_b=alleen(codes_b, codes_a),
        )
    ]


def _per_area(position: Sequence[str], a: Sequence[int], b: Sequence[int]) -> tuple[Gebiedsverschil, ...]:
    totals: dict[str, list[int]] = {code: [0, 0] for code in sorted(set(position))}
    for code, na, nb in zip(position, a, b, strict=True):
        totals[code][0] += na
        totals[code][1] += nb
    return tuple(Gebiedsverschil(code, *total) for code, total in totals.items())


def _class_of(
    kind: str, figure: int, limits: tuple[int | None, int | None], differences: Sequence[int]
) -> Klasse:
    more = [v for v in differences if v > 0]
    minder = [-v for v in differences if v < 0]
    equal = len(differences) - len(more) - len(minder)
    return Klasse(kind, figure, *limits, len(more), len(minder), equal, sum(more), sum(minder))


def _inwonerklassen(areas: Gebieden, a: Sequence[int], b: Sequence[int]) -> list[Klasse]:
    rows = list(zip(areas.inwoners.tolist(), a, b, strict=True))
    out = []
    for figure, (since, tot) in enumerate(pairwise([*INWONERKLASSEN, None]), start=1):
        differences = [nb - na for p, na, nb in rows if p >= (since or 0) and (tot is None or p < tot)]
        out.append(_class_of("inwoners", figure, (since, tot), differences))
    return out


def _sesklassen(areas: Gebieden, a: Sequence[int], b: Sequence[int]) -> list[Klasse]:
    if areas.kwartiel is None:
        return []
    per_class: Mapping[int, list[int]] = {figure: [] for figure in (1, 2, 3, 4, 0)}
    for quartile, na, nb in zip(areas.kwartiel.tolist(), a, b, strict=True):
        per_class[quartile + 1].append(nb - na)
    return [_class_of("ses", figure, (None, None), v) for figure, v in per_class.items() if v]


def _area_json(g: Gebiedsverschil) -> dict[str, Any]:
    percent = None if g.procent is None else float(g.procent)
    return {"code": g.code, "a": g.a, "b": g.b, "verschil": g.verschil, "procent": percent}


def _source_json(i: Invoer) -> dict[str, str]:
    return {"soort": i.soort, "kolom": i.kolom, "a": i.a, "b": i.b}

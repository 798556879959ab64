"""Regional reception sites (ROL): every gemeente of a region takes part in exactly one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Final, Literal

import numpy as np
from pydantic import Field

from verdeling.columns import Column, Rows, Table, column
from verdeling.errors import Problem
from verdeling.plan.data import PlanData
from verdeling.plan.rules.basis import (
    DEFINITION,
    POSITION,
    BuildState,
    Choice,
    Goal,
    Overview,
    Planregel,
    Solved,
    Told,
    Values,
    closes,
    unknown_codes,
)
from verdeling.plan.rules.restverdeling import Restverdeling
from verdeling.solver.goals import AnyGoal, Ints, SumGoal, ints
from verdeling.solver.program import RowTag
from verdeling.terms import Frozen, Gemeente, Grondslag
from verdeling.texts import Lang, Sentence, number, say
from verdeling.verdeelmodel.model import Planopdracht

SIZE: Final = Sentence(
    "{naam}: een locatie van {minimum} tot en met {maximum} {maximum:?plaats:plaatsen}",
    "{naam}: a site of {minimum} to {maximum} {maximum:?place:places}",
)


KEUS: Final = "locaties"
"""Place of the row that says how many sites open."""
AT_MOST: Final = Sentence(
    "{aantal:?gaat:gaan} hoogstens {aantal} {aantal:?locatie:locaties} open",
    "at most {aantal} {aantal:?site opens:sites open}",
)


class Rollocatie(Frozen):
    """One regional site."""

    naam: str
    plaats: Gemeente
    """Gemeente where the site is: distances are measured to it."""
    gemeenten: tuple[Gemeente, ...] | None = Field(default=None, min_length=1)
    """Gemeenten that may take part; None: all."""
    minimum: int | None = Field(default=None, ge=0)
    """Fewest places of the site; None: none known."""
    maximum: int | None = Field(default=None, ge=0)
    """Most places of the site; None: none known."""
    grondslag: Grondslag

    def wie(self, data: PlanData) -> tuple[str, ...]:
        """Codes of the gemeenten that may take part."""
        return data.codes if self.gemeenten is None else self.gemeenten


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One gemeente that takes part in a regional site."""

    code: str = column(("code", "code"), ("Gemeentecode.", "Code of the gemeente."))
    gemeente: str = column(("gemeente", "gemeente"), ("Naam.", "Name."))
    locatie: str = column(
        ("locatie", "location"), ("Regionale locatie.", "Regional site."), sheet="regional site"
    )
    plaatsen: int = column(
        ("plaatsen", "places"), ("Plaatsen van de gemeente.", "Places of the gemeente."), unit="plaatsen"
    )
    afstand_km: Decimal | None = column(
        ("afstand (km)", "distance (km)"), ("Hemelsbreed.", "As the crow flies."), unit="km"
    )


SITES: Final = Table(
    "rol",
    SiteRow,
    (
        "Regionale opvanglocaties: wie waar meedoet, en wat elke keuze kost",
        "Regional reception sites: who takes part where, and what each choice costs",
    ),
    ("Wie in welke locatie meedoet.", "Who takes part in which site."),
    "regional sites",
)


@dataclass(eq=False)
class RolPart:
    """One regional site: where it is, who may take part, and the columns of participation and size."""

    naam: str
    plaats: int
    wie: Ints
    x: Ints
    onder: int | None = None
    over: int | None = None
    open: int | None = None

    @property
    def begrensd(self) -> bool:
        """Whether the site has a size."""
        return self.onder is not None or self.over is not None


@dataclass(eq=False)
class Sites:
    """Regional sites, by name."""

    found: list[RolPart] = field(default_factory=list)


def rol_omvang(o: BuildState) -> AnyGoal:
    """``Σ over + onder``: places by which regional sites are larger or smaller than their size."""
    sizes = [j for part in o.part(Sites).found for j in (part.onder, part.over) if j is not None]
    return SumGoal("rol_omvang", sizes)


def rol_afstand(o: BuildState) -> AnyGoal:
    """``Σ w_g d_gk x_gk``: places of participants times distance to their site, in 0.1 km."""
    gewicht, mine = o.rule(Rol).gewicht(o), o.part(Sites).found
    columns = [part.x for part in mine]
    coefs = [gewicht[part.wie] * o.data.afstand(part.wie, part.plaats) for part in mine]
    return SumGoal("rol_afstand", np.concatenate(columns), np.concatenate(coefs))


class Rol(Planregel):
    """``Σ_k x_gk = 1`` per gemeente; ``Σ_g w_g x_gk − over_k + onder_k`` between the bounds of site k.

    ``x_gk`` says whether g takes part in k and ``w_g`` are its places. Places above or below the size of a
    site are counted by the goal `rol_omvang`, places times distance to the site by `rol_afstand`.
    """

    soort: ClassVar[str] = "rol"
    verteld: ClassVar[Told] = "waarheen"
    wat: ClassVar[Sentence] = Sentence(
        "Elke gemeente van de regio doet mee aan precies één regionale opvanglocatie.",
        "Each gemeente of the region takes part in exactly one regional reception site.",
    )
    zin: ClassVar[Sentence] = Sentence(
        "{naam} doet mee aan precies één regionale opvanglocatie, te kiezen uit {keus}",
        "{naam} takes part in exactly one regional reception site, to be chosen from {keus}",
    )

    locaties: tuple[Rollocatie, ...] = Field(min_length=1)
    """The regional sites with who may take part."""
    vrijblijvend: tuple[Gemeente, ...] = ()
    """Gemeenten that may also stay out: not every site of theirs is in the region."""
    telt: Literal["gevraagd", "indicatief"] = "gevraagd"
    """Places of a participant: what is asked of it on top of what stands, or its whole figure."""

    hoogstens: int | None = Field(default=None, ge=1)
    """Most sites that open, to be chosen from `locaties`; None: all may."""

    chooses: ClassVar[bool] = True
    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "rol",
            (str,),
            ("Regionale locatie", "Regional site"),
            ("Regionale locatie waaraan de gemeente meedoet.", "Regional site that it takes part in."),
            empty=True,
        ),
    )
    tables: ClassVar[tuple[Table[Any], ...]] = (SITES,)
    goals: ClassVar[tuple[Goal, ...]] = (
        Goal("rol_omvang", rol_omvang),
        Goal("rol_afstand", rol_afstand, POSITION),
    )

    def problemen(self, data: PlanData) -> list[Problem]:
        """Sites and participants are known and named once, sizes fit, who may stay out could take part."""
        where, found = "plan.regels.rol", []
        for i, loc in enumerate(self.locaties):
            found += unknown_codes(self.soort, f"locaties.{i}.plaats", (loc.plaats,), data)
            found += unknown_codes(self.soort, f"locaties.{i}.gemeenten", loc.gemeenten or (), data)
            for code, keer in Counter(loc.gemeenten or ()).items():
                if keer > 1:
                    place = f"{where}.locaties.{i}"
                    found.append(Problem.van("V455", place, cluster=loc.naam, naam=data.naam(code)))
            if loc.minimum is not None and loc.maximum is not None and loc.minimum > loc.maximum:
                numbers = {"minimum": loc.minimum, "maximum": loc.maximum}
                found.append(Problem.van("V434", f"{where}.locaties.{i}", naam=loc.naam, **numbers))
        for name, keer in Counter(loc.naam for loc in self.locaties).items():
            if keer > 1:
                found.append(Problem.van("V435", f"{where}.locaties", naam=name))
        along = {code for loc in self.locaties for code in loc.wie(data)}
        for i, code in enumerate(self.vrijblijvend):
            if code not in along:
                found.append(Problem.van("V436", f"{where}.vrijblijvend.{i}", naam=data.naam(code)))
        return found

    def coherence(self, task_order: Planopdracht) -> list[Problem]:
        """Places asked can only count when they are known before the program."""
        rest = task_order.regels.get(Restverdeling.soort)
        free = isinstance(rest, Restverdeling) and rest.wijze == "vrij"
        unknown = self.telt == "gevraagd" and (free or closes(task_order))
        return [Problem.van("V437", "plan.regels.rol.telt")] if unknown else []

    def choices(self, o: BuildState) -> tuple[Choice, ...]:
        """Sites among which gemeenten may choose, by gemeente in the order of the model; last none."""
        if self.hoogstens is not None:
            return ()  # which sites open is one choice of all together
        mine = o.part(Sites).found
        columns: dict[str, dict[str, int]] = {}
        for part in mine:
            for g, j in zip(part.wie.tolist(), part.x.tolist(), strict=True):
                columns.setdefault(o.data.codes[g], {})[part.naam] = j
        found = []
        for code in sorted(columns):
            names: list[str | None] = [loc.naam for loc in self.locaties if loc.naam in columns[code]]
            names += [None] if code in self.vrijblijvend else []
            if len(names) > 1:
                x = columns[code]
                found += [Choice(code, n, {j: int(n == name) for name, j in x.items()}) for n in names]
        return tuple(found)

    def gewicht(self, o: BuildState) -> Ints:
        """Places of each participant."""
        if self.telt == "indicatief":
            return o.data.indicatief
        return ints(np.zeros(o.data.aantal, dtype=np.int64) if o.r is None else o.r)

    def variables(self, o: BuildState) -> None:
        """``x_gk`` per possible participation; ``over_k`` and ``onder_k`` per site that has a size."""
        data, gewicht = o.data, self.gewicht(o)
        for loc in sorted(self.locaties, key=lambda loc: loc.naam):
            who = ints(sorted(data.nummer[code] for code in loc.wie(data)))
            x = o.builder.variables("x", [(loc.naam, data.codes[g]) for g in who], 0, 1)
            part = RolPart(loc.naam, data.nummer[loc.plaats], who, x)
            total = int(gewicht[who].sum())
            if loc.minimum is not None:
                part.onder = int(o.builder.variables("rol_onder", [(loc.naam,)], 0, loc.minimum)[0])
            if loc.maximum is not None:
                part.over = int(o.builder.variables("rol_over", [(loc.naam,)], 0, total)[0])
            if self.hoogstens is not None:
                part.open = int(o.builder.variables("rol_open", [(loc.naam,)], 0, 1)[0])
            o.part(Sites).found.append(part)
            o.extra += [x, ints([j for j in (part.onder, part.over, part.open) if j is not None])]

    def rijen(self, o: BuildState) -> None:
        """One row per gemeente, and one per bound of a site; ``x_gk ≤ y_k`` and ``Σ_k y_k ≤ hoogstens``."""
        gewicht = self.gewicht(o)
        per_gemeente: dict[int, list[int]] = {}
        for part in o.part(Sites).found:
            for g, j in zip(part.wie.tolist(), part.x.tolist(), strict=True):
                per_gemeente.setdefault(g, []).append(j)
        for g, columns in sorted(per_gemeente.items()):
            code = o.data.codes[g]
            o.builder.row(self.rij(code, "deelname"), columns, 1, 0 if code in self.vrijblijvend else 1, 1)
        size = {loc.naam: loc for loc in self.locaties}
        for part in o.part(Sites).found:
            loc, w = size[part.naam], gewicht[part.wie].tolist()
            tag = RowTag(DEFINITION, part.naam, self.grondslag, "plaatsen")
            if part.onder is not None:
                o.builder.row(tag, [*part.x, part.onder], [*w, 1], lower=loc.minimum)
            if part.over is not None:
                o.builder.row(tag, [*part.x, part.over], [*w, -1], upper=loc.maximum)

        if self.hoogstens is not None:
            opens: list[int] = []
            for part in o.part(Sites).found:
                assert part.open is not None, "a choice of sites has a column for each"
                opens.append(part.open)
                for g, j in zip(part.wie.tolist(), part.x.tolist(), strict=True):
                    tag = RowTag(DEFINITION, o.data.codes[g], self.grondslag)
                    o.builder.row(tag, [j, part.open], [1, -1], upper=0)
            o.builder.row(self.rij(KEUS, "locaties"), opens, 1, upper=self.hoogstens)

    def rows(self, solved: Solved) -> tuple[Rows[Any], ...]:
        """Who takes part in which site, by gemeentecode."""
        data, gewicht = solved.o.data, self.gewicht(solved.o)
        place = {part.naam: part.plaats for part in solved.o.part(Sites).found}
        found = []
        for g, site in enumerate(self.sites(solved)):
            if isinstance(site, str):
                far = None if data.x is None else Decimal(int(data.afstand(g, place[site]))).scaleb(-1)
                found.append(SiteRow(data.codes[g], data.namen[g], site, int(gewicht[g]), far))
        return (SITES.fill(found),)

    def overviews(self, solved: Solved, lang: Lang) -> Iterator[Overview]:
        """Each site with who takes part, and how large it may be."""
        (filled,) = self.rows(solved)
        groups: dict[str, list[SiteRow]] = {}
        for r in filled.rows:
            groups.setdefault(r.locatie, []).append(r)
        sized = {part.naam for part in solved.o.part(Sites).found if part.begrensd}
        lines: list[str] = []
        for site, who in sorted(groups.items()):
            names = ", ".join(f"{r.gemeente} {number(r.plaatsen, lang)}" for r in who)
            total = sum(r.plaatsen for r in who)
            lines.append(f"- {say('cli.rol.locatie', lang, locatie=site, plaatsen=total, namen=names)}")
            if site in sized:
                lines.append(f"  ({self.say(solved.o, site, lang)})")
        if lines:
            yield Overview(say("cli.rol.kop", lang), tuple(lines))

    def sentences(self, solved: Solved, code: str, lang: Lang) -> Iterator[str]:
        """In which site a gemeente takes part."""
        if site := self.sites(solved)[solved.o.data.nummer[code]]:
            yield say("rules.plan_rol", lang, naam=solved.o.data.naam(code), locatie=site)

    def figures(self, solved: Solved, taak: str) -> dict[str, Values]:
        """Regional site of who takes part in one."""
        return {"rol": self.sites(solved)} if taak == solved.o.data.taak else {}

    def sites(self, solved: Solved) -> tuple[str | None, ...]:
        """Regional site per gemeente; None for who takes part in none."""
        sites: list[str | None] = [None] * solved.o.data.aantal
        for part in solved.o.part(Sites).found:
            for g in part.wie[solved.x[part.x] > 0].tolist():
                sites[g] = part.naam
        return tuple(sites)

    def say(self, o: BuildState, where: str, lang: Lang = "nl") -> str:
        """Between which sites a gemeente may choose, or how large a site may be."""
        for loc in self.locaties:
            if loc.naam == where:
                limit = {"minimum": loc.minimum or 0, "maximum": "–" if loc.maximum is None else loc.maximum}
                return SIZE.say(lang, naam=where, **limit)
        if where == KEUS:
            return AT_MOST.say(lang, aantal=self.hoogstens)
        names = [loc.naam for loc in self.locaties if loc.gemeenten is None or where in loc.gemeenten]
        return self._zin(o, where, lang, keus=", ".join(names) or "–")

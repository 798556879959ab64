"""What every rule kind of the plan has: its settings, the bounds it puts, its rows and its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Literal, get_args

import numpy as np

from verdeling.errors import Probleem
from verdeling.inputs.register import read_register
from verdeling.plan.data import Plandata
from verdeling.solver.goals import Ints
from verdeling.solver.program import Bouw, Rij
from verdeling.terms import Kort
from verdeling.texts import LANGS, Lang, catalogue, fill, say
from verdeling.verdeelmodel.model import Tekst
from verdeling.verdeelmodel.regel import Regel, rule_kinds

DEFINITIE = "definitie"
"""Tag of rows that say what a variable means; they are no rule and are never in conflict."""

Verteld = Literal["gevraagd", "waarheen", "grens"]
TOLD: Final[tuple[Verteld, ...]] = get_args(Verteld)
"""Order in which a conflict is told: what is asked, where it may go, what stops it."""


def hoeveel(aantal: int, eenheid: str) -> Tekst:
    """A number with its unit; a unit that no text knows is told by its own name."""
    sleutel = f"rules.hoeveel.{eenheid}"
    sleutel = sleutel if sleutel in catalogue() else "rules.hoeveel"
    nl, en = (say(sleutel, lang, aantal=aantal, eenheid=eenheid) for lang in LANGS)
    return Tekst(nl=nl, en=en)


@dataclass
class Ruimte:
    """Bounds per gemeente that rules narrow before there are variables.

    Attributes
    ----------
    r_onder, r_boven
        Least and most that may be asked of a gemeente on top of what it has.
    r_vrij
        False where the asked number is set by a rule and takes no part in the division of the remainder.
    n_boven
        Most new places in a gemeente.
    n_onder
        Fewest places of a new site; 0 where no rule asks a minimum.
    sluiten
        True when places that stand may be closed.
    """

    r_onder: Ints
    r_boven: Ints
    r_vrij: Any
    n_boven: Ints
    n_onder: Ints
    sluiten: bool

    @classmethod
    def van(cls, data: Plandata, sluiten: bool) -> Ruimte:
        """Bounds before any rule: nobody is asked more than its own shortfall."""
        ruim = np.full(data.aantal, int(data.opgave.sum() + data.rest.sum() + data.bestaand.sum()))
        return cls(
            r_onder=np.zeros(data.aantal, dtype=np.int64),
            r_boven=np.maximum(0, data.indicatief - (0 if sluiten else data.bestaand)),
            r_vrij=np.ones(data.aantal, dtype=bool),
            n_boven=ruim.astype(np.int64),
            n_onder=np.zeros(data.aantal, dtype=np.int64),
            sluiten=sluiten,
        )


@dataclass(frozen=True, eq=False)
class Ruiltafel:
    """What gemeenten that may all exchange with each other hand over and take over of one task."""

    taak: str
    tafel: str
    geeft: Ints
    """Gemeenten that have something to hand over, and the column of how much."""
    af: Ints
    neemt: Ints
    """Gemeenten that have room to take over, and the column of how much."""
    bij: Ints


@dataclass(eq=False)
class Roldeel:
    """One regional site: where it is, who may take part, and the columns of participation and size."""

    naam: str
    plaats: int
    wie: Ints
    x: Ints
    onder: int | None = None
    over: int | None = None

    @property
    def begrensd(self) -> bool:
        """Whether the site has a size."""
        return self.onder is not None or self.over is not None


@dataclass(repr=False)
class Opbouw(Kort):
    """The program under construction: what rules read, and where they add variables and rows.

    Attributes
    ----------
    kolom
        Column number per gemeente by kind of variable (``r``, ``n``, ``c``, ``z``, ``s``, ``k`` and more);
        −1 where a gemeente has none.
    g, h, f
        Flows: from, to and column number; sorted by (g, h).
    los
        True: no tightened bounds and every flow inside a provincie, so that any rule can be taken out.
    """

    data: Plandata
    regels: Mapping[str, Regel]
    ruimte: Ruimte
    bouw: Bouw
    los: bool
    r: Ints | None
    g: Ints
    h: Ints
    f: Ints
    last_boven: Ints
    """Most that each gemeente may have to place."""
    kolom: dict[str, Ints] = field(default_factory=dict)
    rest_tekort: dict[int, int] = field(default_factory=dict)
    """Column per provincie of the remainder for which no gemeente has room."""
    plaatsing: list[tuple[Ints, Ints, int]] = field(default_factory=list)
    """What further rules take from or add to what a gemeente must place: gemeenten, columns, sign."""
    ruiltafels: list[Ruiltafel] = field(default_factory=list)
    """Exchange between tasks."""
    leningen: list[tuple[int, int, int]] = field(default_factory=list)
    """Places lent: from, to and column number."""
    rollen: list[Roldeel] = field(default_factory=list)
    """Regional sites, by name."""
    drempels: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Column per provincie that says whether it passes the threshold of the payment."""
    met_uitkering: bool = False
    """True when a goal or a budget needs the payment inside the program."""
    extra: list[Ints] = field(default_factory=list)
    """Further columns that the tie order must fix, in order."""
    hulp: list[Ints] = field(default_factory=list)
    """Columns that only help to write a rule: the tie order fixes them last and they decide no number."""

    def heeft(self, soort: str) -> Ints:
        """Gemeenten that have a variable of this kind."""
        return np.flatnonzero(self.kolom[soort] >= 0) if soort in self.kolom else np.zeros(0, dtype=np.int64)

    def per_gemeente(self, soort: str, wie: Ints, onder: Ints | int, boven: Ints | int) -> None:
        """Add one variable of a kind for each gemeente in `wie`."""
        kolommen = np.full(self.data.aantal, -1, dtype=np.int64)
        kolommen[wie] = self.bouw.variabelen(soort, [(self.data.codes[i],) for i in wie], onder, boven)
        self.kolom[soort] = kolommen

    def staat(self, g: int) -> tuple[list[int], list[int], int]:
        """Places that stand in gemeente `g` under the plan, ``K + n`` or ``k + n``: columns,
        coefficients, constant.
        """
        kolommen = [int(self.kolom[s][g]) for s in ("k", "n") if s in self.kolom and self.kolom[s][g] >= 0]
        vast = 0 if self.sluiten and self.data.bestaand[g] > 0 else int(self.data.bestaand[g])
        return kolommen, [1] * len(kolommen), vast

    @property
    def sluiten(self) -> bool:
        """True when places that stand may be closed."""
        return "k" in self.kolom


class Planregel(Regel):
    """Base of the rule kinds: `wat` tells the rule, `zin` tells what it asks of one gemeente or provincie."""

    wat: ClassVar[tuple[str, str]] = ("", "")
    zin: ClassVar[tuple[str, str]] = ("", "")
    required: ClassVar[bool] = False
    """Whether every plan has this rule."""
    verteld: ClassVar[Verteld] = "grens"
    """What a rule says in a conflict: what is asked, where it may go, or what stops it."""

    def problemen(self, data: Plandata) -> list[Probleem]:
        """What is wrong with the settings for these gemeenten."""
        return []

    def samenhang(self, regels: Mapping[str, Regel]) -> list[Probleem]:
        """What cannot stand beside the other rules of the plan."""
        return []

    @classmethod
    def ontbreekt(cls, data: Plandata) -> Plandata:
        """The figures of a plan without this rule: without what only this rule knows of."""
        return data

    def bereid(self, data: Plandata) -> Plandata:
        """The figures as this rule makes them, before anything is built; doing it twice changes nothing."""
        return data

    def grenzen(self, data: Plandata, ruimte: Ruimte) -> None:
        """Narrow the bounds per gemeente; every bound is implied by the rows of :meth:`rijen`."""

    def variabelen(self, o: Opbouw) -> None:
        """Add the variables that this rule brings."""

    def rijen(self, o: Opbouw) -> None:
        """Add the rows of this rule."""

    def bepaalt(self, o: Opbouw, code: str) -> bool:
        """Whether this rule alone decides what is asked of a gemeente, even where that is nothing."""
        return False

    def zeg(self, o: Opbouw, waar: str, lang: Lang = "nl") -> str:
        """What the rule asks of `waar`, in words with numbers."""
        return self._zin(o, waar, lang)

    def _zin(self, o: Opbouw, waar: str, lang: Lang, **getallen: Any) -> str:  # noqa: ANN401
        return fill(self.zin[lang == "en"], lang, naam=o.data.in_zin(waar), **getallen)

    def rij(self, waar: str, eenheid: str = "plaatsen") -> Rij:
        """Tag of a row of this rule."""
        return Rij(self.soort, waar, self.grondslag, eenheid)


def plan_rules() -> tuple[type[Planregel], ...]:
    """All rule kinds in the order in which they put bounds, variables and rows."""
    return tuple(kind for kind in rule_kinds().values() if issubclass(kind, Planregel))


def onbekende_codes(soort: str, veld: str, codes: Any, data: Plandata) -> list[Probleem]:  # noqa: ANN401
    """Problems for codes that are no gemeente of these data."""
    onbekend = [code for code in codes if code not in data.nummer]
    namen = {g.code: f"{g.naam} ({g.code})" for g in read_register().gemeenten} if onbekend else {}
    return [
        Probleem.van("V450", f"plan.regels.{soort}.{veld}", gemeente=namen.get(code, code))
        for code in onbekend
    ]

"""The section `tijdplan` of a model: which located places can stand when, and how many are needed then.

:func:`verdeling.tijdplan.plan.plan_over_time` makes the plan over time from it.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, Final, Literal

from pydantic import ConfigDict, Field, field_validator

from verdeling.terms import Frozen, Gebied, Gemeente, Grondslag, Niveau, Status
from verdeling.verdeelmodel.taak import Getal
from verdeling.verdeelmodel.tekst import Tekst

Quality = Literal["wettelijk", "lager"]

MOST_TIMES: Final = 10_000
"""Most equal locations in one row."""


class Afspraak(StrEnum):
    """How sure a place is."""

    CONTRACT = "contract"
    """It stands by contract; a listed extension may be used."""
    OPTIE = "optie"
    """It has been agreed that it may be opened or converted."""
    MOGELIJK = "mogelijk"
    """Nobody has agreed: only used to show what would close a shortage."""


class Soort(Frozen):
    """A kind of reception."""

    # Of a known kind a model may say only what differs.
    model_config = ConfigDict(json_schema_extra=lambda schema: schema.pop("required"))

    rang: int = Field(ge=0)
    """Places are converted to a higher rank only: crisis → emergency → regular."""
    tijdelijk: bool = False
    """Counted by the goal `tijdelijk`."""
    kwaliteit: Quality = "wettelijk"
    """Places below legal quality stop counting at `wettelijk_vanaf`."""
    kosten: int = Field(default=0, ge=0)
    """Cost class, for the goal `kosten`."""


KINDS: Final = {
    "cno": Soort(rang=0, tijdelijk=True, kwaliteit="lager", kosten=3),
    "tnv": Soort(rang=0, tijdelijk=True, kwaliteit="lager", kosten=3),
    "noodopvang": Soort(rang=1, tijdelijk=True, kwaliteit="lager", kosten=2),
    "azc-buffer": Soort(rang=2, kosten=1),
    "azc-bijzonder": Soort(rang=2, kosten=1),
    "rol": Soort(rang=2, kosten=1),
    "azc": Soort(rang=2, kosten=1),
}
"""Kinds by who manages a site, after the definitions of November 2022: cno the gemeente and short, noodopvang
COA with a lower level of quality and facilities, azc and rol COA and regular."""


class Locatie(Frozen):
    """One contract, or one option to open or convert: a row of ``locaties.csv``. The end date counts."""

    code: Gemeente | None = None
    """Gemeentecode; several joined by ``+`` for a joint site. Left out: once in every area of the plan."""
    locatie: str
    soort: str
    plaatsen: int = Field(ge=0)
    van: dt.date
    """First day; for an option the first day on which it can be used."""
    tot_en_met: dt.date | None = None
    """Last day of the contract, or last day on which an option can stand; None is without end."""
    verlengbaar_tot_en_met: dt.date | None = None
    """Last day when the listed extension is used."""
    opzegbaar_vanaf: dt.date | None = None
    """First day on which it may be closed before the end of its contract; None: not before the end."""
    afspraak: Afspraak = Afspraak.CONTRACT
    omzetting_van: str | None = None
    """Kind of the same location that these places are made of; None: no conversion."""
    minstens_maanden: int = Field(default=1, ge=1)
    """Once opened, it stands at least so many months."""
    hoogstens_maanden: int | None = Field(default=None, ge=1)
    """Once opened, it stands at most so many months."""
    kosten: int | None = Field(default=None, ge=0)
    """Cost class; None: that of its kind."""
    kwaliteit: Quality | None = None
    """None: that of its kind."""
    na_afloop: Literal["open", "dicht"] = "open"
    """`dicht`: decided that it closes when its contract ends, so it does not go on beyond what was agreed."""
    keer: int = Field(default=1, ge=1, le=MOST_TIMES)
    """How many of these there are."""
    toelichting: str = ""
    grondslag: Grondslag | None = None

    @field_validator("code")
    @classmethod
    def _in_volgorde(cls, code: str | None) -> str | None:
        """A joint site is one location, in whatever order its gemeenten are written."""
        return None if code is None else "+".join(sorted(set(code.split("+"))))


class Stap(Frozen):
    """The need from a day on, as figures of a task or as given numbers."""

    vanaf: dt.date
    taak: str | None = None
    """Task of the model whose figures at the level of the plan are the need."""
    plaatsen: dict[Gebied, Getal] | None = None
    """Places by area code."""


class Behoefte(Frozen):
    """A need that changes over time. Before its first step it is unknown, which is not zero."""

    soorten: tuple[str, ...] | None = None
    """Kinds that count towards it; None is all. No kind counts twice."""
    stappen: tuple[Stap, ...] = Field(min_length=1)


class Tijdopdracht(Frozen):
    """Located capacity over months: open, extend, convert and close against the need of each area."""

    grondslag: Grondslag
    """Basis of the dates, areas and needs."""
    van: dt.date
    """First reference day; the others are the first days of the months after it."""
    tot_en_met: dt.date
    """No reference day lies after this one."""
    niveau: Niveau = Niveau.VEILIGHEIDSREGIO
    """Level of the areas, each of which must have enough places."""
    gebieden: tuple[Gebied, ...] | None = None
    """Codes of the areas; None: those that have a need."""
    behoefte: dict[str, Behoefte] = Field(min_length=1)
    """Needs by name; each is met by its own kinds."""
    opvangsoorten: dict[str, Soort] = KINDS
    """Kinds of reception by name; what a model says of a kind goes over :data:`KINDS`, the others stay."""
    tabel: Literal["ijsselland", "ijsselland-azc"] | None = None
    """Shipped table of locations, with or without the temporary ones; ``locaties.csv`` of a data folder goes
    before it."""
    locaties: tuple[Locatie, ...] = ()
    """Locations on top of the table."""
    voldoende_vanaf: dt.date | None = None
    """Deadline: a shortage before this day is shown and is no goal."""
    wettelijk_vanaf: dt.date | None = None
    """Deadline: places below legal quality do not count from this day on."""
    verder_verlengen: bool = False
    """Show what longer contracts would do: each that ends may, though not agreed, go on."""
    beslistermijn_maanden: int = Field(default=0, ge=0, le=120)
    """A decision falls so many months before it takes effect."""
    doelen: tuple[str, ...] = Field(min_length=1)
    """Goals in order; each is solved to a proven optimum and then fixed."""
    status: Status = Status.DERIVED
    """What the plan over time is worth."""
    reden: Tekst | None = None
    """Why it is worth no more."""

    @field_validator("opvangsoorten", mode="before")
    @classmethod
    def _over_known(cls, gegeven: Any) -> Any:  # noqa: ANN401
        if not isinstance(gegeven, dict):
            return gegeven
        known = {name: KINDS[name].model_dump() for name in KINDS.keys() & gegeven.keys()}
        return KINDS | {
            name: known.get(name, {}) | kind if isinstance(kind, dict) else kind
            for name, kind in gegeven.items()
        }

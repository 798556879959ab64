"""What a task declares: its total, key, levels, rounding and parts."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from verdeling.terms import Frozen, Gebied, Grondslag, Niveau
from verdeling.texts import Lang, catalogue, say
from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.operation import Expression


class Methode(StrEnum):
    """How quotas become whole numbers (see :mod:`verdeling.sleutel.apportionment`)."""

    HALF_OP = "half_op"
    OMLAAG = "omlaag"
    OMHOOG = "omhoog"
    GROOTSTE_REST = "grootste_rest"
    WEBSTER = "webster"
    DHONDT = "dhondt"
    HUNTINGTON_HILL = "huntington_hill"
    ADAMS = "adams"


class Volgorde(StrEnum):
    """Who goes first when quotas tie."""

    CODE = "code"
    GROOTSTE = "grootste"
    KLEINSTE = "kleinste"


class Getal(Frozen):
    """A number with its basis."""

    waarde: Ratio
    grondslag: Grondslag


class Halfjaarcijfer(Frozen):
    """What one half-year adds to a total over several."""

    halfjaar: str
    waarde: Ratio
    bekend: bool
    """False: not published; assumed."""


class Totaal(Getal):
    """A total; of a series over several half-years with what each adds."""

    verloop: tuple[Halfjaarcijfer, ...] = Field(default=(), exclude=True)
    """Filled in by loading; empty where the total is given as one number."""


class Gepubliceerd(Frozen):
    """Published figures of the gemeenten: a column of the data that holds as given in the place of the key.

    They were published for one total and one key. Where a layer on the model changes what decides the
    figures, or a user brings figures of his own for the key, they hold no more and the key decides; the check
    of the formula then still stands beside them.
    """

    indicator: str
    """Name of the column."""
    totaal: int = Field(ge=0)
    """Total that they were published for; the formula is checked at this total."""
    geldt: bool = True
    """False: the key decides, and the published figures stand beside it."""
    grondslag: Grondslag


class Verdeelniveau(Frozen):
    """One level of the division."""

    niveau: Niveau
    afronding: Methode = Methode.GROOTSTE_REST
    """How quotas at this level become whole numbers."""
    keten: bool = False
    """True: the next level divides the unrounded quota of this level, not the rounded figure."""
    sleutel: Expression | None = None
    """Another key for this level; areas above gemeente weigh the sum over their gemeenten, except that a key
    which is a plain constant counts each area once."""
    gegeven: dict[Gebied, Getal] | None = None
    """Given totals by area code; they replace the quota at this level."""
    gepubliceerd: Gepubliceerd | None = None
    """Published figures of all gemeenten, at the level of the gemeente."""
    rest_naar: Gebied | None = None
    """Area code inside each parent that receives what rounding leaves over."""
    volgorde: Volgorde = Volgorde.CODE
    """Order in which ties are resolved."""
    grondslag: Grondslag | None = None


class DelenAfronding(StrEnum):
    """How parts of a task are rounded."""

    LOS = "los"
    GECONTROLEERD = "gecontroleerd"


class Delen(Frozen):
    """Parts inside a task, such as amv inside asielopvang; what is left is called `rest`."""

    totalen: dict[str, Getal] = Field(min_length=1)
    """National total of each part."""
    rest: str = "regulier"
    """Name of what remains."""
    afronding: DelenAfronding = DelenAfronding.LOS
    """los: each part half-up on its own; gecontroleerd: rows and columns both add up, and ties follow the
    `volgorde` of the gemeenten."""


class Taak(Frozen):
    """One task: a total, a key and the levels over which it is divided."""

    eenheid: str = "plaatsen"
    totaal: Totaal | None = None
    """National total; may be left out when totals are given at the first level."""
    sleutel: Expression
    grondslag: Grondslag
    """Basis of the key."""
    niveaus: tuple[Verdeelniveau, ...] = Field(min_length=1)
    delen: Delen | None = None

    @property
    def gepubliceerd(self) -> Gepubliceerd | None:
        """The published figures of the gemeenten, whether they hold or not."""
        return self.niveaus[-1].gepubliceerd

    def volgens_formule(self) -> Taak:
        """The same task by its key: published figures do not hold."""
        if self.gepubliceerd is None or not self.gepubliceerd.geldt:
            return self
        beside = self.gepubliceerd.model_copy(update={"geldt": False})
        *above, last = self.niveaus
        return self.model_copy(update={"niveaus": (*above, last.model_copy(update={"gepubliceerd": beside}))})


def task_name(name: str, lang: Lang) -> str:
    """Name of a task in running text; one that the catalogue does not know, as words."""
    key = f"report.taak.{name}"
    return say(key, lang) if key in catalogue() else name.replace("_", " ")

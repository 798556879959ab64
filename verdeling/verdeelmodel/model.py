"""The verdeelmodel: everything that a run needs to know besides the figures, frozen and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final, Literal, Self

from pydantic import Field, PrivateAttr, SerializeAsAny, model_validator

from verdeling.errors import ModelError, Problem, VerdelingError
from verdeling.terms import Frozen, Gebied, Gemeente, Grondslag, Status
from verdeling.texts import LANGS, Lang, say
from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.labels import enumeration
from verdeling.verdeelmodel.reader import Pad
from verdeling.verdeelmodel.regel import Regel, known, rule_kind, rule_kinds
from verdeling.verdeelmodel.taak import Taak
from verdeling.verdeelmodel.tekst import Tekst
from verdeling.verdeelmodel.tijdplan import Tijdopdracht

WORDS: Final = frozenset({"titel", "omschrijving", "bronnen", "open"})
"""Fields of a model that say something about it and decide nothing."""


class OpenPunt(Frozen):
    """Something that the sources leave open: a visible choice, never a silent guess."""

    wat: Tekst
    reden: Tekst
    parameter: str | None = None
    """Dotted path of the parameter that holds the choice."""
    steunt_op: tuple[str, ...] = ()
    """Dotted paths and columns that the reason also tells of: with others it holds no longer."""


class Termijn(Frozen):
    """A date in the calendar of the law; it is told and decides nothing."""

    datum: dt.date
    """The day; in a file also one that follows the half-year (see :mod:`verdeling.verdeelmodel.periode`)."""
    wat: Tekst
    """What is due then."""
    grondslag: Grondslag
    steunt_op: tuple[str, ...] = ()
    """Dotted paths of what the date was written for: with another value there the date holds no longer."""

    def sentence(self, lang: Lang) -> str:
        """Tell it with its basis and what that is worth."""
        told = {"bron": self.grondslag.bron, "status": say(f"insight.status.{self.grondslag.status}", lang)}
        return say("model.termijn", lang, datum=self.datum, wat=getattr(self.wat, lang), **told)


class Planopdracht(Frozen):
    """Which rules and goals the integer program has."""

    taak: str
    """Task whose indicative figures the plan starts from."""
    regels: dict[str, SerializeAsAny[Regel]]
    """Rule kind → its settings."""
    doelen: tuple[str, ...] = Field(min_length=1)
    """Goals in order; each is solved to a proven optimum and then fixed."""
    status: Status = Status.DERIVED
    reden: Tekst | None = None

    @model_validator(mode="before")
    @classmethod
    def _kinds(cls, data: Any) -> Any:  # noqa: ANN401
        if not isinstance(data, dict) or not isinstance(data.get("regels"), dict):
            return data
        rules: dict[str, Any] = {}
        for kind, settings in data["regels"].items():
            if settings is None:
                continue
            if not known(kind):
                raise ValueError(f"onbekende regel: {kind}; bekend: {', '.join(sorted(rule_kinds()))}")
            rules[kind] = (
                settings if isinstance(settings, Regel) else rule_kind(kind).model_validate(settings)
            )
        return {**data, "regels": rules}


class Beelddeel(Frozen):
    """One kind of reception or housing in the whole picture."""

    gewicht: Ratio
    """What one place or person of the task counts for."""
    soorten: tuple[str, ...] = ()
    """Kinds of location that the task counts; a kind belongs to one task, so that no place counts twice."""
    grondslag: Grondslag


class Wijziging(Frozen):
    """One value in which a model differs from the one that it derives from."""

    pad: str
    """Dotted path of the value."""
    waar: str
    """Where it was changed: a file, or ``--set``."""
    wat: Tekst
    """What stands there now, in a few words."""


class Aangepast(Frozen):
    """From which model a model derives, and what was changed in it."""

    van: str
    wijzigingen: tuple[Wijziging, ...] = Field(min_length=1)

    def zin(self, lang: Lang) -> str:
        """Say it in one sentence."""
        return say("model.aangepast.zin", lang, van=self.van, wat=self.what(lang))

    def what(self, lang: Lang) -> str:
        """All changes in one phrase."""
        return enumeration([getattr(w.wat, lang) for w in self.wijzigingen], lang)


Wat = Literal["indicatief", "plan", "minstens", "hoogstens"]
"""What a number by hand sets: the figure of a gemeente; or what stands under the plan, its least or most."""


class ByHand(Frozen):
    """One number that somebody set by hand."""

    gemeente: Gemeente
    naam: str
    """Name of the gemeente."""
    wat: Wat
    taak: str
    """Task that the number is of."""
    waarde: int = Field(ge=0)
    wie: str
    """Who decided it."""
    waarom: str
    waar: str
    """File and row."""

    def what(self, lang: Lang) -> str:
        """What it sets, as a cell of the table says it."""
        return say(f"hand.wat.{self.wat}", lang, taak=self.taak)

    def sentence(self, lang: Lang) -> str:
        """Tell it in one sentence."""
        told = {k: getattr(self, k) for k in ("naam", "waarde", "wie", "waarom", "waar")}
        return say("hand.zin", lang, wat=self.what(lang), **told)


class Plaatsen:
    """Where and how the values of a model are written; equal to any other, as it is no part of the model.

    Parameters
    ----------
    plaatsen
        Path → ``file:line``.
    meldingen
        What a reader must know of how it is written.
    """

    def __init__(
        self, places: Mapping[Pad, str] = MappingProxyType({}), notes: Sequence[Problem] = ()
    ) -> None:
        self._plaatsen, self.meldingen = dict(places), tuple(notes)

    def __eq__(self, another: object) -> bool:
        return isinstance(another, Plaatsen)

    def __hash__(self) -> int:
        return 0

    def op_plaats(self, problem: Problem) -> Problem:
        """The problem with file and line before its dotted path; as it is when it has no such path."""
        gestippeld = problem.waar.partition(" ")[0]
        path = tuple(int(step) if step.isdecimal() else step for step in gestippeld.split("."))
        set_values = {
            w for p, w in self._plaatsen.items() if p[: len(path)] == path and w.startswith("--set")
        }
        if set_values:  # part of the value at this path: that is what the user gave
            return problem.op(f"{', '.join(sorted(set_values))} {problem.waar}")
        for length in range(len(path), 0, -1):
            if (place := self._plaatsen.get(path[:length])) is not None:
                return problem.op(f"{place} {problem.waar}")
        return problem


class Opgelost(Frozen):
    """What stood in the file where loading put a plain value; None when nothing stood there."""

    pad: tuple[str | int, ...]
    waarde: Any = None


class Verdeelmodel(Frozen):
    """A model that divides one or more tasks over gemeenten."""

    naam: str
    titel: Tekst
    omschrijving: Tekst
    status: Status
    periode: str | None = None
    """Half-year of the taakstelling, such as 2024-1; totals, peildata and boundaries may follow it."""
    grenzen: dt.date
    """Date whose gemeente boundaries are used."""
    gebied: tuple[Gebied, ...] | None = Field(default=None, min_length=1)
    """Provincies, veiligheidsregio's or gemeenten that take part; None is the whole country."""
    taken: dict[str, Taak] = Field(min_length=1)
    beeld: dict[str, Beelddeel] | None = None
    """Task → how it counts in the whole picture of reception and housing."""
    plan: Planopdracht | None = None
    tijdplan: Tijdopdracht | None = None
    """The plan over time, in the place of `plan`."""
    termijnen: dict[str, Termijn] = Field(default_factory=dict)
    """The calendar of the law by name."""
    open: tuple[OpenPunt, ...] = ()
    bronnen: tuple[Grondslag, ...] = ()
    genoemde_rest: str | None = None
    """Name of the model that holds the remainders per provincie which the government names for these figures;
    they are shown beside the computed ones and decide nothing."""
    aangepast: Aangepast | None = None
    """What loading changed in another model to get this one (see :mod:`verdeling.verdeelmodel.labels`)."""
    met_de_hand: tuple[ByHand, ...] = ()
    """Numbers that were set by hand, as a log: what they decide stands where each belongs in the model."""
    opgelost: tuple[Opgelost, ...] = ()
    """Declared values that loading made concrete (see :mod:`verdeling.verdeelmodel.periode`)."""
    _plaatsen: Plaatsen = PrivateAttr(default_factory=Plaatsen)

    @property
    def opdracht(self) -> Planopdracht | Tijdopdracht | None:
        """What is asked beyond the figures: a plan or a plan over time; None when nothing is."""
        return self.plan or self.tijdplan

    @property
    def calendar(self) -> dict[str, Termijn]:
        """The dates in the order of their days."""
        return dict(sorted(self.termijnen.items(), key=lambda item: item[1].datum))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the model; what decides its outcome cannot be replaced, as its labels would tell of another.

        Raises
        ------
        ModelError
            When `update` replaces anything but words (V686).
        """
        otherwise = sorted(set(update or ()) - WORDS)
        if otherwise:
            raise ModelError.een("V686", self.naam, velden=", ".join(otherwise))
        return super().model_copy(update=update, deep=deep)

    def with_changes(self, where: str, changes: Mapping[str, Mapping[Lang, str]]) -> Self:
        """The same model under a title and text that say what changed outside it: by path, in words.

        What it says of its own outcomes falls, as with a changed value (docs/decisions/0008).
        """
        known = self.aangepast.wijzigingen if self.aangepast and self.aangepast.van == self.naam else ()
        new = [
            Wijziging(pad=path, waar=where, wat=Tekst.model_validate(what)) for path, what in changes.items()
        ]
        told = Aangepast(van=self.naam, wijzigingen=(*new, *(w for w in known if w.pad not in changes)))
        title = {t: say("model.aangepast.titel", t, van=self.naam) for t in LANGS}
        about = {t: say("model.aangepast.omschrijving", t, van=self.naam, wat=told.what(t)) for t in LANGS}
        words = {
            "aangepast": told,
            "titel": Tekst.model_validate(title),
            "omschrijving": Tekst.model_validate(about),
        }
        found = tuple(part for part in self.opgelost if part.pad[0] not in words)
        return super().model_copy(update={**words, "opgelost": found})

    def volgens_formule(self) -> Self:
        """The same model in which no published figures hold, for figures that are varied."""
        taken = {name: taak.volgens_formule() for name, taak in self.taken.items()}
        return super().model_copy(update={"taken": taken})

    @property
    def meldingen(self) -> tuple[Problem, ...]:
        """What a reader must know of how the model is written."""
        return self._plaatsen.meldingen

    def tell(self, notes: Sequence[Problem]) -> None:
        """Add notes that a reader of what this model gives must see."""
        self._plaatsen.meldingen = (*self._plaatsen.meldingen, *notes)

    def met_plaatsen(self, places: Mapping[Pad, str], notes: Sequence[Problem] = ()) -> Self:
        """Let the model know where its values stand, for problems that are found later, and its notes."""
        self._plaatsen = Plaatsen(places, notes)
        return self

    @contextmanager
    def plaatsen(self) -> Iterator[None]:
        """Give problems that end the block, and name a path of this model, their file and line."""
        try:
            yield
        except VerdelingError as error:
            error.problemen = tuple(map(self._plaatsen.op_plaats, error.problemen))
            error.args = (error.tekst("nl"),)
            raise

    def __repr_args__(self) -> Iterator[tuple[str, Any]]:
        # A whole model fills screens; `dump_model` writes it out.
        yield from (("naam", self.naam), ("status", str(self.status)), ("grenzen", str(self.grenzen)))
        yield from (("taken", list(self.taken)), ("plan", self.plan is not None))

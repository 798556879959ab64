"""What a model leaves to its half-year, to a series or to a stock-flow becomes concrete once, at loading.

Four values may be left open in a file and are filled in here, so that all later rooms see plain numbers and
dates: a total ``{reeks: …}`` or ``{voorraad: …}``, a ``peildatum: jaar_ervoor`` (1 January of the year before
the half-year, Huisvestingswet 2014, art. 29), ``grenzen: periode`` and the day of a termijn (`DAYS`). What
stood there is kept in `Verdeelmodel.opgelost`, so that the model can be written back and moved to another
half-year.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal

from pydantic import Field, ValidationError

from verdeling.errors import DataError, ModelError, Problem
from verdeling.inputs.register import FIRST_BOUNDARIES, FIRST_TRANSITION, read_register
from verdeling.inputs.series import Halfjaar, SeriesFigure, Stage, known_half_years, national_figure
from verdeling.inputs.voorraad import read_course
from verdeling.terms import Frozen, Status
from verdeling.texts import LANGS, say
from verdeling.verdeelmodel.checks import translate_all
from verdeling.verdeelmodel.fraction import Ratio
from verdeling.verdeelmodel.reader import Document, Pad, dotted_path

YEAR_BEFORE: Final = "jaar_ervoor"
PERIODE: Final = "periode"
DAYS: Final[dict[str, Callable[[Halfjaar], dt.date]]] = {
    "dertien_weken_ervoor": lambda half_year: half_year.begin - dt.timedelta(weeks=13),
    "einde_halfjaar": lambda half_year: half_year.volgende.begin - dt.timedelta(days=1),
}
"""Days of a termijn that follow the half-year of the model."""


class Reeks(Frozen):
    """A total that follows the half-year of the model."""

    reeks: Literal["taakstelling_landelijk"]
    stadium: Stage = "herzien"
    """Whether a number that was changed counts as revised or as first announced."""
    halfjaren: int = Field(default=1, ge=1, le=20)
    """Half-years that are summed, from that of the model; one that is not known counts as the last known."""
    aangenomen: dict[str, Ratio] = Field(default_factory=dict)
    """Other numbers for half-years that are not known, by half-year; each also holds for those after it."""


class Voorraad(Frozen):
    """A total that follows from a stock-flow: the places needed after its last month."""

    voorraad: str
    """Name of a shipped flow table, or path of a csv or xlsx file."""
    uitstroom: int | None = Field(default=None, ge=0)
    """Status holders housed in all months together; None takes those of the table."""


def resolve(document: Document) -> None:
    """Replace everything in a raw model that follows a half-year or a stock-flow by plain values.

    Raises
    ------
    ModelError
        With every value that cannot be found: an unreadable half-year, a number or inhabitants not at hand, a
        flow table with problems.
    """
    content = document.inhoud
    if not isinstance(content, dict):
        return
    if "opgelost" in content:
        raise ModelError.een("V220", document.waar(("opgelost",)), naam="opgelost", nabij="periode")
    work = _Renewal(document)
    half_year = work.halfjaar()
    relatief = [path for path, value in _values(content) if path[-1] == "peildatum" and value == YEAR_BEFORE]
    for name, taak in _mapping(content.get("taken")).items():
        total = _mapping(_mapping(taak).get("totaal"))
        path = ("taken", name, "totaal")
        if "verloop" in total:
            work.problem("V220", (*path, "verloop"), naam="verloop", nabij="aangenomen")
        elif "reeks" in total:
            work.reeks(path, total, half_year)
        elif "voorraad" in total:
            work.voorraad(path, total)
    if relatief or content.get("grenzen") == PERIODE:
        work.dates(relatief, half_year)
    work.calendar(half_year)
    if half_year is not None:
        content["periode"] = str(half_year)
        work.titel(half_year)
    if work.problemen:
        raise ModelError(work.problemen)
    if work.opgelost:
        content["opgelost"] = [{"pad": list(path), "waarde": value} for path, value in work.opgelost]


def put_back(content: dict[str, Any]) -> None:
    """Undo :func:`resolve` on a dumped model: put back what was declared."""
    for part in reversed(content.pop("opgelost", ())):
        *holders, last = part["pad"]
        holder: Any = content
        for step in holders:
            holder = holder[step]
        if part["waarde"] is None:
            holder.pop(last)
        else:
            holder[last] = part["waarde"]


def _mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401
    return value if isinstance(value, dict) else {}


def _values(value: Any, path: Pad = ()) -> Iterator[tuple[Pad, Any]]:  # noqa: ANN401
    """Every value inside mappings and lists with its path."""
    if path:
        yield path, value
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inside:
        yield from _values(part, (*path, step))


class _Renewal:
    """A document while its open values are filled in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problemen: list[Problem] = []
        self.opgelost: list[tuple[Pad, Any]] = []

    def replace(self, pad: Pad, new: Any) -> None:  # noqa: ANN401
        """Put a plain value in the place of a declared one; None says that nothing stood there."""
        holder = self.document.inhoud
        for step in pad[:-1]:
            holder = holder[step]
        old = holder.get(pad[-1]) if isinstance(holder, dict) else holder[pad[-1]]
        self.opgelost.append((pad, copy.deepcopy(old)))
        holder[pad[-1]] = new

    def problem(self, code: str, pad: Pad, **data: Any) -> None:  # noqa: ANN401
        """Note a problem at its place."""
        self.problemen.append(Problem.van(code, self.document.waar(pad), **data))

    def halfjaar(self) -> Halfjaar | None:
        """Half-year of the model, if it names one that can be read."""
        text = self.document.inhoud.get("periode")
        if text is None:
            return None
        try:
            return Halfjaar.van(str(text))
        except ValueError:
            self.problem("V250", ("periode",), waarde=str(text)[:60])
            return None

    def zonder_periode(self, pad: Pad) -> None:
        """Note that a value follows a half-year which the model does not name."""
        if not self.problemen:
            self.problem("V253", pad)

    def reeks(self, pad: Pad, totaal: dict[str, Any], half_year: Halfjaar | None) -> None:
        """Replace a total by the national number of the half-year."""
        try:
            series = Reeks.model_validate(totaal)
        except ValidationError as error:
            self.problemen += translate_all(error, self.document, pad, Reeks)
            return
        if half_year is None:
            self.zonder_periode(pad)
            return
        figure = national_figure(half_year, series.stadium)
        if figure is None:
            known = ", ".join(map(str, known_half_years()))
            self.problem("V251", ("periode",), periode=str(half_year), bekend=known)
            return
        self.replace(pad, self._total(pad, series, figure))
        first = national_figure(half_year, "eerste")
        if first is not None and figure.soort in ("eerste", "herzien"):
            revised = national_figure(half_year) or first
            self.open_item(
                "herzien",
                dotted_path(pad),
                periode=str(half_year),
                aantal=figure.aantal,
                eerst=first.aantal,
                nu=revised.aantal,
            )
        elif figure.status is not Status.PUBLISHED or figure.soort == "verwacht":
            kind = "verwacht" if figure.status is Status.PUBLISHED else figure.status.value
            self.open_item(kind, dotted_path(pad), periode=str(half_year), aantal=figure.aantal)

    def _total(self, pad: Pad, series: Reeks, first: SeriesFigure) -> dict[str, Any]:
        """The sum over the half-years of the series, with what each adds."""
        assumed, half_year = self._aangenomen(pad, series), first.halfjaar
        course: list[dict[str, Any]] = []
        last, number = first, Fraction(first.aantal)
        for _ in range(series.halfjaren):
            known = national_figure(half_year, series.stadium)
            if known is not None:
                last, number = known, Fraction(known.aantal)
                self.hoogstens(known.status)
                if half_year in assumed:
                    spot = (*pad, "aangenomen")
                    self.problem("V866", spot, halfjaar=str(half_year), aantal=known.aantal)
            elif half_year in assumed:
                number = assumed[half_year]
            course.append({"halfjaar": str(half_year), "waarde": number, "bekend": known is not None})
            half_year = half_year.volgende
        names = [part["halfjaar"] for part in course]
        for other in sorted(set(map(str, assumed)) - set(names)):
            spot = (*pad, "aangenomen")
            self.problem("V865", spot, halfjaar=other, eerste=names[0], laatste=names[-1])
        basis = _grondslag(first)
        if series.halfjaren > 1:
            self._over_half_years(basis, course)
        if open_ones := [part["halfjaar"] for part in course if not part["bekend"]]:
            data: dict[str, Any] = {
                "halfjaren": ", ".join(open_ones),
                "laatst": str(last.halfjaar),
                "aantal": last.aantal,
            }
            basis |= {
                "status": Status.ILLUSTRATIVE.value,
                "reden": say("model.aangenomen.reden", "nl", **data),
            }
            self.hoogstens(Status.ILLUSTRATIVE)
            self.open_item("aangenomen", dotted_path((*pad, "aangenomen")), **data)
        return {"waarde": sum(part["waarde"] for part in course), "grondslag": basis, "verloop": course}

    def _over_half_years(self, basis: dict[str, str], course: Sequence[Mapping[str, Any]]) -> None:
        """Let the basis of a sum, and what a changed model says of its half-year, tell what is assumed."""
        first, last = course[0]["halfjaar"], course[-1]["halfjaar"]
        assumed = sum(not part["bekend"] for part in course)
        told = {"eerste": first, "laatste": last, "aantal": len(course)}
        told |= {"bekend": len(course) - assumed, "aangenomen": assumed}
        basis["bron"] = say("model.reeks.som.bron", "nl", **told)
        basis["passage"] = say("model.reeks.som.passage", "nl", **told)
        changed = _mapping(self.document.inhoud.get("aangepast")).get("wijzigingen")
        for number, change in enumerate(changed if isinstance(changed, list) else ()):
            if _mapping(change).get("pad") == PERIODE:
                words = {t: say("model.reeks.som.wat", t, **told) for t in LANGS}
                self.replace(("aangepast", "wijzigingen", number, "wat"), words)

    def _aangenomen(self, pad: Pad, series: Reeks) -> dict[Halfjaar, Fraction]:
        """Numbers by half-year; one that cannot be read or stands there twice is a problem."""
        found: dict[Halfjaar, Fraction] = {}
        for text, number in series.aangenomen.items():
            spot = (*pad, "aangenomen", text)
            try:
                half_year = Halfjaar.van(text)
            except ValueError:
                self.problem("V250", spot, waarde=text[:60])
                continue
            if half_year in found:
                self.problem("V864", spot, halfjaar=str(half_year))
            if number < 0:
                self.problem("V867", spot, waarde=number)
            found[half_year] = number
        return found

    def hoogstens(self, status: Status) -> None:
        """A model is worth no more than the national number that it divides."""
        volgorde, nu = [s.value for s in Status], self.document.inhoud.get("status")
        if nu in volgorde and volgorde.index(nu) < volgorde.index(status.value):
            self.replace(("status",), status.value)

    def voorraad(self, pad: Pad, totaal: dict[str, Any]) -> None:
        """Replace a total by the need that follows from a stock-flow."""
        try:
            opgave = Voorraad.model_validate(totaal)
            course = read_course(opgave.voorraad, opgave.uitstroom)
        except ValidationError as error:
            self.problemen += translate_all(error, self.document, pad, Voorraad)
            return
        except DataError as error:
            self.problemen += error.problemen
            return
        last = course.maanden[-1].maand
        bron = f"{course.bestand}: opvang na {last} bij een uitstroom van {course.uitstroom}"
        grondslag = {"bron": bron, "status": "derived", "reden": say("model.voorraad.reden")}
        self.replace(pad, {"waarde": course.nodig, "grondslag": grondslag})

    def dates(self, relatief: list[Pad], half_year: Halfjaar | None) -> None:
        """Fill in the date of the inhabitants, and boundaries to which they can be brought."""
        if half_year is None:
            self.zonder_periode(relatief[0] if relatief else ("grenzen",))
            return
        peildatum = dt.date(half_year.jaar - 1, 1, 1)
        if relatief and peildatum < FIRST_BOUNDARIES:
            self.problem(
                "V252", ("periode",), periode=str(half_year), peildatum=peildatum, eerste=FIRST_BOUNDARIES
            )
        for path in relatief:
            self.replace(path, peildatum)
        if self.document.inhoud.get("grenzen") != PERIODE:
            return
        limits = half_year.begin if _transferable(peildatum, half_year.begin) else peildatum
        self.replace(("grenzen",), limits)
        if limits != half_year.begin:
            self.open_item("grenzen", "grenzen", periode=str(half_year), grenzen=limits)

    def calendar(self, half_year: Halfjaar | None) -> None:
        """Fill in the days that follow the half-year."""
        for name, date in _mapping(self.document.inhoud.get("termijnen")).items():
            path, day = ("termijnen", name, "datum"), _mapping(date).get("datum")
            if not isinstance(day, str) or day not in DAYS:
                continue
            if half_year is None:
                self.zonder_periode(path)
            else:
                self.replace(path, DAYS[day](half_year))

    def open_item(self, kind: str, parameter: str, **data: Any) -> None:  # noqa: ANN401
        """Add an open item with the texts ``model.<soort>.wat`` and ``.reden``."""
        point = {
            "parameter": parameter,
            "wat": {language: say(f"model.{kind}.wat", language, **data) for language in LANGS},
            "reden": {language: say(f"model.{kind}.reden", language, **data) for language in LANGS},
        }
        earlier = self.document.inhoud.get("open")
        if earlier is None or isinstance(earlier, list):
            self.replace(("open",), [*(earlier or ()), point])

    def titel(self, half_year: Halfjaar) -> None:
        """Let the titles and texts name the half-year where they say ``{periode}``."""
        for field in ("titel", "omschrijving"):
            for language, text in _mapping(self.document.inhoud.get(field)).items():
                if isinstance(text, str) and "{periode}" in text:
                    self.replace((field, language), text.replace("{periode}", str(half_year)))


def _transferable(van: dt.date, naar: dt.date) -> bool:
    """Whether counts of all gemeenten can be brought to the boundaries of a later day."""
    if van < FIRST_TRANSITION:
        return False
    return all(h.aandeel is not None for h in read_register().transition(van, naar))


def _grondslag(figure: SeriesFigure) -> dict[str, str]:
    """Basis of a national number."""
    grondslag = {
        "bron": say("model.reeks.bron", periode=str(figure.halfjaar), soort=figure.soort),
        "status": figure.status.value,
    }
    if figure.bron.startswith("http"):
        grondslag |= {"url": figure.bron, "passage": figure.passage}
    elif figure.bron:
        grondslag["passage"] = figure.bron
    return grondslag | ({"reden": figure.toelichting} if figure.toelichting else {})

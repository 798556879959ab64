"""What a model leaves to its half-year, to a series or to a stock-flow becomes concrete once, at loading.

Three values may be left open in a file and are filled in here, so that all later rooms see plain numbers and
dates: a total ``{reeks: …}`` or ``{voorraad: …}``, a ``peildatum: jaar_ervoor`` (1 January of the year before
the half-year, Huisvestingswet 2014, art. 29) and ``grenzen: periode``. What stood there is kept in
`Verdeelmodel.opgelost`, so that the model can be written back and moved to another half-year.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from typing import Any, Final, Literal

from pydantic import Field, ValidationError

from verdeling.errors import DataError, ModelError, Probleem
from verdeling.inputs.register import EERSTE_GRENZEN, EERSTE_OVERGANG, read_register
from verdeling.inputs.series import Halfjaar, Reekscijfer, Stadium, known_half_years, landelijk
from verdeling.inputs.voorraad import read_course
from verdeling.terms import Frozen, Status
from verdeling.texts import LANGS, say
from verdeling.verdeelmodel.checks import translate_all
from verdeling.verdeelmodel.reader import Document, Pad, gestippeld

JAAR_ERVOOR: Final = "jaar_ervoor"
PERIODE: Final = "periode"


class Reeks(Frozen):
    """A total that follows the half-year of the model."""

    reeks: Literal["taakstelling_landelijk"]
    stadium: Stadium = "herzien"
    """Whether a number that was changed counts as revised or as first announced."""


class Voorraad(Frozen):
    """A total that follows from a stock-flow: the places needed after its last month."""

    voorraad: str
    """Name of a shipped flow table, or path of a csv or xlsx file."""
    uitstroom: int | None = Field(default=None, ge=0)
    """Status holders housed in all months together; None takes those of the table."""


def los_op(document: Document) -> None:
    """Replace everything in a raw model that follows a half-year or a stock-flow by plain values.

    Raises
    ------
    ModelError
        With every value that cannot be found: an unreadable half-year, a number or inhabitants not at hand, a
        flow table with problems.
    """
    inhoud = document.inhoud
    if not isinstance(inhoud, dict):
        return
    if "opgelost" in inhoud:
        raise ModelError.een("V220", document.waar(("opgelost",)), naam="opgelost", nabij="periode")
    werk = _Werk(document)
    halfjaar = werk.halfjaar()
    relatief = [pad for pad, waarde in _waarden(inhoud) if pad[-1] == "peildatum" and waarde == JAAR_ERVOOR]
    for naam, taak in _mapping(inhoud.get("taken")).items():
        totaal = _mapping(_mapping(taak).get("totaal"))
        pad = ("taken", naam, "totaal")
        if "reeks" in totaal:
            werk.reeks(pad, totaal, halfjaar)
        elif "voorraad" in totaal:
            werk.voorraad(pad, totaal)
    if relatief or inhoud.get("grenzen") == PERIODE:
        werk.datums(relatief, halfjaar)
    if halfjaar is not None:
        inhoud["periode"] = str(halfjaar)
        werk.titel(halfjaar)
    if werk.problemen:
        raise ModelError(werk.problemen)
    if werk.opgelost:
        inhoud["opgelost"] = [{"pad": list(pad), "waarde": waarde} for pad, waarde in werk.opgelost]


def put_back(inhoud: dict[str, Any]) -> None:
    """Undo :func:`los_op` on a dumped model: put back what was declared."""
    for deel in reversed(inhoud.pop("opgelost", ())):
        *houders, laatste = deel["pad"]
        houder: Any = inhoud
        for stap in houders:
            houder = houder[stap]
        if deel["waarde"] is None:
            houder.pop(laatste)
        else:
            houder[laatste] = deel["waarde"]


def _mapping(waarde: Any) -> dict[str, Any]:  # noqa: ANN401
    return waarde if isinstance(waarde, dict) else {}


def _waarden(waarde: Any, pad: Pad = ()) -> Iterator[tuple[Pad, Any]]:  # noqa: ANN401
    """Every value inside mappings and lists with its path."""
    if pad:
        yield pad, waarde
    binnen = (
        waarde.items() if isinstance(waarde, dict) else enumerate(waarde) if isinstance(waarde, list) else ()
    )
    for stap, deel in binnen:
        yield from _waarden(deel, (*pad, stap))


class _Werk:
    """A document while its open values are filled in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problemen: list[Probleem] = []
        self.opgelost: list[tuple[Pad, Any]] = []

    def vervang(self, pad: Pad, nieuw: Any) -> None:  # noqa: ANN401
        """Put a plain value in the place of a declared one; None says that nothing stood there."""
        houder = self.document.inhoud
        for stap in pad[:-1]:
            houder = houder[stap]
        oud = houder.get(pad[-1]) if isinstance(houder, dict) else houder[pad[-1]]
        self.opgelost.append((pad, copy.deepcopy(oud)))
        houder[pad[-1]] = nieuw

    def probleem(self, code: str, pad: Pad, **gegevens: Any) -> None:  # noqa: ANN401
        """Note a problem at its place."""
        self.problemen.append(Probleem.van(code, self.document.waar(pad), **gegevens))

    def halfjaar(self) -> Halfjaar | None:
        """Half-year of the model, if it names one that can be read."""
        tekst = self.document.inhoud.get("periode")
        if tekst is None:
            return None
        try:
            return Halfjaar.van(str(tekst))
        except ValueError:
            self.probleem("V250", ("periode",), waarde=str(tekst)[:60])
            return None

    def zonder_periode(self, pad: Pad) -> None:
        """Note that a value follows a half-year which the model does not name."""
        if not self.problemen:
            self.probleem("V253", pad)

    def reeks(self, pad: Pad, totaal: dict[str, Any], halfjaar: Halfjaar | None) -> None:
        """Replace a total by the national number of the half-year."""
        try:
            reeks = Reeks.model_validate(totaal)
        except ValidationError as fout:
            self.problemen += translate_all(fout, self.document, pad, Reeks)
            return
        if halfjaar is None:
            self.zonder_periode(pad)
            return
        cijfer = landelijk(halfjaar, reeks.stadium)
        if cijfer is None:
            bekend = ", ".join(map(str, known_half_years()))
            self.probleem("V251", ("periode",), periode=str(halfjaar), bekend=bekend)
            return
        self.vervang(pad, {"waarde": cijfer.aantal, "grondslag": _grondslag(cijfer)})
        self.hoogstens(cijfer.status)
        eerste = landelijk(halfjaar, "eerste")
        if eerste is not None and cijfer.soort in ("eerste", "herzien"):
            herzien = landelijk(halfjaar) or eerste
            self.open_punt(
                "herzien",
                gestippeld(pad),
                periode=str(halfjaar),
                aantal=cijfer.aantal,
                eerst=eerste.aantal,
                nu=herzien.aantal,
            )
        elif cijfer.status is not Status.PUBLISHED or cijfer.soort == "verwacht":
            soort = "verwacht" if cijfer.status is Status.PUBLISHED else cijfer.status.value
            self.open_punt(soort, gestippeld(pad), periode=str(halfjaar), aantal=cijfer.aantal)

    def hoogstens(self, status: Status) -> None:
        """A model is worth no more than the national number that it divides."""
        volgorde, nu = [s.value for s in Status], self.document.inhoud.get("status")
        if nu in volgorde and volgorde.index(nu) < volgorde.index(status.value):
            self.vervang(("status",), status.value)

    def voorraad(self, pad: Pad, totaal: dict[str, Any]) -> None:
        """Replace a total by the need that follows from a stock-flow."""
        try:
            opgave = Voorraad.model_validate(totaal)
            verloop = read_course(opgave.voorraad, opgave.uitstroom)
        except ValidationError as fout:
            self.problemen += translate_all(fout, self.document, pad, Voorraad)
            return
        except DataError as fout:
            self.problemen += fout.problemen
            return
        laatste = verloop.maanden[-1].maand
        bron = f"{verloop.bestand}: opvang na {laatste} bij een uitstroom van {verloop.uitstroom}"
        grondslag = {"bron": bron, "status": "derived", "reden": say("model.voorraad.reden")}
        self.vervang(pad, {"waarde": verloop.nodig, "grondslag": grondslag})

    def datums(self, relatief: list[Pad], halfjaar: Halfjaar | None) -> None:
        """Fill in the date of the inhabitants, and boundaries to which they can be brought."""
        if halfjaar is None:
            self.zonder_periode(relatief[0] if relatief else ("grenzen",))
            return
        peildatum = dt.date(halfjaar.jaar - 1, 1, 1)
        if relatief and peildatum < EERSTE_GRENZEN:
            self.probleem(
                "V252", ("periode",), periode=str(halfjaar), peildatum=peildatum, eerste=EERSTE_GRENZEN
            )
        for pad in relatief:
            self.vervang(pad, peildatum)
        if self.document.inhoud.get("grenzen") != PERIODE:
            return
        grenzen = halfjaar.begin if _overdraagbaar(peildatum, halfjaar.begin) else peildatum
        self.vervang(("grenzen",), grenzen)
        if grenzen != halfjaar.begin:
            self.open_punt("grenzen", "grenzen", periode=str(halfjaar), grenzen=grenzen)

    def open_punt(self, soort: str, parameter: str, **gegevens: Any) -> None:  # noqa: ANN401
        """Add an open item with the texts ``model.<soort>.wat`` and ``.reden``."""
        punt = {
            "parameter": parameter,
            "wat": {taal: say(f"model.{soort}.wat", taal, **gegevens) for taal in LANGS},
            "reden": {taal: say(f"model.{soort}.reden", taal, **gegevens) for taal in LANGS},
        }
        eerder = self.document.inhoud.get("open")
        if eerder is None or isinstance(eerder, list):
            self.vervang(("open",), [*(eerder or ()), punt])

    def titel(self, halfjaar: Halfjaar) -> None:
        """Let the titles and texts name the half-year where they say ``{periode}``."""
        for veld in ("titel", "omschrijving"):
            for taal, tekst in _mapping(self.document.inhoud.get(veld)).items():
                if isinstance(tekst, str) and "{periode}" in tekst:
                    self.vervang((veld, taal), tekst.replace("{periode}", str(halfjaar)))


def _overdraagbaar(van: dt.date, naar: dt.date) -> bool:
    """Whether counts of all gemeenten can be brought to the boundaries of a later day."""
    if van < EERSTE_OVERGANG:
        return False
    return all(h.aandeel is not None for h in read_register().overgang(van, naar))


def _grondslag(cijfer: Reekscijfer) -> dict[str, str]:
    """Basis of a national number."""
    grondslag = {
        "bron": say("model.reeks.bron", periode=str(cijfer.halfjaar), soort=cijfer.soort),
        "status": cijfer.status.value,
    }
    if cijfer.bron.startswith("http"):
        grondslag |= {"url": cijfer.bron, "passage": cijfer.passage}
    elif cijfer.bron:
        grondslag["passage"] = cijfer.bron
    return grondslag | ({"reden": cijfer.toelichting} if cijfer.toelichting else {})

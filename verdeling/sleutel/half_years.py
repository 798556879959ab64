"""Carry-over of the taakstelling over half-years: what a gemeente must still do, how long it has been behind.

    netto[t] = T[t] + over[t]
    over[t]  = netto[t−1] − gehuisvest[t−1]      (positive: backlog; negative: surplus)

Source: Huisvestingswet 2014, art. 28–29: a shortage moves to the next half-year, a surplus is deducted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from verdeling.errors import DataError, Probleem, VerdelingError
from verdeling.inputs.columns import Kolom, breng_over
from verdeling.inputs.realised import Realisatie, read_realised
from verdeling.inputs.register import EERSTE_OVERGANG, LAND, Register
from verdeling.inputs.series import Halfjaar, known_half_years
from verdeling.inputs.tables import Gegevens, load_data
from verdeling.sleutel.indicatief import bereken
from verdeling.terms import Bron, Status
from verdeling.texts import Lang, say
from verdeling.verdeelmodel.catalogue import for_period
from verdeling.verdeelmodel.model import Verdeelmodel

INGRIJPEN_NA: Final = 4
"""Half-years behind in a row after which the province can intervene (press, January 2025; text not seen).

The rungs before it follow the framework for supervision of gemeenten by provincies (Zuid-Holland: Aanvullend
beleidskader huisvesting vergunninghouders 2020, interventieladder): 1 notice, 2 ask for information, 3 agree
on actions, 4 announce an intervention. One rung per half-year is a choice of this program; what comes after
the fourth is a decision and follows from no figure.
"""

VAN_GEMEENTE: Final = (
    "taakstelling",
    "over",
    "netto",
    "gehuisvest",
    "saldo",
    "boven_taak",
    "achter",
    "trede",
)
"""What is known of one gemeente in a half-year."""

Getallen = tuple[int | None, ...]
Rijen = Mapping[tuple[Halfjaar, str], Realisatie]


@dataclass(frozen=True)
class Taakgetallen:
    """The statutory numbers of one half-year, persons.

    Attributes
    ----------
    halfjaar
        The half-year.
    codes
        Gemeentecodes, sorted.
    grenzen
        Day whose boundaries hold for them.
    aantallen
        Number per gemeente; None where it cannot be computed.
    """

    halfjaar: Halfjaar
    codes: tuple[str, ...]
    grenzen: dt.date
    aantallen: Getallen


@dataclass(frozen=True)
class Stand:
    """One half-year: every tuple is per gemeente, in the order of `codes`; None is not known, never zero.

    Attributes
    ----------
    halfjaar, codes, grenzen
        The half-year, its gemeenten and the day whose boundaries hold for them.
    taakstelling
        Statutory number T, as computed or as given in realisatie.csv.
    over
        Carried over: backlog positive, surplus negative; None where nothing earlier is known.
    netto
        T + over; T alone where the known figures of a gemeente begin; as given where realisatie.csv gives it.
    gehuisvest
        Status holders housed in the half-year.
    achter
        Half-years in a row that ended with a backlog, up to the last of which the realisation is known; None
        where none is.
    begonnen
        Gemeenten of which an earlier half-year is known: what they carry over is never simply nothing.
    gebieden
        The same for the areas that have figures of their own; None when none has.
    onbekend
        Why the net number of a gemeente is not known, a gap in its own figures; others are not touched by it.
    """

    halfjaar: Halfjaar
    codes: tuple[str, ...]
    grenzen: dt.date
    taakstelling: Getallen
    over: Getallen
    netto: Getallen
    gehuisvest: Getallen
    achter: Getallen
    begonnen: frozenset[str] = frozenset()
    gebieden: Stand | None = None
    onbekend: tuple[Probleem, ...] = ()

    @cached_property
    def saldo(self) -> Getallen:
        """What is left of netto: still to do while the half-year runs, carried over when it ends."""
        paren = zip(self.netto, self.gehuisvest, strict=True)
        return tuple([None if n is None or g is None else n - g for n, g in paren])

    @property
    def ingrijpen(self) -> tuple[bool | None, ...]:
        """Whether the province can intervene: behind for :data:`INGRIJPEN_NA` half-years in a row."""
        return tuple([None if n is None else n >= INGRIJPEN_NA for n in self.achter])

    @property
    def trede(self) -> Getallen:
        """Rung of the supervision ladder: 0 when not behind, at most :data:`INGRIJPEN_NA`."""
        return tuple([None if n is None else min(n, INGRIJPEN_NA) for n in self.achter])

    @property
    def boven_taak(self) -> Getallen:
        """Status holders housed beyond the task; each frees a reception place in the same half-year."""
        return tuple([None if s is None else max(0, -s) for s in self.saldo])


def verloop(model: Verdeelmodel, gegevens: Gegevens) -> tuple[Stand, ...]:
    """Follow the task over the half-years of ``realisatie.csv`` up to that of the model.

    Empty when the model has no half-year or the data no table of realisation. Where the figures of a gemeente
    have a gap, what it carries over is unknown from there on, until a net number is given again.

    Raises
    ------
    VerdelingError
        Realisation of a half-year without a task, a gemeente that was split while its balance must move on.
    """
    tabel = gegevens.tabel("realisatie")
    if tabel is None or model.periode is None:
        return ()
    laatste = Halfjaar.van(model.periode)
    rijen = read_realised(tabel, gegevens.register)
    reeks = _reeks(rijen, laatste)
    standen: list[Stand] = []
    for halfjaar in reeks:
        getallen = taakgetallen(model, gegevens, halfjaar, gegeven=halfjaar in _given_itself(rijen))
        vorige = standen[-1] if standen else None
        stand = stap(getallen, rijen, vorige, gegevens.register)
        if gebieden := gegevens.register.gebiedscodes & {code for _, code in rijen}:
            per_gebied = _voor_gebieden(getallen, sorted(gebieden), gegevens.register)
            ervoor = None if vorige is None else vorige.gebieden
            stand = replace(stand, gebieden=stap(per_gebied, rijen, ervoor, gegevens.register))
        standen.append(stand)
    return tuple(standen)


def _voor_gebieden(taak: Taakgetallen, gebieden: Sequence[str], register: Register) -> Taakgetallen:
    """The statutory numbers of areas: those of their gemeenten together."""
    per_code = dict(zip(taak.codes, taak.aantallen, strict=True))
    sommen: list[int | None] = []
    for gebied in gebieden:
        leden = [g for g in register.op(taak.grenzen) if gebied in (g.provincie, g.veiligheidsregio, LAND)]
        getallen = [per_code.get(g.code) for g in leden]
        sommen.append(None if None in getallen else sum(n for n in getallen if n is not None))
    return Taakgetallen(taak.halfjaar, tuple(gebieden), taak.grenzen, tuple(sommen))


def with_areas(standen: Sequence[Stand]) -> tuple[Stand, ...]:
    """Each half-year, followed by that of the areas with figures of their own."""
    return tuple([s for stand in standen for s in (stand, stand.gebieden) if s is not None])


def van_gemeente(standen: tuple[Stand, ...], code: str) -> list[dict[str, int | str | None]]:
    """The half-years of one gemeente as plain values; empty when nothing was realised that is known."""
    rijen: list[dict[str, int | str | None]] = []
    for stand in with_areas(standen):
        if code in stand.codes:
            i = stand.codes.index(code)
            cijfers = {k: getattr(stand, k)[i] for k in VAN_GEMEENTE}
            rijen.append({"periode": str(stand.halfjaar), **cijfers})
    return rijen if any(r["gehuisvest"] is not None or r["over"] is not None for r in rijen) else []


def zinnen(standen: tuple[Stand, ...], code: str, lang: Lang = "nl") -> list[str]:
    """The same in words: task, what the half-year before left over, net, housed, what is left."""
    uit = []
    for rij in van_gemeente(standen, code):
        over = rij["over"]
        soort = "onbekend" if over is None else "achterstand" if int(over) > 0 else "voorsprong"
        delen = {k: "–" if v is None else v for k, v in rij.items()}
        delen["over"] = say(f"halfjaar.{soort}", lang, aantal=abs(int(over or 0)))
        uit.append(say("halfjaar.zin", lang, **delen))
    return uit


def taakgetallen(
    model: Verdeelmodel, gegevens: Gegevens, halfjaar: Halfjaar, *, gegeven: bool = False
) -> Taakgetallen:
    """Statutory numbers of a half-year by the model's task of housing.

    Parameters
    ----------
    model, gegevens
        The model at any half-year, and its data. A total of its own holds for its own half-year only: any
        other one has the national number.
    halfjaar
        The half-year to compute.
    gegeven
        Whether the table of realisation gives all numbers itself; then they may be impossible to compute.

    Raises
    ------
    VerdelingError
        When they cannot be computed and are not given.
    """
    naam = _taaknaam(model)
    try:
        eigen = model if str(halfjaar) == model.periode else for_period(model, halfjaar, naam)
        data = gegevens
        if eigen.grenzen != gegevens.peildatum:
            data = load_data(gegevens.map, eigen.grenzen, aanvullen=gegevens.aanvullen)
        taak = bereken(eigen, data).taken[naam]
    except VerdelingError:
        if not gegeven:
            raise
        codes = tuple([g.code for g in gegevens.register.op(halfjaar.begin)])
        return Taakgetallen(halfjaar, codes, halfjaar.begin, (None,) * len(codes))
    return Taakgetallen(halfjaar, taak.codes, eigen.grenzen, taak.aantallen)


def _taaknaam(model: Verdeelmodel) -> str:
    """Task that follows the half-year: by its total, else (a total set by hand) by the date of its key."""
    met_reeks = [d.pad for d in model.opgelost if isinstance(d.waarde, dict) and "reeks" in d.waarde]
    met_datum = [d.pad for d in model.opgelost if d.pad[0] == "taken" and d.pad[-1] == "peildatum"]
    return next((str(pad[1]) for pad in (*met_reeks, *met_datum)), next(iter(model.taken)))


def _given_itself(rijen: Rijen) -> set[Halfjaar]:
    """Half-years of which every row gives the statutory number."""
    zonder = {h for (h, _), r in rijen.items() if r.taakstelling is None}
    return {h for h, _ in rijen} - zonder


def _reeks(rijen: Rijen, laatste: Halfjaar) -> list[Halfjaar]:
    """Half-years with a task, from the first realisation to the last."""
    bekend = {*known_half_years(), *_given_itself(rijen), laatste}
    zonder_taak = [
        Probleem.van("V351", r.waar, periode=str(h), bekend=", ".join(map(str, known_half_years())))
        for (h, _), r in rijen.items()
        if h not in bekend
    ]
    if zonder_taak:
        raise DataError(zonder_taak)
    reeks: list[Halfjaar] = []
    nu = min([h for h, _ in rijen], default=laatste)
    while nu <= laatste:
        reeks.append(nu)
        nu = nu.volgende
    return [h for h in reeks if h in bekend] or [laatste]


def stap(taak: Taakgetallen, rijen: Rijen, vorige: Stand | None, register: Register) -> Stand:
    """One half-year: its statutory numbers, what the one before left over, what was realised.

    Raises
    ------
    DataError
        Realisation of a gemeente that is not there, or a balance that cannot be brought to new boundaries.
    """
    _check_limits(taak, rijen, register)
    leeg = (None,) * len(taak.codes)
    over, achter = (leeg, leeg) if vorige is None else _further(vorige, taak, register)
    begonnen = frozenset() if vorige is None else _begonnen(vorige, taak, rijen, register)
    regels = [rijen.get((taak.halfjaar, code)) for code in taak.codes]
    gehuisvest = tuple([None if r is None else r.gehuisvest for r in regels])
    taakstelling: list[int | None] = []
    netto: list[int | None] = []
    onbekend: list[Probleem] = []
    for code, regel, berekend, saldo in zip(taak.codes, regels, taak.aantallen, over, strict=True):
        t = berekend if regel is None or regel.taakstelling is None else regel.taakstelling
        taakstelling.append(t)
        if regel is not None and regel.netto is not None:
            netto.append(regel.netto)
        elif vorige is not None and saldo is None and code in begonnen:
            netto.append(None)
            onbekend.append(_gap(code, taak, vorige, rijen, register))
        else:
            netto.append(None if t is None else t + (saldo or 0))
    return Stand(
        taak.halfjaar,
        taak.codes,
        taak.grenzen,
        tuple(taakstelling),
        over,
        tuple(netto),
        gehuisvest,
        tuple([_behind(a, n, g) for a, n, g in zip(achter, netto, gehuisvest, strict=True)]),
        begonnen,
        onbekend=tuple(onbekend),
    )


def _begonnen(vorige: Stand, taak: Taakgetallen, rijen: Rijen, register: Register) -> frozenset[str]:
    """Gemeenten of which something before this half-year is known, on its boundaries."""
    begonnen = vorige.begonnen | {code for (h, code), r in rijen.items() if h < taak.halfjaar and r.bekend}
    if vorige.grenzen >= EERSTE_OVERGANG:
        begonnen |= {h.nieuw for h in register.overgang(vorige.grenzen, taak.grenzen) if h.oud in begonnen}
    return begonnen


def _gap(code: str, taak: Taakgetallen, vorige: Stand, rijen: Rijen, register: Register) -> Probleem:
    """Why what a gemeente carries over is not known, and what to do."""
    delen = {code, *(h.oud for h in register.herindelingen if h.nieuw == code)}
    eerder = max([h for (h, c), r in rijen.items() if c in delen and h < taak.halfjaar and r.bekend])
    naam = ({g.code: g.naam for g in register.gemeenten} | dict(register.gebieden))[code]
    grens = eerder == vorige.halfjaar and vorige.codes != taak.codes and vorige.grenzen < EERSTE_OVERGANG
    meer = {"eerste": EERSTE_OVERGANG} if grens else {}
    waar, nu = f"realisatie ({naam})", str(taak.halfjaar)
    return Probleem.van("V355" if grens else "V353", waar, gm=code, eerder=str(eerder), nu=nu, **meer)


def _behind(voor: int | None, netto: int | None, gehuisvest: int | None) -> int | None:
    """Half-years behind in a row; one that is not known (yet) leaves the count as it was."""
    if netto is None or gehuisvest is None:
        return voor
    return (voor or 0) + 1 if gehuisvest < netto else 0


def _check_limits(taak: Taakgetallen, rijen: Rijen, register: Register) -> None:
    """Realisation of a gemeente that is not on the boundaries of the task has no place there."""
    bestaan = {g.code for g in register.op(taak.grenzen)} | register.gebiedscodes
    problemen = [
        Probleem.van("V354", r.waar, gm=code, periode=str(h), grenzen=taak.grenzen)
        for (h, code), r in rijen.items()
        if h == taak.halfjaar and code not in bestaan
    ]
    if problemen:
        raise DataError(problemen)


def _further(vorige: Stand, taak: Taakgetallen, register: Register) -> tuple[Getallen, Getallen]:
    """Balance and half-years behind on the boundaries of the next half-year.

    Merged gemeenten add up their balances and count from the one that is behind longest. Both are unknown
    after a half-year of which the realisation or the task is.
    """
    if vorige.halfjaar.volgende != taak.halfjaar:
        return (None,) * len(taak.codes), (None,) * len(taak.codes)
    achter = dict(zip(vorige.codes, vorige.achter, strict=True))
    achter |= {c: None for c, s in zip(vorige.codes, vorige.saldo, strict=True) if s is None}
    if vorige.codes == taak.codes:
        return vorige.saldo, tuple(achter.values())
    bekend = [(c, s) for c, s in zip(vorige.codes, vorige.saldo, strict=True) if s is not None]
    for h in register.overgang(vorige.grenzen, taak.grenzen):
        samen = [n for n in (achter.get(h.nieuw), achter.get(h.oud)) if n is not None]
        achter[h.nieuw] = max(samen, default=None)
    if not bekend or vorige.grenzen < EERSTE_OVERGANG:  # who merged before that is not at hand
        return (None,) * len(taak.codes), tuple([achter.get(c) for c in taak.codes])
    codes, saldo = zip(*bekend, strict=True)
    bron = Bron(
        kolom="saldo",
        uitgever="realisatie",
        tabel=str(vorige.halfjaar),
        peildatum=vorige.grenzen,
        licentie="",
        status=Status.DERIVED,
    )
    kolom = Kolom(f"saldo {vorige.halfjaar}", codes, saldo, 1, vorige.grenzen, True, bron)
    over = breng_over(kolom, taak.grenzen, register).voor(taak.codes).tellers
    return over, tuple([achter.get(c) for c in taak.codes])

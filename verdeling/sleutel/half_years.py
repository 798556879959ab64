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

from verdeling.errors import DataError, Problem, VerdelingError
from verdeling.inputs.columns import Kolom, carry_over
from verdeling.inputs.realised import Realisatie, read_realised
from verdeling.inputs.register import FIRST_TRANSITION, LAND, Register
from verdeling.inputs.series import Halfjaar, known_half_years
from verdeling.inputs.tables import Gegevens, load_data
from verdeling.sleutel.indicatief import compute_indicatief
from verdeling.terms import Bron, Status
from verdeling.texts import Lang, say
from verdeling.verdeelmodel.catalogue import for_period
from verdeling.verdeelmodel.model import Verdeelmodel

STEP_IN_AFTER: Final = 4
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

Numbers = tuple[int | None, ...]
Rows = Mapping[tuple[Halfjaar, str], Realisatie]


@dataclass(frozen=True)
class TaskNumbers:
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
    aantallen: Numbers


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
    taakstelling: Numbers
    over: Numbers
    netto: Numbers
    gehuisvest: Numbers
    achter: Numbers
    begonnen: frozenset[str] = frozenset()
    gebieden: Stand | None = None
    onbekend: tuple[Problem, ...] = ()

    @cached_property
    def saldo(self) -> Numbers:
        """What is left of netto: still to do while the half-year runs, carried over when it ends."""
        pairs = zip(self.netto, self.gehuisvest, strict=True)
        return tuple([None if n is None or g is None else n - g for n, g in pairs])

    @property
    def ingrijpen(self) -> tuple[bool | None, ...]:
        """Whether the province can intervene: behind for :data:`STEP_IN_AFTER` half-years in a row."""
        return tuple([None if n is None else n >= STEP_IN_AFTER for n in self.achter])

    @property
    def trede(self) -> Numbers:
        """Rung of the supervision ladder: 0 when not behind, at most :data:`STEP_IN_AFTER`."""
        return tuple([None if n is None else min(n, STEP_IN_AFTER) for n in self.achter])

    @property
    def boven_taak(self) -> Numbers:
        """Status holders housed beyond the task; each frees a reception place in the same half-year."""
        return tuple([None if s is None else max(0, -s) for s in self.saldo])


def over_half_years(model: Verdeelmodel, data: Gegevens) -> tuple[Stand, ...]:
    """Follow the task over the half-years of ``realisatie.csv`` up to that of the model.

    Empty when the model has no half-year or the data no table of realisation. Where the figures of a gemeente
    have a gap, what it carries over is unknown from there on, until a net number is given again.

    Raises
    ------
    VerdelingError
        Realisation of a half-year without a task, a gemeente that was split while its balance must move on.
    """
    table = data.tabel("realisatie")
    if table is None or model.periode is None:
        return ()
    last = Halfjaar.van(model.periode)
    rows = read_realised(table, data.register)
    series = _reeks(rows, last)
    states: list[Stand] = []
    for half_year in series:
        numbers = task_numbers(model, data, half_year, gegeven=half_year in _given_itself(rows))
        previous = states[-1] if states else None
        state = stand_step(numbers, rows, previous, data.register)
        if areas := data.register.gebiedscodes & {code for _, code in rows}:
            per_area = _for_areas(numbers, sorted(areas), data.register)
            ervoor = None if previous is None else previous.gebieden
            state = replace(state, gebieden=stand_step(per_area, rows, ervoor, data.register))
        states.append(state)
    return tuple(states)


def _for_areas(taak: TaskNumbers, areas: Sequence[str], register: Register) -> TaskNumbers:
    """The statutory numbers of areas: those of their gemeenten together."""
    per_code = dict(zip(taak.codes, taak.aantallen, strict=True))
    totals: list[int | None] = []
    for area in areas:
        members = [g for g in register.op(taak.grenzen) if area in (g.provincie, g.veiligheidsregio, LAND)]
        numbers = [per_code.get(g.code) for g in members]
        totals.append(None if None in numbers else sum(n for n in numbers if n is not None))
    return TaskNumbers(taak.halfjaar, tuple(areas), taak.grenzen, tuple(totals))


def with_areas(states: Sequence[Stand]) -> tuple[Stand, ...]:
    """Each half-year, followed by that of the areas with figures of their own."""
    return tuple([s for state in states for s in (state, state.gebieden) if s is not None])


def van_gemeente(states: tuple[Stand, ...], code: str) -> list[dict[str, int | str | None]]:
    """The half-years of one gemeente as plain values; empty when nothing was realised that is known."""
    rows: list[dict[str, int | str | None]] = []
    for state in with_areas(states):
        if code in state.codes:
            i = state.codes.index(code)
            figures = {k: getattr(state, k)[i] for k in VAN_GEMEENTE}
            rows.append({"periode": str(state.halfjaar), **figures})
    return rows if any(r["gehuisvest"] is not None or r["over"] is not None for r in rows) else []


def sentences_told(states: tuple[Stand, ...], code: str, lang: Lang = "nl") -> list[str]:
    """The same in words: task, what the half-year before left over, net, housed, what is left."""
    out = []
    for row in van_gemeente(states, code):
        over = row["over"]
        kind = "onbekend" if over is None else "achterstand" if int(over) > 0 else "voorsprong"
        parts = {k: "–" if v is None else v for k, v in row.items()}
        parts["over"] = say(f"halfjaar.{kind}", lang, aantal=abs(int(over or 0)))
        out.append(say("halfjaar.zin", lang, **parts))
    return out


def task_numbers(
    model: Verdeelmodel, gegevens: Gegevens, half_year: Halfjaar, *, gegeven: bool = False
) -> TaskNumbers:
    """Statutory numbers of a half-year by the model's task of housing.

    Parameters
    ----------
    model, gegevens
        The model at any half-year, and its data. A total of its own holds for its own half-year only: any
        other one has the national number.
    half_year
        The half-year to compute.
    gegeven
        Whether the table of realisation gives all numbers itself; then they may be impossible to compute.

    Raises
    ------
    VerdelingError
        When they cannot be computed and are not given.
    """
    name = _task_name(model)
    try:
        total = model.taken[name].totaal
        alone = str(half_year) == model.periode and (total is None or len(total.verloop) < 2)
        own = model if alone else for_period(model, half_year, name)
        data = gegevens
        if own.grenzen != gegevens.peildatum:
            data = load_data(gegevens.map, own.grenzen, aanvullen=gegevens.aanvullen)
        taak = compute_indicatief(own, data).taken[name]
    except VerdelingError:
        if not gegeven:
            raise
        codes = tuple([g.code for g in gegevens.register.op(half_year.begin)])
        return TaskNumbers(half_year, codes, half_year.begin, (None,) * len(codes))
    return TaskNumbers(half_year, taak.codes, own.grenzen, taak.aantallen)


def _task_name(model: Verdeelmodel) -> str:
    """Task that follows the half-year: by its total, else (a total set by hand) by the date of its key."""
    met_series = [d.pad for d in model.opgelost if isinstance(d.waarde, dict) and "reeks" in d.waarde]
    met_date = [d.pad for d in model.opgelost if d.pad[0] == "taken" and d.pad[-1] == "peildatum"]
    return next((str(path[1]) for path in (*met_series, *met_date)), next(iter(model.taken)))


def _given_itself(rows: Rows) -> set[Halfjaar]:
    """Half-years of which every row gives the statutory number."""
    without = {h for (h, _), r in rows.items() if r.taakstelling is None}
    return {h for h, _ in rows} - without


def _reeks(rows: Rows, last: Halfjaar) -> list[Halfjaar]:
    """Half-years with a task, from the first realisation to the last."""
    known = {*known_half_years(), *_given_itself(rows), last}
    without_taak = [
        Problem.van("V351", r.waar, periode=str(h), bekend=", ".join(map(str, known_half_years())))
        for (h, _), r in rows.items()
        if h not in known
    ]
    if without_taak:
        raise DataError(without_taak)
    series: list[Halfjaar] = []
    nu = min([h for h, _ in rows], default=last)
    while nu <= last:
        series.append(nu)
        nu = nu.volgende
    return [h for h in series if h in known] or [last]


def stand_step(taak: TaskNumbers, rows: Rows, previous: Stand | None, register: Register) -> Stand:
    """One half-year: its statutory numbers, what the one before left over, what was realised.

    Raises
    ------
    DataError
        Realisation of a gemeente that is not there, or a balance that cannot be brought to new boundaries.
    """
    _check_limits(taak, rows, register)
    empty = (None,) * len(taak.codes)
    over, behind = (empty, empty) if previous is None else _further(previous, taak, register)
    begonnen = frozenset() if previous is None else _begun(previous, taak, rows, register)
    regels = [rows.get((taak.halfjaar, code)) for code in taak.codes]
    gehuisvest = tuple([None if r is None else r.gehuisvest for r in regels])
    taakstelling: list[int | None] = []
    net: list[int | None] = []
    unknown: list[Problem] = []
    for code, regel, computed, saldo in zip(taak.codes, regels, taak.aantallen, over, strict=True):
        t = computed if regel is None or regel.taakstelling is None else regel.taakstelling
        taakstelling.append(t)
        if regel is not None and regel.netto is not None:
            net.append(regel.netto)
        elif previous is not None and saldo is None and code in begonnen:
            net.append(None)
            unknown.append(_gap(code, taak, previous, rows, register))
        else:
            net.append(None if t is None else t + (saldo or 0))
    return Stand(
        taak.halfjaar,
        taak.codes,
        taak.grenzen,
        tuple(taakstelling),
        over,
        tuple(net),
        gehuisvest,
        tuple([_behind(a, n, g) for a, n, g in zip(behind, net, gehuisvest, strict=True)]),
        begonnen,
        onbekend=tuple(unknown),
    )


def _begun(previous: Stand, taak: TaskNumbers, rows: Rows, register: Register) -> frozenset[str]:
    """Gemeenten of which something before this half-year is known, on its boundaries."""
    begonnen = previous.begonnen | {code for (h, code), r in rows.items() if h < taak.halfjaar and r.bekend}
    if previous.grenzen >= FIRST_TRANSITION:
        begonnen |= {
            h.nieuw for h in register.transition(previous.grenzen, taak.grenzen) if h.oud in begonnen
        }
    return begonnen


def _gap(code: str, taak: TaskNumbers, previous: Stand, rows: Rows, register: Register) -> Problem:
    """Why what a gemeente carries over is not known, and what to do."""
    parts = {code, *(h.oud for h in register.herindelingen if h.nieuw == code)}
    earlier = max([h for (h, c), r in rows.items() if c in parts and h < taak.halfjaar and r.bekend])
    name = ({g.code: g.naam for g in register.gemeenten} | dict(register.gebieden))[code]
    limit = (
        earlier == previous.halfjaar and previous.codes != taak.codes and previous.grenzen < FIRST_TRANSITION
    )
    more = {"eerste": FIRST_TRANSITION} if limit else {}
    where, nu = f"realisatie ({name})", str(taak.halfjaar)
    return Problem.van("V355" if limit else "V353", where, gm=code, eerder=str(earlier), nu=nu, **more)


def _behind(voor: int | None, net: int | None, gehuisvest: int | None) -> int | None:
    """Half-years behind in a row; one that is not known (yet) leaves the count as it was."""
    if net is None or gehuisvest is None:
        return voor
    return (voor or 0) + 1 if gehuisvest < net else 0


def _check_limits(taak: TaskNumbers, rows: Rows, register: Register) -> None:
    """Realisation of a gemeente that is not on the boundaries of the task has no place there."""
    bestaan = {g.code for g in register.op(taak.grenzen)} | register.gebiedscodes
    problems = [
        Problem.van("V354", r.waar, gm=code, periode=str(h), grenzen=taak.grenzen)
        for (h, code), r in rows.items()
        if h == taak.halfjaar and code not in bestaan
    ]
    if problems:
        raise DataError(problems)


def _further(previous: Stand, taak: TaskNumbers, register: Register) -> tuple[Numbers, Numbers]:
    """Balance and half-years behind on the boundaries of the next half-year.

    Merged gemeenten add up their balances and count from the one that is behind longest. Both are unknown
    after a half-year of which the realisation or the task is.
    """
    if previous.halfjaar.volgende != taak.halfjaar:
        return (None,) * len(taak.codes), (None,) * len(taak.codes)
    behind = dict(zip(previous.codes, previous.achter, strict=True))
    behind |= {c: None for c, s in zip(previous.codes, previous.saldo, strict=True) if s is None}
    if previous.codes == taak.codes:
        return previous.saldo, tuple(behind.values())
    known = [(c, s) for c, s in zip(previous.codes, previous.saldo, strict=True) if s is not None]
    for h in register.transition(previous.grenzen, taak.grenzen):
        together = [n for n in (behind.get(h.nieuw), behind.get(h.oud)) if n is not None]
        behind[h.nieuw] = max(together, default=None)
    if not known or previous.grenzen < FIRST_TRANSITION:  # who merged before that is not at hand
        return (None,) * len(taak.codes), tuple([behind.get(c) for c in taak.codes])
    codes, saldo = zip(*known, strict=True)
    bron = Bron(
        kolom="saldo",
        uitgever="realisatie",
        tabel=str(previous.halfjaar),
        peildatum=previous.grenzen,
        licentie="",
        status=Status.DERIVED,
    )
    column = Kolom(f"saldo {previous.halfjaar}", codes, saldo, 1, previous.grenzen, True, bron)
    over = carry_over(column, taak.grenzen, register).voor(taak.codes).numerators
    return over, tuple([behind.get(c) for c in taak.codes])

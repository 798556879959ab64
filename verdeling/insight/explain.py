"""Where the number of one gemeente comes from, from source row to whole number, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from verdeling.errors import ModelError, Problem
from verdeling.inputs.tables import Gegevens, Kolom
from verdeling.insight.search import search_gemeente
from verdeling.insight.worth import open_items_of
from verdeling.sleutel.indicatief import Indicatief, TaakOutcome
from verdeling.sleutel.natures import keynotes
from verdeling.sleutel.spoor import Origins, origins_of, spoor, tell_step, without_sleutel
from verdeling.sleutel.what_if import WhatIf, what_if
from verdeling.terms import Brief, Grondslag, Niveau, Status
from verdeling.texts import Lang, catalogue, number, number_shown, say
from verdeling.texts.sources import source
from verdeling.trace import Spoor, TraceStep
from verdeling.verdeelmodel.labels import weakest_status
from verdeling.verdeelmodel.model import OpenPunt, Verdeelmodel
from verdeling.verdeelmodel.operation import Arithmetic, Column, Operation, evaluate
from verdeling.verdeelmodel.words import formule


@dataclass(frozen=True, repr=False)
class Explanation(Brief):
    """Everything behind the number of one gemeente for one task.

    Attributes
    ----------
    herkomst
        Source values, weight, share, total.
    spoor
        Trail of the number; `delen` holds those of its parts.
    wat_als
        The number under other circumstances.
    let_op
        What a reader must know of the key.
    open
        What the sources leave open about these figures.
    gelezen
        How the name was read; None when it was the official one.
    """

    model: Verdeelmodel
    uitkomst: TaakOutcome
    code: str
    gemeente: str
    provincie: str
    aantal: int
    herkomst: Origins
    spoor: Spoor
    delen: Mapping[str, Spoor]
    wat_als: WhatIf
    let_op: tuple[Problem, ...] = ()
    open: tuple[OpenPunt, ...] = ()
    gelezen: Problem | None = None

    @property
    def gegeven(self) -> bool:
        """Whether the number was given and follows from no key."""
        return without_sleutel(self.uitkomst, self.uitkomst.rij[self.code])

    def tekst(self, lang: Lang = "nl") -> str:
        """Tell it, one line per fact."""
        return "\n".join(_lines(self, lang))

    def als_json(self, lang: Lang = "nl") -> dict[str, Any]:
        """Give it as plain values; exact fractions as text."""
        taak = self.uitkomst.taak
        return {
            "model": self.model.naam,
            "taak": self.uitkomst.naam,
            "eenheid": taak.eenheid,
            "code": self.code,
            "gemeente": self.gemeente,
            "provincie": self.provincie,
            "aantal": self.aantal,
            "gelezen": None if self.gelezen is None else self.gelezen.tekst(lang),
            **({} if self.gegeven else self._total_json(lang)),
            "start": str(self.spoor.start),
            "stappen": [step_json(step, lang) for step in self.spoor.stappen],
            "delen": {
                name: {
                    "aantal": int(part.uitkomst),
                    "start": str(part.start),
                    "stappen": [step_json(s, lang) for s in part.stappen],
                }
                for name, part in self.delen.items()
            },
            "wat_als": [{"wat": what, "aantal": count} for what, count in _otherwise(self.wat_als, lang)],
            "status": model_status(self.model, [self.uitkomst]),
            "aangepast": self.model.aangepast and self.model.aangepast.zin(lang),
            "open": [point.model_dump(mode="json") for point in self.open],
        }

    def _total_json(self, lang: Lang) -> dict[str, Any]:
        """The sum by the key as plain values; there is none where all was given."""
        h = self.herkomst
        return {
            "bronnen": [
                {
                    "waarde": str(value),
                    **column.bron_van(self.code).model_dump(mode="json"),
                    "let_op": warning_of(column, lang),
                    "samengesteld": list(_composed(column, self.code, lang)),
                }
                for column, value in h.waarden
            ],
            "sleutel": formule(self.uitkomst.taak.sleutel, lang),
            "let_op": [note.tekst(lang) for note in self.let_op],
            "gewicht": str(h.gewicht),
            "som_gewichten": str(h.som),
            "aandeel": str(h.aandeel),
            "totaal": str(h.totaal),
            "quotum": str(h.quotum),
        }


def explain_outcome(
    model: Verdeelmodel,
    data: Gegevens,
    indicatief: Indicatief,
    gemeente: str,
    taak: str | None = None,
    *,
    gepland: bool = True,
) -> tuple[Explanation, ...]:
    """Explain the number of a gemeente for each task of the model, or for one.

    Parameters
    ----------
    gemeente
        Name, code or unambiguous part of a name.
    taak
        Name of a task, or of a part, which is explained inside its task; None explains all.
    gepland
        Whether a plan goes with it; then the open items of the plan are told too.

    Raises
    ------
    DataError
        See :func:`~verdeling.insight.search.search_gemeente`.
    ModelError
        The model has no such task.
    """
    names = list(indicatief.taken) if taak is None else [_taak_of(indicatief, taak)]
    found = search_gemeente(data.beperk(indicatief.codes), gemeente)
    return tuple(
        replace(_explain(model, data, indicatief, name, found.code, gepland), gelezen=found.note)
        for name in names
    )


def _taak_of(indicatief: Indicatief, asked: str) -> str:
    """Name of a task given by its own name or by that of a part, such as asielopvang/amv."""
    names = {name: name for name in indicatief.taken}
    for name, outcome in indicatief.taken.items():
        names |= {f"{name}/{part}": name for part in outcome.delen}
    if asked not in names:
        raise ModelError.een("V503", naam=asked, keus=", ".join(names))
    return names[asked]


def _explain(
    model: Verdeelmodel, data: Gegevens, indicatief: Indicatief, taak: str, code: str, planned: bool
) -> Explanation:
    outcome = indicatief.taken[taak]
    row = outcome.codes.index(code)
    return Explanation(
        model=model,
        uitkomst=outcome,
        code=code,
        gemeente=data.gebiedsnaam[code],
        provincie=data.gebiedsnaam[outcome.position[Niveau.PROVINCIE][row]],
        aantal=outcome.aantallen[row],
        herkomst=origins_of(indicatief, taak, code),
        spoor=spoor(model, data, indicatief, taak, code),
        delen={part: spoor(model, data, indicatief, taak, code, part) for part in outcome.delen},
        wat_als=what_if(model, data, taak, code),
        let_op=tuple(keynotes(model, data, taak)),
        open=open_items_of(model, data, gepland=planned),
    )


# --- telling it ---------------------------------------------------------------------------------------------


def _lines(u: Explanation, lang: Lang) -> Iterator[str]:
    taak = u.uitkomst.taak
    yield f"{u.gemeente} ({u.code}), {u.provincie}"
    if u.gelezen is not None:
        yield u.gelezen.tekst(lang)
    yield say("insight.kop", lang, titel=getattr(u.model.titel, lang), taak=u.uitkomst.naam)
    if u.model.aangepast is not None:
        yield u.model.aangepast.zin(lang)
    course = () if taak.totaal is None else taak.totaal.verloop
    told = {"aantal": u.aantal, "eenheid": eenheid(taak.eenheid, lang), "halfjaren": len(course)}
    yield say("insight.uitkomst.halfjaren" if len(course) > 1 else "insight.uitkomst", lang, **told)
    yield ""
    if u.gegeven:
        yield say("insight.gegeven", lang)
    else:
        yield from _sum(u, lang)
        yield say("insight.stappen", lang)
    yield from step_lines(u.spoor, lang)
    if u.delen:
        yield say("insight.delen", lang)
    for name, part in u.delen.items():
        yield "   " + say("insight.deel", lang, deel=name, aantal=int(part.uitkomst))
        yield from (f"   {rule}" for rule in step_lines(part, lang))
    otherwise = [] if u.gegeven else list(_otherwise(u.wat_als, lang))
    if otherwise:
        yield ""
        yield say("insight.wat_als", lang)
    if otherwise and u.uitkomst.gepubliceerd is not None:
        yield "   " + say("insight.volgens_formule", lang, aantal=u.wat_als.aantal)
    for what, count in otherwise:
        difference = count - u.wat_als.aantal
        sign = "+" if difference > 0 else ""
        yield "   " + say(
            "insight.anders", lang, wat=what, aantal=count, verschil=f"{sign}{number(difference, lang)}"
        )
    if u.open:
        yield ""
        yield say("insight.open", lang)
    for point in u.open:
        yield f"   {getattr(point.wat, lang)} {getattr(point.reden, lang)}"


def _sum(u: Explanation, lang: Lang) -> Iterator[str]:
    """From the figures of the gemeente by the key to the unrounded figure."""
    h, taak = u.herkomst, u.uitkomst.taak
    gewicht, total = number_shown(h.gewicht, lang), number_shown(h.som, lang)
    yield say("insight.gegevens", lang)
    width = max((len(k.naam) for k, _ in h.waarden), default=0)
    for column, value in h.waarden:
        yield f"   {column.naam:{width}}  {number_shown(value, lang)}  ({source_line(column, u.code, lang)})"
        yield from (f"   {rule}" for rule in _composed(column, u.code, lang))
        if let_op := warning_of(column, lang):
            yield f"   {let_op}"
    yield say("insight.gewicht", lang)
    yield "   " + say("insight.sleutel", lang, formule=formule(taak.sleutel, lang))
    filled_in = formule(taak.sleutel, lang, {k.naam: w for k, w in h.waarden})
    if not needs_others(taak.sleutel) and filled_in != gewicht:
        yield "   " + say("insight.ingevuld", lang, formule=filled_in, gewicht=gewicht)
    yield "   " + say("insight.som", lang, aantal=len(u.uitkomst.codes), som=total)
    yield from (f"   {note.tekst(lang)}" for note in u.let_op)
    yield f"   {grondslag_line(taak.grondslag, lang)}"
    yield say("insight.aandeel", lang)
    percent = number(h.aandeel * 100, lang, 6)
    yield "   " + say("insight.deling", lang, gewicht=gewicht, som=total, procent=percent)
    yield say("insight.onafgerond", lang)
    whole = number_shown(Fraction(h.totaal), lang)
    yield "   " + say(
        "insight.quotum", lang, totaal=whole, gewicht=gewicht, som=total, quotum=number_shown(h.quotum, lang)
    )
    if taak.totaal is not None:
        yield f"   {grondslag_line(taak.totaal.grondslag, lang)}"


def source_line(kolom: Kolom, code: str, lang: Lang) -> str:
    """Where the figure of a gemeente comes from, in one line."""
    bron = kolom.bron_van(code)
    day = bron.peildatum
    date_ = "" if day is None else f"{day.day}-{day.month}-{day.year}"
    return say(
        "insight.waarde" if bron is kolom.bron else "insight.aangevuld",
        lang,
        peildatum=date_ or say("insight.onbekend", lang),
        uitgever=source(bron.uitgever, lang),
        tabel=source(bron.tabel, lang),
        status=say(f"insight.status.{bron.status}", lang),
    )


def _composed(column: Kolom, code: str, lang: Lang) -> Iterator[str]:
    """Of which older gemeenten the figure of a gemeente is the sum, where a herindeling came between."""
    for note in column.meldingen:
        if note.gegevens.get("gm") == code:
            yield say(note.code, lang, **note.gegevens)


def warning_of(kolom: Kolom, lang: Lang) -> str | None:
    """What a reader must know of a column that is derived or illustrative; None for other columns."""
    bron = kolom.bron
    if bron.herleid_uit:
        return say("insight.herleid", lang, kolom=kolom.naam, uit=bron.herleid_uit)
    kinds = {Status.DERIVED: "insight.afgeleid", Status.ILLUSTRATIVE: "insight.illustratief"}
    kind = kinds.get(bron.status)
    return None if kind is None else say(kind, lang, kolom=kolom.naam, tabel=source(bron.tabel, lang))


def model_status(model: Verdeelmodel, outcomes: Iterable[TaakOutcome]) -> Status:
    """What the figures of a model are worth: no more than the weakest column that they follow from.

    Where published figures do not hold, no more than the key that takes their place.
    """
    statuses: list[Status] = []
    for outcome in outcomes:
        statuses += [column.bron.status for column in outcome.kolommen]
        if outcome.taak.gepubliceerd is not None and outcome.gepubliceerd is None:
            statuses.append(outcome.taak.grondslag.status)
    return Status(weakest_status(model.status, *statuses))


def grondslag_line(grondslag: Grondslag, lang: Lang) -> str:
    """A legal basis in one line."""
    bron = ", ".join(part for part in (grondslag.bron, grondslag.passage) if part)
    bron = source(bron, lang)
    return say("insight.grondslag", lang, bron=bron, status=say(f"insight.status.{grondslag.status}", lang))


def step_lines(spoor: Spoor, lang: Lang) -> Iterator[str]:
    """Tell the steps of a trail, and that they add up."""
    whole = all(value.denominator == 1 for value in (spoor.start, *(s.bijdrage for s in spoor.stappen)))
    for step in spoor.stappen:
        sign = "+" if step.bijdrage >= 0 else ""
        contribution = f"{sign}{number(step.bijdrage, lang, 0 if whole else 6)}"
        yield "   " + say("insight.stap", lang, bijdrage=contribution, tekst=tell_step(step, lang))
        if step.grondslag is not None:
            yield f"      {grondslag_line(step.grondslag, lang)}"
    start, outcome = number_shown(spoor.start, lang), number_shown(spoor.uitkomst, lang)
    yield "   " + say("insight.sluit", lang, start=start, uitkomst=outcome)


def step_json(step: TraceStep, lang: Lang) -> dict[str, Any]:
    """Give a step of a trail as plain values."""
    grondslag = None if step.grondslag is None else step.grondslag.model_dump(mode="json", exclude_none=True)
    return {
        "soort": step.soort,
        "bijdrage": str(step.bijdrage),
        "tekst": tell_step(step, lang),
        "grondslag": grondslag,
    }


def _otherwise(otherwise: WhatIf, lang: Lang) -> Iterator[tuple[str, int]]:
    candidates = [
        *((say("insight.zonder", lang, kolom=column), count) for column, count in otherwise.zonder.items()),
        (say("insight.meer_inwoners", lang, erbij=otherwise.erbij), otherwise.meer_inwoners),
        (say("insight.hoger_totaal", lang, erbij=otherwise.erbij), otherwise.higher_total),
    ]
    yield from ((what, count) for what, count in candidates if count is not None)


def eenheid(naam: str, lang: Lang) -> str:
    """A unit in words; one that the catalogue does not know stays as the model says it."""
    sleutel = f"insight.eenheid.{naam}"
    return say(sleutel, lang) if sleutel in catalogue() else naam


class _NeedsOthers(Arithmetic[bool]):
    """Whether a key needs the figures of other gemeenten."""

    def number(self, value: Fraction, path: str) -> bool:
        return False

    def column(self, indicator: Column) -> bool:
        return False

    def add(self, parts: Sequence[bool]) -> bool:
        return any(parts)

    multiply = least = greatest = add

    def share(self, part: bool, of: Operation) -> bool:
        return True

    def inverse(self, part: bool, decimals: int) -> bool:
        return part

    def each(self, parts: Sequence[bool], do: Callable[..., Fraction], cell: str) -> bool:
        return any(parts)


def needs_others(sleutel: Operation) -> bool:
    """Whether the weight of a gemeente depends on figures of other gemeenten."""
    return evaluate(sleutel, _NeedsOthers())

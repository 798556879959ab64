"""What would change a figure: without a correction, with more inhabitants, with a higher total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from verdeling.errors import VerdelingError
from verdeling.inputs.tables import Gegevens
from verdeling.sleutel.indicatief import TaakUitkomst, bereken, compute_taak, deelnemers, ontbrekend
from verdeling.sleutel.keys import indicatoren
from verdeling.sleutel.spoor import zoek
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.operation import Column, Operation
from verdeling.verdeelmodel.taak import Getal, Taak

INWONERS = "inwoners"


@dataclass(frozen=True, slots=True)
class WatAls:
    """Figure of one gemeente under a changed key, gemeente or total; None where it does not apply.

    Attributes
    ----------
    aantal
        The figure as it is; that of the formula where another one was published.
    zonder
        Column → figure when the key did not have that column.
    meer_inwoners
        Figure with `erbij` more inhabitants in this gemeente alone; None when the key reads no inhabitants.
    hoger_totaal
        Figure with a national total that is `erbij` higher; None when the task declares no total.
    erbij
        How many more.
    """

    aantal: int
    zonder: Mapping[str, int | None]
    meer_inwoners: int | None
    hoger_totaal: int | None
    erbij: int


def wat_als(model: Verdeelmodel, gegevens: Gegevens, taak: str, code: str, erbij: int = 1000) -> WatAls:
    """Recompute the figure of one gemeente under each change, all else equal; see :func:`what_if_for`.

    Raises
    ------
    VerdelingError
        When the figure itself cannot be computed, or the task or gemeente is unknown.
    """
    uitkomst, _ = zoek(bereken(model, gegevens), taak, code)
    return what_if_for(model, gegevens, uitkomst, (code,), erbij)[code]


def what_if_for(
    model: Verdeelmodel,
    gegevens: Gegevens,
    uitkomst: TaakUitkomst,
    codes: Sequence[str] | None = None,
    erbij: int = 1000,
) -> Mapping[str, WatAls]:
    """Recompute the figures of gemeenten under each change, all else equal.

    Every column of the key but the first (the base of the key) is left out in turn, see :func:`zonder`. More
    inhabitants are given to one gemeente at a time.

    Parameters
    ----------
    uitkomst
        The figures of one task of the model.
    codes
        Gemeenten; None for all that take part.
    """
    deel, weg = deelnemers(model, gegevens), ontbrekend(model, gegevens)
    # Parts of the task do not change its figures, and may not fit under another total.
    # What was published does not move: the formula beside it is what changes.
    basis = uitkomst.taak.volgens_formule().model_copy(update={"delen": None})
    cijfers = uitkomst
    if uitkomst.gepubliceerd is not None:
        cijfers = compute_taak(uitkomst.naam, basis, deel, weg)

    def aantallen(anders: Taak, tabel: Gegevens) -> tuple[int, ...] | None:
        try:
            return compute_taak(uitkomst.naam, anders, tabel, weg).aantallen
        except VerdelingError:  # the change leaves no key, for example only weights of zero
            return None

    namen = list(dict.fromkeys(i.indicator for i in indicatoren(basis.sleutel)))[1:]
    kaal = {naam: aantallen(_taak_without(basis, naam), deel) for naam in namen}
    hoger = None if basis.totaal is None else aantallen(_with_total(basis, basis.totaal, erbij), deel)
    gelezen = [i for u in _sleutels(basis) for i in indicatoren(u)]
    leest_inwoners = any(i.indicator == INWONERS for i in gelezen)
    uit = {}
    for code in uitkomst.codes if codes is None else codes:
        rij = uitkomst.rij[code]
        meer = aantallen(basis, _with_inwoners(deel, code, erbij, gelezen)) if leest_inwoners else None
        uit[code] = WatAls(
            aantal=cijfers.aantallen[rij],
            zonder=MappingProxyType({n: None if reeks is None else reeks[rij] for n, reeks in kaal.items()}),
            meer_inwoners=None if meer is None else meer[rij],
            hoger_totaal=None if hoger is None else hoger[rij],
            erbij=erbij,
        )
    return uit


def zonder(uitdrukking: Operation, naam: str) -> Operation | None:
    """The same key without a column; None when nothing of it is left.

    A node that read the column and reads no other goes with it: in `inwoners × (1 + ses_woa)` the whole
    factor goes, which is the same as a score of 0 for every gemeente. A sum, product or mixture keeps its
    other members; quotas depend on ratios only, so the weights of a mixture need no rescaling. A bound that
    read only the column goes, and what is bounded stays.
    """
    gelezen = [i.indicator for i in indicatoren(uitdrukking)]
    if naam not in gelezen:
        return uitdrukking
    if set(gelezen) == {naam}:
        return None
    return uitdrukking.changed(lambda deel, _: zonder(deel, naam))


def _sleutels(taak: Taak) -> list[Operation]:
    return [taak.sleutel, *(n.sleutel for n in taak.niveaus if n.sleutel is not None)]


def _taak_without(taak: Taak, naam: str) -> Taak:
    """The task without a column, at every level; a level that loses its own key uses that of the task."""
    niveaus = tuple(
        n if n.sleutel is None else n.model_copy(update={"sleutel": zonder(n.sleutel, naam)})
        for n in taak.niveaus
    )
    return taak.model_copy(update={"sleutel": zonder(taak.sleutel, naam), "niveaus": niveaus})


def _with_total(taak: Taak, totaal: Getal, erbij: int) -> Taak:
    hoger = totaal.model_copy(update={"waarde": totaal.waarde + erbij})
    return taak.model_copy(update={"totaal": hoger})


def _with_inwoners(gegevens: Gegevens, code: str, erbij: int, gelezen: Sequence[Column]) -> Gegevens:
    """The same data with more inhabitants in one gemeente, at every date that the keys read."""
    rij = gegevens.codes.index(code)
    kolommen = [k for k in gegevens.kolommen if k.naam != INWONERS]
    for peildatum in dict.fromkeys(i.peildatum for i in gelezen if i.indicator == INWONERS):
        kolom = gegevens.volledig(INWONERS, peildatum)
        tellers = [
            0 if t is None else t + erbij * kolom.noemer * (i == rij) for i, t in enumerate(kolom.tellers)
        ]
        kolommen.append(replace(kolom, tellers=tuple(tellers)))
    return replace(gegevens, kolommen=tuple(kolommen))

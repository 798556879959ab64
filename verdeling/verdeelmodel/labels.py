"""Labels never survive what they describe: what one layer changed, and which words of the basis fall with it.

A layer is a variant on its basis or a set of overrides. Whatever a reader may take for a fact about a number
(title, status, grondslag, open item) belongs to that number; when a layer changes the number and brings no
label of its own, the label is replaced by one that says who chose it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from verdeling.errors import ModelError
from verdeling.terms import Status
from verdeling.texts import LANGS, Lang, number, say
from verdeling.verdeelmodel.operation import names, read
from verdeling.verdeelmodel.reader import Pad, gestippeld
from verdeling.verdeelmodel.words import formule

LABELS: Final = frozenset({"titel", "omschrijving", "status", "grondslag", "reden", "toelichting"})
"""Keys that describe what stands beside them and change no number."""

LABELS_VAN_MODEL: Final = LABELS | {"naam", "open", "bronnen", "aangepast", "genoemde_rest"}
"""The same, at the top of a model."""

CIJFERS: Final = frozenset({"taken", "grenzen", "gebied", "periode"})
"""Parts of a model that decide the indicative figures."""

PLANNEN: Final = ("plan", "tijdplan")
"""Parts of a model that ask for a plan."""

TOTAAL: Final = frozenset({"waarde", "reeks", "voorraad"})
"""A mapping with one of these keys stands for one number."""

UIT_REEKS: Final = frozenset({"periode", "reeks", "stadium"})
"""Choices of which the worth follows from the series that they point into."""

GENOEMD: Final = 6
"""So many changes are named in a sentence."""

LANGSTE: Final = 120

_AFWEZIG: Final = object()


def herlabel(
    oud: dict[str, Any],
    nieuw: dict[str, Any],
    gegeven: Collection[Pad],
    van: str,
    waar: str,
    keuze: dict[str, str],
) -> None:
    """Let the labels of a changed model say what it is; `nieuw` is changed in place.

    Parameters
    ----------
    oud, nieuw
        The raw model under the layer, and with the layer on it.
    gegeven
        Every path that the layer itself writes; a label among them is the author's own and stays.
    van
        Name of the model under the layer.
    waar
        Where the changes stand: a file, or ``--set``.
    keuze
        Grondslag of a number for which the layer gives none.
    """
    paden = list(_differences(oud, nieuw))
    if not paden or (paden == [("periode",)] and "{periode}" in str(oud.get("titel"))):
        return  # a model whose title names the half-year was written for every half-year
    taken = nieuw.get("taken")
    meer = isinstance(taken, dict) and len(taken) > 1
    wijzigingen = [
        {"pad": gestippeld(pad), "waar": waar, "wat": {t: _what(pad, oud, nieuw, meer, t) for t in LANGS}}
        for pad in paden
    ]
    zwakste = [_grondslag(pad, oud, nieuw, gegeven, keuze) for pad in paden]
    _status(nieuw, paden, zwakste, gegeven)
    _plan(nieuw, paden, zwakste, gegeven, van, wijzigingen)
    _open(nieuw, paden, gegeven)
    wijzigingen += _published(nieuw, paden, gegeven, waar)
    _titles(nieuw, gegeven, van, wijzigingen)
    if "genoemde_rest" in nieuw and ("genoemde_rest",) not in gegeven and any(p[0] in CIJFERS for p in paden):
        del nieuw["genoemde_rest"]
    if "bronnen" in nieuw and ("bronnen",) not in gegeven:
        del nieuw["bronnen"]
    eerder = oud.get("aangepast")
    if isinstance(eerder, dict) and eerder.get("van") == van and isinstance(eerder.get("wijzigingen"), list):
        anders = {w["pad"] for w in wijzigingen}
        wijzigingen = [*(w for w in eerder["wijzigingen"] if w.get("pad") not in anders), *wijzigingen]
    nieuw["aangepast"] = {"van": van, "wijzigingen": wijzigingen}


def opsomming(wat: Sequence[str], lang: Lang) -> str:
    """Changes in one phrase; of a long list the first few and how many more."""
    wat = list(dict.fromkeys(wat))
    tekst = "; ".join(wat[:GENOEMD])
    meer = len(wat) - GENOEMD
    return tekst if meer <= 0 else say("model.aangepast.meer", lang, wat=tekst, aantal=meer)


def zwakst(*statussen: str) -> str:
    """The weakest of some worths; a text that is none is left to the checks."""
    volgorde = [s.value for s in Status]
    return max((s for s in statussen if s in volgorde), key=volgorde.index, default=statussen[0])


# --- what changed -------------------------------------------------------------------------------------------


def _differences(oud: Any, nieuw: Any, pad: Pad = ()) -> Iterator[Pad]:  # noqa: ANN401
    """Paths at which two raw values differ, labels aside; as deep as both have the same shape."""
    if isinstance(oud, dict) and isinstance(nieuw, dict) and (not pad or _shape(oud) == _shape(nieuw)):
        labels = LABELS if pad else LABELS_VAN_MODEL
        for sleutel in dict.fromkeys((*oud, *nieuw)):
            if sleutel not in labels:
                een, twee = oud.get(sleutel, _AFWEZIG), nieuw.get(sleutel, _AFWEZIG)
                yield from _differences(een, twee, (*pad, sleutel))
    elif _delen(oud) and _delen(nieuw) and len(oud) == len(nieuw):
        for nummer, (een, twee) in enumerate(zip(oud, nieuw, strict=True)):
            yield from _differences(een, twee, (*pad, nummer))
    elif not _equal(oud, nieuw):
        yield pad[:-1] if pad[-1] == "waarde" else pad


def _delen(waarde: Any) -> bool:  # noqa: ANN401
    """Whether a value is a list of parts; a list of plain values, such as the goals, is one value."""
    return isinstance(waarde, list) and any(isinstance(deel, dict | list) for deel in waarde)


def _shape(waarde: dict[str, Any]) -> list[Any]:
    """Operation and column of an expression, source of a number: with another one it is another value."""
    return [
        (naam, waarde[naam] if naam == "indicator" else None)
        for naam in sorted((names() | TOTAAL) & waarde.keys())
    ]


def _equal(een: Any, twee: Any) -> bool:  # noqa: ANN401
    """Whether two plain values are the same: 0.5 is 1/2, and a date is its text."""
    if isinstance(een, bool) or isinstance(twee, bool):
        return een is twee
    getallen = [_getal(w) for w in (een, twee)]
    if None not in getallen:
        return getallen[0] == getallen[1]
    return type(een) is type(twee) and een == twee or str(een) == str(twee)


def _getal(waarde: Any) -> Fraction | None:  # noqa: ANN401
    if isinstance(waarde, bool) or not isinstance(waarde, int | Decimal | str):
        return None
    try:
        return Fraction(waarde) if len(str(waarde)) <= LANGSTE else None
    except (ValueError, OverflowError, ZeroDivisionError):
        return None


def _on(inhoud: Any, pad: Pad) -> Any:  # noqa: ANN401
    """Value at a path, or `_AFWEZIG`."""
    for stap in pad:
        if isinstance(inhoud, dict):
            inhoud = inhoud.get(stap, _AFWEZIG)
        elif isinstance(inhoud, list) and isinstance(stap, int) and stap < len(inhoud):
            inhoud = inhoud[stap]
        else:
            return _AFWEZIG
    return inhoud


# --- the labels that fall -----------------------------------------------------------------------------------


def _grondslag(
    pad: Pad, oud: dict[str, Any], nieuw: dict[str, Any], gegeven: Collection[Pad], keuze: dict[str, str]
) -> str | None:
    """Renew the grondslag that covers a changed value; gives its worth, None where a series decides it."""
    waarde = _on(nieuw, pad)
    if pad[-1] in UIT_REEKS or (isinstance(waarde, dict) and "reeks" in waarde):
        return None
    plekken = list(_plekken(pad, nieuw))
    for plek in plekken:
        eigen = {p[-1] for p in gegeven if p[:-1] == plek}
        nieuwe = len(plek) > len(pad) and _on(oud, pad) is _AFWEZIG
        if not nieuwe and not (plek in gegeven and "bron" in eigen):
            houder = _on(nieuw, plek[:-1])
            erbij = houder.get("grondslag")
            eigen_delen = {k: v for k, v in erbij.items() if k in eigen} if isinstance(erbij, dict) else {}
            houder["grondslag"] = {**keuze, **eigen_delen}
    binnen = list(_inside(waarde.get("totaal") if len(pad) == 2 and isinstance(waarde, dict) else waarde))
    statussen = [_worth(_on(nieuw, plek)) for plek in plekken] or binnen
    return zwakst(*statussen, *(binnen if len(pad) == 2 else ())) if statussen else Status.ILLUSTRATIVE.value


def _plekken(pad: Pad, nieuw: dict[str, Any]) -> Iterator[Pad]:
    """Where the grondslag of a value stands: that beside or around it, and that of the rule it belongs to."""
    if pad == ("tijdplan", "doelen"):
        return  # as in a plan: the order of the goals is a choice of the model, with no grondslag
    plek = _spot(pad, nieuw)
    if plek is not None:
        yield plek
    regel = pad[:3] if pad[:2] == ("plan", "regels") else pad[:1] if pad[0] == "tijdplan" else None
    if regel and plek != (*regel, "grondslag") and _on(nieuw, (*regel, "grondslag")) is not _AFWEZIG:
        yield (*regel, "grondslag")


def _spot(pad: Pad, nieuw: dict[str, Any]) -> Pad | None:
    """Where the grondslag of a value stands: beside it or around it, and for a key beside the key."""
    for lengte in range(len(pad), 0, -1):
        hier = pad[:lengte]
        if lengte == 2 and hier[0] == "taken" and len(pad) > 2 and pad[2] != "sleutel":
            return None  # the grondslag of a task is that of its key
        houder = _on(nieuw, hier)
        if not isinstance(houder, dict):
            continue
        if "grondslag" in houder:
            return (*hier, "grondslag")
        if lengte == 4 and hier[0] == "taken" and hier[2] == "niveaus" and len(pad) > 4:
            return (*hier, "grondslag")
    return None


def _inside(waarde: Any) -> Iterator[str]:  # noqa: ANN401
    """Worth of every grondslag inside a value."""
    if isinstance(waarde, dict):
        grondslag = waarde.get("grondslag")
        if isinstance(grondslag, dict):
            yield _worth(grondslag)
        for sleutel, deel in waarde.items():
            if sleutel != "grondslag":
                yield from _inside(deel)
    elif isinstance(waarde, list):
        for deel in waarde:
            yield from _inside(deel)


def _worth(grondslag: Any) -> str:  # noqa: ANN401
    """Worth of a raw grondslag."""
    return str(grondslag.get("status", Status.PUBLISHED.value)) if isinstance(grondslag, dict) else ""


def _status(
    nieuw: dict[str, Any], paden: Sequence[Pad], zwakste: Sequence[str | None], gegeven: Collection[Pad]
) -> None:
    """A model is worth no more than the parts that were changed in it.

    An author who states the worth himself also answers for what has no grondslag, such as the order of goals.
    """
    eigen = ("status",) in gegeven
    delen = [
        waarde
        for pad, waarde in zip(paden, zwakste, strict=True)
        if waarde is not None and (not eigen or (pad[0] == "taken" and _spot(pad, nieuw) is not None))
    ]
    if isinstance(nieuw.get("status"), str):
        nieuw["status"] = zwakst(nieuw["status"], *delen)


def _plan(
    nieuw: dict[str, Any],
    paden: Sequence[Pad],
    zwakste: Sequence[str | None],
    gegeven: Collection[Pad],
    van: str,
    wijzigingen: Sequence[dict[str, Any]],
) -> None:
    """The same for the plan, also one over time, and its reason: that tells which rules there are."""
    for sectie in PLANNEN:
        plan = nieuw.get(sectie)
        nummers = [n for n, pad in enumerate(paden) if pad[0] == sectie]
        if not isinstance(plan, dict) or not nummers or (sectie,) in paden:
            continue
        if (sectie, "status") not in gegeven:
            delen = [w for n in nummers if (w := zwakste[n]) is not None]
            plan["status"] = zwakst(str(plan.get("status", Status.DERIVED.value)), *delen)
        if "reden" in plan and (sectie, "reden") not in gegeven:
            wat = {t: opsomming([wijzigingen[n]["wat"][t] for n in nummers], t) for t in LANGS}
            plan["reden"] = {t: say("model.aangepast.plan", t, van=van, wat=wat[t]) for t in LANGS}


def _open(nieuw: dict[str, Any], paden: Sequence[Pad], gegeven: Collection[Pad]) -> None:
    """Drop inherited open items of which the choice was made; one without a parameter belongs to all."""
    punten = nieuw.get("open")
    if not isinstance(punten, list) or any(p[0] == "open" for p in gegeven):
        return
    veranderd = [tuple(map(str, pad)) for pad in paden]
    blijft = []
    for punt in punten:
        parameter = punt.get("parameter") if isinstance(punt, dict) else None
        ook = punt.get("steunt_op") if isinstance(punt, dict) else None
        over = [parameter or "", *(ook if isinstance(ook, list) else ())]
        paden_van = [tuple(str(p).split(".")) if p else () for p in over]
        if not any(a[: len(p)] == p or p[: len(a)] == a for a in veranderd for p in paden_van):
            blijft.append(punt)
    nieuw["open"] = blijft


def _published(
    nieuw: dict[str, Any], paden: Sequence[Pad], gegeven: Collection[Pad], waar: str
) -> Iterator[dict[str, Any]]:
    """Published figures were published for one total and one key: with another one they hold no more."""
    taken = nieuw.get("taken")
    for naam in taken if isinstance(taken, dict) else ():
        niveaus = _on(nieuw, ("taken", naam, "niveaus"))
        plek = ("taken", naam, "niveaus", len(niveaus) - 1 if isinstance(niveaus, list) else 0)
        pad = (*plek, "gepubliceerd")
        tabel = _on(nieuw, pad)
        if not isinstance(tabel, dict) or tabel.get("geldt") is False or pad in gegeven:
            continue
        if any(_decides(gewijzigd, naam) for gewijzigd in paden):
            _on(nieuw, plek)["gepubliceerd"] = {**tabel, "geldt": False}
            nieuw["status"] = zwakst(str(nieuw.get("status")), _worth(_on(nieuw, (*plek[:2], "grondslag"))))
            wat = {t: say("model.wat.formule", t) for t in LANGS}
            yield {"pad": gestippeld(pad), "waar": waar, "wat": wat}


def _decides(pad: Pad, taak: str) -> bool:
    """Whether a changed value decides the figures of a task."""
    return pad[0] in ("grenzen", "gebied") or (pad[:2] == ("taken", taak) and pad[2:3] != ("delen",))


def _titles(
    nieuw: dict[str, Any], gegeven: Collection[Pad], van: str, wijzigingen: Sequence[dict[str, Any]]
) -> None:
    """Title and text of the basis tell of the basis."""
    naam = str(nieuw.get("naam", van))
    sleutel = "model.aangepast.titel" if naam == van else "model.aangepast.titel_van"
    wat = {t: opsomming([w["wat"][t] for w in wijzigingen], t) for t in LANGS}
    nieuwe = {
        "titel": {t: say(sleutel, t, naam=naam, van=van) for t in LANGS},
        "omschrijving": {t: say("model.aangepast.omschrijving", t, van=van, wat=wat[t]) for t in LANGS},
    }
    for veld, tekst in nieuwe.items():
        oud = nieuw.get(veld)
        if isinstance(oud, dict):
            eigen = {t: oud[t] for t in LANGS if (veld, t) in gegeven and t in oud}
            nieuw[veld] = eigen or tekst


# --- in words -----------------------------------------------------------------------------------------------


def _what(pad: Pad, oud: dict[str, Any], nieuw: dict[str, Any], meer: bool, lang: Lang) -> str:
    """What stands at a changed path now, in a few words."""
    er_was, er_is = (_on(inhoud, pad) is not _AFWEZIG for inhoud in (oud, nieuw))
    kop, rest = _head(pad, nieuw, meer)
    waarde = _tekst(_on(nieuw, pad), lang)
    soort = pad[-1] if len(pad) == 1 or pad[0] in PLANNEN else pad[2] if len(pad) == 3 else rest[-1]
    if er_is and pad[0] == "taken" and "sleutel" in pad and not waarde:
        return kop + _sleutel(_on(nieuw, pad[: pad.index("sleutel") + 1]), lang)
    if er_is and soort == "peildatum":
        kolom = _tekst(_on(nieuw, (*pad[:-1], "indicator")), lang)
        return kop + say("model.wat.peildatum", lang, kolom=kolom, waarde=waarde)
    if er_is and waarde and f"model.wat.{soort}" in _EIGEN_ZIN:
        return kop + say(f"model.wat.{soort}", lang, waarde=waarde)
    wat = " ".join(map(str, rest)).replace("_", " ")
    if er_is and waarde:
        return f"{kop}{wat} {waarde}"
    return kop + say(f"model.wat.{'zonder' if not er_is else 'anders' if er_was else 'met'}", lang, wat=wat)


_EIGEN_ZIN: Final = frozenset(
    f"model.wat.{soort}" for soort in ("totaal", "afronding", "periode", "grenzen", "gebied", "doelen")
)


def _sleutel(sleutel: Any, lang: Lang) -> str:  # noqa: ANN401
    """A key that is there now, as a formula; that it is another one where it is long or cannot be read."""
    try:
        tekst = formule(read(sleutel), lang)
    except (ModelError, ValueError):  # of both pydantic's are a ValueError
        tekst = ""
    if 0 < len(tekst) <= LANGSTE:
        return say("model.wat.sleutel", lang, formule=tekst)
    return say("model.wat.andere_sleutel", lang)


def _head(pad: Pad, nieuw: dict[str, Any], meer: bool) -> tuple[str, Pad]:
    """Task and level that a path is in, as a heading where there are more; and the path inside them."""
    if pad[:2] == ("plan", "regels") and len(pad) > 2:
        return "", pad[2:]
    if pad[0] == "tijdplan":
        return "", pad
    if pad[0] != "taken" or len(pad) < 3:
        return "", pad[-1:]
    kop = f"{pad[1]}: " if meer else ""
    if pad[2] == "niveaus" and len(pad) > 4:
        return f"{kop}{_on(nieuw, (*pad[:4], 'niveau'))}: ", pad[4:]
    return kop, pad[2:]


def _tekst(waarde: Any, lang: Lang) -> str:  # noqa: ANN401
    """A plain value for people; empty for what has parts or is long."""
    if isinstance(waarde, dict) and "waarde" in waarde:
        waarde = waarde["waarde"]
    if isinstance(waarde, bool):
        return str(waarde).lower()
    if isinstance(waarde, int | Decimal):
        decimalen = max(0, -int(waarde.as_tuple().exponent)) if isinstance(waarde, Decimal) else 0
        return number(waarde, lang, decimalen) if len(str(waarde)) <= LANGSTE else ""
    if isinstance(waarde, dt.date):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    if isinstance(waarde, list):
        delen = [_tekst(deel, lang) for deel in waarde]
        tekst = ", ".join(delen) if all(delen) else ""
    else:
        tekst = "" if waarde is _AFWEZIG or isinstance(waarde, dict) or waarde is None else str(waarde)
    return tekst.replace("_", " ") if len(tekst) <= LANGSTE else ""

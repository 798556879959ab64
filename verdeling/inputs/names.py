"""Which area a text names: one judgement for tables, models, experiments, Python and the command line.

Case, accents, spaces and punctuation never matter. What stands before or after a name counts only when it is
true: ``Hengelo (O.)`` is Hengelo, ``Hengelo (Gld)`` is nothing, ``Utrecht (PV)`` is the provincie. Names in
daily use and names from before a herindeling are read with a note.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from verdeling.errors import Probleem
from verdeling.inputs.register import STREKEN, Bestaan, Register
from verdeling.terms import Niveau, gemeentecode

ALIASES: Final[Mapping[str, str]] = {
    "Den Haag": "'s-Gravenhage",
    "Gravenhage": "'s-Gravenhage",
    "The Hague": "'s-Gravenhage",
    "Den Bosch": "'s-Hertogenbosch",
    "Hertogenbosch": "'s-Hertogenbosch",
    "Nuenen": "Nuenen, Gerwen en Nederwetten",
    "Nuenen c.a.": "Nuenen, Gerwen en Nederwetten",
    "Nuenen ca": "Nuenen, Gerwen en Nederwetten",
    "Dantumadeel": "Dantumadiel",
    "Tietjerksteradeel": "Tytsjerksteradiel",
    "De Friese Meren": "De Fryske Marren",
    "Friese Meren": "De Fryske Marren",
    "Fryske Marren": "De Fryske Marren",
    "Zuidwest-Friesland": "Súdwest-Fryslân",
    "Súdwest Friesland": "Súdwest-Fryslân",
    "Noordoost-Friesland": "Noardeast-Fryslân",
    "Noardeast Friesland": "Noardeast-Fryslân",
    "Ljouwert": "Leeuwarden",
    "Groesbeek": "Berg en Dal",
    "Ronde Venen": "De Ronde Venen",
    "Bilt": "De Bilt",
    "Wolden": "De Wolden",
    "Hogeland": "Het Hogeland",
}
"""Names in daily use (common knowledge) that no rule of spelling leads to the official name."""

PROVINCES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("gr", "gron"), "PV20"),
    **dict.fromkeys(("f", "fr", "frl", "fri"), "PV21"),
    **dict.fromkeys(("d", "dr"), "PV22"),
    **dict.fromkeys(("o", "ov", "ovl"), "PV23"),
    **dict.fromkeys(("fl", "flev"), "PV24"),
    **dict.fromkeys(("gld", "geld", "gl"), "PV25"),
    **dict.fromkeys(("u", "ut", "utr"), "PV26"),
    **dict.fromkeys(("nh", "nholland"), "PV27"),
    **dict.fromkeys(("zh", "zholland"), "PV28"),
    **dict.fromkeys(("z", "zl", "ze", "zld"), "PV29"),
    **dict.fromkeys(("nb", "nbr", "nbrabant"), "PV30"),
    **dict.fromkeys(("l", "lb", "li", "limb"), "PV31"),
}
"""Usual abbreviations of provincies."""

_MUNICIPAL: Final = frozenset({"gemeente", "gem", "gm", "municipality"})
_PROVINCIAL: Final = frozenset({"provincie", "prov", "pv", "province"})
_COUNTRY: Final = frozenset({"nederland", "netherlands", "thenetherlands", "nl", "nl01"})
_BRACKETS: Final = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]*)[)\]]$")
_MARK: Final = re.compile(r"(?<=\S)\s*(?:\(?\b\d{1,2}\)|\([*†‡]+\)|[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+)$")
_PREFIX: Final = re.compile(r"^(gemeente|gem\.|provincie|prov\.)\s+(?=\S)", re.IGNORECASE)
_REGIONAL: Final = re.compile(r"^(veiligheidsregio|vr)\s+(?=\S)", re.IGNORECASE)
_AREACODE: Final = re.compile(r"^(?:PV|VR)\d{2}$", re.IGNORECASE)
_SOUNDS: Final = (
    ("sch", "sg"), ("ch", "g"), ("gh", "g"), ("ij", "y"), ("ei", "y"), ("ey", "y"), ("oe", "u"), ("ue", "u"),
    ("ae", "a"), ("ie", "i"), ("ck", "k"), ("qu", "kw"), ("c", "k"), ("ph", "f"), ("th", "t"), ("dt", "t"),
    ("x", "ks"), ("z", "s"), ("v", "f"),
)  # fmt: skip
"""Spellings that sound alike in Dutch, or nearly."""
_ALIKE: Final = 0.6
"""Least likeness of a name that is worth a question: "did you mean …?"."""
_OTHER_START: Final = 0.15
"""What a name that begins with another sound loses: a slip of the pen seldom changes the first letter."""
_NAMED: Final = 12
"""Most names in one note."""
_MEMBERS: Final = 25
"""Most gemeenten of an area that are named; most veiligheidsregio's have fewer."""


@dataclass(frozen=True)
class Found:
    """The area that a text names.

    Attributes
    ----------
    code, niveau
        The area: a gemeente, a provincie, a veiligheidsregio or the country.
    note
        What a reader must know: the text is not the official name, or an old one.
    """

    code: str
    niveau: Niveau
    note: Probleem | None = None


class NameBook:
    """The names of all gemeenten and provincies on the boundaries of a day.

    Parameters
    ----------
    register
        The shipped register.
    dag
        Day whose boundaries hold.
    """

    def __init__(self, register: Register, dag: dt.date) -> None:
        self.register, self.dag = register, dag
        self.names: Mapping[str, str] = dict(register.gebieden) | {g.code: g.naam for g in register.op(dag)}
        """Name of each area of the day by its code."""
        self.gemeenten: Mapping[str, Bestaan] = {g.code: g for g in register.op(dag)}
        """The gemeenten of the day by code."""
        self._exact = _by_key(self.gemeenten.values(), bare_letters)
        bijnamen = {_spelling(a): self._exact.get(bare_letters(naam), []) for a, naam in ALIASES.items()}
        self._spelled = bijnamen | _by_key(self.gemeenten.values(), _spelling)
        vroeger = [g for g in register.gemeenten if g.code not in self.gemeenten]
        self._gone = _by_key(vroeger, _spelling)
        self._provinces = {bare_letters(n): c for c, n in register.gebieden if c.startswith("PV")}
        self._provinces["friesland"] = self._provinces["fryslan"]
        self._regions = {bare_letters(n): c for c, n in register.gebieden if c.startswith("VR")}
        self._seen: dict[tuple[str, str | None], Found | Probleem] = {}

    def find(self, tekst: str, provincie: str | None = None) -> Found | Probleem:
        """Area that a text names; a gemeente where a gemeente and a provincie have the same name.

        Parameters
        ----------
        tekst
            A code (``GM0034``, ``34``, ``PV20``), or a name.
        provincie
            What stands in the column of provincies beside it; decides between gemeenten of the same name and
            must not contradict.

        Returns
        -------
        Found | Probleem
            The area, or why the text names none, without a place: give it one with :meth:`Probleem.op`.
        """
        vraag = (tekst, provincie or None)
        if vraag not in self._seen:
            self._seen[vraag] = self._find(tekst.strip(), provincie or None)
        return self._seen[vraag]

    def gemeente(self, tekst: str, provincie: str | None = None) -> Found | Probleem:
        """Find a gemeente: a text that names another kind of area is a problem."""
        found = self.find(tekst, provincie)
        if isinstance(found, Found) and found.niveau is not Niveau.GEMEENTE:
            return self._no_gemeente(tekst, found.code)
        return found

    def area(self, tekst: str) -> Found | Probleem:
        """Find an area of any level: a name that a gemeente and a provincie share is a problem.

        A veiligheidsregio that has the name of a provincie is that provincie, unless the text says so.
        """
        naam = _REGIONAL.sub("", tekst.strip())
        found = self.find(tekst)
        regio = self._regions.get(bare_letters(naam))
        if regio is not None and (isinstance(found, Probleem) or naam != tekst.strip()):
            return Found(regio, Niveau.VEILIGHEIDSREGIO)
        samen = self._provinces.get(bare_letters(tekst))
        if isinstance(found, Found) and found.niveau is Niveau.GEMEENTE and samen is not None:
            return Probleem.van("V195", naam=tekst.strip(), gm=found.code, pv=samen)
        return found

    def provincie(self, tekst: str) -> Found | Probleem:
        """Find a provincie by code, name or usual abbreviation."""
        schoon, soort = _bare(tekst)
        naam, toevoeging = _split(schoon)
        if toevoeging is not None and bare_letters(toevoeging) in _PROVINCIAL:
            schoon = naam
        letters = bare_letters(schoon)
        code = schoon.upper() if _AREACODE.match(schoon) else self._province(letters)
        if soort in ("", "provincie") and code is not None and code.startswith("PV") and code in self.names:
            return Found(code, Niveau.PROVINCIE)
        (nabij,) = difflib.get_close_matches(letters, self._provinces, n=1, cutoff=0.0)
        return Probleem.van("V137", waarde=tekst.strip(), naam=self.names[self._provinces[nabij]])

    def contradictions(
        self, code: str | None, gemeente: str = "", provincie: str = ""
    ) -> dict[str, Probleem]:
        """What the columns gemeente and provincie say against the code of their row, by column.

        An empty cell says nothing. A name must be that of the code on these boundaries; one from before a
        herindeling does not fit. Without a code only the provincie itself can be wrong.
        """
        tegen: dict[str, Probleem] = {}
        if code is not None and gemeente and not self._fits(gemeente, code):
            tegen["gemeente"] = Probleem.van("V136", waarde=gemeente, gm=code, naam=self.names[code])
        if provincie:
            found = self.provincie(provincie)
            if isinstance(found, Probleem):
                tegen["provincie"] = found
            elif code is not None and found.code != (eigen := self._provincie_of(code)):
                naam = self.names[eigen]
                tegen["provincie"] = Probleem.van("V150", waarde=provincie, gm=code, naam=naam)
        return tegen

    def nearest(self, tekst: str) -> Bestaan | None:
        """Gemeente whose name is nearest by sound and letters; None when none is near."""
        letters, klank = bare_letters(tekst), _sound(tekst)
        paren = _pairs(letters)

        def likeness(naam: str, geluid: str) -> float:
            gelijk = (_likeness(letters, naam) + _likeness(klank, geluid)) / 2
            return gelijk - _OTHER_START * (klank[:1] != geluid[:1])

        gedeeld = sorted(self._likely, key=lambda n: -len(paren & n[2]) / (len(paren) + len(n[2])))
        punten = [(likeness(naam, geluid), g) for naam, geluid, _, g in gedeeld[:_NAMED]]
        best, gemeente = max(punten, key=lambda p: p[0])
        return gemeente if best >= _ALIKE else None

    # --- the judgement ------------------------------------------------------------------------------------

    def _find(self, tekst: str, provincie: str | None) -> Found | Probleem:
        found = self._by_code(tekst)
        if found is None:
            schoon, soort = _bare(tekst)
            found = self._by_name(tekst, schoon, soort, provincie)
        if isinstance(found, Found) and found.code in self.gemeenten and provincie is not None:
            return self.contradictions(found.code, provincie=provincie).get("provincie", found)
        return found

    def _by_code(self, tekst: str) -> Found | Probleem | None:
        """Area of a code on these boundaries; None when the text is no code."""
        if _AREACODE.match(tekst) and tekst.upper() in self.names:
            code = tekst.upper()
            return Found(code, Niveau.PROVINCIE if code.startswith("PV") else Niveau.VEILIGHEIDSREGIO)
        if bare_letters(tekst) in _COUNTRY:
            return Found("NL01", Niveau.LAND)
        try:
            code = gemeentecode(tekst)
        except ValueError:
            return None
        if code in self.gemeenten:
            return Found(code, Niveau.GEMEENTE)
        return self.missing(code)

    def missing(self, code: str) -> Probleem:
        """Why a gemeentecode is not there on these boundaries."""
        g = next((g for g in self.register.gemeenten if g.code == code), None)
        if g is None:
            return Probleem.van("V132", gm=code)
        if self.dag < g.van:
            return Probleem.van("V135", gm=code, naam=g.naam, van=g.van, dag=self.dag)
        nieuw = ", ".join(self.register.opvolgers(code))
        return Probleem.van("V134", gm=code, naam=g.naam, tot=g.tot, dag=self.dag, nieuw=nieuw)

    def _by_name(self, tekst: str, schoon: str, soort: str, provincie: str | None) -> Found | Probleem:
        naam, toevoeging = _split(schoon)
        if soort == "provincie" or (toevoeging is not None and bare_letters(toevoeging) in _PROVINCIAL):
            code = self._province(bare_letters(naam))
            if code is not None:
                return Found(code, Niveau.PROVINCIE)
            if toevoeging is None:
                return self._strange(tekst, naam)
            return self._with_suffix(tekst, naam, toevoeging)
        kandidaten = self._exact.get(bare_letters(schoon)) or self._spelled.get(_spelling(schoon)) or []
        if not kandidaten:
            if toevoeging is None:
                naam, toevoeging = self._loose_suffix(schoon)
            if toevoeging is not None:
                return self._with_suffix(tekst, naam, toevoeging)
            if soort == "" and bare_letters(schoon) in self._provinces:
                return Found(self._provinces[bare_letters(schoon)], Niveau.PROVINCIE)
            return self._former(tekst, schoon)
        return self._one(tekst, kandidaten, provincie)

    def _one(self, tekst: str, kandidaten: Sequence[Bestaan], provincie: str | None) -> Found | Probleem:
        if len(kandidaten) > 1 and provincie is not None:
            found = self.provincie(provincie)
            if isinstance(found, Found):
                kandidaten = [g for g in kandidaten if g.provincie == found.code] or kandidaten
        if len(kandidaten) > 1:
            namen = ", ".join(f"{g.naam} ({g.code}, {self.names[g.provincie]})" for g in kandidaten)
            return Probleem.van("V194", naam=tekst, namen=namen)
        (g,) = kandidaten
        eigen = {bare_letters(g.naam), bare_letters(_split(g.naam)[0])}
        if bare_letters(tekst) in eigen:
            return Found(g.code, Niveau.GEMEENTE)
        return Found(g.code, Niveau.GEMEENTE, Probleem.van("V191", namen=f"{tekst} = {g.naam} ({g.code})"))

    def _with_suffix(self, tekst: str, naam: str, toevoeging: str) -> Found | Probleem:
        """A name with something after it, which must be "gemeente" or the provincie of that gemeente."""
        kandidaten = self._exact.get(bare_letters(naam)) or self._spelled.get(_spelling(naam)) or []
        if not kandidaten:
            return self._strange(tekst, f"{naam} {toevoeging}")
        if bare_letters(toevoeging) in _MUNICIPAL:
            return self._one(naam, kandidaten, None)
        pv = self._province(bare_letters(toevoeging))
        passend = [g for g in kandidaten if g.provincie == pv]
        if not passend:
            namen = ", ".join(f"{g.naam} ({g.code}, {self.names[g.provincie]})" for g in kandidaten)
            return Probleem.van("V193", naam=tekst, toevoeging=toevoeging, namen=namen)
        return self._one(naam, passend, None)

    def _loose_suffix(self, schoon: str) -> tuple[str, str | None]:
        """A provincie after a name without brackets: ``Laren NH``, ``Bergen, Limburg``."""
        delen = re.split(r"\s*,\s*|\s+", schoon)
        for aantal in (1, 2):
            toevoeging = " ".join(delen[-aantal:])
            naam = schoon[: schoon.rfind(delen[-aantal])].rstrip(" ,") if len(delen) > aantal else ""
            if naam and self._province(bare_letters(toevoeging)) and bare_letters(naam) in self._exact:
                return naam, toevoeging
        return schoon, None

    def _former(self, tekst: str, schoon: str) -> Found | Probleem:
        """A name of other boundaries: read as its only successor, else told."""
        vroeger = self._gone.get(_spelling(schoon), [])
        if len(vroeger) != 1:
            return self._strange(tekst, schoon)
        (g,) = vroeger
        opvolgers = {
            h.nieuw for h in self.register.herindelingen if h.oud == g.code and not h.voorgenomen
        } & self.gemeenten.keys()
        if self.dag < g.van or len(opvolgers) != 1:
            return self.missing(g.code)
        (nieuw,) = opvolgers
        note = Probleem.van("V192", naam=g.naam, oud=g.code, tot=g.tot, nieuw=self.names[nieuw], gm=nieuw)
        return Found(nieuw, Niveau.GEMEENTE, note)

    def _strange(self, tekst: str, naam: str) -> Probleem:
        for soort, letters in (("", bare_letters(naam)), self._kind_before(naam)):
            streken = [s for s in self.register.streken if bare_letters(s.naam) == letters]
            if streken:
                return self._no_gemeente(
                    tekst, next((s for s in streken if s.soort == soort), streken[0]).code
                )
        nabij = self.nearest(naam)
        if nabij is None:
            return Probleem.van("V198", naam=tekst)
        return Probleem.van("V197", naam=tekst, nabij=nabij.naam, gm=nabij.code)

    def _kind_before(self, naam: str) -> tuple[str, str]:
        """Kind of area that stands before a name, and the letters of the name."""
        soort, _, rest = naam.strip().partition(" ")
        voluit = {"vr": "veiligheidsregio", "corop": "COROP-gebied"}.get(soort.lower(), soort.lower())
        return (voluit, bare_letters(rest)) if voluit in {"regio", *STREKEN.values()} else ("", "")

    def _no_gemeente(self, tekst: str, code: str) -> Probleem:
        """What a text names instead of a gemeente, and which gemeenten are in it."""
        streek = next((s for s in self.register.streken if s.code == code), None)
        soort = "land" if streek is None else streek.soort
        leden = set(self.gemeenten if streek is None else streek.gemeenten)
        leden |= {g.code for g in self.gemeenten.values() if code in (g.provincie, g.veiligheidsregio)}
        namen = sorted(g.naam for c, g in self.gemeenten.items() if c in leden)
        meer = " …" if len(namen) > _MEMBERS else ""
        opsomming = ", ".join(namen[:_MEMBERS]) + meer
        wat = {"naam": tekst.strip(), "soort": soort, "gm": code}
        return Probleem.van("V196", aantal=len(namen), namen=opsomming, **wat)

    def _province(self, letters: str) -> str | None:
        return self._provinces.get(letters) or PROVINCES.get(letters)

    def _provincie_of(self, code: str) -> str:
        return self.gemeenten[code].provincie if code in self.gemeenten else code

    def _fits(self, tekst: str, code: str) -> bool:
        """Whether a name beside a code is that of the code; one of several of that name will do."""
        if code not in self.gemeenten:
            found = self.provincie(tekst)
            return isinstance(found, Found) and found.code == code
        found = self.find(tekst, self.names[self.gemeenten[code].provincie])
        oud = isinstance(found, Found) and found.note is not None and found.note.code == "V192"
        return isinstance(found, Found) and found.code == code and not oud

    @cached_property
    def _likely(self) -> list[tuple[str, str, frozenset[str], Bestaan]]:
        """Every way to write a gemeente: its letters, its sound and its pairs of letters."""
        namen = [(n, g) for g in self.gemeenten.values() for n in {g.naam, _split(g.naam)[0]}]
        namen += [(alias, g) for alias in ALIASES for g in self._spelled.get(_spelling(alias), ())]
        return [(bare_letters(n), _sound(n), _pairs(bare_letters(n)), g) for n, g in namen]


def tell(found: Iterable[Found | Probleem], waar: str = "") -> list[Probleem]:
    """Notes of the names of one table, each once: what was read as another name together, the rest apart."""
    notes = {n.tekst(): n.op(waar) for f in found if isinstance(f, Found) and (n := f.note) is not None}
    gelezen = [n.gegevens["namen"] for n in notes.values() if n.code == "V191"]
    namen = ", ".join(gelezen[:_NAMED]) + (" …" if len(gelezen) > _NAMED else "")
    samen = [Probleem.van("V191", waar, namen=namen)] if gelezen else []
    return samen + [n for n in notes.values() if n.code != "V191"]


def _by_key(gemeenten: Iterable[Bestaan], key: Callable[[str], str]) -> dict[str, list[Bestaan]]:
    """Gemeenten by what `key` makes of their name, with and without the provincie that it carries."""
    boek: dict[str, list[Bestaan]] = {}
    for g in gemeenten:
        for k in {key(g.naam), key(_split(g.naam)[0])}:
            boek.setdefault(k, []).append(g)
    return boek


def _bare(tekst: str) -> tuple[str, str]:
    """Name without footnote marks and without "gemeente" or "provincie" before it; and which stood."""
    schoon = tekst.strip().strip("*†‡ ")
    while (korter := _MARK.sub("", schoon)) != schoon:
        schoon = korter
    voor = _PREFIX.match(schoon)
    if voor is None:
        return schoon, ""
    return schoon[voor.end() :], "provincie" if voor[1].lower().startswith("p") else "gemeente"


def _split(naam: str) -> tuple[str, str | None]:
    """Name and what stands in brackets after it; None without brackets."""
    match = _BRACKETS.match(naam)
    return (naam, None) if match is None else (match[1], match[2])


def _folded(tekst: str) -> str:
    """Text without case and accents."""
    ontleed = unicodedata.normalize("NFKD", tekst).casefold()
    return "".join(c for c in ontleed if not unicodedata.combining(c))


def bare_letters(tekst: str) -> str:
    """What is left of a name without case, accents, spaces and punctuation."""
    return "".join(c for c in _folded(tekst) if c.isalnum())


def _spelling(tekst: str) -> str:
    """Letters of a name in one spelling: St. is Sint, a/d is aan de(n); "en", "&" and a hyphen are alike."""
    vlak = re.sub(r"\ba(?:[/.]\s*d\b\.?|d\b|an den\b)", " aan de ", _folded(tekst))
    vlak = re.sub(r"\bst\b", "sint", vlak)
    return "".join(woord for woord in re.findall(r"[^\W_]+", vlak) if woord != "en")


def _sound(tekst: str) -> str:
    klank = _spelling(tekst)
    for schrift, uitspraak in _SOUNDS:
        klank = klank.replace(schrift, uitspraak)
    return re.sub(r"(.)\1+", r"\1", klank)


def _pairs(letters: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(f"^{letters}$"))


def _likeness(een: str, ander: str) -> float:
    return difflib.SequenceMatcher(None, een, ander).ratio()

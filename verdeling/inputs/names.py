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

from verdeling.errors import Problem
from verdeling.inputs.register import NAMED_REGIONS, Existence, Register
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
_FIGURES: Final = 4
"""Figures of a gemeentecode."""
_EXAMPLE: Final = "GM0034"
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
    note: Problem | None = None


class NameBook:
    """The names of all gemeenten and provincies on the boundaries of a day.

    Parameters
    ----------
    register
        The shipped register.
    dag
        Day whose boundaries hold.
    """

    def __init__(self, register: Register, day: dt.date) -> None:
        self.register, self.dag = register, day
        self.names: Mapping[str, str] = dict(register.gebieden) | {g.code: g.naam for g in register.op(day)}
        """Name of each area of the day by its code."""
        self.gemeenten: Mapping[str, Existence] = {g.code: g for g in register.op(day)}
        """The gemeenten of the day by code."""
        self._exact = _by_key(self.gemeenten.values(), bare_letters)
        aliases = {_spelling(a): self._exact.get(bare_letters(name), []) for a, name in ALIASES.items()}
        self._spelled = aliases | _by_key(self.gemeenten.values(), _spelling)
        formerly = [g for g in register.gemeenten if g.code not in self.gemeenten]
        self._gone = _by_key(formerly, _spelling)
        self._provinces = {bare_letters(n): c for c, n in register.gebieden if c.startswith("PV")}
        self._provinces["friesland"] = self._provinces["fryslan"]
        self._regions = {bare_letters(n): c for c, n in register.gebieden if c.startswith("VR")}
        self._seen: dict[tuple[str, str | None], Found | Problem] = {}

    def find(self, text: str, provincie: str | None = None) -> Found | Problem:
        """Area that a text names; a gemeente where a gemeente and a provincie have the same name.

        Parameters
        ----------
        text
            A code (``GM0034``, ``34``, ``PV20``), or a name.
        provincie
            What stands in the column of provincies beside it; decides between gemeenten of the same name and
            must not contradict.

        Returns
        -------
        Found | Probleem
            The area, or why the text names none, without a place: give it one with :meth:`Problem.op`.
        """
        question = (text, provincie or None)
        if question not in self._seen:
            self._seen[question] = self._find(text.strip(), provincie or None)
        return self._seen[question]

    def gemeente(self, text: str, provincie: str | None = None) -> Found | Problem:
        """Find a gemeente: a text that names another kind of area is a problem."""
        found = self.find(text, provincie)
        if isinstance(found, Found) and found.niveau is not Niveau.GEMEENTE:
            return self._no_gemeente(text, found.code)
        return found

    def area(self, text: str) -> Found | Problem:
        """Find an area of any level: a name that a gemeente and a provincie share is a problem.

        A veiligheidsregio that has the name of a provincie is that provincie, unless the text says so.
        """
        name = _REGIONAL.sub("", text.strip())
        found = self.find(text)
        region = self._regions.get(bare_letters(name))
        if region is not None and (isinstance(found, Problem) or name != text.strip()):
            return Found(region, Niveau.VEILIGHEIDSREGIO)
        together = self._provinces.get(bare_letters(text))
        if isinstance(found, Found) and found.niveau is Niveau.GEMEENTE and together is not None:
            return Problem.van("V195", naam=text.strip(), gm=found.code, pv=together)
        return found

    def provincie(self, text: str) -> Found | Problem:
        """Find a provincie by code, name or usual abbreviation."""
        clean, kind = _bare(text)
        name, addition = _split(clean)
        if addition is not None and bare_letters(addition) in _PROVINCIAL:
            clean = name
        letters = bare_letters(clean)
        code = clean.upper() if _AREACODE.match(clean) else self._province(letters)
        if kind in ("", "provincie") and code is not None and code.startswith("PV") and code in self.names:
            return Found(code, Niveau.PROVINCIE)
        (near,) = difflib.get_close_matches(letters, self._provinces, n=1, cutoff=0.0)
        return Problem.van("V137", waarde=text.strip(), naam=self.names[self._provinces[near]])

    def contradictions(self, code: str | None, gemeente: str = "", provincie: str = "") -> dict[str, Problem]:
        """What the columns gemeente and provincie say against the code of their row, by column.

        An empty cell says nothing. A name must be that of the code on these boundaries; one from before a
        herindeling does not fit. Without a code only the provincie itself can be wrong.
        """
        tegen: dict[str, Problem] = {}
        if code is not None and gemeente and not self._fits(gemeente, code):
            tegen["gemeente"] = Problem.van("V136", waarde=gemeente, gm=code, naam=self.names[code])
        if provincie:
            found = self.provincie(provincie)
            if isinstance(found, Problem):
                tegen["provincie"] = found
            elif code is not None and found.code != (own := self._provincie_of(code)):
                name = self.names[own]
                tegen["provincie"] = Problem.van("V150", waarde=provincie, gm=code, naam=name)
        return tegen

    def nearest(self, text: str) -> Existence | None:
        """Gemeente whose name is nearest by sound and letters; None when none is near."""
        letters, klank = bare_letters(text), _sound(text)
        pairs = _pairs(letters)

        def likeness(name: str, sound: str) -> float:
            equal = (_likeness(letters, name) + _likeness(klank, sound)) / 2
            return equal - _OTHER_START * (klank[:1] != sound[:1])

        shared = sorted(self._likely, key=lambda n: -len(pairs & n[2]) / (len(pairs) + len(n[2])))
        points = [(likeness(name, sound), g) for name, sound, _, g in shared[:_NAMED]]
        best, gemeente = max(points, key=lambda p: p[0])
        return gemeente if best >= _ALIKE else None

    # --- the judgement ------------------------------------------------------------------------------------

    def _find(self, text: str, provincie: str | None) -> Found | Problem:
        found = self._by_code(text)
        if found is None:
            clean, kind = _bare(text)
            found = self._by_name(text, clean, kind, provincie)
        if isinstance(found, Found) and found.code in self.gemeenten and provincie is not None:
            return self.contradictions(found.code, provincie=provincie).get("provincie", found)
        return found

    def _by_code(self, text: str) -> Found | Problem | None:
        """Area of a code on these boundaries; None when the text is no code."""
        if _AREACODE.match(text) and text.upper() in self.names:
            code = text.upper()
            return Found(code, Niveau.PROVINCIE if code.startswith("PV") else Niveau.VEILIGHEIDSREGIO)
        if bare_letters(text) in _COUNTRY:
            return Found("NL01", Niveau.LAND)
        try:
            code = gemeentecode(text)
        except ValueError:
            return None
        if code in self.gemeenten:
            return Found(code, Niveau.GEMEENTE)
        return self.missing(code)

    def successor(self, code: str) -> str | None:
        """The one gemeente of these boundaries into which a former one went; None when that is not one."""
        new = {h.nieuw for h in self.register.herindelingen if h.oud == code and not h.intended}
        here = new & self.gemeenten.keys()
        return next(iter(here)) if len(here) == 1 else None

    def missing(self, code: str) -> Problem:
        """Why a gemeentecode is not there on these boundaries."""
        g = next((g for g in self.register.gemeenten if g.code == code), None)
        if g is None:
            return Problem.van("V132", gm=code)
        if self.dag < g.van:
            return Problem.van("V135", gm=code, naam=g.naam, van=g.van, dag=self.dag)
        new = ", ".join(self.register.successors(code))
        return Problem.van("V134", gm=code, naam=g.naam, tot=g.tot, dag=self.dag, nieuw=new)

    def _by_name(self, text: str, clean: str, kind: str, provincie: str | None) -> Found | Problem:
        name, addition = _split(clean)
        if kind == "provincie" or (addition is not None and bare_letters(addition) in _PROVINCIAL):
            code = self._province(bare_letters(name))
            if code is not None:
                return Found(code, Niveau.PROVINCIE)
            if addition is None:
                return self._strange(text, name)
            return self._with_suffix(text, name, addition)
        candidates = self._exact.get(bare_letters(clean)) or self._spelled.get(_spelling(clean)) or []
        if not candidates:
            if addition is None:
                name, addition = self._loose_suffix(clean)
            if addition is not None:
                return self._with_suffix(text, name, addition)
            if kind == "" and bare_letters(clean) in self._provinces:
                return Found(self._provinces[bare_letters(clean)], Niveau.PROVINCIE)
            return self._former(text, clean)
        return self._one(text, candidates, provincie)

    def _one(self, text: str, candidates: Sequence[Existence], provincie: str | None) -> Found | Problem:
        if len(candidates) > 1 and provincie is not None:
            found = self.provincie(provincie)
            if isinstance(found, Found):
                candidates = [g for g in candidates if g.provincie == found.code] or candidates
        if len(candidates) > 1:
            names = ", ".join(f"{g.naam} ({g.code}, {self.names[g.provincie]})" for g in candidates)
            return Problem.van("V194", naam=text, namen=names)
        (g,) = candidates
        own = {bare_letters(g.naam), bare_letters(_split(g.naam)[0])}
        if bare_letters(text) in own:
            return Found(g.code, Niveau.GEMEENTE)
        return Found(g.code, Niveau.GEMEENTE, Problem.van("V191", namen=f"{text} = {g.naam} ({g.code})"))

    def _with_suffix(self, text: str, name: str, addition: str) -> Found | Problem:
        """A name with something after it, which must be "gemeente" or the provincie of that gemeente."""
        candidates = self._exact.get(bare_letters(name)) or self._spelled.get(_spelling(name)) or []
        if not candidates:
            return self._strange(text, f"{name} {addition}")
        if bare_letters(addition) in _MUNICIPAL:
            return self._one(name, candidates, None)
        pv = self._province(bare_letters(addition))
        fitting = [g for g in candidates if g.provincie == pv]
        if not fitting:
            names = ", ".join(f"{g.naam} ({g.code}, {self.names[g.provincie]})" for g in candidates)
            return Problem.van("V193", naam=text, toevoeging=addition, namen=names)
        return self._one(name, fitting, None)

    def _loose_suffix(self, clean: str) -> tuple[str, str | None]:
        """A provincie after a name without brackets: ``Laren NH``, ``Bergen, Limburg``."""
        parts = re.split(r"\s*,\s*|\s+", clean)
        for count in (1, 2):
            addition = " ".join(parts[-count:])
            name = clean[: clean.rfind(parts[-count])].rstrip(" ,") if len(parts) > count else ""
            if name and self._province(bare_letters(addition)) and bare_letters(name) in self._exact:
                return name, addition
        return clean, None

    def _former(self, text: str, clean: str) -> Found | Problem:
        """A name of other boundaries: read as its only successor, else told."""
        formerly = self._gone.get(_spelling(clean), [])
        if len(formerly) != 1:
            return self._strange(text, clean)
        (g,) = formerly
        new = self.successor(g.code)
        if self.dag < g.van or new is None:
            return self.missing(g.code)
        note = Problem.van("V192", naam=g.naam, oud=g.code, tot=g.tot, nieuw=self.names[new], gm=new)
        return Found(new, Niveau.GEMEENTE, note)

    def _strange(self, text: str, name: str) -> Problem:
        for kind, letters in (("", bare_letters(name)), self._kind_before(name)):
            named_regions = [s for s in self.register.named_regions if bare_letters(s.naam) == letters]
            if named_regions:
                return self._no_gemeente(
                    text, next((s for s in named_regions if s.soort == kind), named_regions[0]).code
                )
        near = self.nearest(name)
        if near is None:
            return Problem.van("V198", naam=text)
        return Problem.van("V197", naam=text, nabij=near.naam, gm=near.code)

    def _kind_before(self, name: str) -> tuple[str, str]:
        """Kind of area that stands before a name, and the letters of the name."""
        kind, _, rest = name.strip().partition(" ")
        in_full = {"vr": "veiligheidsregio", "corop": "COROP-gebied"}.get(kind.lower(), kind.lower())
        return (in_full, bare_letters(rest)) if in_full in {"regio", *NAMED_REGIONS.values()} else ("", "")

    def _no_gemeente(self, text: str, code: str) -> Problem:
        """What a text names instead of a gemeente, and which gemeenten are in it."""
        region = next((s for s in self.register.named_regions if s.code == code), None)
        kind = "land" if region is None else region.soort
        members = set(self.gemeenten if region is None else region.gemeenten)
        members |= {g.code for g in self.gemeenten.values() if code in (g.provincie, g.veiligheidsregio)}
        names = sorted(g.naam for c, g in self.gemeenten.items() if c in members)
        more = " …" if len(names) > _MEMBERS else ""
        enumeration = ", ".join(names[:_MEMBERS]) + more
        what = {"naam": text.strip(), "soort": kind, "gm": code}
        return Problem.van("V196", aantal=len(names), namen=enumeration, **what)

    def _province(self, letters: str) -> str | None:
        return self._provinces.get(letters) or PROVINCES.get(letters)

    def _provincie_of(self, code: str) -> str:
        return self.gemeenten[code].provincie if code in self.gemeenten else code

    def _fits(self, text: str, code: str) -> bool:
        """Whether a name beside a code is that of the code; one of several of that name will do."""
        if code not in self.gemeenten:
            found = self.provincie(text)
            return isinstance(found, Found) and found.code == code
        found = self.find(text, self.names[self.gemeenten[code].provincie])
        old = isinstance(found, Found) and found.note is not None and found.note.code == "V192"
        return isinstance(found, Found) and found.code == code and not old

    @cached_property
    def _likely(self) -> list[tuple[str, str, frozenset[str], Existence]]:
        """Every way to write a gemeente: its letters, its sound and its pairs of letters."""
        names = [(n, g) for g in self.gemeenten.values() for n in {g.naam, _split(g.naam)[0]}]
        names += [(alias, g) for alias in ALIASES for g in self._spelled.get(_spelling(alias), ())]
        return [(bare_letters(n), _sound(n), _pairs(bare_letters(n)), g) for n, g in names]


def no_code(text: str, own: str | None = None) -> Problem:
    """A text that is no gemeentecode, and how the code is written: `own`, else that of its figures."""
    figures = "".join(c for c in text if c.isascii() and c.isdigit())
    code = own or (f"GM{int(figures):04d}" if 0 < len(figures) <= _FIGURES else _EXAMPLE)
    return Problem.van("V131", waarde=text, gm=code, vier=code[2:], kort=code[2:].lstrip("0"))


def tell(found: Iterable[Found | Problem], where: str = "") -> list[Problem]:
    """Notes of the names of one table, each once: what was read as another name together, the rest apart."""
    notes = {n.tekst(): n.op(where) for f in found if isinstance(f, Found) and (n := f.note) is not None}
    seen = [n.gegevens["namen"] for n in notes.values() if n.code == "V191"]
    names = ", ".join(seen[:_NAMED]) + (" …" if len(seen) > _NAMED else "")
    together = [Problem.van("V191", where, namen=names)] if seen else []
    return together + [n for n in notes.values() if n.code != "V191"]


def _by_key(gemeenten: Iterable[Existence], key: Callable[[str], str]) -> dict[str, list[Existence]]:
    """Gemeenten by what `key` makes of their name, with and without the provincie that it carries."""
    book: dict[str, list[Existence]] = {}
    for g in gemeenten:
        for k in {key(g.naam), key(_split(g.naam)[0])}:
            book.setdefault(k, []).append(g)
    return book


def _bare(text: str) -> tuple[str, str]:
    """Name without footnote marks and without "gemeente" or "provincie" before it; and which stood."""
    clean = text.strip().strip("*†‡ ")
    while (shorter := _MARK.sub("", clean)) != clean:
        clean = shorter
    voor = _PREFIX.match(clean)
    if voor is None:
        return clean, ""
    return clean[voor.end() :], "provincie" if voor[1].lower().startswith("p") else "gemeente"


def _split(name: str) -> tuple[str, str | None]:
    """Name and what stands in brackets after it; None without brackets."""
    match_ = _BRACKETS.match(name)
    return (name, None) if match_ is None else (match_[1], match_[2])


def _folded(text: str) -> str:
    """Text without case and accents."""
    ontleed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in ontleed if not unicodedata.combining(c))


def bare_letters(text: str) -> str:
    """What is left of a name without case, accents, spaces and punctuation."""
    return "".join(c for c in _folded(text) if c.isalnum())


def _spelling(text: str) -> str:
    """Letters of a name in one spelling: St. is Sint, a/d is aan de(n); "en", "&" and a hyphen are alike."""
    plane = re.sub(r"\ba(?:[/.]\s*d\b\.?|d\b|an den\b)", " aan de ", _folded(text))
    plane = re.sub(r"\bst\b", "sint", plane)
    return "".join(word for word in re.findall(r"[^\W_]+", plane) if word != "en")


def _sound(text: str) -> str:
    sound = _spelling(text)
    for script, verdict in _SOUNDS:
        sound = sound.replace(script, verdict)
    return re.sub(r"(.)\1+", r"\1", sound)


def _pairs(letters: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(f"^{letters}$"))


def _likeness(een: str, another: str) -> float:
    return difflib.SequenceMatcher(None, een, another).ratio()

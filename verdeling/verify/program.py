"""The rules of a plan read a second time: from model and data to the columns, rows and goals they ask for.

Plain loops over gemeenten; nothing of the rooms that build and solve the program.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from verdeling.verify.figures import Country, Differs, Task, Unknown, equal, number, table

SETTINGS: Final = {
    "bestaande_capaciteit": {"kolom", "peildatum"},
    "locatieomvang": {"minimum", "maal_opgave", "ruimte_minstens"},
    "plafond": {"per_1000", "maal_opgave", "peildatum"},
    "vrijstelling": {"gemeenten", "ook_niet_voor_anderen"},
    "vast": {"gemeenten"},
    "aanbod": {"kolom", "peildatum"},
    "provincietotaal": {"hard", "opgave", "rest"},
    "restverdeling": {"wijze", "bij_gebrek"},
    "samenwerking": {"straal_km", "punt", "dichtstbij", "aangrenzend", "veiligheidsregio", "clusters"},
    "omzetting": {"kolom", "peildatum", "hoogstens"},
    "uitkering": {"per_plaats", "per_nieuwe_plaats", "drempel", "budget"},
    "verdeelbesluit": {
        "verslagen",
        "restopgave",
        "aanbod",
        "in_aanmerking",
        "ten_hoogste",
        "plafond",
        "gezamenlijk",
        "verdeel_verslag",
        "gepubliceerd",
    },
    "uitruil": {
        "verhoudingen",
        "cyclus",
        "hoogstens_weg",
        "hoogstens_erbij",
        "onbegrensd",
        "ruimte",
        "binnen",
        "overeenkomsten",
        "leningen",
    },
    "vaten": {"taak", "per_persoon", "boven_taak", "cyclus"},
    "rol": {"locaties", "vrijblijvend", "telt", "hoogstens"},
}
"""Rules that are read here, with the settings that are read of them."""
NOTHING_STANDS: Final = ("bestaande_capaciteit", "geen")
"""Of the places that stand there may be no column; then there are none."""
OFF: Final = {("bestaande_capaciteit", "sluiten"), ("uitkering", "geruild")}
"""Settings that are read when they are off."""
Terms = dict[str, int]
ONE_BY_ONE: Final = 10**6
"""Places that are given one by one."""


class Further:
    """A rule that is more than bounds and rows of single gemeenten; what it does not do it leaves."""

    def __init__(self, reading: Reading, rule: Any) -> None:  # noqa: ANN401
        self.o, self.rule = reading, rule

    def totals(self) -> None:
        """What it makes of totals, remainders and places that stand."""

    def bounds(self) -> None:
        """What it makes of least and most."""

    def burden(self) -> None:
        """What it adds to what a gemeente may have to place."""

    def columns(self) -> None:
        """Its columns."""

    def rows(self) -> None:
        """Its rows."""


class Reading:
    """What rules ask, by name: columns with bounds, rows, goals."""

    def __init__(
        self,
        plan: Any,  # noqa: ANN401
        tasks: Mapping[str, Task],
        country: Country,
        parts: Mapping[str, bytes],
        known: Mapping[str, type[Further]],
    ) -> None:
        self.rules, self.aims = plan["regels"], plan["doelen"]
        self.land, self.codes, self.files = country, country.codes, parts
        self.all = range(len(self.codes))
        self.columns: dict[str, tuple[int, int]] = {}
        self.rows: list[tuple[str, str, str, Terms, int | None, int | None]] = []
        self.own: list[str] = []
        """Columns of rules, in the tie order after the flows."""
        self.provinces = sorted(set(country.areas["provincie"]))
        home = country.areas["provincie"]
        self.members = {p: [g for g in self.all if home[g] == p] for p in self.provinces}
        _known(self.rules)
        self.figure = tasks[plan["taak"]].counts
        self.stands = self._read("bestaande_capaciteit", 0)
        self.emergency = self._read("omzetting", 0)
        self.offer = self._read("aanbod", -1, -1)
        point = "_inwoners" if self.rules.get("samenwerking", {}).get("punt") == "inwoners" else ""
        self.x, self.y = (
            country.whole(f"{axis}{point}", None) if (f"{axis}{point}", None) in country.columns else None
            for axis in ("rd_x", "rd_y")
        )
        self.tasks = {name: other.counts for name, other in tasks.items()}
        self.task = plan["taak"]
        self.placing: list[tuple[int, str, int]] = []
        """What rules take from or add to what a gemeente must place."""
        self.extra_goals: dict[str, Terms] = {}
        """Goals of the rules of :mod:`verdeling.verify.further`, which are sums."""
        further = [kind(self, self.rules[rule]) for rule, kind in known.items() if rule in self.rules]
        self._totals()
        for rule in further:
            rule.totals()
        self._bounds(further)
        self.asked = self._asked()
        if self.asked is not None:
            self.r_most = [max(r, 0) for r in self.asked]
        self.burden = list(self.r_most)
        for rule in further:
            rule.burden()
        self._variables()
        for rule in further:
            rule.columns()
            rule.rows()
        for tells in (self._site, self._ceiling, self._exempt, self._fixed, self._offered, self._province):
            tells()
        for tells in (self._division, self._conversion, self._payment):
            tells()
        self.goals = [self._goal(name) for name in plan["doelen"]]

    def _read(self, rule: str, without: int, empty: int | None = None) -> list[int]:
        if rule not in self.rules or (rule, self.rules[rule]["kolom"]) == NOTHING_STANDS:
            return [without] * len(self.codes)
        asked = self.rules[rule]
        return self.land.whole(asked["kolom"], asked.get("peildatum"), empty)

    def _totals(self) -> None:
        asked = self.rules["provincietotaal"]
        self.total, self.rest = {}, {}
        for p, who in self.members.items():
            given = (asked.get("opgave") or {}).get(p)
            total = sum(self.figure[g] for g in who) if given is None else int(number(given["waarde"]))
            left = (asked.get("rest") or {}).get(p)
            rest = max(0, total - sum(self.stands[g] for g in who))
            self.total[p] = total
            self.rest[p] = rest if left is None else int(number(left["waarde"]))
        self.soft = not asked["hard"]

    def _site_most(self, h: int) -> int:
        """Most new places in h by the rule of the size of sites."""
        rule = self.rules["locatieomvang"]
        times = math.floor(self.figure[h] * number(rule["maal_opgave"]))
        return max(int(rule["ruimte_minstens"]), times, self.offer[h])

    def _ceiling_of(self, h: int) -> int:
        rule, found = self.rules["plafond"], []
        if rule.get("per_1000") is not None:
            people = self.land.whole("inwoners", rule.get("peildatum"))
            found.append(math.floor(people[h] * number(rule["per_1000"]) / 1000))
        if rule.get("maal_opgave") is not None:
            found.append(math.floor(self.figure[h] * number(rule["maal_opgave"])))
        return min(found)

    def _bounds(self, further: Sequence[Further]) -> None:
        """Least and most that may be asked and built, before there are columns."""
        ample = sum(self.total.values()) + sum(self.rest.values()) + sum(self.stands)
        self.r_least = [0 for _ in self.all]
        self.r_most = [max(0, self.figure[g] - self.stands[g]) for g in self.all]
        self.free = [True for _ in self.all]
        self.n_most = [ample for _ in self.all]
        self.n_least = [0 for _ in self.all]
        place = {code: g for g, code in enumerate(self.codes)}
        if "locatieomvang" in self.rules:
            for h in self.all:
                self.n_most[h] = min(self.n_most[h], self._site_most(h))
                self.n_least[h] = self.rules["locatieomvang"]["minimum"] if not self.stands[h] else 0
        if "plafond" in self.rules:
            for h in self.all:
                self.n_most[h] = min(self.n_most[h], max(0, self._ceiling_of(h) - self.stands[h]))
        for code in self.rules.get("vrijstelling", {}).get("gemeenten", ()):
            g = place[code]
            self.r_most[g], self.free[g] = 0, False
            if self.rules["vrijstelling"]["ook_niet_voor_anderen"]:
                self.n_most[g] = 0
        for code, fixed in self.rules.get("vast", {}).get("gemeenten", {}).items():
            g = place[code]
            if fixed.get("gevraagd") is not None:
                self.r_least[g] = self.r_most[g] = fixed["gevraagd"]
                self.free[g] = False
            for most in (fixed.get("plan"), fixed.get("hoogstens")):
                if most is not None:
                    self.n_most[g] = min(self.n_most[g], max(0, most - self.stands[g]))
        for rule in further:
            rule.bounds()
        if "aanbod" in self.rules:
            for g in self.all:
                if self.free[g]:
                    self.r_least[g] = max(self.r_least[g], self._counts(g))

    def _counts(self, g: int) -> int:
        """Places of an offer that count."""
        return min(max(self.offer[g], 0), max(0, self.figure[g] - self.stands[g]))

    def _asked(self) -> list[int] | None:
        """What is asked of each gemeente, where the rule settles that before there is a program."""
        rule = self.rules["restverdeling"]
        for p, who in self.members.items():
            room = sum(self.r_most[g] for g in who)
            if rule["bij_gebrek"] == "cap_vervalt" and room < self.rest[p]:
                for g in who:
                    if self.free[g] and self.stands[g] < self.figure[g]:
                        self.r_most[g] = self.rest[p]
        most = any(sum(self.r_least[g] for g in who) > self.rest[p] for p, who in self.members.items())
        if rule["wijze"] == "vrij" or most:
            return None
        asked = list(self.r_least)
        for p, who in self.members.items():
            least, top = [self.r_least[g] for g in who], [self.r_most[g] for g in who]
            figures = [self.figure[g] for g in who]
            if rule["wijze"] == "naar_rato":
                weights = [n if self.free[g] else 0 for g, n in zip(who, figures, strict=True)]
                found = pro_rata(self.rest[p], weights, least, top)
            else:
                found = lowest_first(self.rest[p], [self.stands[g] for g in who], figures, least, top)
            for g, r in zip(who, found, strict=True):
                asked[g] = r
        return asked

    # --- columns

    def _variables(self) -> None:
        pairs = [(g, h) for g, h in self._pairs() if self.burden[g] > 0]
        reach: Counter[int] = Counter()
        for g, h in pairs:
            reach[h] += self.burden[g]
        can = {h for h in reach if min(reach[h], self.n_most[h]) >= max(1, self.n_least[h])}
        self.flows = sorted((g, h) for g, h in pairs if h in can)
        self.at_flows = set(self.flows)
        into: Counter[int] = Counter()
        for g, h in self.flows:
            into[h] += self.burden[g]
        self.n_most = [min(self.n_most[h], into[h]) if h in into else 0 for h in self.all]
        for g in self.all:
            if self.r_most[g] > 0:
                self.new("r", g, self.r_most[g] if self.asked is not None else 0, self.r_most[g])
        for h in sorted(into):
            self.new("n", h, 0, self.n_most[h])
        for g, h in self.flows:
            self.columns[self.flow(g, h)] = (0, min(self.burden[g], self.n_most[h]))
        if self.soft:
            for g in self.all:
                if self.burden[g] > 0:
                    self.new("s", g, 0, self.burden[g])
            for p, who in self.members.items():
                got = 0 if self.asked is None else sum(self.asked[g] for g in who)
                if self.rest[p] - got > 0:
                    self.columns[f"s[{p}]"] = (0, self.rest[p])
        for h in self.all:
            if self.has("n", h) and not self.stands[h] and "locatieomvang" in self.rules:
                self.new("z", h, 0, 1)
            room = self._room(h)
            if self.has("n", h) and room > 0 and "omzetting" in self.rules:
                self.new("c", h, 0, min(room, self.n_most[h]))

    def _room(self, h: int) -> int:
        fewer = (self.rules.get("omzetting", {}).get("hoogstens") or {}).get(self.codes[h])
        return self.emergency[h] if fewer is None else int(fewer)

    def new(self, kind: str, g: int, low: int, high: int) -> None:
        """Add a column of a gemeente."""
        self.columns[f"{kind}[{self.codes[g]}]"] = (low, high)

    def name(self, kind: str, g: int) -> str:
        """Name of a column of a gemeente."""
        return f"{kind}[{self.codes[g]}]"

    def flow(self, g: int, h: int) -> str:
        """Name of the column of what g has provided by h."""
        return f"f[{self.codes[g]},{self.codes[h]}]"

    def has(self, kind: str, g: int) -> bool:
        """Whether a gemeente has a column of this kind."""
        return self.name(kind, g) in self.columns

    def distance(self, g: int, h: int) -> int:
        """Between two gemeenten in 0.1 km, rounded; exact halves to even."""
        if self.x is None or self.y is None:
            return 0
        square = (self.x[g] - self.x[h]) ** 2 + (self.y[g] - self.y[h]) ** 2
        root = math.isqrt(square)
        if root * root == square and root % 100 == 50:
            return root // 100 + root // 100 % 2
        return (root + 50) // 100

    def _pairs(self) -> set[tuple[int, int]]:
        """From whom to whom places may go."""
        pairs = {(g, g) for g in self.all}
        rule = self.rules.get("samenwerking")
        if rule is None:
            return pairs
        radius = None if rule.get("straal_km") is None else math.floor(number(rule["straal_km"]) * 10)
        region = self.land.areas["veiligheidsregio"]
        for who in self.members.values():
            for g in who:
                far = sorted((self.distance(g, h), h) for h in who if h != g)
                pairs.update((g, h) for d, h in far if radius is not None and d <= radius)
                pairs.update((g, h) for _, h in far[: rule["dichtstbij"]])
                if rule["veiligheidsregio"]:
                    pairs.update((g, h) for h in who if region[g] == region[h])
        place = {code: g for g, code in enumerate(self.codes)}
        home = self.land.areas["provincie"]
        for row in table(self.files, "data/gemeenten/buren.csv") if rule["aangrenzend"] else ():
            a, b = place.get(row["code_a"]), place.get(row["code_b"])
            if a is not None and b is not None and home[a] == home[b]:
                pairs |= {(a, b), (b, a)}
        for cluster in rule["clusters"]:
            inside = [place[code] for code in cluster["gemeenten"]]
            pairs.update((g, h) for g in inside for h in inside)
        return pairs

    # --- rows

    def row(
        self,
        rule: str,
        place: str,
        terms: Iterable[tuple[str, int]],
        low: int | None,
        high: int | None,
        unit: str = "plaatsen",
    ) -> None:
        """Add a row; terms of one column are added up."""
        sums: Terms = defaultdict(int)
        for name, a in terms:
            sums[name] += a
        self.rows.append((rule, place, unit, {name: a for name, a in sums.items() if a}, low, high))

    def _site(self) -> None:
        """What a variable means; least and most of a new site, and most of one that stands."""
        inward: dict[int, list[int]] = defaultdict(list)
        for g, h in self.flows:
            inward[h].append(g)
        for h in self.all:
            if not self.has("n", h):
                continue
            n, z, code = self.name("n", h), self.name("z", h), self.codes[h]
            into = [(self.flow(g, h), 1) for g in inward[h]]
            self.row("definitie", code, [(n, -1), *into], 0, 0)
            if "locatieomvang" not in self.rules:
                continue
            if self.stands[h]:
                self.row("locatieomvang", code, [(n, 1)], None, self._site_most(h))
                continue
            minimum, most = self.rules["locatieomvang"]["minimum"], self.n_most[h]
            self.row("locatieomvang", code, [(n, 1), (z, -minimum)], 0, None)
            self.row("locatieomvang", code, [(n, 1), (z, -most)], None, 0)
            if (h, h) in self.at_flows:
                home = [(self.flow(h, h), 1), (z, -min(self.burden[h], most))]
                self.row("definitie", code, home, None, 0)

    def _ceiling(self) -> None:
        for h in self.all if "plafond" in self.rules else ():
            if self.has("n", h):
                most = max(0, self._ceiling_of(h) - self.stands[h])
                self.row("plafond", self.codes[h], [(self.name("n", h), 1)], None, most)

    def _exempt(self) -> None:
        rule = self.rules.get("vrijstelling", {})
        for code in rule.get("gemeenten", ()):
            kinds = "rn" if rule["ook_niet_voor_anderen"] else "r"
            names = [f"{kind}[{code}]" for kind in kinds]
            self.row("vrijstelling", code, [(n, 1) for n in names if n in self.columns], None, 0)

    def _fixed(self) -> None:
        for code, fixed in self.rules.get("vast", {}).get("gemeenten", {}).items():
            stands = self.stands[self.codes.index(code)]
            for field, kind in (("gevraagd", "r"), ("plan", "n"), ("minstens", "n"), ("hoogstens", "n")):
                value, name = fixed.get(field), f"{kind}[{code}]"
                if value is not None:
                    value -= stands if kind == "n" else 0
                    lower, upper = (None if field == side else value for side in ("hoogstens", "minstens"))
                    self.row("vast", code, [(name, 1)] if name in self.columns else [], lower, upper)

    def _offered(self) -> None:
        for g in self.all if "aanbod" in self.rules else ():
            if self.free[g] and self._counts(g) > 0:
                terms = [(self.name("r", g), 1)] if self.has("r", g) else []
                self.row("aanbod", self.codes[g], terms, self._counts(g), None)

    def _province(self) -> None:
        """The remainder is asked of the gemeenten of a provincie, and what is asked is placed."""
        for p, who in self.members.items():
            terms = [(self.name("r", g), 1) for g in who if self.has("r", g)]
            terms += [(f"s[{p}]", 1)] if f"s[{p}]" in self.columns else []
            if terms or self.rest[p]:
                self.row("provincietotaal", p, terms, self.rest[p], self.rest[p])
        out: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for g, h in self.flows:
            out[g].append((self.flow(g, h), 1))
        for g in self.all:
            for kind, sign in (("s", 1), ("r", -1)):
                if self.has(kind, g):
                    out[g].append((self.name(kind, g), sign))
        for g, name, sign in self.placing:
            out[g].append((name, sign))
        for g, terms in out.items():
            self.row("provincietotaal", self.codes[g], terms, 0, 0)

    def _division(self) -> None:
        for g in self.all:
            if not self.has("r", g):
                continue
            if self.asked is not None:
                low: int | None = self.asked[g]
                high = self.asked[g]
            else:
                low, high = None, self.r_most[g]
                if not self.free[g]:
                    high = max(high, self.figure[g] - self.stands[g], 0)
            self.row("restverdeling", self.codes[g], [(self.name("r", g), 1)], low, high)

    def _conversion(self) -> None:
        for h in self.all:
            if self.has("c", h):
                c, code = self.name("c", h), self.codes[h]
                self.row("definitie", code, [(c, 1), (self.name("n", h), -1)], None, 0)
                self.row("omzetting", code, [(c, 1)], None, self._room(h))

    # --- payment

    def _payment(self) -> None:
        """Places above the own figure where a goal or a budget asks for them; the threshold; the budget."""
        rule = self.rules.get("uitkering")
        self.paid: tuple[Terms, int] = {}, 0
        if rule is None or ("uitkering" not in self.aims and rule.get("budget") is None):
            return
        if "uitruil" in self.rules:
            raise Unknown("regel: uitkering als doel naast uitruil")
        who = [g for g in self.all if self._above(g) > 0]
        for g in who:
            e, n, code = self.name("e", g), self.name("n", g), self.codes[g]
            self.new("e", g, max(0, self.stands[g] - self.figure[g]), self._above(g))
            built = [(n, -1)] if self.has("n", g) else []
            self.row("uitkering", code, [(e, 1), *built], self.stands[g] - self.figure[g], None)
        self.own += [self.name("e", g) for g in who]
        standing, new = amounts(rule)
        fixed = (standing - new) * sum(max(0, k - n) for k, n in zip(self.stands, self.figure, strict=True))
        terms = {self.name("e", g): new for g in who}
        if rule.get("drempel") is not None:
            terms |= self._threshold(rule["drempel"], who)
        self.paid = terms, fixed
        if rule.get("budget") is not None:
            budget = int(number(rule["budget"]["waarde"])) - fixed
            self.row("uitkering", "NL01", terms.items(), None, budget, "euro")

    def _above(self, g: int) -> int:
        """Most places above the own figure."""
        new = self.n_most[g] if self.has("n", g) else 0
        return self.stands[g] + new - self.figure[g]

    def _threshold(self, rule: Any, who: Sequence[int]) -> Terms:  # noqa: ANN401
        if rule["verdeling"] == "naar_rato":
            raise Unknown("regel: uitkering naar rato als doel of met een budget")
        share = number(rule["meer_dan"])
        for g in who:
            self.new("w", g, 0, self._above(g))
        self.own += [self.name("w", g) for g in who]
        for p, members in self.members.items():
            t, limit = f"t[{p}]", share.numerator * self.total[p]
            self.columns[t] = (0, 1)
            self.own.append(t)
            built = [(self.name("n", g), share.denominator) for g in members if self.has("n", g)]
            stands = share.denominator * sum(self.stands[g] for g in members)
            can = stands + share.denominator * sum(self.n_most[g] for g in members if self.has("n", g))
            self.row("uitkering", p, [*built, (t, -max(0, can - limit))], None, limit - stands)
            self.row("uitkering", p, [*built, (t, -(limit + 1))], -stands, None)
            for g in members:
                if self.has("e", g):
                    parts = [(self.name("w", g), 1), (self.name("e", g), -1), (t, -self._above(g))]
                    self.row("uitkering", self.codes[g], parts, -self._above(g), None)
        tariff = int(number(rule["per_plaats"]["waarde"]))
        return {self.name("w", g): tariff for g in who}

    # --- goals

    def kind(self, kind: str) -> list[str]:
        """Columns of a kind, by gemeentecode."""
        return [self.name(kind, g) for g in self.all if self.has(kind, g)]

    def _goal(self, name: str) -> Any:  # noqa: ANN401
        rest = [f"s[{p}]" for p in self.provinces if f"s[{p}]" in self.columns]
        sums: dict[str, Callable[[], tuple[Terms, int]]] = {
            "tekort": lambda: (dict.fromkeys([*self.kind("s"), *rest], 1), 0),
            "nabijheid": lambda: (
                {self.flow(g, h): d for g, h in self.flows if g != h and (d := self.distance(g, h))},
                0,
            ),
            "nieuwbouw": lambda: (
                dict.fromkeys(self.kind("n"), 1) | dict.fromkeys(self.kind("c"), -1),
                0,
            ),
            "locaties": lambda: (dict.fromkeys(self.kind("z"), 1), 0),
            "uitkering": lambda: self.paid,
        }
        if name in sums or name in self.extra_goals:
            terms, fixed = sums[name]() if name in sums else (self.extra_goals[name], 0)
            return {"soort": "som", "naam": name, "zin": "min", "termen": terms, "constante": fixed}
        if name in ("eerlijk", "eerlijk_afwijking"):
            who = [g for g in self.all if self.has("r", g) and self.figure[g] > 0]
            ratios = [(self.name("r", g), self.stands[g], self.figure[g]) for g in who]
            return {"soort": "leximin" if name == "eerlijk" else "minmax", "naam": name, "breuken": ratios}
        if name == "volgorde":
            flows = [self.flow(g, h) for g, h in self.flows]
            order = [*self.kind("n"), *self.kind("c"), *flows, *self.own]
            order += [*self.kind("r"), *self.kind("s"), *rest, *self.kind("z")]
            return {"soort": "volgorde", "naam": name, "kolommen": order}
        raise Unknown(f"doel: {name}")


def _known(rules: Mapping[str, Any]) -> None:
    """Stop at a rule, or a setting of one, that has no reading here."""
    for rule, settings in rules.items():
        if rule not in SETTINGS:
            raise Unknown(f"regel: {rule}")
        for name, value in settings.items():
            off = (rule, name) in OFF and not value
            if name not in SETTINGS[rule] and name not in ("grondslag", "toelichting") and not off:
                raise Unknown(f"regel: {rule}.{name}")


def amounts(rule: Any) -> tuple[int, int]:  # noqa: ANN401
    """Euros for a place that stands, and for a new one."""
    new = rule.get("per_nieuwe_plaats") or rule["per_plaats"]
    return int(number(rule["per_plaats"]["waarde"])), int(number(new["waarde"]))


def pro_rata(rest: int, weights: Sequence[int], least: Sequence[int], most: Sequence[int]) -> list[int]:
    """The least first; the rest in proportion, at most the most, by largest remainders; ties to the first."""
    given = list(least)
    room = {i: b - a for i, (a, b, w) in enumerate(zip(least, most, weights, strict=True)) if w and b > a}
    over = min(rest - sum(least), sum(room.values()))
    while over > 0:
        total = sum(weights[i] for i in room)
        full = [i for i in room if over * weights[i] >= room[i] * total]
        if not full:
            break
        for i in full:
            given[i] += room[i]
            over -= room.pop(i)
    if over > 0:
        quota = {i: Fraction(over * weights[i], total) for i in room}
        for i, q in quota.items():
            given[i] += math.floor(q)
        left = over - sum(math.floor(q) for q in quota.values())
        for i in sorted(quota, key=lambda i: (math.floor(quota[i]) - quota[i], i))[:left]:
            given[i] += 1
    return given


def lowest_first(
    rest: int, stands: Sequence[int], figures: Sequence[int], least: Sequence[int], most: Sequence[int]
) -> list[int]:
    """Place after place to the lowest (stands + asked) / figure; the first first."""
    given = list(least)
    if rest > ONE_BY_ONE:
        raise Unknown(f"restverdeling: {rest}")
    queue = [
        (Fraction(stands[i] + given[i], n), i) for i, n in enumerate(figures) if n and given[i] < most[i]
    ]
    heapq.heapify(queue)
    for _ in range(rest - sum(given)):
        if not queue:
            break
        _, i = heapq.heappop(queue)
        given[i] += 1
        if given[i] < most[i]:
            heapq.heappush(queue, (Fraction(stands[i] + given[i], figures[i]), i))
    return given


def compare(program: Any, reading: Reading) -> None:  # noqa: ANN401
    """Hold the program of the dossier against what the rules ask.

    Raises
    ------
    Differs
        At the first column, row or goal that is not the same.
    """
    names = [name for name, _, _ in program["kolommen"]]
    stands = {name: (low, high) for name, low, high in program["kolommen"]}
    if len(stands) < len(names):
        raise Differs("verify.dubbel_kolom", "programma.json kolommen")
    for name in sorted(stands.keys() | reading.columns.keys()):
        equal(f"programma.json {name}", stands.get(name), reading.columns.get(name))
    rows = Counter(
        (*tag, _frozen({names[j]: a for j, a in terms}), low, high)
        for tag, low, high, terms in program["rijen"]
    )
    asked = Counter(
        (rule, place, unit, _frozen(terms), low, high) for rule, place, unit, terms, low, high in reading.rows
    )
    for side in (rows - asked, asked - rows):
        for row in side:
            told = f"programma.json {row[0]} {row[1]}"
            raise Differs("verify.rij", told, rows[row], asked[row])
    equal("programma.json doelen", len(program["doelen"]), len(reading.goals))
    for goal, mine in zip(program["doelen"], reading.goals, strict=True):
        equal(f"programma.json doel {mine['naam']}", _named(goal, names), mine, "verify.doel")


def _frozen(terms: Terms) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(terms.items()))


def _named(goal: Any, names: Sequence[str]) -> Any:  # noqa: ANN401
    """A goal with the names of its columns."""
    found = dict(goal)
    if "termen" in found:
        found["termen"] = {names[j]: a for j, a in found["termen"]}
    if "breuken" in found:
        found["breuken"] = [(names[j], base, n) for j, base, n in found["breuken"]]
    if "kolommen" in found:
        found["kolommen"] = [names[j] for j in found["kolommen"]]
    return found

"""The larger rules read a second time: a decision after a report, exchange, vessels, regional sites."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from typing import Any, Final

from verdeling.verify.figures import number, rounded
from verdeling.verify.program import Further


def share(part: Fraction, units: int) -> int:
    """A share of whole units, rounded down."""
    return math.floor(part * units)


def worth(cycle: Any) -> Fraction:  # noqa: ANN401
    """Places that one person is worth who is housed in a cycle of half-years."""
    waiting, out = (number(cycle[name]["waarde"]) for name in ("wachtend", "uitstroom"))
    return waiting / (int(cycle["halfjaren"]) * out)


class Decision(Further):
    """What a report leaves open is divided over the gemeenten that are below their own figure."""

    def totals(self) -> None:
        """The remainder as decided; the report divided over the gemeenten where the plan starts from it."""
        o, rule = self.o, self.rule
        known = {code: int(number(x["waarde"])) for code, x in rule["aanbod"].items()}
        self.known = [known.get(code, k) for code, k in zip(o.codes, o.stands, strict=True)]
        place = {code: g for g, code in enumerate(o.codes)}
        self.report: dict[str, int] = {}
        for p, given in rule["verslagen"].items():
            double = sum(
                site["geteld"] - site["plaatsen"]
                for site in rule["gezamenlijk"]
                if place[site["gemeenten"][0]] in o.members[p]
            )
            self.report[p] = int(number(given["waarde"])) - double
        for p in o.provinces:
            decided = rule["restopgave"].get(p)
            left = max(0, o.total[p] - self.report.get(p, 0))
            o.rest[p] = left if decided is None else int(number(decided["waarde"]))
        self.has = self.known
        if rule["verdeel_verslag"]:
            self.has = o.stands = self._divided(known)

    def _divided(self, known: dict[str, int]) -> list[int]:
        o, places = self.o, list(self.known)
        for p, report in self.report.items():
            who = [g for g in o.members[p] if o.codes[g] not in known]
            over = report - sum(places[g] for g in o.members[p])
            kept = [places[g] for g in who]
            if over < 0:
                weights, over, kept = kept, max(0, over + sum(kept)), [0] * len(who)
            else:
                weights = [max(0, o.figure[g] - places[g]) for g in who]
                weights = weights if any(weights) else [o.figure[g] for g in who]
            more = rounded(Fraction(over), [Fraction(w) for w in weights], "grootste_rest", range(len(who)))
            for g, k, m in zip(who, kept, more, strict=True):
                places[g] = k + m
        return places

    def bounds(self) -> None:
        """Who is not eligible is asked nothing."""
        o, rule, chosen = self.o, self.rule, set()
        for p, who in o.members.items():
            along = [g for g in who if o.free[g] and self.has[g] < o.figure[g]]
            if p in rule["in_aanmerking"]:
                along = [g for g in along if o.codes[g] in rule["in_aanmerking"][p]]
            if p in rule["ten_hoogste"]:
                along.sort(key=lambda g: (Fraction(self.known[g], o.figure[g]), g))
                along = along[: rule["ten_hoogste"][p]]
            chosen.update(along)
            for g in who:
                if o.free[g]:
                    short = max(0, o.figure[g] - self.has[g])
                    most = short if rule["plafond"] == "eigen_tekort" else o.rest[p]
                    o.r_most[g] = most if g in chosen else 0
        o.free = [free and g in chosen for g, free in enumerate(o.free)]

    def rows(self) -> None:
        """Nothing asked of who is not eligible, unless another rule says what is asked of it."""
        o = self.o
        named = {
            code for rule in ("vrijstelling", "vast") for code in o.rules.get(rule, {}).get("gemeenten", ())
        }
        for g in o.all:
            if o.has("r", g) and not o.free[g] and o.codes[g] not in named:
                o.row("verdeelbesluit", o.codes[g], [(o.name("r", g), 1)], None, 0)


class Exchange(Further):
    """Tasks handed over and taken over at tables of gemeenten, in balance per gemeente; and loans."""

    def _values(self) -> dict[str, Fraction]:
        cycle, values = self.rule.get("cyclus"), {}
        if cycle is not None:
            values[cycle["taak"]] = worth(cycle)
        values |= {task: number(x) for task, x in self.rule["verhoudingen"].items()}
        return {task: value / values[self.o.task] for task, value in sorted(values.items())}

    def _groups(self) -> list[tuple[str, list[int]]]:
        o, within = self.o, self.rule["binnen"]
        groups: list[tuple[str, list[int]]] = []
        if within in ("provincie", "veiligheidsregio"):
            area = o.land.areas[within]
            groups = [(code, [g for g in o.all if area[g] == code]) for code in sorted(set(area))]
        elif within == "land":
            groups = [("NL01", list(o.all))]
        for i, agreed in enumerate(self.rule["overeenkomsten"], 1):
            groups.append((f"overeenkomst {i}", sorted(o.codes.index(c) for c in agreed["gemeenten"])))
        return [(name, who) for name, who in groups if len(who) > 1]

    def burden(self) -> None:
        """Most that each hands over and takes over; what is taken over must be placed too."""
        o = self.o
        self.values, self.groups = self._values(), self._groups()
        self.lot = {task: min(Fraction(1), value) for task, value in self.values.items()}
        self.weight = {task: max(1, math.floor(value)) for task, value in self.values.items()}
        self.free = self.rule["onbegrensd"]
        self.part = {
            task: Fraction(1) if self.free else number(self.rule["hoogstens_weg"].get(task, "1"))
            for task in self.values
        }
        own = {task: o.r_most if task == o.task else o.tasks[task] for task in self.values}
        self.away = {t: [self._lots(t, share(self.part[t], n)) for n in own[t]] for t in self.values}
        self.limit = {task: self._limit(task) for task in self.values}
        self.bij = {task: [self._take(task, g) for g in o.all] for task in self.values}
        for g in {g for _, who in self.groups for g in who} if self.values else ():
            o.burden[g] += self.bij[o.task][g]

    def _lots(self, task: str, units: int) -> int:
        return share(self.lot[task], units)

    def _limit(self, task: str) -> list[int] | None:
        """Most that may be taken over by the share and the room; None without either."""
        o, figure, found = self.o, self.o.tasks[task], []
        most = self.rule["hoogstens_erbij"].get(task)
        if most is not None and not self.free:
            found.append([share(number(most), n) for n in figure])
        if task in self.rule["ruimte"]:
            asked = self.rule["ruimte"][task]
            room = o.land.whole(asked["kolom"], asked.get("peildatum"), -1)
            every = sum(figure)
            found.append([every if r < 0 else max(0, r - n) for r, n in zip(room, figure, strict=True)])
        return [self._lots(task, min(each)) for each in zip(*found, strict=True)] if found else None

    def _take(self, task: str, g: int) -> int:
        value = sum(self.weight[t] * self.away[t][g] for t in self.values if t != task) // self.weight[task]
        limit = self.limit[task]
        return value if limit is None else min(value, limit[g])

    def columns(self) -> None:
        """What each hands over and takes over per task and table; loans."""
        o = self.o
        self.at: dict[tuple[str, int, str], list[str]] = defaultdict(list)
        goal = o.extra_goals.setdefault("ruil", {})
        for task in self.values:
            for table_, who in self.groups:
                for kind, most in (("af", self.away[task]), ("bij", self.bij[task])):
                    for g in who:
                        if most[g] <= 0:
                            continue
                        name = f"{kind}[{task},{table_},{o.codes[g]}]"
                        o.columns[name] = (0, most[g])
                        o.own.append(name)
                        self.at[kind, g, task].append(name)
                        if kind == "af":
                            goal[name] = 1
                        if task == o.task:
                            o.placing.append((g, name, 1 if kind == "af" else -1))
        for loan in self.rule["leningen"]:
            name = f"lening[{loan['van']},{loan['aan']}]"
            o.columns[name] = (0, loan["plaatsen"])
            o.own.append(name)
            o.placing.append((o.codes.index(loan["aan"]), name, 1))

    def rows(self) -> None:
        """A task keeps its total at a table; per gemeente its limits, what stands at home, its balance."""
        o = self.o
        for task in self.values:
            for table_, who in self.groups:
                terms = [(f"af[{task},{table_},{o.codes[g]}]", 1) for g in who]
                terms += [(f"bij[{task},{table_},{o.codes[g]}]", -1) for g in who]
                kept = [(name, sign) for name, sign in terms if name in o.columns]
                o.row("definitie", table_, kept, 0, 0, task)
        for g in o.all:
            balance: list[tuple[str, int]] = []
            for task in self.values:
                away, bij = self.at["af", g, task], self.at["bij", g, task]
                balance += [(name, self.weight[task]) for name in away]
                balance += [(name, -self.weight[task]) for name in bij]
                self._limits(g, task, away, bij)
            if balance:
                o.row("uitruil", o.codes[g], balance, 0, 0, "waarde")

    def _limits(self, g: int, task: str, away: list[str], bij: list[str]) -> None:
        o, code, part, limit = self.o, self.o.codes[g], self.part[task], self.limit[task]
        if away:
            tag = "uitruil" if part < 1 else "definitie"
            if task == o.task and o.has("r", g):
                terms = [(name, part.denominator) for name in away]
                o.row(tag, code, [*terms, (o.name("r", g), -part.numerator)], None, 0, task)
            else:
                most = self._lots(task, share(part, o.tasks[task][g]))
                o.row(tag, code, [(name, 1) for name in away], None, most, task)
        if bij and limit is not None:
            o.row("uitruil", code, [(name, 1) for name in bij], None, limit[g], task)
        if bij and task == o.task:
            home = [o.name(kind, g) for kind in ("s", "vrij") if o.has(kind, g)]
            home += [o.flow(g, g)] if (g, g) in o.at_flows else []
            terms = [(name, 1) for name in bij] + [(name, -1) for name in (*away, *home)]
            o.row("uitruil", code, terms, None, 0)


class Vessels(Further):
    """People housed beyond their task free places that are asked."""

    def columns(self) -> None:
        """People beyond the task, and the places that they free, where places are asked or taken over."""
        o, rule = self.o, self.rule
        self.per = number(rule.get("per_persoon") or "1")
        if rule.get("cyclus") is not None:
            self.per = worth(rule["cyclus"])
        people = [share(number(rule["boven_taak"]), n) for n in o.tasks[rule["taak"]]]
        taking = {g for g, _, sign in o.placing if sign < 0}
        who = [g for g in o.all if share(self.per, people[g]) > 0 and (o.has("r", g) or g in taking)]
        for g in who:
            o.new("extra", g, 0, people[g])
            o.new("vrij", g, 0, share(self.per, people[g]))
            o.placing.append((g, o.name("vrij", g), 1))
        o.own += [*o.kind("extra"), *o.kind("vrij")]
        o.extra_goals["boven_taak"] = dict.fromkeys(o.kind("extra"), 1)

    def rows(self) -> None:
        """Places freed per person."""
        o, per = self.o, self.per
        for g in o.all:
            if o.has("vrij", g):
                terms = [(o.name("vrij", g), per.denominator), (o.name("extra", g), -per.numerator)]
                o.row("vaten", o.codes[g], terms, None, 0)


class Sites(Further):
    """Every gemeente takes part in one regional site."""

    def columns(self) -> None:
        """Who takes part where; how far a site is from its size; which open."""
        o = self.o
        counted = o.figure if self.rule["telt"] == "indicatief" else o.asked or [0] * len(o.codes)
        self.sites = sorted(self.rule["locaties"], key=lambda site: str(site["naam"]))
        self.part: dict[str, list[tuple[str, int, int]]] = {}
        size = o.extra_goals.setdefault("rol_omvang", {})
        far = o.extra_goals.setdefault("rol_afstand", {})
        for site in self.sites:
            name, place = site["naam"], o.codes.index(site["plaats"])
            codes = o.codes if site.get("gemeenten") is None else site["gemeenten"]
            who = sorted(o.codes.index(code) for code in codes)
            self.part[name] = [(f"x[{name},{o.codes[g]}]", g, counted[g]) for g in who]
            for x, g, w in self.part[name]:
                o.columns[x] = (0, 1)
                if far_off := w * o.distance(g, place):
                    far[x] = far_off
            o.own += [x for x, _, _ in self.part[name]]
            total = sum(w for _, _, w in self.part[name])
            for kind, asked, most in (
                ("rol_onder", site.get("minimum"), site.get("minimum")),
                ("rol_over", site.get("maximum"), total),
                ("rol_open", self.rule.get("hoogstens"), 1),
            ):
                if asked is not None:
                    o.columns[f"{kind}[{name}]"] = (0, most)
                    o.own.append(f"{kind}[{name}]")
                    if kind != "rol_open":
                        size[f"{kind}[{name}]"] = 1

    def rows(self) -> None:
        """One site per gemeente; the size of each; which open."""
        o, choice = self.o, defaultdict(list)
        for part in self.part.values():
            for x, g, _ in part:
                choice[g].append((x, 1))
        for g, terms in choice.items():
            least = 0 if o.codes[g] in self.rule["vrijblijvend"] else 1
            o.row("rol", o.codes[g], terms, least, 1, "deelname")
        for site in self.sites:
            name = site["naam"]
            terms = [(x, w) for x, _, w in self.part[name]]
            if site.get("minimum") is not None:
                o.row("definitie", name, [*terms, (f"rol_onder[{name}]", 1)], site["minimum"], None)
            if site.get("maximum") is not None:
                o.row("definitie", name, [*terms, (f"rol_over[{name}]", -1)], None, site["maximum"])
            if self.rule.get("hoogstens") is not None:
                for x, g, _ in self.part[name]:
                    o.row("definitie", o.codes[g], [(x, 1), (f"rol_open[{name}]", -1)], None, 0, "")
        if self.rule.get("hoogstens") is not None:
            opens = [(f"rol_open[{site['naam']}]", 1) for site in self.sites]
            o.row("rol", "locaties", opens, None, self.rule["hoogstens"], "locaties")


FURTHER: Final[dict[str, type[Further]]] = {
    "verdeelbesluit": Decision,
    "uitruil": Exchange,
    "vaten": Vessels,
    "rol": Sites,
}
"""By the name of the rule, in the order of the rules."""

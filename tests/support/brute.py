"""Small plans by enumeration, written from the rules in words and not from the program.

Used as oracle: every choice of who is asked, who provides, what is converted, kept or exchanged is tried.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Geval:
    """One small instance with its settings; defaults switch a rule off."""

    N: tuple[int, ...]
    K: tuple[int, ...]
    E: tuple[int, ...]
    plek: tuple[tuple[int, int], ...]
    provincie: tuple[int, ...]
    doelen: tuple[str, ...]
    hard: bool = True
    wijze: str = "naar_rato"
    cap_vervalt: bool = False
    sluiten: bool = False
    omzetting: bool = True
    minimum: int = 2
    maal: Fraction = Fraction(3)
    ruimte: int = 3
    straal: int | None = 10
    dichtstbij: int = 1
    clusters: tuple[tuple[int, ...], ...] = ()
    plafond: Fraction | None = None
    vrijgesteld: frozenset[int] = frozenset()
    ook_niet_voor_anderen: bool = False
    vast_gevraagd: dict[int, int] = field(default_factory=dict)
    vast_plan: dict[int, int] = field(default_factory=dict)
    vast_grens: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)
    """Least and most that may stand in a gemeente under the plan."""
    A: tuple[int | None, ...] = ()
    euro: int | None = None
    drempel: tuple[Fraction, int] | None = None
    budget: int | None = None
    eerder: tuple[int, ...] = ()
    amv: tuple[tuple[int, ...], int] | None = None
    ruil: tuple[tuple[int, ...], dict[str, Fraction]] | None = None
    ander: tuple[int, ...] = ()
    """Figures of a second task, for rules that this oracle does not know."""
    regels: dict[str, dict[str, object]] = field(default_factory=dict)
    """Further rules, which this oracle does not know."""


@dataclass(frozen=True)
class Uitkomst:
    r: tuple[int, ...]
    f: dict[tuple[int, int], int]
    s: tuple[int, ...]
    s_provincie: tuple[int, ...]
    n: tuple[int, ...]
    c: tuple[int, ...]
    k: tuple[int, ...]


def afstand(v: Geval, g: int, h: int) -> int:
    dx, dy = v.plek[g][0] - v.plek[h][0], v.plek[g][1] - v.plek[h][1]
    return round((dx * dx + dy * dy) ** 0.5 * 10)


def mag(v: Geval, g: int, h: int) -> bool:
    if g == h or any(g in c and h in c for c in v.clusters):
        return True
    if v.provincie[g] != v.provincie[h]:
        return False
    anderen = [i for i in range(len(v.N)) if i != g and v.provincie[i] == v.provincie[g]]
    naaste = sorted(anderen, key=lambda i: (afstand(v, g, i), i))[: v.dichtstbij]
    return h in naaste or (v.straal is not None and afstand(v, g, h) <= 10 * v.straal)


def provincies(v: Geval) -> list[int]:
    return sorted(set(v.provincie))


def members(v: Geval, p: int) -> list[int]:
    return [g for g in range(len(v.N)) if v.provincie[g] == p]


def compositions(total: int, boxes: int) -> Iterator[tuple[int, ...]]:
    if boxes == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, boxes - 1):
            yield (first, *rest)


def caps(v: Geval, k: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """Least and most that may be asked of each."""
    lo, hi = [], []
    for g in range(len(v.N)):
        eigen = max(0, v.N[g] - k[g])
        laag, hoog = 0, eigen
        if g in v.vrijgesteld:
            hoog = 0
        elif g in v.vast_gevraagd:
            laag = hoog = v.vast_gevraagd[g]
        elif v.A and v.A[g] is not None:
            laag = min(v.A[g], eigen)
        lo.append(laag)
        hi.append(hoog)
    return lo, hi


def naar_rato(rest: int, gewicht: list[int], lo: list[int], hi: list[int]) -> list[int]:
    """What must be given first, then pro rata with whoever is full leaving, then largest remainders."""
    mee = {i for i in range(len(lo)) if gewicht[i] and hi[i] > lo[i]}
    quota = {i: Fraction(0) for i in mee}
    over = Fraction(min(rest - sum(lo), sum(hi[i] - lo[i] for i in mee)))
    te_geven = int(over)
    open_ = set(mee)
    while open_ and over:
        som = sum(gewicht[i] for i in open_)
        vol = {i for i in open_ if over * gewicht[i] / som >= hi[i] - lo[i]}
        if not vol:
            for i in open_:
                quota[i] = over * gewicht[i] / som
            break
        for i in vol:
            quota[i] = Fraction(hi[i] - lo[i])
        over -= sum(quota[i] for i in vol)
        open_ -= vol
    uit = [lo[i] + (int(quota[i]) if i in quota else 0) for i in range(len(lo))]
    te_geven -= sum(int(q) for q in quota.values())
    for i in sorted(quota, key=lambda i: (-(quota[i] - int(quota[i])), i))[:te_geven]:
        uit[i] += 1
    return uit


def leximin(rest: int, k: list[int], n: list[int], lo: list[int], hi: list[int]) -> list[int]:
    r = list(lo)
    for _ in range(rest - sum(lo)):
        kan = [i for i in range(len(r)) if r[i] < hi[i]]
        if not kan:
            break
        laagste = min(kan, key=lambda i: (Fraction(k[i] + r[i], n[i]), i))
        r[laagste] += 1
    return r


def gevraagd(v: Geval, k: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every (r, remainder without room per provincie) that the rules allow."""
    per_provincie = []
    for p in provincies(v):
        wie = members(v, p)
        rest = max(0, sum(v.N[g] for g in wie) - sum(k[g] for g in wie))
        lo, hi = caps(v, k)
        if v.cap_vervalt and sum(hi[g] for g in wie) < rest:
            for g in wie:
                if g not in v.vrijgesteld and g not in v.vast_gevraagd and k[g] < v.N[g]:
                    hi[g] = rest
        lo, hi = [lo[g] for g in wie], [hi[g] for g in wie]
        if sum(lo) > rest:
            return
        keuzes = []
        if v.wijze == "vrij":
            for r in itertools.product(*(range(a, b + 1) for a, b in zip(lo, hi, strict=True))):
                if sum(r) == rest or (not v.hard and sum(r) < rest):
                    keuzes.append((r, rest - sum(r)))
        else:
            vrij = [g not in v.vrijgesteld and g not in v.vast_gevraagd for g in wie]
            if v.wijze == "naar_rato":
                w = [v.N[g] if ok else 0 for g, ok in zip(wie, vrij, strict=True)]
                r = naar_rato(rest, w, lo, hi)
            else:
                r = leximin(rest, [k[g] for g in wie], [v.N[g] for g in wie], lo, hi)
            if sum(r) == rest or not v.hard:
                keuzes.append((tuple(r), rest - sum(r)))
        per_provincie.append([(wie, *keuze) for keuze in keuzes])
    for combinatie in itertools.product(*per_provincie):
        r = [0] * len(v.N)
        for wie, deel, _ in combinatie:
            for g, aantal in zip(wie, deel, strict=True):
                r[g] = aantal
        yield tuple(r), tuple(over for _, _, over in combinatie)


def ruilingen(v: Geval, r: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Loads of the own task after every balanced exchange inside provincies, conserving each task."""
    if v.ruil is None:
        return {r}
    andere, rho = v.ruil
    eigen, ander = rho["opvang"], rho["ander"]
    uit = set()
    cell_range = [range(-r[g], sum(r) + 1) for g in range(len(r))]
    for bij in itertools.product(*cell_range):
        # What a gemeente takes over of one task it hands over of the other, by value.
        away = [Fraction(b) * eigen / ander for b in bij]
        if any(a.denominator != 1 for a in away) or any(a > andere[g] for g, a in enumerate(away)):
            continue
        if all(
            sum(bij[g] for g in members(v, p)) == 0 and sum(away[g] for g in members(v, p)) == 0
            for p in provincies(v)
        ):
            uit.add(tuple(a + b for a, b in zip(r, bij, strict=True)))
    return uit


def plannen(v: Geval) -> Iterator[Uitkomst]:
    """Every plan that keeps the rules."""
    aantal = range(len(v.N))
    kepen = itertools.product(*(range(k + 1) for k in v.K)) if v.sluiten else [v.K]
    for k in kepen:
        for r, over in gevraagd(v, k):
            for last in ruilingen(v, r):
                gastheren = [[h for h in aantal if mag(v, g, h)] for g in aantal]
                keuzes = [
                    list(compositions(last[g], len(gastheren[g]) + (0 if v.hard else 1))) for g in aantal
                ]
                for stromen in itertools.product(*keuzes):
                    f, s, n = {}, [0] * len(v.N), [0] * len(v.N)
                    for g in aantal:
                        for h, plaatsen in zip(gastheren[g], stromen[g], strict=False):
                            n[h] += plaatsen
                            if plaatsen:
                                f[g, h] = plaatsen
                        if not v.hard:
                            s[g] = stromen[g][-1]
                    if past(v, k, n) and all(f.get((g, g), 0) + s[g] >= last[g] - r[g] for g in aantal):
                        ruim = [range(min(v.E[h], n[h]) + 1) if v.omzetting else [0] for h in aantal]
                        for c in itertools.product(*ruim):
                            yield Uitkomst(r, f, tuple(s), over, tuple(n), c, k)


def past(v: Geval, k: tuple[int, ...], n: list[int]) -> bool:
    for h, nieuw in enumerate(n):
        if v.ook_niet_voor_anderen and h in v.vrijgesteld and nieuw:
            return False
        if k[h] == 0 and 0 < nieuw < v.minimum:
            return False
        aanbod = v.A[h] if v.A and v.A[h] is not None else 0
        if nieuw > max(v.ruimte, int(v.maal * v.N[h]), aanbod):
            return False
        if v.plafond is not None:
            hoogte = int(v.plafond * v.N[h])
            if (k[h] + nieuw > hoogte) if v.sluiten else (nieuw > max(0, hoogte - v.K[h])):
                return False
        if h in v.vast_plan and k[h] + nieuw != v.vast_plan[h]:
            return False
        least, most = v.vast_grens.get(h, (None, None))
        if (least is not None and k[h] + nieuw < least) or (most is not None and k[h] + nieuw > most):
            return False
    if v.amv is not None and not amv_past(v, k, n):
        return False
    return v.budget is None or euros(v, k, n) <= v.budget


def amv_past(v: Geval, k: tuple[int, ...], n: list[int]) -> bool:
    assert v.amv is not None
    delen, minimum = v.amv
    for p in provincies(v):
        wie = members(v, p)
        totaal = sum(delen[g] for g in wie)
        ruim = [[0, *range(max(1, minimum), k[g] + n[g] + 1)] for g in wie]
        if not any(sum(a) == totaal for a in itertools.product(*ruim)):
            return False
    return True


def euros(v: Geval, k: tuple[int, ...], n: list[int] | tuple[int, ...]) -> int:
    assert v.euro is not None
    boven = [max(0, k[g] + n[g] - v.N[g]) for g in range(len(v.N))]
    som = v.euro * sum(boven)
    if v.drempel is not None:
        deel, extra = v.drempel
        for p in provincies(v):
            wie = members(v, p)
            if sum(k[g] + n[g] for g in wie) > deel * sum(v.N[g] for g in wie):
                som += extra * sum(boven[g] for g in wie)
    return som


def waarde(v: Geval, doel: str, u: Uitkomst):
    """Goal value such that less is better."""
    aantal = range(len(v.N))
    if doel == "tekort":
        return sum(u.s) + sum(u.s_provincie)
    if doel == "nabijheid":
        return sum(afstand(v, g, h) * x for (g, h), x in u.f.items())
    if doel == "nieuwbouw":
        return sum(u.n) - sum(u.c)
    if doel == "locaties":
        return sum(1 for h in aantal if u.k[h] == 0 and u.n[h] > 0)
    if doel == "uitkering":
        return euros(v, u.k, u.n)
    if doel == "verandering":
        return sum(abs(u.k[h] + u.n[h] - v.eerder[h]) for h in aantal)
    vervulling = [Fraction(u.k[g] + u.r[g], v.N[g]) for g in aantal]
    if doel == "eerlijk":
        return [-x for x in sorted(vervulling)]
    kan = [caps(v, (0,) * len(v.N) if v.sluiten else v.K)[1][g] > 0 for g in aantal]
    return max((abs(x - 1) for x, ok in zip(vervulling, kan, strict=True) if ok), default=Fraction(0))


def beste(v: Geval) -> tuple[list, Uitkomst] | None:
    """Goal values and the plan that the tie order chooses."""
    aantal = range(len(v.N))

    def rang(u: Uitkomst) -> list:
        f = [u.f.get((g, h), 0) for g in aantal for h in aantal]
        return [[waarde(v, d, u) for d in v.doelen], list(u.n), list(u.c), f, list(u.k), list(u.r), list(u.s)]

    kandidaten = ((rang(u), u) for u in plannen(v))
    gevonden = min(kandidaten, key=lambda paar: paar[0], default=None)
    return None if gevonden is None else (gevonden[0][0], gevonden[1])


def placings(v: Geval, who: list[int]) -> Iterator[tuple[int, ...]]:
    """Every division of the new places of one provincie over its gemeenten that keeps the sizes of sites.

    At most 9 places or three times the own figure, and a first site has the least size.
    """
    rest = max(0, sum(v.N[g] - v.K[g] for g in who))
    for new in itertools.product(range(rest + 1), repeat=len(who)):
        sizes = all(
            x <= max(9, 3 * v.N[g]) and (x == 0 or v.K[g] > 0 or x >= v.minimum)
            for g, x in zip(who, new, strict=True)
        )
        if sum(new) == rest and sizes:
            yield new


def per_provincie(v: Geval) -> list[list[int]]:
    """The gemeenten of each provincie."""
    return [members(v, p) for p in provincies(v)]

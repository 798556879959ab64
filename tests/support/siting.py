"""Siting programs for tests and benchmarks: places provided at home or in one of the nearest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verdeling.solver import Builder, OrderGoal, Program, RowTag, SumGoal


@dataclass(frozen=True)
class Gebied:
    """One province: figures per gemeente in the order of the codes."""

    naam: str
    codes: list[str]
    indicatief: list[int]
    bestaand: list[int]
    nood: list[int]
    x: list[int]
    y: list[int]


def naar_rato(indicatief: list[int], bestaand: list[int]) -> list[int]:
    """Remainder pro rata to the figure over who has less than the figure, capped, largest remainder."""
    room = [max(0, n - k) for n, k in zip(indicatief, bestaand, strict=True)]
    rest = max(0, sum(indicatief) - sum(bestaand))
    given = [0] * len(room)
    while rest:
        open_ = [g for g in range(len(room)) if given[g] < room[g]]
        weight = sum(indicatief[g] for g in open_)
        quota = {g: rest * indicatief[g] for g in open_}
        part = {g: quota[g] // weight for g in open_}
        left = rest - sum(part.values())
        for g in sorted(open_, key=lambda g: (-(quota[g] % weight), g))[:left]:
            part[g] += 1
        over = [g for g in open_ if part[g] > room[g] - given[g]]
        for g in over or open_:
            add = min(part[g], room[g] - given[g])
            given[g] += add
            rest -= add
    return given


def siting(gebieden: list[Gebied], minimum: int = 100, straal: int = 200, naburen: int = 4) -> Program:
    """Distance, then new building, then new sites, then the tie order."""
    builder, goals = Builder(), {"nabijheid": ([], []), "nieuwbouw": ([], []), "locaties": ([], [])}
    order: list[list[np.ndarray]] = [[], [], []]
    for p in gebieden:
        asked = naar_rato(p.indicatief, p.bestaand)
        xy = np.array([p.x, p.y], dtype=float).T
        d = np.rint(np.linalg.norm(xy[:, None] - xy[None], axis=2) / 100).astype(int)
        pairs = []
        for g in np.flatnonzero(asked):
            near = [h for h in sorted(range(len(p.codes)), key=lambda h, g=g: (d[g, h], h)) if h != g]
            close = [h for h in near[naburen:] if d[g, h] <= straal]
            pairs += [(g, h) for h in sorted([g, *near[:naburen], *close])]
        hosts = sorted({h for _, h in pairs})
        keys = [(p.codes[h],) for h in hosts]
        most = [max(minimum, 3 * p.indicatief[h]) for h in hosts]
        f = builder.variables(
            "f", [(p.codes[g], p.codes[h]) for g, h in pairs], 0, [asked[g] for g, _ in pairs]
        )
        n = builder.variables("n", keys, 0, most)
        c = builder.variables("c", keys, 0, [min(p.nood[h], m) for h, m in zip(hosts, most, strict=True)])
        b = builder.variables("b", keys, 0, most)
        z = builder.variables("z", keys, 0, 1)
        for g in np.flatnonzero(asked):
            mine = [f[k] for k, pair in enumerate(pairs) if pair[0] == g]
            builder.row(RowTag("provincietotaal", p.codes[g]), mine, 1, asked[g], asked[g])
        for i, h in enumerate(hosts):
            here = [f[k] for k, pair in enumerate(pairs) if pair[1] == h]
            waar = p.codes[h]
            builder.row(RowTag("samenwerking", waar), [n[i], *here], [1] + [-1] * len(here), 0, 0)
            builder.row(RowTag("omzetting", waar), [n[i], c[i], b[i]], [1, -1, -1], 0, 0)
            least = minimum if p.bestaand[h] == 0 else 1
            builder.row(RowTag("locatieomvang", waar), [n[i], z[i]], [1, -least], lower=0)
            builder.row(RowTag("locatieomvang", waar), [n[i], z[i]], [1, -most[i]], upper=0)
        goals["nabijheid"][0].append(f)
        goals["nabijheid"][1].append(np.array([d[g, h] for g, h in pairs], dtype=int))
        goals["nieuwbouw"][0].append(b)
        goals["locaties"][0].append(z[[p.bestaand[h] == 0 for h in hosts]])
        for part, columns in zip(order, (n, c, f), strict=True):
            part.append(columns)
    for naam, (columns, coefs) in goals.items():
        weights = np.concatenate(coefs) if coefs else 1
        builder.goal(SumGoal(naam, np.concatenate(columns), weights))
    builder.goal(OrderGoal(np.concatenate([a for part in order for a in part])))
    return builder.freeze()

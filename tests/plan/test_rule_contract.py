"""Every rule kind keeps the public contract; what its rows mean stands here as on its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import hypot
from typing import Any

import pytest
from support.paths import ROOT

from verdeling.plan.plan import Plan
from verdeling.plan.rules import ORDER
from verdeling.plan.rules.cyclus import Cyclusplan, Halfjaren
from verdeling.plan.rules.plafond import Plafond
from verdeling.plan.rules.rol import Sites
from verdeling.plan.rules.uitkering import Uitkering
from verdeling.testing import check_rule

GOLDEN = ROOT / "tests/golden/rows"
SOURCE = {"grondslag": {"bron": "test"}}


def amount(n: int) -> dict[str, Any]:
    return {"waarde": n, **SOURCE}


def asked(p: Plan) -> list[int]:
    """Places asked on top of what stands, r."""
    return [a - b for a, b in zip(p.gevraagd, p.bestaand, strict=True)]


def by_gemeente(p: Plan) -> list[tuple[int, int, int]]:
    """N, K and n."""
    return list(zip(p.indicatief, p.programma.data.bestaand.tolist(), p.nieuw, strict=True))


def total(p: Plan) -> bool:
    rest = max(0, sum(n - k for n, k, _ in by_gemeente(p)))
    placed = [
        sum(s.plaatsen for s in p.stromen if s.van == c) + t for c, t in zip(p.codes, p.tekort, strict=True)
    ]
    return sum(asked(p)) + sum(p.tekort_provincie.values()) == rest and placed == asked(p)


def lowest_first(p: Plan) -> bool:
    """Place by place to who has the lowest share of its own figure."""
    r = [0] * len(p.codes)
    for _ in range(max(0, sum(n - k for n, k, _ in by_gemeente(p)))):
        left = [(Fraction(k + r[g], n), g) for g, (n, k, _) in enumerate(by_gemeente(p)) if k + r[g] < n]
        r[min(left)[1]] += 1
    return asked(p) == r


def site_size(p: Plan) -> bool:
    opens = p.solved.numbers("z", 1).tolist()
    return all(
        n <= max(5, 3 * N) * z and (K > 0 or n >= 4 * z)
        for (N, K, n), z in zip(by_gemeente(p), opens, strict=True)
    )


def offered_first(p: Plan) -> bool:
    offers = p.programma.data.aanbod.tolist()
    return all(
        r >= min(max(0, a), max(0, N - K))
        for r, a, (N, K, _) in zip(asked(p), offers, by_gemeente(p), strict=True)
    )


def near(p: Plan) -> bool:
    data = p.programma.data
    far = {
        (a, b): round(hypot(int(data.x[i] - data.x[j]), int(data.y[i] - data.y[j])) / 100)
        for i, a in enumerate(p.codes)
        for j, b in enumerate(p.codes)
    }
    return all(s.van == s.naar or far[s.van, s.naar] <= 30 for s in p.stromen)


def balanced(p: Plan) -> bool:
    value = {"taak": 1, "ander": 2}
    home = {s.van: s.plaatsen for s in p.stromen if s.van == s.naar}
    short = dict(zip(p.codes, p.tekort, strict=True))
    return all(
        sum(value[r.taak] * r.aantal * ((r.van == c) - (r.naar == c)) for r in p.uitruil) == 0
        and p.solved.exchange_balance(c).get("taak", 0) <= home.get(c, 0) + short[c]
        for c in p.codes
    )


def one_site_each(p: Plan) -> bool:
    count = dict.fromkeys((0, 1), 0)
    for site in p.solved.o.part(Sites).found:
        for g, x in zip(site.wie.tolist(), p.bewijs.x[site.x].tolist(), strict=True):
            count[g] += x
    return set(count.values()) == {1}


def minors(p: Plan) -> bool:
    """Two places of three at most are with the second; a gemeente has none or two together."""
    places = p.solved.numbers("a").tolist()
    has = p.solved.numbers("v").tolist()
    return sum(places) == 4 and all(
        a <= b + n and 2 * v <= a <= 4 * v
        for a, v, n, b in zip(places, has, p.nieuw, p.bestaand, strict=True)
    )


def paid(p: Plan) -> bool:
    above = p.solved.numbers("e").tolist()
    stands = zip(p.bestaand, p.nieuw, p.indicatief, strict=True)
    return 10 * sum(above) <= 100 and all(
        e >= k + n - own for e, (k, n, own) in zip(above, stands, strict=True)
    )


def freed(p: Plan) -> bool:
    extra, places = p.solved.numbers("extra").tolist(), p.solved.numbers("vrij").tolist()
    return all(2 * v <= e for e, v in zip(extra, places, strict=True))


def offers_relieve(p: Plan) -> bool:
    """Half the own figure is offered, above it; what is used is not asked of others, and nothing more."""
    a, u = (p.solved.numbers(kind).tolist() for kind in ("a", "u"))
    says, rest = p.solved.numbers("y", 1).tolist(), sum(n - k for n, k, _ in by_gemeente(p)) > 0
    return sum(a) == sum(u) and all(
        used <= (N // 2 if rest else 0) * offers
        and n
        >= max(0, N - K)
        * (offers if N > K and "a" in p.solved.o.kolom and p.solved.o.kolom["a"][g] >= 0 else 0)
        + used
        and less <= r
        for g, (used, less, offers, r, (N, K, n)) in enumerate(
            zip(a, u, says, asked(p), by_gemeente(p), strict=True)
        )
    )


def room_for_all(p: Plan) -> bool:
    """Who asks and who waits has a place or is counted; who is housed waits; converted is not used."""
    stand, per_gemeente = p.solved.o.rule(Cyclusplan).rows(p.solved)
    uit = p.solved.o.part(Halfjaren).zonder
    zonder = {"2027-1": 0, "2027-2": 0} | {f"2027-{t}": int(p.bewijs.x[j]) for (_, t), j in uit.items()}
    emergency = dict(zip(p.codes, p.programma.data.nood.tolist(), strict=True))
    return all(
        r.wachtend >= 0 and r.nodig <= r.duurzaam + r.nood + zonder[r.halfjaar] for r in stand.rows
    ) and all(r.nood == 0 or r.nood + r.omgezet <= emergency[r.code] for r in per_gemeente.rows)


@dataclass(frozen=True)
class Try:
    """Settings, and what they mean; further tasks and goals where the kind is about them."""

    settings: Mapping[str, Any]
    holds: Callable[[Plan], bool]
    goals: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    beside: Mapping[str, Any] | None = None


FREE = {"restverdeling": {"wijze": "vrij"}}
"""The remainder is not divided beforehand."""
TRIES = {
    "bestaande_capaciteit": Try({}, lambda p: p.bestaand == tuple(p.programma.data.bestaand)),
    "locatieomvang": Try({"minimum": 4, "ruimte_minstens": 5}, site_size, ("nieuwbouw", "locaties")),
    "plafond": Try(
        {"maal_opgave": 2},
        lambda p: all(n <= max(0, 2 * N - K) for N, K, n in by_gemeente(p)),
        ("nieuwbouw",),
        beside={"samenwerking": {"dichtstbij": 3}},
    ),
    "vrijstelling": Try({"gemeenten": {"GM0001": "test"}}, lambda p: asked(p)[0] == 0, beside=FREE),
    "vast": Try(
        {"gemeenten": {"GM0001": {"reden": "test", "gevraagd": 1}}}, lambda p: asked(p)[0] == 1, beside=FREE
    ),
    "verdeelbesluit": Try(
        {"verslagen": {"PV20": amount(9)}, "in_aanmerking": {"PV20": ["GM0001"]}, "verdeel_verslag": True},
        lambda p: not any(asked(p)[1:]),
        beside=FREE,
    ),
    "aanbod": Try({}, offered_first, beside=FREE | {"provincietotaal": {"rest": {"PV20": amount(5)}}}),
    "uitruil": Try(
        {"verhoudingen": {"taak": 1, "ander": 2}, "onbegrensd": True}, balanced, ("ruil",), ("ander",)
    ),
    "vaten": Try(
        {"taak": "ander", "per_persoon": "1/2", "boven_taak": 1}, freed, ("boven_taak",), ("ander",)
    ),
    "provincietotaal": Try({}, total),
    "restverdeling": Try({"wijze": "leximin"}, lowest_first),
    "samenwerking": Try({"straal_km": 3, "dichtstbij": 0}, near, ("nabijheid",)),
    "rol": Try(
        {
            "locaties": [
                {"naam": "a", "plaats": "GM0001", "gemeenten": ["GM0001", "GM0002"], **SOURCE},
                {"naam": "b", "plaats": "GM0002", "gemeenten": ["GM0001", "GM0002"], **SOURCE},
            ]
        },
        one_site_each,
    ),
    "omzetting": Try(
        {},
        lambda p: all(c <= e for c, e in zip(p.omgezet, p.programma.data.nood.tolist(), strict=True)),
        ("nieuwbouw",),
    ),
    "cyclus": Try(
        {
            "taken": ["ander"],
            "eerste": "2027-1",
            "halfjaren": 2,
            "bouwtijd": 1,
            "in_opvang": amount(60),
            "wachtend": amount(50),
            "scenario": "een",
            "scenarios": {"een": {"instroom": amount(60), "deel": {"waarde": "1/2", **SOURCE}}},
            "boven_taak": "1/2",
        },
        room_for_all,
        ("zonder_plaats", "noodopvang"),
        ("ander",),
        {"omzetting": {}},
    ),
    "amv": Try({"totaal": {"PV20": amount(4)}, "minimum": 2}, minors),
    "aanbod_bij_bonus": Try(
        {"niveaus": [10], "stappen": [{"vanaf_euro": 10, "deel_cijfer": "1/2"}]},
        offers_relieve,
        ("gedwongen", "nieuwbouw"),
        beside={"uitkering": {"per_plaats": amount(10)}},
    ),
    "uitkering": Try({"per_plaats": amount(10), "budget": amount(100)}, paid, ("uitkering",)),
}


def test_every_kind_is_tried():
    assert list(TRIES) == [name for name in ORDER if name != "fasering"]


@pytest.mark.parametrize("name", TRIES)
def test_our_own_rule_keeps_the_contract(name: str):
    this = TRIES[name]
    check_rule(name, this.settings, this.goals, this.holds, this.beside, this.tasks, GOLDEN / f"{name}.txt")


@pytest.mark.parametrize("off", [-1, 1])
def test_a_bound_that_is_one_off_is_seen(monkeypatch, off: int):
    this, right = TRIES["plafond"], Plafond.plafond
    monkeypatch.setattr(Plafond, "plafond", lambda self, data: right(self, data) + off)
    with pytest.raises(AssertionError, match="its definition not|the plan breaks"):
        check_rule("plafond", this.settings, this.goals, this.holds, this.beside)


def test_a_column_that_takes_a_name_is_seen(monkeypatch):
    monkeypatch.setattr(Plafond, "columns", Uitkering.columns)
    with pytest.raises(AssertionError, match="is there already"):
        check_rule("plafond", TRIES["plafond"].settings)


if __name__ == "__main__":  # writes the texts of the rows
    for name in TRIES:
        (GOLDEN / f"{name}.txt").write_text("-", "utf-8")
        with pytest.raises(AssertionError, match="other rows") as told:
            test_our_own_rule_keeps_the_contract(name)
        (GOLDEN / f"{name}.txt").write_text(str(told.value).partition(":\n")[2], "utf-8")

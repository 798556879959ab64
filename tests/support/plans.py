"""Small plans: from a case for the oracle to the arrays and the rules of the program."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np

from support.brute import Geval
from verdeling.plan.data import PlanData
from verdeling.plan.read import with_opgave
from verdeling.solver.goals import ints
from verdeling.verdeelmodel.model import Planopdracht

BRON = {"bron": "proef"}


def data_van(v: Geval, codes: list[str] | None = None) -> PlanData:
    """The arrays of a case; gemeenten keep their order."""
    codes = codes or [f"GM{g:04d}" for g in range(1, len(v.N) + 1)]
    provincies = sorted(set(v.provincie))
    leeg = ints([0] * len(provincies))
    ander = v.ruil[0] if v.ruil else v.ander
    aanbod = [-1 if a is None else a for a in v.A] if v.A else [-1] * len(v.N)
    data = PlanData(
        taak="opvang",
        codes=tuple(codes),
        namen=tuple(f"G{c}" for c in codes),
        provincies=tuple(f"PV{p}" for p in provincies),
        provincie=ints([provincies.index(p) for p in v.provincie]),
        indicatief=ints(v.N),
        bestaand=ints(v.K),
        nood=ints(v.E),
        aanbod=ints(aanbod),
        opgave=leeg,
        rest=leeg,
        x=ints([1000 * p[0] for p in v.plek]),
        y=ints([1000 * p[1] for p in v.plek]),
        inwoners=ints([1000 * n for n in v.N]),
        eerder=ints(v.eerder) if v.eerder else None,
        taken={"opvang": ints(v.N)} | ({"ander": ints(ander)} if ander else {}),
        delen={"amv": ints(v.amv[0])} if v.amv else {},
    )
    return with_opgave(data, Planopdracht(taak="opvang", regels={}, doelen=("volgorde",)))


def getal(waarde: int) -> dict:
    return {"waarde": waarde, "grondslag": BRON}


def opdracht_van(v: Geval, codes: list[str] | None = None) -> Planopdracht:
    """The rules and goals of a case."""
    code = codes or [f"GM{g:04d}" for g in range(1, len(v.N) + 1)]
    regels: dict = {
        "provincietotaal": {"hard": v.hard},
        "restverdeling": {
            "wijze": v.wijze,
            "bij_gebrek": "cap_vervalt" if v.cap_vervalt else "tekort",
        },
        "bestaande_capaciteit": {"sluiten": v.sluiten},
        "locatieomvang": {
            "minimum": v.minimum,
            "maal_opgave": v.maal,
            "ruimte_minstens": v.ruimte,
        },
        "samenwerking": {
            "straal_km": v.straal,
            "dichtstbij": v.dichtstbij,
            "clusters": [
                {"naam": "c", "gemeenten": [code[g] for g in c], "overeenkomst": BRON} for c in v.clusters
            ],
        },
    }
    if v.omzetting:
        regels["omzetting"] = {}
    if v.plafond is not None:
        regels["plafond"] = {"maal_opgave": v.plafond}
    if v.vrijgesteld:
        regels["vrijstelling"] = {
            "gemeenten": {code[g]: "proef" for g in sorted(v.vrijgesteld)},
            "ook_niet_voor_anderen": v.ook_niet_voor_anderen,
        }
    vast = {g: {"reden": "proef", "gevraagd": n} for g, n in v.vast_gevraagd.items()}
    for g, n in v.vast_plan.items():
        vast[g] = {**vast.get(g, {"reden": "proef"}), "plan": n}
    for g, (least, most) in v.vast_grens.items():
        bounds = {"minstens": least, "hoogstens": most}
        vast[g] = {**vast.get(g, {"reden": "proef"}), **{k: n for k, n in bounds.items() if n is not None}}
    if vast:
        regels["vast"] = {"gemeenten": {code[g]: wat for g, wat in vast.items()}}
    if v.A:
        regels["aanbod"] = {}
    if v.euro is not None:
        regels["uitkering"] = {"per_plaats": getal(v.euro)}
        if v.drempel is not None:
            deel, extra = v.drempel
            regels["uitkering"]["drempel"] = {"meer_dan": deel, "per_plaats": getal(extra)}
        if v.budget is not None:
            regels["uitkering"]["budget"] = getal(v.budget)
    if v.amv is not None:
        regels["amv"] = {"minimum": v.amv[1]}
    if v.ruil is not None:
        regels["uitruil"] = {"verhoudingen": v.ruil[1], "onbegrensd": True}
    regels |= v.regels
    regels = {soort: {**wat, "grondslag": BRON} for soort, wat in regels.items()}
    return Planopdracht(taak="opvang", regels=regels, doelen=(*v.doelen, "volgorde"))


STANDAARD = ("nabijheid", "nieuwbouw", "locaties")


def basis(rng: random.Random, most: int = 5) -> Geval:
    """A random case of two to `most` gemeenten in one or two provincies, small enough to enumerate."""
    n = rng.randint(2, most)
    return Geval(
        N=tuple(rng.randint(1, 4) for _ in range(n)),
        K=tuple(rng.choice([0, 0, 0, 1, 2, 4]) for _ in range(n)),
        E=tuple(rng.choice([0, 0, 1, 2]) for _ in range(n)),
        plek=tuple((rng.randint(0, 20), rng.randint(0, 20)) for _ in range(n)),
        provincie=tuple(sorted(rng.randint(20, 21) for _ in range(n))),
        doelen=tuple(rng.sample(STANDAARD, k=rng.randint(1, 3))),
        minimum=rng.randint(1, 3),
        straal=rng.choice([None, 5, 10]),
        dichtstbij=rng.randint(0, 1),
    )


def variant(soort: str, rng: random.Random) -> Geval:
    """A random case in which one rule kind or goal matters."""
    v = basis(rng, 4 if soort in {"vrij", "eerlijk", "eerlijk_afwijking", "sluiten", "amv", "zacht"} else 6)
    n = len(v.N)
    iemand = rng.randrange(n)
    if soort == "zacht":
        return replace(
            v, hard=False, doelen=("tekort", *v.doelen), wijze=rng.choice(["naar_rato", "leximin"])
        )
    if soort == "leximin":
        return replace(v, wijze="leximin")
    if soort == "vrij":
        return replace(v, wijze="vrij")
    if soort == "eerlijk":
        return replace(v, wijze="vrij", doelen=("eerlijk", *v.doelen))
    if soort == "eerlijk_afwijking":
        return replace(v, wijze="vrij", doelen=("eerlijk_afwijking", *v.doelen))
    if soort == "vrijstelling":
        return replace(v, vrijgesteld=frozenset({iemand}), cap_vervalt=rng.random() < 0.5)
    if soort == "vast":
        if rng.random() < 0.5:
            return replace(v, vast_gevraagd={iemand: rng.randint(0, 2)})
        return replace(v, vast_plan={iemand: v.K[iemand] + rng.randint(0, 3)})
    if soort == "aanbod":
        return replace(v, A=tuple(rng.choice([None, 0, 1, 5]) for _ in range(n)))
    if soort == "plafond":
        return replace(v, plafond=Fraction(rng.randint(2, 5), 2))
    if soort == "samenwerking":
        groep = tuple(sorted(rng.sample(range(n), k=2)))
        return replace(v, clusters=(groep,), straal=None)
    if soort == "uitkering":
        drempel = (Fraction(rng.randint(1, 5), 4), 7) if rng.random() < 0.6 else None
        return replace(v, euro=10, drempel=drempel, doelen=("uitkering", *v.doelen))
    if soort == "budget":
        vloer = 10 * sum(max(0, k - m) for k, m in zip(v.K, v.N, strict=True))
        return replace(v, euro=10, budget=vloer + rng.choice([0, 10, 20]))
    if soort == "verandering":
        return replace(
            v, eerder=tuple(rng.randint(0, 5) for _ in range(n)), doelen=("verandering", *v.doelen)
        )
    if soort == "amv":
        return replace(v, amv=(tuple(rng.randint(0, 1) for _ in range(n)), rng.randint(0, 2)))
    if soort == "uitruil":
        rho = {"opvang": Fraction(1), "ander": rng.choice([Fraction(1), Fraction(1, 2), Fraction(2)])}
        return replace(v, ruil=(tuple(rng.randint(0, 3) for _ in range(n)), rho))
    if soort == "sluiten":
        return replace(v, sluiten=True, wijze="vrij", doelen=("nieuwbouw", "locaties", "nabijheid"))
    assert soort in {"basis", "omzetting", "locatieomvang"}
    return replace(v, omzetting=soort != "basis")


def klein_genoeg(v: Geval) -> bool:
    """Whether enumeration stays below a fraction of a second."""
    asked = [max(0, n - (0 if v.sluiten else k)) for n, k in zip(v.N, v.K, strict=True)]
    factor = 1.0
    for g, most in enumerate(asked):
        hosts = sum(v.provincie[h] == v.provincie[g] for h in range(len(asked))) + (not v.hard)
        factor *= (most + 1) ** min(2, hosts - 1) if most else 1
    return sum(asked) <= (5 if v.sluiten or v.ruil else 7) and factor <= 3000


def uitkomst(plan) -> tuple:
    """The table of a plan that the oracle must give too."""
    rij = {c: i for i, c in enumerate(plan.codes)}
    stromen = {(rij[s.van], rij[s.naar]): s.plaatsen for s in plan.stromen}
    return plan.nieuw, plan.omgezet, stromen


def vector(v: Geval, plan) -> list:
    """Goal values of a plan in the form of the oracle: less is better."""
    return [d.value for d in plan.doelen if d.name != "volgorde"]


__all__ = ["basis", "data_van", "klein_genoeg", "np", "opdracht_van", "uitkomst", "variant", "vector"]

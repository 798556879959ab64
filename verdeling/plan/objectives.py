"""The goals that a model can order, each a function of the program under construction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

import numpy as np

from verdeling.errors import Probleem
from verdeling.plan.rules.basis import DEFINITIE, Opbouw
from verdeling.plan.rules.locatieomvang import Locatieomvang
from verdeling.plan.rules.provincietotaal import Provincietotaal
from verdeling.plan.rules.rol import Rol
from verdeling.plan.rules.uitkering import Uitkering
from verdeling.plan.rules.uitruil import Uitruil
from verdeling.plan.rules.vaten import Vaten
from verdeling.solver.goals import AnyDoel, Doel, Ints, LeximinDoel, MinmaxDoel, VolgordeDoel
from verdeling.solver.program import Rij
from verdeling.verdeelmodel.model import Planopdracht


def tekort(o: Opbouw) -> AnyDoel:
    """``Σ s``: places asked or needed for which none was found."""
    kolommen = [*o.kolom["s"][o.heeft("s")].tolist(), *o.rest_tekort.values()]
    return Doel("tekort", kolommen)


def eerlijk(o: Opbouw) -> AnyDoel:
    """Leximin of fulfilment ``(K_g + r_g) / N_g``: the lowest first, then the next."""
    return LeximinDoel("eerlijk", *_vervulling(o, "eerlijk"))


def eerlijk_afwijking(o: Opbouw) -> AnyDoel:
    """Smallest largest relative deviation ``|K_g + r_g − N_g| / N_g``."""
    return MinmaxDoel("eerlijk_afwijking", *_vervulling(o, "eerlijk_afwijking"))


def _vervulling(o: Opbouw, naam: str) -> tuple[Ints, Ints, Ints]:
    """Columns, constants and denominators of fulfilment, for gemeenten of which places may be asked."""
    data = o.data
    wie = np.flatnonzero((o.kolom["r"] >= 0) & (data.indicatief > 0))
    if not o.sluiten:
        return o.kolom["r"][wie], data.bestaand[wie], data.indicatief[wie]
    if "q" not in o.kolom:
        o.per_gemeente("q", wie, 0, data.bestaand[wie] + o.ruimte.r_boven[wie])
        for g in wie.tolist():
            k = int(o.kolom["k"][g])
            delen = [int(o.kolom["q"][g]), int(o.kolom["r"][g]), *([k] if k >= 0 else [])]
            o.bouw.rij(Rij(DEFINITIE, data.codes[g]), delen, [1, *[-1] * (len(delen) - 1)], 0, 0)
    return o.kolom["q"][wie], np.zeros(len(wie), dtype=np.int64), data.indicatief[wie]


def nabijheid(o: Opbouw) -> AnyDoel:
    """``Σ d_gh f_gh``: places times distance, in 0.1 km."""
    ver = np.flatnonzero(o.g != o.h)
    return Doel("nabijheid", o.f[ver], o.data.afstand(o.g[ver], o.h[ver]))


def nieuwbouw(o: Opbouw) -> AnyDoel:
    """``Σ b_h = Σ n_h − Σ c_h``: new places that are no conversion."""
    n, c = o.kolom["n"][o.heeft("n")], o.heeft("c")
    kolommen = np.concatenate((n, o.kolom["c"][c] if len(c) else c))
    return Doel("nieuwbouw", kolommen, np.concatenate((np.ones(len(n), np.int64), np.full(len(c), -1))))


def locaties(o: Opbouw) -> AnyDoel:
    """``Σ z_h`` over gemeenten where nothing stands."""
    return Doel("locaties", o.kolom["z"][o.heeft("z")])


def uitkering(o: Opbouw) -> AnyDoel:
    """Euros paid for places above the own figure."""
    regel = o.regels[Uitkering.soort]
    assert isinstance(regel, Uitkering)
    kolommen, coefs, vast = regel.euros(o)
    return Doel("uitkering", kolommen, coefs, constante=vast)


def ruil(o: Opbouw) -> AnyDoel:
    """``Σ af``: units that are exchanged, of all tasks together."""
    return Doel("ruil", [int(j) for tafel in o.ruiltafels for j in tafel.af])


def boven_taak(o: Opbouw) -> AnyDoel:
    """``Σ e``: people housed beyond the task."""
    return Doel("boven_taak", o.kolom["extra"][o.heeft("extra")])


def rol_omvang(o: Opbouw) -> AnyDoel:
    """``Σ over + onder``: places by which regional sites are larger or smaller than their size."""
    return Doel("rol_omvang", [j for deel in o.rollen for j in (deel.onder, deel.over) if j is not None])


def rol_afstand(o: Opbouw) -> AnyDoel:
    """``Σ w_g d_gk x_gk``: places of participants times distance to their site, in 0.1 km."""
    regel = o.regels[Rol.soort]
    assert isinstance(regel, Rol)
    gewicht = regel.gewicht(o)
    kolommen = [deel.x for deel in o.rollen]
    coefs = [gewicht[deel.wie] * o.data.afstand(deel.wie, deel.plaats) for deel in o.rollen]
    return Doel("rol_afstand", np.concatenate(kolommen), np.concatenate(coefs))


def verandering(o: Opbouw) -> AnyDoel:
    """``Σ |K_g + n_g − earlier|``: difference with an earlier plan, where that has a number (−1: none)."""
    data = o.data
    assert data.eerder is not None
    kan = data.bestaand + np.where(o.kolom["n"] >= 0, o.ruimte.n_boven, 0)
    ruim = np.maximum(kan, data.eerder)
    wie, vast = [], 0
    for g in np.flatnonzero(data.eerder >= 0).tolist():
        kolommen, _, staat = o.staat(g)
        if kolommen:
            wie.append(g)
        else:
            vast += abs(staat - int(data.eerder[g]))
    nummers = np.array(wie, dtype=np.int64)
    o.per_gemeente("v_eerder", nummers, 0, ruim[nummers])
    for g in wie:
        kolommen, coefs, staat = o.staat(g)
        verschil, tag = staat - int(data.eerder[g]), Rij(DEFINITIE, data.codes[g])
        v = int(o.kolom["v_eerder"][g])
        o.bouw.rij(tag, [v, *kolommen], [1, *(-c for c in coefs)], onder=verschil)
        o.bouw.rij(tag, [v, *kolommen], [1, *coefs], onder=-verschil)
    return Doel("verandering", o.kolom["v_eerder"][nummers], constante=vast)


def volgorde(o: Opbouw) -> AnyDoel:
    """The tie order: n by gemeentecode, then c, then f by (g, h), then what further rules bring (k first),
    then r and s by gemeentecode; last what only helps to write a rule.
    """

    def alle(*soorten: str) -> list[Ints]:
        return [o.kolom[s][o.heeft(s)] for s in soorten if s in o.kolom]

    rest = np.array(list(o.rest_tekort.values()), dtype=np.int64)
    hulp = [*o.hulp, *alle("z", "q", "v_eerder")]
    return VolgordeDoel(np.concatenate([*alle("n", "c"), o.f, *o.extra, *alle("r", "s"), rest, *hulp]))


DOELEN: Final[dict[str, Callable[[Opbouw], AnyDoel]]] = {
    "tekort": tekort,
    "eerlijk": eerlijk,
    "eerlijk_afwijking": eerlijk_afwijking,
    "nabijheid": nabijheid,
    "nieuwbouw": nieuwbouw,
    "locaties": locaties,
    "uitkering": uitkering,
    "ruil": ruil,
    "boven_taak": boven_taak,
    "rol_omvang": rol_omvang,
    "rol_afstand": rol_afstand,
    "verandering": verandering,
    "volgorde": volgorde,
}
"""Goals by the name that a model uses."""

VAN_REGEL: Final = {
    "locaties": Locatieomvang.soort,
    "uitkering": Uitkering.soort,
    "ruil": Uitruil.soort,
    "boven_taak": Vaten.soort,
    "rol_omvang": Rol.soort,
    "rol_afstand": Rol.soort,
}
"""Goals that need a rule."""


def controleer_doelen(opdracht: Planopdracht) -> list[Probleem]:
    """Goals exist, stand once, in an order that is allowed, and the rules they need are there."""
    doelen, regels = opdracht.doelen, opdracht.regels
    found = [
        Probleem.van("V470", f"plan.doelen.{i}", doel=d, bekend=", ".join(DOELEN))
        for i, d in enumerate(doelen)
        if d not in DOELEN
    ]
    found += [Probleem.van("V471", "plan.doelen", doel=d) for d, keer in Counter(doelen).items() if keer > 1]
    if doelen[-1] != "volgorde":
        found.append(Probleem.van("V472", "plan.doelen", laatste=doelen[-1]))
    if "tekort" in doelen[1:]:
        found.append(Probleem.van("V473", "plan.doelen"))
    if {"eerlijk", "eerlijk_afwijking"} <= set(doelen):
        found.append(Probleem.van("V474", "plan.doelen"))
    totaal = regels.get(Provincietotaal.soort)
    if isinstance(totaal, Provincietotaal) and not totaal.hard and "tekort" not in doelen:
        found.append(Probleem.van("V475", "plan.doelen"))
    for doel, soort in VAN_REGEL.items():
        if doel in doelen and soort not in regels:
            found.append(Probleem.van("V476", "plan.doelen", doel=doel, soort=soort))
    bonus = regels.get(Uitkering.soort)
    if "uitkering" in doelen and isinstance(bonus, Uitkering) and bonus.achteraf:
        found.append(Probleem.van("V464", "plan.doelen"))
    return found

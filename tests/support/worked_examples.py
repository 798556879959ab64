"""A hand-worked example per rule kind: three gemeenten, worked out on paper and not by the program.

Common ground: figures 6, 4, 2 (12 together); 0, 1 and 5 places stand; so 6 are left, the third has enough.
Pro rata 6 : 4 gives 3.6 and 2.4, so 3 and 2, and the last place goes to the larger rest: 4 and 2.
The first and second lie 5 km apart, the third 50 km from the first. A new site needs 3 places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from support.brute import Geval

SAMEN = Geval(
    N=(6, 4, 2),
    K=(0, 1, 5),
    E=(0, 2, 0),
    plek=((0, 0), (5, 0), (50, 0)),
    provincie=(20, 20, 20),
    doelen=("nabijheid", "nieuwbouw", "locaties"),
    minimum=3,
    ruimte=5,
    straal=10,
    dichtstbij=0,
)


@dataclass(frozen=True)
class Voorbeeld:
    """A case, what must come out, and why."""

    geval: Geval
    gevraagd: tuple[int, ...]
    nieuw: tuple[int, ...]
    omgezet: tuple[int, ...]
    doelen: dict[str, int]
    zin: tuple[str, str]
    """Gemeente whose sentence must hold this text."""


GOED = {"nabijheid": 0, "nieuwbouw": 4, "locaties": 1}

VOORBEELDEN: dict[str, Voorbeeld] = {
    "provincietotaal": Voorbeeld(SAMEN, (4, 3, 5), (4, 2, 0), (0, 2, 0), GOED, ("GM0001", "moet 4 plaatsen")),
    "restverdeling": Voorbeeld(
        SAMEN, (4, 3, 5), (4, 2, 0), (0, 2, 0), GOED, ("GM0002", "2 plaatsen gevraagd")
    ),
    "bestaande_capaciteit": Voorbeeld(
        SAMEN, (4, 3, 5), (4, 2, 0), (0, 2, 0), GOED, ("GM0003", "staan 5 plaatsen")
    ),
    # Two emergency places in the second gemeente: 6 new places, 2 of them converted, 4 built.
    "omzetting": Voorbeeld(SAMEN, (4, 3, 5), (4, 2, 0), (0, 2, 0), GOED, ("GM0002", "ten hoogste 2 nood")),
    # A site needs 5: the first has 4, so the second sends one of its 2 over 5 km (50), not 4 the other way.
    "locatieomvang": Voorbeeld(
        replace(SAMEN, minimum=5),
        (4, 3, 5),
        (5, 1, 0),
        (0, 1, 0),
        {"nabijheid": 50, "nieuwbouw": 5, "locaties": 1},
        ("GM0001", "vraagt 5 plaatsen"),
    ),
    # Nobody is near, but the first and third have an agreement: 4 places over 50 km.
    "samenwerking": Voorbeeld(
        replace(SAMEN, minimum=5, straal=1, clusters=((0, 2),)),
        (4, 3, 5),
        (0, 2, 4),
        (0, 2, 0),
        {"nabijheid": 2000, "nieuwbouw": 4, "locaties": 0},
        ("GM0001", "alleen in GGM0003"),
    ),
    # Half the figure is 3, 2 and 1: room for 3, 1 and none, so 2 of the 6 find no place.
    "plafond": Voorbeeld(
        replace(SAMEN, plafond=Fraction(1, 2), hard=False, doelen=("tekort", *SAMEN.doelen)),
        (4, 3, 5),
        (3, 1, 0),
        (0, 1, 0),
        {"tekort": 2, "nabijheid": 0, "nieuwbouw": 3, "locaties": 1},
        ("GM0001", "ten hoogste 3 plaatsen"),
    ),
    # The first is exempted and the second lacks only 3, so its cap is lifted to 6.
    "vrijstelling": Voorbeeld(
        replace(SAMEN, vrijgesteld=frozenset({0}), cap_vervalt=True),
        (0, 7, 5),
        (0, 6, 0),
        (0, 2, 0),
        {"nabijheid": 0, "nieuwbouw": 4, "locaties": 0},
        ("GM0001", "vrijgesteld"),
    ),
    # The plan of the first is fixed at 3, so one of its 4 goes 5 km to the second.
    "vast": Voorbeeld(
        replace(SAMEN, vast_plan={0: 3}),
        (4, 3, 5),
        (3, 3, 0),
        (0, 2, 0),
        {"nabijheid": 50, "nieuwbouw": 4, "locaties": 1},
        ("GM0001", "plan = 3"),
    ),
    # The second offers 5; 3 of them count (its own shortfall), and the first is asked the other 3.
    "aanbod": Voorbeeld(
        replace(SAMEN, A=(None, 5, None)),
        (3, 4, 5),
        (3, 3, 0),
        (0, 2, 0),
        {"nabijheid": 0, "nieuwbouw": 4, "locaties": 1},
        ("GM0002", "biedt 5 plaatsen"),
    ),
    # 2 amv places, at least 2 in one gemeente; the tie order leaves them to the last, where 5 stand.
    "amv": Voorbeeld(
        replace(SAMEN, amv=((1, 1, 0), 2)),
        (4, 3, 5),
        (4, 2, 0),
        (0, 2, 0),
        GOED,
        ("GM0001", "2 plaatsen voor amv"),
    ),
    # A site needs 5. The second hands one place over to the first, which hands over one of its 3 other units.
    "uitruil": Voorbeeld(
        replace(SAMEN, minimum=5, ruil=((3, 1, 0), {"opvang": Fraction(1), "ander": Fraction(1)})),
        (4, 3, 5),
        (5, 1, 0),
        (0, 1, 0),
        {"nabijheid": 0, "nieuwbouw": 5, "locaties": 1},
        ("GM0001", "weegt tegen elkaar op"),
    ),
    # Up to half the second task, 2 and 1, may be housed beyond it. The first houses one more: 3 places make
    # its site: with 2 it would have none. What the second asks is converted anyway, so it houses nobody more.
    "vaten": Voorbeeld(
        replace(
            SAMEN,
            ander=(4, 2, 0),
            regels={"vaten": {"taak": "ander", "boven_taak": "1/2"}},
            doelen=(*SAMEN.doelen, "boven_taak"),
        ),
        (4, 3, 5),
        (3, 2, 0),
        (0, 2, 0),
        {"nabijheid": 0, "nieuwbouw": 3, "locaties": 1, "boven_taak": 1},
        ("GM0001", "boven de taak 2 mensen"),
    ),
    # 6 asylum seekers and 6 who wait need 12 places in the first half-year: 6 stand, 2 are converted, 3 fewer
    # wait as half the task more is housed, and 1 emergency place of the third is used. Then 12 stand for 10.
    "cyclus": Voorbeeld(
        replace(
            SAMEN,
            E=(0, 2, 3),
            ander=(4, 2, 0),
            regels={
                "cyclus": {
                    "taken": ["ander"],
                    "eerste": "2027-1",
                    "halfjaren": 2,
                    "bouwtijd": 1,
                    "in_opvang": {"waarde": 14, "grondslag": {"bron": "proef"}},
                    "wachtend": {"waarde": 8, "grondslag": {"bron": "proef"}},
                    "scenario": "midden",
                    "scenarios": {
                        "midden": {
                            "instroom": {"waarde": 16, "grondslag": {"bron": "proef"}},
                            "deel": {"waarde": "1/2", "grondslag": {"bron": "proef"}},
                        }
                    },
                    "boven_taak": "1/2",
                }
            },
            doelen=("zonder_plaats", "noodopvang", *SAMEN.doelen, "verhuizingen"),
        ),
        (4, 3, 5),
        (4, 2, 0),
        (0, 2, 0),
        {
            "zonder_plaats": 0,
            "noodopvang": 1,
            "nabijheid": 0,
            "nieuwbouw": 4,
            "locaties": 1,
            "verhuizingen": 0,
        },
        ("GM0003", "ten hoogste 3 noodplaatsen"),
    ),
    # The report counts 9, but a joint site of 3 stands in it as 4: 12 − 8 = 4 are left. Pro rata 6 : 4 is
    # 2.4 and 1.6, so 2 and 2. A site needs 3, so the second has one of 2 provided by the first, over 5 km.
    "verdeelbesluit": Voorbeeld(
        replace(
            SAMEN,
            regels={
                "verdeelbesluit": {
                    "verslagen": {"PV20": {"waarde": 9, "grondslag": {"bron": "proef"}}},
                    "gezamenlijk": [
                        {
                            "naam": "samen",
                            "gemeenten": ["GM0002", "GM0003"],
                            "geteld": 4,
                            "plaatsen": 3,
                            "grondslag": {"bron": "proef"},
                        }
                    ],
                }
            },
        ),
        (2, 3, 5),
        (3, 1, 0),
        (0, 1, 0),
        {"nabijheid": 50, "nieuwbouw": 3, "locaties": 1},
        ("GM0001", "onder het eigen cijfer van 6"),
    ),
    # 4 and 2 places are asked. West has room for 4, all of the first; the second goes 45 km to east: 2 × 450.
    "rol": Voorbeeld(
        replace(
            SAMEN,
            regels={
                "rol": {
                    "locaties": [
                        {
                            "naam": "west",
                            "plaats": "GM0001",
                            "gemeenten": ["GM0001", "GM0002", "GM0003"],
                            "maximum": 4,
                            "grondslag": {"bron": "proef"},
                        },
                        {
                            "naam": "oost",
                            "plaats": "GM0003",
                            "gemeenten": ["GM0002", "GM0003"],
                            "minimum": 1,
                            "grondslag": {"bron": "proef"},
                        },
                    ]
                }
            },
            doelen=(*SAMEN.doelen, "rol_omvang", "rol_afstand"),
        ),
        (4, 3, 5),
        (4, 2, 0),
        (0, 2, 0),
        {**GOED, "rol_omvang": 0, "rol_afstand": 900},
        ("GM0002", "te kiezen uit west, oost"),
    ),
    # At 10 euros a gemeente offers as many places above its figure as that is: 6, 4 and 2; 0 or 10 is
    # chosen. Of the 6 that are left the third offers 2. The second reaches its own figure with 3 new places;
    # a fourth is offered. That is 3 offered and 3 imposed: 2 on the second and 1 on the first, too few for a
    # site, so 5 km away. Paid are 3 that stand and 2 in the third, and 1 in the second: 60 euros.
    "aanbod_bij_bonus": Voorbeeld(
        replace(
            SAMEN,
            euro=10,
            regels={
                "aanbod_bij_bonus": {
                    "niveaus": [0, 10],
                    "per": "provincie",
                    "stappen": [{"vanaf_euro": 10, "deel_cijfer": 1}],
                }
            },
            doelen=("gedwongen", "uitkering", *SAMEN.doelen),
        ),
        (4, 3, 5),
        (0, 4, 2),
        (0, 2, 0),
        {"gedwongen": 3, "uitkering": 60, "nabijheid": 50, "nieuwbouw": 4, "locaties": 0},
        ("GM0003", "ten hoogste 2 plaatsen"),
    ),
    # 5 stand where 2 are asked: 3 above the figure, at 10 euros.
    "uitkering": Voorbeeld(
        replace(SAMEN, euro=10, doelen=("uitkering", *SAMEN.doelen)),
        (4, 3, 5),
        (4, 2, 0),
        (0, 2, 0),
        {"uitkering": 30, **GOED},
        ("GM0003", "10 euro per plaats"),
    ),
}

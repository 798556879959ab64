"""Shared by tests of several rooms."""

from fractions import Fraction

import apportionment.methods

from verdeling.verdeelmodel.taak import Methode

DELERS = (Methode.WEBSTER, Methode.DHONDT, Methode.HUNTINGTON_HILL, Methode.ADAMS)


SOMVAST = (Methode.GROOTSTE_REST, *DELERS)


ORAKELNAAM = {
    Methode.GROOTSTE_REST: "largest_remainder",
    Methode.WEBSTER: "webster",
    Methode.DHONDT: "dhondt",
    Methode.HUNTINGTON_HILL: "huntington",
    Methode.ADAMS: "adams",
}


def claim(methode: Methode, gewicht: int, plaatsen: int) -> tuple[int, Fraction]:
    """Claim on the next place of an area that has `plaatsen`, from the textbook; infinity sorts first."""
    k = plaatsen
    deler = {
        Methode.WEBSTER: Fraction(2 * k + 1, 2) ** 2,
        Methode.DHONDT: Fraction(k + 1) ** 2,
        Methode.HUNTINGTON_HILL: Fraction(k * (k + 1)),
        Methode.ADAMS: Fraction(k) ** 2,
    }[methode]
    return (0, gewicht**2 / deler) if deler else (1, Fraction(gewicht))


def een_voor_een(methode: Methode, totaal: int, gewichten: list[int], rang: list[int]) -> list[int]:
    """The definition of a divisor method: each place in turn to the largest claim."""
    aantallen = [0] * len(gewichten)
    for _ in range(totaal):
        mee = [i for i, w in enumerate(gewichten) if w]
        beste = max(mee, key=lambda i: (claim(methode, gewichten[i], aantallen[i]), -rang[i]))
        aantallen[beste] += 1
    return aantallen


def orakel_apportionment(methode: Methode, totaal: int, gewichten: list[int]) -> list[int]:
    namen = [str(i) for i in range(len(gewichten))]
    breuken = methode is not Methode.HUNTINGTON_HILL  # that one has square roots
    uitkomst = apportionment.methods.compute(
        ORAKELNAAM[methode], gewichten, totaal, parties=namen, fractions=breuken
    )
    return [int(a) for a in uitkomst]

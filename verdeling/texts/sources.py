"""Sources of the shipped models and data that are explanations and not titles, in English.

The title of a document stays as its publisher wrote it; what this project says of a source is for every reader.
"""

from __future__ import annotations

from typing import Final

from verdeling.texts import Lang

SOURCES: Final = {
    "Keuze van dit model binnen de regio": "Choice of this model within the region",
    "Keuze van dit model": "Choice of this model",
    "Uitgangspunt van dit plan": "Assumption of this plan",
    "afgeleid uit het tweede-cyclusoverzicht van 88.000 plaatsen en de inwoners van 1-1-2025": (
        "derived from the second-cycle table of 88,000 places and the inhabitants of 1-1-2025"
    ),
    "CBS, inwoners per gemeente op 1 januari": "CBS, inhabitants per gemeente on 1 January",
    "duurzame plaatsen tellen mee": "durable places count",
    "een locatie van honderd plaatsen of meer": "a site of a hundred places or more",
    "de provinciale opgave is de som van de indicatieve cijfers": (
        "the provincial total is the sum of the indicative figures"
    ),
    "Verdeelbesluiten van 20 december 2024, restopgave naar rato van de indicatieve cijfers": (
        "Distribution decisions of 20 December 2024, remainder pro rata to the indicative figures"
    ),
    "Verdeelbesluiten van 20 december 2024, volgens Stibbe": (
        "Distribution decisions of 20 December 2024, according to Stibbe"
    ),
    "Afgeleid uit de som van de twaalf provinciale opgaven van 2024 (96.002 in plaats van 96.000)": (
        "Derived from the sum of the twelve provincial totals of 2024 (96,002 instead of 96,000)"
    ),
    "Afgeleid uit de gepubliceerde provinciecijfers; alle 24 komen precies uit": (
        "Derived from the published provincial figures; all 24 agree exactly"
    ),
    "Afgeleid uit de gepubliceerde provinciecijfers": "Derived from the published provincial figures",
    "Afgeleid uit gepubliceerde cijfers van gemeenten": "Derived from published figures of gemeenten",
    "Afgeleid uit gepubliceerde cijfers van veiligheidsregio's": (
        "Derived from published figures of veiligheidsregio's"
    ),
    "Stadia van de bonus; zie gemeenten/bonus_stadia.csv": (
        "Stages of the bonus; see gemeenten/bonus_stadia.csv"
    ),
    "Ministerie, brief van 27 februari 2026, via de pers": (
        "Ministry, letter of 27 February 2026, through the press"
    ),
    "brief van 27 februari 2026": "letter of 27 February 2026",
    "Ministerie van Justitie en Veiligheid over Westerwolde": "Ministry of Justice and Security on Westerwolde",
    "Geen sleutel: alle plaatsen zijn gegeven": "No key: all places are given",
    "verdeling naar inwoners": "division by inhabitants",
    "Verdeling binnen een provincie naar inwoners, zoals in de regio IJsselland beschreven": (
        "Division within a provincie by inhabitants, as described in the region IJsselland"
    ),
    "25 veiligheidsregio's met elk 225 plaatsen": "25 veiligheidsregio's with 225 places each",
    "25 veiligheidsregio's met elk 450 plaatsen": "25 veiligheidsregio's with 450 places each",
    "gelijk aantal per regio": "the same number per region",
    "Alternatief dat bestaande inspanning meetelt, eigen uitwerking": (
        "Alternative that counts existing effort, worked out here"
    ),
    "Alternatief naar woningvoorraad": "Alternative by housing stock",
    "overgezet op gemeenten": "carried over to gemeenten",
    "hier als hoogste stand": "here as the highest stock",
    "teruggerekend uit de gemeentetabel van de tweede ronde": (
        "computed back from the table of gemeenten of the second round"
    ),
    "capaciteit per gemeente volgens het COA, november 2025": (
        "capacity per gemeente according to COA, November 2025"
    ),
    "Restopgave zoals het rijk die noemt, waar die bekend is; anders de som van de cijfers min de bestaande "
    "plaatsen": (
        "Remainder as the national government states it, where known; else the sum of the figures minus the "
        "places that stand"
    ),
    "ingesteld met --set": "set with --set",
    "afgeleide feiten; bron van de inwoners: CBS": "derived facts; source of the inhabitants: CBS",
    "geen open licentie; feiten overgenomen met vermelding van NOS Nieuwsuur en COA": (
        "no open licence; facts taken over with mention of NOS Nieuwsuur and COA"
    ),
    "COA, verzameld door NOS Nieuwsuur": "COA, collected by NOS Nieuwsuur",
}
"""What stands in a model or in bronnen.csv → the same in English; longer texts before the parts they hold."""


def source(tekst: str, lang: Lang) -> str:
    """A source for a reader: explanations of the shipped sources in English, titles as they are."""
    if lang == "en":
        for nl, en in SOURCES.items():
            tekst = tekst.replace(nl, en)
    return tekst

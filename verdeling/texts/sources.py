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
    "Afgeleid uit de som van de twaalf provinciale opgaven van 2024, twee meer dan het landelijke totaal": (
        "Derived from the sum of the twelve provincial totals of 2024, two more than the national total"
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
    "Som van de door het COA gepubliceerde provinciale amv-opgaven bij 75.500": (
        "Sum of the provincial amv totals that COA published at 75,500"
    ),
    "Landelijk aantal amv-plaatsen bij 77.100; de gepubliceerde provinciecijfers tellen op tot 3.659": (
        "National number of amv places at 77,100; the published provincial figures add up to 3,659"
    ),
    "Europese Commissie, voorstel voor herplaatsing 2015": (
        "European Commission, proposal on relocation 2015"
    ),
    "Verdeelsleutel van de Landelijke Regietafel, 51.000 plaatsen": (
        "Key of the Landelijke Regietafel, 51,000 places"
    ),
    "Opgave van Overijssel bij 51.000 plaatsen, exact geschaald naar 61.200": (
        "Total of Overijssel at 51,000 places, scaled exactly to 61,200"
    ),
    "COA, provinciale verdeling bij 75.500": "COA, provincial distribution at 75,500",
    "provinciale verdeling van opvangplekken, stand per 1 januari 2024": (
        "provincial distribution of reception places, as of 1 January 2024"
    ),
    "provinciale verdeling van opvangplekken": "provincial distribution of reception places",
    "provinciale en gemeentelijke verdeling van opvangplekken": (
        "provincial and municipal distribution of reception places"
    ),
    "COA, provinciale verdeling": "COA, provincial distribution",
    ", eerste raming": ", first estimate",
    ", tweede raming": ", second estimate",
    "Locaties IJsselland:": "Sites in IJsselland:",
    " en buffer ": " and buffer ",
    "Olst-Wijhe en Raalte samen 150": "Olst-Wijhe and Raalte 150 together",
    "Lumen 22 en Ruysdael 21": "Lumen 22 and Ruysdael 21",
    "; Kampen mogelijk met Flevoland": "; Kampen possibly with Flevoland",
    "; elke gemeente doet mee aan één ROL": "; every gemeente takes part in one ROL",
    "Wetsvoorstel Spreidingswet": "Bill of the Spreidingswet",
    "200 plaatsen op papier, tot 1 februari 2026": "200 places on paper, until 1 February 2026",
    "NH Nieuws over Dronten en Kampen": "NH Nieuws on Dronten and Kampen",
    "(Duitsland)": "(Germany)",
    "VNG, juni 2022": "VNG, June 2022",
    "Capaciteitsraming van 2022": "Capacity estimate of 2022",
    "Omroep Brabant over het verdeelbesluit; de brief noemde bij vergissing 3.362": (
        "Omroep Brabant on the distribution decision; the letter named 3,362 by mistake"
    ),
    "Omroep Brabant over het verdeelbesluit": "Omroep Brabant on the distribution decision",
    "Landelijk aantal 2022, via het": "National number of 2022, through the",
    "Landelijke prognose per 1 juli 2023, via het": "National forecast for 1 July 2023, through the",
    "Voorstel om ruimte te laten meetellen, provincie Zuid-Holland 2023": (
        "Proposal to let space count, provincie Zuid-Holland 2023"
    ),
    "gemeente.nu en RTV Drenthe (2024); gemeenten mogen taken ruilen als het totaal van de provincie klopt": (
        "gemeente.nu and RTV Drenthe (2024); gemeenten may exchange tasks if the total of the provincie is right"
    ),
    "; elke statushouder meer die uitstroomt maakt een plaats vrij": (
        "; every further permit holder who moves out frees a place"
    ),
    " en amendement Kamerstukken": " and amendment Kamerstukken",
    "Rijksoverheid, 31 januari 2024": "Rijksoverheid, 31 January 2024",
    "Afspraken van juni 2022, 1.000 plaatsen voor zes maanden": (
        "Agreements of June 2022, 1,000 places for six months"
    ),
    "Afspraken van juni 2022": "Agreements of June 2022",
    "Afspraken rijk en veiligheidsregio's, juni 2022": (
        "Agreements of the State and the veiligheidsregio's, June 2022"
    ),
    "één groep die in 2026 verhuist, in het besluit twee plannen": (
        "one group that moves in 2026, two plans in the decision"
    ),
    "art. 29, eerste lid": "art. 29, first paragraph",
    "Landelijke taakstelling": "National housing task",
    ", vastgesteld": ", set",
    ", herzien": ", revised",
    ", verwacht": ", expected",
    ", eerste": ", first",
    "circulaire taakstelling": "circular on the housing task",
    "bron niet gezien": "source not seen",
    ": opvang na ": ": reception after ",
    " bij een uitstroom van ": " with an outflow of ",
    "heeft al lang een grote opvang": "has had a large reception centre for long",
    "feiten uit openbare berichten, bron per rij": "facts from public reports, source per row",
    ", op de grenzen van elk jaar": ", on the boundaries of each year",
    "eigen keuze in ": "own choice in ",
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

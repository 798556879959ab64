"""Texts of the Python interface: what a caller gave wrongly, and a result on one screen."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "V660": (
        "dit verandert het plan niet: zonder deze instelling staat hetzelfde in het model",
        "this does not change the plan: without this setting the model says the same",
    ),
    "V650": (
        "dit verandert geen enkel indicatief cijfer van dit model: zonder deze instelling komt hetzelfde uit",
        "this changes no indicative figure of this model: without this setting the outcome is the same",
    ),
    "V641": (
        "dit is een waarde van de soort {soort}; geef {verwacht}",
        "this is a value of type {soort}; give {verwacht}",
    ),
    "V642": (
        "de waarde «{waarde}» bestaat hier niet; kies uit {keus}",
        "there is no value «{waarde}» here; choose one of {keus}",
    ),
    "V643": (
        "er is geen tabel «{naam}»; kies als sleutel van de dict uit {keus}",
        "there is no table «{naam}»; choose as key of the dict one of {keus}",
    ),
    "V644": (
        "de kolommen hebben namen van meer dan één laag; maak er enkele namen van, zoals met "
        "df.columns = [...]",
        "the columns have names of more than one level; make them plain names, as with df.columns = [...]",
    ),
    "V645": (
        "er is geen tabel met cijfers; geef een dict met ten minste één van {keus}",
        "there is no table with figures; give a dict with at least one of {keus}",
    ),
    "V646": (
        "«{waarde}» kan geen naam van een bestand of map zijn; controleer het pad",
        "«{waarde}» cannot be the name of a file or folder; check the path",
    ),
    "V281": (
        "een instelling is hier een waarde van de soort {soort}; schrijf pad=waarde, zoals "
        "taken.asielopvang.totaal=75500, of geef een dict van pad naar waarde",
        "a setting is a value of type {soort} here; write path=value, such as taken.asielopvang.totaal=75500, "
        "or give a dict from path to value",
    ),
    "V282": (
        "een waarde van de soort {soort} kan niet in een model staan; geef een getal, een tekst, een datum, "
        "None, of een lijst of dict daarvan",
        "a value of type {soort} cannot stand in a model; give a number, a text, a date, None, or a list or "
        "dict of these",
    ),
    "python.model": (
        "de naam van een model, het pad van een YAML-bestand of een Verdeelmodel",
        "the name of a model, the path of a YAML file or a Verdeelmodel",
    ),
    "python.data": (
        "een map, een DataFrame, een dict van tabelnaam naar DataFrame of Gegevens (van Polars: .to_pandas())",
        "a folder, a DataFrame, a dict from table name to DataFrame or Gegevens (from Polars: .to_pandas())",
    ),
    "python.dataframe": (
        "een DataFrame van pandas (van Polars: .to_pandas())",
        "a DataFrame of pandas (from Polars: .to_pandas())",
    ),
    "python.instellingen": (
        "een tekst pad=waarde, een lijst daarvan, of een dict van pad naar waarde",
        "a text path=value, a list of these, or a dict from path to value",
    ),
    "python.tabel": (
        "het pad van een bestand, of een DataFrame (van Polars: .to_pandas())",
        "the path of a file, or a DataFrame (from Polars: .to_pandas())",
    ),
    "python.pad": ("het pad van een bestand of map", "the path of a file or folder"),
    "python.datum": (
        "een datum, zoals datetime.date(2026, 1, 1)",
        "a date, such as datetime.date(2026, 1, 1)",
    ),
    "python.tekst": ("een tekst", "a text"),
    "python.ja_nee": ("True of False", "True or False"),
    "python.ruimte": ("de uitkomst van speelruimte()", "the outcome of speelruimte()"),
    "python.codes": ("een lijst van gemeentecodes", "a list of gemeentecodes"),
    "python.seconden": ("een aantal seconden, of None voor geen grens", "seconds, or None for no limit"),
    "python.voortgang": ("een functie, of None", "a function, or None"),
    "python.kop.veranderd": ("Veranderd", "Changed"),
    "python.kop.gegevens": ("Eigen gegevens", "Own data"),
    "python.kop.status": ("Status", "Status"),
    "python.kop.grootste": ("  grootste", "  largest"),
    "python.kop.plan": ("Plan", "Plan"),
    "python.kop.verder": ("Verder", "Next"),
    "python.status": (
        "{status}; {gemeenten} van {verwacht} gemeenten",
        "{status}; {gemeenten} of {verwacht} gemeenten",
    ),
    "python.taak": ("{som} {eenheid}", "{som} {eenheid}"),
    "python.verschil": ("; gevraagd {totaal}", "; asked {totaal}"),
    "python.deel": ("{deel} {som}", "{deel} {som}"),
    "python.nog_taken": ("en nog {aantal} {aantal:?taak:taken}", "and {aantal} more {aantal:?task:tasks}"),
    "python.plan.geen": ("dit model heeft geen plan", "this model has no plan"),
    "python.plan.niet": ("niet gerekend", "not computed"),
    "python.plan": (
        "{plan} plaatsen, waarvan {nieuw} nieuw en {tekort} zonder plek; {bewijs}",
        "{plan} places, of which {nieuw} new and {tekort} without room; {bewijs}",
    ),
    "python.tijdplan": ("per maand, in {aantal} maanden; {bewijs}", "by month, in {aantal} months; {bewijs}"),
    "python.bewezen": ("bewezen het beste", "proven best"),
    "python.onbewezen": ("niet bewezen", "not proven"),
    "python.verder": (
        '.tabel(), .provincies(), .uitleg("{gemeente}"), .meldingen(), .schrijf(map)',
        '.tabel(), .provincies(), .uitleg("{gemeente}"), .meldingen("en"), .schrijf(folder, "en")',
    ),
}

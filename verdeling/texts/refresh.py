"""Texts of refreshing the figures: errors V960–V981 and V647."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "V960": (
        "de server verwijst naar een andere computer ({naar}); dat wordt niet gevolgd. Is de dienst verhuisd, geef "
        "dan het nieuwe adres in VERDELING_CBS_V4, VERDELING_CBS_V3 of VERDELING_PDOK; uw gegevens zijn gebleven",
        "the server refers to another computer ({naar}); that is not followed. If the service has moved, give the "
        "new address in VERDELING_CBS_V4, VERDELING_CBS_V3 or VERDELING_PDOK; your figures are as they were",
    ),
    "V961": (
        "dit adres is niet versleuteld; geef een adres dat met https:// begint",
        "this address is not encrypted; give one that begins with https://",
    ),
    "V962": (
        "de server antwoordt met fout {status:raw}; probeer het later nog eens, en controleer bij 400 of 404 of de "
        "tabel nog bestaat (--tabel NAAM=NUMMER kiest een andere); uw gegevens zijn gebleven zoals ze waren",
        "the server answers with error {status:raw}; try again later, and with 400 or 404 check that the table still "
        "exists (--tabel NAME=NUMBER chooses another one); your figures are as they were",
    ),
    "V963": (
        "er kwam in {seconden:kort} seconden geen heel antwoord; probeer het later nog eens of geef meer tijd met "
        "--wacht; uw gegevens zijn gebleven zoals ze waren",
        "no whole answer came in {seconden:kort} seconds; try again later or give more time with --wacht; your "
        "figures are as they were",
    ),
    "V964": (
        "het antwoord is groter dan {grens} bytes en wordt niet gelezen; controleer of dit de goede tabel is; uw "
        "gegevens zijn gebleven zoals ze waren",
        "the answer is larger than {grens} bytes and is not read; check that this is the right table; your figures "
        "are as they were",
    ),
    "V965": (
        "het antwoord ({bytes} bytes) is afgebroken of geen JSON; probeer het later nog eens; uw gegevens zijn "
        "gebleven zoals ze waren",
        "the answer ({bytes} bytes) is cut off or no JSON; try again later; your figures are as they were",
    ),
    "V966": (
        "het antwoord is anders opgebouwd dan verwacht: {wat} ontbreekt of is iets anders; de dienst is veranderd, "
        "kijk of er een nieuwere versie van verdeling is; uw gegevens zijn gebleven zoals ze waren",
        "the answer is not built as expected: {wat} is missing or is something else; the service has changed, see "
        "whether there is a newer version of verdeling; your figures are as they were",
    ),
    "V967": (
        "na {grens} bladzijden kwam er nog geen einde aan deze lijst; probeer het later nog eens; uw gegevens zijn "
        "gebleven zoals ze waren",
        "after {grens} pages there was no end to this list; try again later; your figures are as they were",
    ),
    "V968": (
        "er is geen verbinding ({reden}); controleer internet en proxy en probeer het nog eens; uw gegevens zijn "
        "gebleven zoals ze waren",
        "there is no connection ({reden}); check the internet and the proxy and try again; your figures are as they "
        "were",
    ),
    "V969": (
        "«{naam}» staat niet in deze tabel; er staat: {namen}. De tabel is veranderd: kies een andere met --tabel "
        "NAAM=NUMMER of een nieuwere versie van verdeling; uw gegevens zijn gebleven zoals ze waren",
        "«{naam}» is not in this table, which has: {namen}. The table has changed: choose another one with --tabel "
        "NAME=NUMBER or a newer version of verdeling; your figures are as they were",
    ),
    "V970": (
        "«{naam}» staat meer dan eens in deze tabel: {namen}. Welke bedoeld is, staat niet vast; kies een andere "
        "tabel met --tabel NAAM=NUMMER; uw gegevens zijn gebleven zoals ze waren",
        "«{naam}» is in this table more than once: {namen}. Which one is meant is not certain; choose another table "
        "with --tabel NAME=NUMBER; your figures are as they were",
    ),
    "V971": (
        "«{waarde}» is geen getal; probeer het later nog eens en meld het anders aan het CBS; uw gegevens zijn "
        "gebleven zoals ze waren",
        "«{waarde}» is no number; try again later and else report it to CBS; your figures are as they were",
    ),
    "V972": (
        "in de titel «{titel}» staat geen jaar, dus de peildatum is niet bekend; kies een tabel van één jaar met "
        "--tabel NAAM=NUMMER",
        "there is no year in the title «{titel}», so the reference date is not known; choose a table of one year "
        "with --tabel NAME=NUMBER",
    ),
    "V973": (
        "{jaar:raw} is weggelaten: deze versie kent de grenzen van gemeenten tot en met {laatste:raw}",
        "{jaar:raw} is left out: this version knows the boundaries of gemeenten up to {laatste:raw}",
    ),
    "V974": (
        "deze gemeenten van {jaar:raw} zijn hier niet bekend en weggelaten: {codes}",
        "these gemeenten of {jaar:raw} are not known here and left out: {codes}",
    ),
    "V975": (
        "{jaar:raw} is weggelaten: {aantal} {aantal:?gemeente heeft:gemeenten hebben} geen cijfer ({namen})",
        "{jaar:raw} is left out: {aantal} {aantal:?gemeente has:gemeenten have} no figure ({namen})",
    ),
    "V976": (
        "deze tabel heeft voor geen enkel jaar cijfers van alle gemeenten; probeer het later nog eens of kies een "
        "andere tabel met --tabel NAAM=NUMMER; uw gegevens zijn gebleven zoals ze waren",
        "this table has for no year figures of all gemeenten; try again later or choose another table with --tabel "
        "NAME=NUMBER; your figures are as they were",
    ),
    "V977": (
        "de kolom {kolom} heeft nog geen cijfers voor {jaar:raw}; het cijfer dat er was of wordt meegeleverd blijft",
        "the column {kolom} has no figures for {jaar:raw} yet; the figure that ships stays",
    ),
    "V978": (
        "{aantal} {aantal:?gemeente heeft:gemeenten hebben} geen grens: {codes}",
        "{aantal} {aantal:?gemeente has:gemeenten have} no boundary: {codes}",
    ),
    "V979": (
        "dit is de map van de meegeleverde gegevens, en die wordt nooit overschreven; kies een map van uzelf",
        "this is the folder of the shipped data, which is never overwritten; choose a folder of your own",
    ),
    "V980": (
        "dit bestand is veranderd nadat het werd opgehaald; haal het opnieuw op met verdeling data refresh, en zet "
        "eigen cijfers in een eigen tabel naast de map cbs",
        "this file was changed after it was fetched; fetch it again with verdeling data refresh, and put figures of "
        "your own in a table beside the folder cbs",
    ),
    "V981": (
        "deze opgehaalde cijfers zijn niet te lezen ({reden}); haal ze opnieuw op met verdeling data refresh",
        "these fetched figures cannot be read ({reden}); fetch them again with verdeling data refresh",
    ),
    "V647": (
        "hier staat al een map cbs die niet door verdeling data refresh is gemaakt; kies een andere map of ruim haar "
        "zelf op",
        "a folder cbs stands here that verdeling data refresh did not make; choose another folder or clear it "
        "yourself",
    ),
    "refresh.cbs": (
        "Centraal Bureau voor de Statistiek (CBS)",
        "Statistics Netherlands (CBS)",
    ),
    "refresh.status.voorlopig": ("voorlopig", "provisional"),
    "refresh.status.nadervoorlopig": ("nader voorlopig", "revised provisional"),
    "refresh.voorlopig": ("niet definitief: {jaren}", "not final: {jaren}"),
    "refresh.woningen": ("woningen", "homes"),
    "refresh.woningvoorraad": ("woningen op 1 januari", "homes on 1 January"),
    "refresh.tabel": ("{naam}: {tabel}, {titel}, {jaren}", "{naam}: {tabel}, {titel}, {jaren}"),
    "refresh.kop": ("Opgehaald:", "Fetched:"),
    "refresh.wijzigingen": ("Cijfers per gemeente:", "Figures per gemeente:"),
    "refresh.nieuw": ("{kolom} {dag}: nieuw", "{kolom} {dag}: new"),
    "refresh.gelijk": ("{kolom} {dag}: gelijk", "{kolom} {dag}: unchanged"),
    "refresh.anders": (
        "{kolom} {dag}: {aantal} van {alle} gemeenten anders dan {was}, het meest {naam} ({voor} → {na})",
        "{kolom} {dag}: {aantal} of {alle} gemeenten differ from {was}, {naam} most ({voor} → {na})",
    ),
    "refresh.modellen": (
        "Modellen (zonder plan), tegen de cijfers die u had:",
        "Models (without their plan), against the figures that you had:",
    ),
    "refresh.model": (
        "{model}, {taak}: {aantal} {aantal:?gemeente krijgt:gemeenten krijgen} iets anders, {verschoven} "
        "verschoven, het meest {naam} ({voor} → {na})",
        "{model}, {taak}: {aantal} {aantal:?gemeente gets:gemeenten get} something else, {verschoven} moved, "
        "{naam} most ({voor} → {na})",
    ),
    "refresh.geen_model": (
        "{model}: niet te berekenen. {reden}",
        "{model}: cannot be computed. {reden}",
    ),
    "refresh.modellen_gelijk": (
        "geen enkel model krijgt een andere uitkomst",
        "no model gets another outcome",
    ),
    "refresh.gebied": (
        "{gm}: {soort} is bij het CBS {daar} en hier {hier}",
        "{gm}: {soort} is {daar} at CBS and {hier} here",
    ),
    "refresh.klaar": (
        "De cijfers staan in {map}; gebruik ze met --data {data}. Wat er per gemeente verandert staat in "
        "veranderingen.csv en modellen.csv.",
        "The figures are in {map}; use them with --data {data}. What changes per gemeente is in veranderingen.csv "
        "and modellen.csv.",
    ),
}

"""Texts of the report (frame, summary, maps, tables) and of the GIS export: errors V652–V699."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "V652": (
        "dit bestand ontbreekt in de uitkomst; maak haar opnieuw met verdeling run --out",
        "this file is missing from the result; make it again with verdeling run --out",
    ),
    "V653": (
        "dit bestand is na de berekening veranderd (de controlesom in manifest.json klopt niet); maak de uitkomst"
        " opnieuw met verdeling run --out",
        "this file was changed after the run (its checksum in manifest.json differs); make the result again with"
        " verdeling run --out",
    ),
    "V654": (
        "dit is niet zoals verdeling het schrijft en niet te lezen: {wat}; maak de uitkomst opnieuw met verdeling run --out",
        "this is not as verdeling writes it and cannot be read: {wat}; make the result again with verdeling run --out",
    ),
    "V655": (
        "hier kan niet worden geschreven ({reden}); kies een plek waar u mag schrijven",
        "cannot write here ({reden}); choose a place where you may write",
    ),
    "V656": ("deze taal is er niet; kies uit {talen}", "this language is not available; choose from {talen}"),
    "V657": (
        "van {aantal} {aantal:?gemeente:gemeenten} zijn er geen grenzen ({codes}); geef een bestand met de grenzen van dezelfde datum",
        "{aantal} {aantal:?gemeente has:gemeenten have} no boundaries ({codes}); give a file with the boundaries of the same date",
    ),
    "V658": (
        "hier staat {daar} {daar:?plaats:plaatsen} volgens het plan, in verdeling.csv {hier}; dit bestand hoort bij een ander plan, maak"
        " het opnieuw",
        "this says {daar} {daar:?place:places} under the plan, verdeling.csv says {hier}; this file belongs to another plan, make it"
        " again",
    ),
    "V616": (
        "{wat} is hier {hier}, en in {bestand} {daar}; deze map is na de berekening veranderd, maak de uitkomst opnieuw met verdeling run --out",
        "{wat} is {hier} here, and {daar} in {bestand}; this folder was changed after the run, make the result again with verdeling run --out",
    ),
    "V659": (
        "deze map bestaat niet; maak een uitkomst met verdeling run MODEL --out MAP",
        "this folder does not exist; make a result with verdeling run MODEL --out FOLDER",
    ),
    # --- head and sections
    "report.springlink": ("Naar de inhoud", "Skip to content"),
    "report.soort": ("Verdeling over gemeenten", "Division over gemeenten"),
    "report.model": ("Verdeelmodel:", "Model:"),
    "report.inhoud": ("Inhoud", "Contents"),
    "report.samenvatting": ("Samenvatting", "Summary"),
    "report.kaart": ("Kaarten", "Maps"),
    "report.gemeenten": ("Gemeenten", "Gemeenten"),
    "report.provincies": ("Provincies", "Provinces"),
    "report.verdeling": ("Verhoudingen", "Proportions"),
    "report.plan": ("Plan en doelen", "Plan and goals"),
    "report.verdieping": ("Verdieping", "In depth"),
    "report.samen": ("Alles samen", "All together"),
    "report.open": ("Open punten en gegevens", "Open items and data"),
    "report.open.kort": ("Gegevens", "Data"),
    "report.verantwoording": ("Verantwoording", "Accountability"),
    "report.voet": (
        "Gemaakt met verdeling. Alle cijfers staan ook in verdeling.csv en verdeling.xlsx.",
        "Made with verdeling. All figures are also in verdeling.csv and verdeling.xlsx.",
    ),
    "report.kenmerk": (
        "Kenmerk (begin van de controlesom van verdeling.csv):",
        "Reference (start of the checksum of verdeling.csv):",
    ),
    "report.maanden": (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "January February March April May June July August September October November December",
    ),
    # --- status of figures
    "report.status.official": ("officieel", "official"),
    "report.status.published": ("gepubliceerd", "published"),
    "report.status.derived": ("afgeleid", "derived"),
    "report.status.illustrative": ("illustratief", "illustrative"),
    "report.status.open": ("open", "open"),
    "report.status.official.uitleg": (
        "Vastgesteld door de overheid of het CBS.",
        "Set by the government or Statistics Netherlands.",
    ),
    "report.status.published.uitleg": (
        "Gepubliceerd door pers of een instantie.",
        "Published by the press or an agency.",
    ),
    "report.status.derived.uitleg": (
        "Uit andere cijfers berekend, omdat het cijfer zelf er niet is.",
        "Computed from other figures, because the figure itself is not available.",
    ),
    "report.status.illustrative.uitleg": (
        "Alleen om te laten zien hoe een model werkt.",
        "Only to show how a model works.",
    ),
    "report.status.open.uitleg": (
        "De bronnen laten dit open; het is een zichtbare keuze.",
        "The sources leave this open; it is a visible choice.",
    ),
    "report.status.lijst": ("Wat de status van een cijfer betekent", "What the status of a figure means"),
    "report.zwak": (
        "Niet alle gegevens in dit rapport zijn officieel. De uitkomsten rusten ook op:",
        "Not all data in this report are official. The outcomes also rest on:",
    ),
    "report.zwak.kort": ("Rust ook op:", "Also rests on:"),
    # --- summary
    "report.zin.som": (
        "Dit rapport verdeelt {som} {eenheid} ({taak}) over {aantal} {aantal:?gemeente:gemeenten}.",
        "This report divides {som} {eenheid} ({taak}) over {aantal} {aantal:?gemeente:gemeenten}.",
    ),
    "report.zin.per_1000": (
        "Dat zijn gemiddeld {gemiddeld:2} per 1.000 inwoners. De middelste gemeente heeft er {midden:2}. Het laagst:"
        " {laag} ({laagste:2}). Het hoogst: {hoog} ({hoogste:2}).",
        "That is {gemiddeld:2} per 1,000 inhabitants on average. The middle gemeente has {midden:2}. Lowest:"
        " {laag} ({laagste:2}). Highest: {hoog} ({hoogste:2}).",
    ),
    "report.zin.aantal": ("{aantal} {aantal:?gemeente:gemeenten}", "{aantal} {aantal:?gemeente:gemeenten}"),
    "report.zin.bestaand": (
        "Er {bestaand:?is:zijn} nu {bestaand} {bestaand:?plaats die meetelt:plaatsen die meetellen}. {zonder} {zonder:?gemeente heeft:gemeenten hebben} er nog geen.",
        "At present {bestaand} {bestaand:?place counts:places count}. {zonder} {zonder:?gemeente has:gemeenten have} none yet.",
    ),
    "report.zin.plan": (
        "Het plan voegt {nieuw} {nieuw:?plaats:plaatsen} toe in {aantal} {aantal:?gemeente:gemeenten}; {omgezet} daarvan zijn nu al noodopvang en worden"
        " omgezet. Samen met wat er is, zijn het er dan {plan}.",
        "The plan adds {nieuw} {nieuw:?place:places} in {aantal} {aantal:?gemeente:gemeenten}; {omgezet} of these are emergency places now and are"
        " converted. With what exists, that makes {plan}.",
    ),
    # --- key figures
    "report.kern.som": ("{eenheid} verdeeld", "{eenheid} divided"),
    "report.kern.meer": (
        "{verschil} meer dan de {totaal} die te verdelen zijn, door afronden",
        "{verschil} more than the {totaal} to divide, by rounding",
    ),
    "report.kern.minder": (
        "{verschil} minder dan de {totaal} die te verdelen zijn, door afronden",
        "{verschil} fewer than the {totaal} to divide, by rounding",
    ),
    "report.kern.gemeenten": ("gemeenten", "gemeenten"),
    "report.kern.per_1000": ("{eenheid} per 1.000 inwoners", "{eenheid} per 1,000 inhabitants"),
    "report.kern.laagste": ("laagste per 1.000 inwoners", "lowest per 1,000 inhabitants"),
    "report.kern.hoogste": ("hoogste per 1.000 inwoners", "highest per 1,000 inhabitants"),
    "report.kern.bestaand": ("plaatsen die er al zijn", "places that exist already"),
    "report.kern.nieuw": ("nieuwe plaatsen in het plan", "new places in the plan"),
    "report.kern.omgezet": ("waarvan {n} omgezet uit noodopvang", "of which {n} converted emergency places"),
    "report.kern.plan": ("plaatsen na uitvoering van het plan", "places once the plan is carried out"),
    # --- maps
    "report.kaart.uitleg": (
        "Bij elke kaart staat een tabel met de klassen. De cijfers van alle gemeenten staan in de tabel onder de"
        " kaarten. In een browser met scripts opent een klik op de kaart de pagina van die gemeente.",
        "Each map has a table of its classes. The figures of all gemeenten are in the table below the maps. In a"
        " browser with scripts, a click on the map opens the page of that gemeente.",
    ),
    "report.kaart.vorm": ("Vorm van de kaart", "Form of the map"),
    "report.kaart.echt": ("Kaart", "Map"),
    "report.kaart.tegels": ("Even grote tegels", "Equal tiles"),
    "report.kaart.wijzer": ("Wijs een gemeente aan voor haar cijfer.", "Point at a gemeente for its figure."),
    "report.kaart.letters": (
        "Op de tegelkaart staat in elke gemeente de letter van haar klasse.",
        "On the tile map each gemeente bears the letter of its class.",
    ),
    "report.kaart.weg": (
        "{aantal} {aantal:?gemeente staat:gemeenten staan} niet op deze kaart, die de grenzen sinds 2023 heeft; ze staan wel in de tabel.",
        "{aantal} {aantal:?gemeente is:gemeenten are} not on this map, which has the boundaries since 2023; they are in the table.",
    ),
    "report.kaart.cirkels": (
        "De oppervlakte van een cirkel hoort bij het aantal.",
        "The area of a circle stands for the number.",
    ),
    "report.kaart.bron": ("Grenzen, vereenvoudigd: {bron}.", "Boundaries, simplified: {bron}."),
    "report.kaart.zelfde": (
        "Dezelfde cijfers per gemeente staan in de tabel Gemeenten.",
        "The same figures per gemeente are in the table Gemeenten.",
    ),
    "report.kaart.per_1000": ("{eenheid} per 1.000 inwoners", "{eenheid} per 1,000 inhabitants"),
    "report.kaart.aantal": ("{eenheid} per gemeente", "{eenheid} per gemeente"),
    "report.kaart.indicatief": ("Aantal {eenheid} per gemeente", "Number of {eenheid} per gemeente"),
    "report.kaart.verschil": (
        "Verschil tussen plan en indicatief cijfer, per 1.000 inwoners",
        "Difference between plan and indicative figure, per 1,000 inhabitants",
    ),
    "report.kaart.nieuw": ("Nieuwe {eenheid} in het plan", "New {eenheid} in the plan"),
    "report.eenheid.per_1000": ("{eenheid} per 1.000 inwoners", "{eenheid} per 1,000 inhabitants"),
    "report.eenheid.verschil": (
        "{eenheid} verschil met het indicatieve cijfer",
        "{eenheid} difference from the indicative figure",
    ),
    "report.legenda": ("Klassen: {kaart}", "Classes: {kaart}"),
    "report.bereik": ("Bereik", "Range"),
    "report.bereik.geen": ("geen cijfer", "no figure"),
    "report.bereik.onder": ("minder dan {hoog}", "less than {hoog}"),
    "report.bereik.tussen": ("{laag} tot {hoog}", "{laag} to {hoog}"),
    "report.bereik.vanaf": ("{laag} en meer", "{laag} and more"),
    "report.grootste": ("De {aantal} grootste: {kaart}", "The {aantal} largest: {kaart}"),
    "report.uitersten": (
        "De {aantal} hoogste en {aantal} laagste: {kaart}",
        "The {aantal} highest and {aantal} lowest: {kaart}",
    ),
    "report.aandeel": ("Aandeel", "Share"),
    # --- table of gemeenten
    "report.gemeenten.uitleg": (
        "Alle cijfers per gemeente. De naam opent de pagina van de gemeente, met de berekening van haar cijfer.",
        "All figures per gemeente. The name opens the page of the gemeente, with the sum behind its figure.",
    ),
    "report.gemeenten.plan": (
        "Gevraagd in totaal is wat er al staat plus het deel van de restopgave dat de gemeente moet opvangen, zelf of door"
        " een ander. Plan is wat er staat als het plan is uitgevoerd.",
        "Asked in total is what exists plus the part of the remainder that the gemeente must have provided, by itself or by"
        " another. Plan is what stands once the plan is carried out.",
    ),
    "report.tabel.gemeenten": ("Cijfers per gemeente", "Figures per gemeente"),
    "report.tabel.provincie": ("Gemeenten in {naam}", "Gemeenten in {naam}"),
    "report.tabel.provincies": ("Cijfers per provincie", "Figures per province"),
    "report.gemeente": ("Gemeente", "Gemeente"),
    "report.provincie": ("Provincie", "Province"),
    "report.zoek": ("Zoek een gemeente", "Find a gemeente"),
    "report.alle": ("Alle", "All"),
    "report.bewaar": ("Bewaar als csv", "Save as csv"),
    "report.stand": ("# van # gemeenten", "# of # gemeenten"),
    "report.totaal": ("Totaal", "Total"),
    "report.waarvan": ("Waarvan {deel}", "Of which {deel}"),
    "report.kolom.gemeenten": ("Gemeenten", "Gemeenten"),
    "report.kolom.inwoners": ("Inwoners", "Inhabitants"),
    "report.kolom.indicatief": ("Indicatief aantal", "Indicative figure"),
    "report.kolom.per_1000": ("Per 1.000 inwoners", "Per 1,000 inhabitants"),
    "report.kolom.klasse": ("Klasse", "Class"),
    "report.kolom.bestaand": ("Bestaande plaatsen", "Existing places"),
    "report.kolom.gevraagd": ("Gevraagd in totaal", "Asked in total"),
    "report.kolom.nieuw": ("Nieuw", "New"),
    "report.kolom.omgezet": ("Waarvan omgezet", "Of which converted"),
    "report.kolom.plan": ("Plan", "Plan"),
    "report.kolom.verschil": ("Plan min indicatief", "Plan minus indicative"),
    "report.kolom.uitkering_eur": ("Uitkering in euro", "Grant in euros"),
    # --- provinces
    "report.provincies.uitleg": (
        "Het cijfer van een provincie is de som van haar gemeenten. De naam opent de pagina van de provincie.",
        "The figure of a province is the sum of its gemeenten. The name opens the page of the province.",
    ),
    "report.staven.provincie": ("Aantal {eenheid} per provincie", "Number of {eenheid} per province"),
    "report.staven.provincie_1000": (
        "{eenheid} per 1.000 inwoners, per provincie",
        "{eenheid} per 1,000 inhabitants, per province",
    ),
    "report.land": ("{wat} {waarde}", "{wat} {waarde}"),
    "report.nederland": ("Nederland", "Netherlands"),
    "report.samen_gemeenten": ("Alle gemeenten", "All gemeenten"),
    "report.terug.provincies": ("Alle provincies", "All provinces"),
    "report.provincie.zin": (
        "{naam} heeft {som} {eenheid}, verdeeld over {aantal} {aantal:?gemeente:gemeenten}.",
        "{naam} has {som} {eenheid}, divided over {aantal} {aantal:?gemeente:gemeenten}.",
    ),
    "report.provincie.per_1000": (
        "Dat is {per} per 1.000 inwoners; in heel Nederland is het {land}.",
        "That is {per} per 1,000 inhabitants; for the whole of the Netherlands it is {land}.",
    ),
    "report.provincie.per_1000_deel": (
        "Dat is {per} per 1.000 inwoners; voor alle gemeenten in dit rapport samen is het {land}.",
        "That is {per} per 1,000 inhabitants; for all gemeenten of this report together it is {land}.",
    ),
    "report.provincie.kaart": (
        "Kaart van {naam} met de klasse van elke gemeente",
        "Map of {naam} with the class of each gemeente",
    ),
    "report.provincie.naast_gemeente": ("{naam} (provincie)", "{naam} (province)"),
    # --- names of tasks and of data columns in words
    "report.taak.asielopvang": ("asielopvang", "asylum reception"),
    "report.taak.regulier": ("reguliere opvang", "regular reception"),
    "report.taak.noodopvang": ("noodopvang", "emergency reception"),
    "report.taak.cno": ("crisisnoodopvang", "crisis emergency reception"),
    "report.taak.crisisnoodopvang": ("crisisnoodopvang", "crisis emergency reception"),
    "report.taak.oekraine": ("opvang Oekraïne", "reception of Ukrainians"),
    "report.taak.goo": ("opvang Oekraïne", "reception of Ukrainians"),
    "report.taak.amv": (
        "alleenstaande minderjarige vreemdelingen (amv)",
        "unaccompanied minors (amv)",
    ),
    "report.taak.amv_huisvesting": ("huisvesting van amv", "housing of unaccompanied minors (amv)"),
    "report.taak.taakstelling": ("taakstelling", "housing task"),
    "report.taak.statushouders": ("statushouders", "status holders"),
    "report.taak.versnelling": ("versnelling", "acceleration"),
    "report.taak.basis": ("basis", "base"),
    "report.taak.piek": ("piek", "peak"),
    "report.data.inwoners": ("inwoners", "inhabitants"),
    "report.data.ses_woa": ("SES-WOA", "SES-WOA"),
    "report.data.huishoudens": ("huishoudens", "households"),
    "report.data.oppervlakte_land": ("oppervlakte land", "land area"),
    "report.data.woz_waarde": ("WOZ-waarde", "property value (WOZ)"),
    "report.data.capaciteit_regulier": ("reguliere opvangplaatsen", "regular reception places"),
    "report.data.capaciteit_nood": ("noodopvangplaatsen", "emergency reception places"),
}

"""Texts of the report, of its pages per gemeente and of the GIS export: errors V652–V699."""

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
    "V685": (
        "het rapport is veranderd nadat verdeling het schreef; maak het opnieuw met verdeling report MAP",
        "the report was changed after verdeling wrote it; make it again with verdeling report FOLDER",
    ),
    "V675": (
        "dit bestand staat niet in manifest.json: het kwam na de berekening in deze map; haal het weg, of maak de uitkomst"
        " opnieuw met verdeling run --out",
        "this file is not in manifest.json: it came into this folder after the run; take it away, or make the result again"
        " with verdeling run --out",
    ),
    "V676": (
        "deze tabel is na de berekening veranderd (de controlesom in manifest.json klopt niet); getoetst is wat er nu staat",
        "this table was changed after the run (its checksum in manifest.json differs); checked is what stands there now",
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
    "report.zwak.formule": (
        "Op deze gegevens rust geen uitkomst, wel de formule die ernaast staat:",
        "No outcome rests on these data, but the formula that stands beside it does:",
    ),
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
    "report.zin.gedaan": (
        "Volgens het plan {minder:?doet:doen} {minder} {minder:?gemeente:gemeenten} er samen {af} minder dan het eigen getal,"
        " en {meer} {meer:?gemeente:gemeenten} samen {bij} meer. Samen zijn het er dan {plan}.",
        "Under the plan {minder} {minder:?gemeente does:gemeenten together do} {af} fewer than the own figure, and {meer}"
        " {meer:?gemeente:gemeenten together} {bij} more. That makes {plan} in all.",
    ),
    "report.zin.zelfde": (
        "Volgens het plan houdt elke gemeente haar eigen getal; samen {plan}.",
        "Under the plan each gemeente keeps its own figure; {plan} in all.",
    ),
    "report.kern.gedaan": ("{eenheid} volgens het plan", "{eenheid} under the plan"),
    "report.kern.anders": (
        "gemeenten met een ander aantal dan het eigen getal",
        "gemeenten with another number than the own figure",
    ),
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
    "report.kolom.per_1000": ("Per 1.000 inwoners", "Per 1,000 inhabitants"),
    "report.kolom.klasse": ("Klasse", "Class"),
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
    "report.taak.samen": ("samen", "together"),
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
    "report.data.ses_woa_2021": ("SES-WOA 2021", "SES-WOA 2021"),
    "report.data.huishoudens": ("huishoudens", "households"),
    "report.data.oppervlakte_land": ("oppervlakte land", "land area"),
    "report.data.woz_waarde": ("WOZ-waarde", "property value (WOZ)"),
    "report.data.capaciteit_regulier": ("reguliere opvangplaatsen", "regular reception places"),
    "report.data.capaciteit_nood": ("noodopvangplaatsen", "emergency reception places"),
    # --- proportions
    "report.lorenz": (
        "Hoe gelijk is de verdeling naar inwoners?",
        "How equal is the division by inhabitants?",
    ),
    "report.lorenz.uitleg": (
        "Van links naar rechts staan de gemeenten op volgorde, met de minste plaatsen per inwoner eerst. Ligt de lijn op"
        " de diagonaal, dan heeft elke gemeente er naar inwoners evenveel (lorenzcurve).",
        "From left to right the gemeenten stand in order, those with the fewest places per inhabitant first. If the line"
        " lies on the diagonal, every gemeente has the same number per inhabitant (Lorenz curve).",
    ),
    "report.lorenz.tabel": ("Aandeel in de inwoners en in de plaatsen", "Share of inhabitants and of places"),
    "report.lorenz.x": ("Aandeel in de inwoners", "Share of the inhabitants"),
    "report.lorenz.y": ("Aandeel in de plaatsen", "Share of the places"),
    "report.lorenz.gelijk": ("gelijk naar inwoners", "equal by inhabitants"),
    "report.grootte": (
        "{eenheid} per 1.000 inwoners, naar grootte van de gemeente",
        "{eenheid} per 1,000 inhabitants, by size of gemeente",
    ),
    "report.grootte.uitleg": (
        "Gemeenten ingedeeld naar hun aantal inwoners.",
        "Gemeenten by their number of inhabitants.",
    ),
    "report.grootte.tabel": ("Cijfers naar grootte van de gemeente", "Figures by size of gemeente"),
    "report.grootte.tot": ("tot {hoog}", "up to {hoog}"),
    "report.grootte.tussen": ("{laag} – {hoog}", "{laag} – {hoog}"),
    "report.grootte.vanaf": ("{laag} en meer", "{laag} and more"),
    # --- measures of fairness
    "report.kolom.aantal": ("Aantal", "Number"),
    "report.maten.eenheid": (
        "Waar hieronder plaatsen staat, gaat het bij deze taak om {eenheid}.",
        "Where it says places below, this task is about {eenheid}.",
    ),
    "report.maten.minimum": ("laagste gemeente", "lowest gemeente"),
    "report.maten.p10": ("P10: een op de tien heeft minder", "P10: one in ten has fewer"),
    "report.maten.mediaan": ("middelste gemeente (mediaan)", "middle gemeente (median)"),
    "report.maten.p90": ("P90: een op de tien heeft meer", "P90: one in ten has more"),
    "report.maten.maximum": ("hoogste gemeente", "highest gemeente"),
    "report.maten.landelijk": ("alle gemeenten samen", "all gemeenten together"),
    "report.maten.spreiding": (
        "Het vlak loopt van P10 tot P90, de streep is de mediaan. Een pijl wijst naar een waarde buiten de grafiek.",
        "The box runs from P10 to P90, the mark is the median. An arrow points to a value beyond the chart.",
    ),
    "report.maten.provincie": ("provincies", "provinces"),
    "report.maten.regio": ("veiligheidsregio's", "safety regions"),
    "report.maten.tussen": ("tussen gebieden", "between areas"),
    "report.maten.binnen": ("binnen gebieden", "within areas"),
    "report.maten.indeling": ("Indeling", "Grouping"),
    "report.maten.kwart": ("Kwart van de score", "Quarter of the score"),
    "report.maten.kwart0": ("score onbekend", "score unknown"),
    "report.maten.kwart1": ("laagste kwart", "lowest quarter"),
    "report.maten.kwart2": ("tweede kwart", "second quarter"),
    "report.maten.kwart3": ("derde kwart", "third quarter"),
    "report.maten.kwart4": ("hoogste kwart", "highest quarter"),
    "report.maten.inspanning.zin": (
        "{gehaald} van de {aantal} gemeenten hebben zelf ten minste hun taak; samen hebben zij er {boven} meer. De andere"
        " komen er {onder} te kort.",
        "{gehaald} of the {aantal} gemeenten have at least their own task; together they have {boven} more. The others"
        " fall {onder} short.",
    ),
    "report.maten.inspanning.inspanning": ("eigen plaatsen", "own places"),
    "report.maten.inspanning.gehaald": (
        "gemeenten met ten minste hun taak",
        "gemeenten with at least their task",
    ),
    "report.maten.inspanning.boven": ("plaatsen boven de eigen taak", "places above the own task"),
    "report.maten.inspanning.onder": ("plaatsen die ontbreken", "places that are lacking"),
    "report.maten.inspanning.kort.inspanning": ("eigen plaatsen", "own places"),
    "report.maten.inspanning.kort.onder": ("ontbrekend", "lacking"),
    "report.maten.tabel": ("Maten van gelijkheid", "Measures of equality"),
    "report.maten.betekenis": ("Wat het zegt", "What it says"),
    "report.maten.naast.inwoners": ("naast inwoners", "beside inhabitants"),
    "report.maten.naast.sleutel": ("naast de sleutel", "beside the key"),
    "report.maten.verwacht": ("Volgens de sleutel", "By the key"),
    "report.maten.verschil": ("Verschil", "Difference"),
    "report.maten.procent": ("In procenten", "In per cent"),
    "report.maten.buur": ("Buur", "Neighbour"),
    "report.maten.eerste": ("Eerste, per 1.000 inwoners", "First, per 1,000 inhabitants"),
    "report.maten.tweede": ("Buur, per 1.000 inwoners", "Neighbour, per 1,000 inhabitants"),
    # --- tables that only some results have
    "report.extra.nodig": ("nodig ({behoefte})", "needed ({behoefte})"),
    "report.extra.per_halfjaar": ("Landelijk per halfjaar", "The country per half-year"),
    "report.extra.gemeenten": (
        "Gemeenten waarvan de realisatie bekend is",
        "Gemeenten whose realisation is known",
    ),
    "report.extra.prijzen.uitleg": (
        "Het plan is opnieuw berekend zonder die ene regel. Genoemd zijn de doelen die dan anders uitkomen.",
        "The plan was computed again without that one rule. Named are the goals that come out otherwise.",
    ),
    "report.extra.regel": ("Wat verandert", "What changes"),
    "report.extra.met": ("Met de regel", "With the rule"),
    "report.extra.zonder": ("Zonder de regel", "Without the rule"),
    "report.extra.en_andere": (" en {aantal} andere", " and {aantal} others"),
    "report.extra.prijzen.tabel": ("Doelen met en zonder de regel", "Goals with and without the rule"),
    "report.extra.laag.in_opvang": ("anderen in opvang", "others in reception"),
    "report.extra.laag.wachtend": ("wachtend op een woning", "waiting for a home"),
    "report.kop.bekend": ("gemeenten bekend", "gemeenten known"),
    # --- plan
    "report.plan.uitleg": (
        "De doelen gelden in deze volgorde: eerst het eerste zo goed mogelijk, daarna het tweede, zonder het eerste te"
        " schaden. De grens is het beste dat kan; is de waarde gelijk aan de grens, dan kan het niet beter.",
        "The goals hold in this order: first the first as well as possible, then the second without harming the first."
        " The bound is the best there can be; if the value equals the bound, no better plan exists.",
    ),
    "report.plan.verder": (
        "Waarom een gemeente niet één plaats minder krijgt, vertelt «verdeling explain {naam} GEMEENTE»: dan blijkt welk "
        "doel slechter wordt.",
        "Why a gemeente does not get one place fewer is told by “verdeling explain {naam} GEMEENTE”: it shows which goal "
        "becomes worse.",
    ),
    "report.doelen": ("Doelen van het plan", "Goals of the plan"),
    "report.doel": ("Doel", "Goal"),
    "report.doel.waarde": ("Waarde", "Value"),
    "report.doel.grens": ("Grens", "Bound"),
    "report.doel.bewezen": ("Bewezen", "Proven"),
    "report.doel.motor": ("Rekenprogramma", "Engine"),
    "report.ja": ("ja", "yes"),
    "report.nee": ("nee", "no"),
    # --- open items and data
    "report.open.uitleg": (
        "Wat de bronnen open laten, is hier een zichtbare keuze. Daaronder staat waar de cijfers vandaan komen.",
        "What the sources leave open is a visible choice here. Below stands where the figures come from.",
    ),
    "report.open.geen": ("Dit model heeft geen open punten.", "This model has no open items."),
    "report.bronnen": ("Gegevens en hun status", "Data and their status"),
    "report.bron.kolom": ("Gegeven", "Data"),
    "report.bron.uitgever": ("Uitgever", "Publisher"),
    "report.bron.tabel": ("Tabel", "Table"),
    "report.bron.peildatum": ("Peildatum", "Reference date"),
    "report.bron.licentie": ("Licentie", "Licence"),
    "report.bron.status": ("Status", "Status"),
    "report.bron.toelichting": ("Toelichting", "Remark"),
    # --- accountability
    "report.verantwoording.uitleg": (
        "Met hetzelfde model en dezelfde gegevens komt er altijd hetzelfde uit. Doe het na met: {opdracht}."
        " Met de controlesommen is na te gaan of een bestand nog hetzelfde is.",
        "The same model and data always give the same outcome. Repeat it with: {opdracht}. The checksums show"
        " whether a file is still the same.",
    ),
    "report.herkomst": ("Waarmee is gerekend", "What was used"),
    "report.herkomst.programma": ("programma", "program"),
    "report.herkomst.versie": ("versie", "version"),
    "report.herkomst.python": ("Python", "Python"),
    "report.herkomst.pakketten": ("pakket {naam}", "package {naam}"),
    "report.herkomst.model.naam": ("model", "model"),
    "report.herkomst.model.sha256": ("controlesom van het model", "checksum of the model"),
    "report.herkomst.gegevens": ("gegevens {naam}", "data {naam}"),
    "report.herkomst.opties.set": ("eigen instellingen (--set)", "own settings (--set)"),
    "report.herkomst.opties.motor": ("motor van het plan", "engine of the plan"),
    "report.herkomst.opties.officieel": (
        "nagerekend met een tweede motor (--official)",
        "checked with a second engine (--official)",
    ),
    "report.bestanden": ("Bestanden en hun controlesom (sha256)", "Files and their checksum (sha256)"),
    "report.wat": ("Wat", "What"),
    "report.waarde": ("Waarde", "Value"),
    # --- page of a gemeente
    "report.terug": ("Alle gemeenten", "All gemeenten"),
    "report.vorige": ("Vorige: {naam}", "Previous: {naam}"),
    "report.volgende": ("Volgende: {naam}", "Next: {naam}"),
    "report.ligging": ("Ligging van {gemeente} in {provincie}", "Place of {gemeente} in {provincie}"),
    "report.gemeente.zin": (
        "Het cijfer voor {naam} is {aantal} {eenheid}.",
        "The figure for {naam} is {aantal} {eenheid}.",
    ),
    "report.gemeente.per_1000": (
        "Dat is {per:2} per 1.000 inwoners, bij {inwoners} inwoners.",
        "That is {per:2} per 1,000 inhabitants, with {inwoners} inhabitants.",
    ),
    "report.gemeente.samen": (
        "Samen gevraagd: {som_gevraagd} = {gevraagd} {eenheid}, {per_gevraagd} per 1.000 inwoners. Volgens het plan: {som_plan} ="
        " {plan} {eenheid}, {per_plan} per 1.000 inwoners.",
        "Asked in all: {som_gevraagd} = {gevraagd} {eenheid}, {per_gevraagd} per 1,000 inhabitants. Under the plan: {som_plan} ="
        " {plan} {eenheid}, {per_plan} per 1,000 inhabitants.",
    ),
    "report.gemeente.plan.minder": (
        "Volgens het plan worden het er {plan}: {verschil} minder.",
        "Under the plan it becomes {plan}: {verschil} fewer.",
    ),
    "report.gemeente.plan.meer": (
        "Volgens het plan worden het er {plan}: {verschil} meer.",
        "Under the plan it becomes {plan}: {verschil} more.",
    ),
    "report.gemeente.plan.gelijk": (
        "Volgens het plan blijft dat {plan}.",
        "Under the plan that stays {plan}.",
    ),
    "report.gemeente.naast": (
        "In de provincie {provincie} is het {eigen} en in heel Nederland {land}.",
        "In the province of {provincie} it is {eigen} and in the whole of the Netherlands {land}.",
    ),
    "report.gemeente.naast_deel": (
        "Voor alle gemeenten in dit rapport samen is het {land}.",
        "For all gemeenten of this report together it is {land}.",
    ),
    "report.som": ("Zo komt het cijfer {getal} tot stand", "How the figure {getal} comes about"),
    "report.som.plan": ("Van het indicatieve cijfer naar het plan", "From the indicative figure to the plan"),
    "report.stap.aandeel": (
        "Deel van de som van alle gewichten: {gewicht} / {som}",
        "Share of the sum of all weights: {gewicht} / {som}",
    ),
    "report.stap.quotum": (
        "Het totaal {totaal} × {aandeel} %, nog niet afgerond",
        "The total {totaal} × {aandeel} %, not yet rounded",
    ),
    "report.stap.samen": (
        "Nog {aantal} tussenstappen, zie trace.jsonl",
        "Another {aantal} steps, see trace.jsonl",
    ),
    "report.feiten": ("Plan en onderdelen", "Plan and parts"),
    "report.anders": ("Wat zou dit cijfer veranderen?", "What would change this figure?"),
    "report.wat_als.zonder": ("Zonder {kolom} in de sleutel", "Without {kolom} in the key"),
    "report.wat_als.meer_inwoners": (
        "Met {erbij} inwoners meer in {gemeente}",
        "With {erbij} more inhabitants in {gemeente}",
    ),
    "report.wat_als.hoger_totaal": (
        "Met een totaal van {totaal}, dus {erbij} meer",
        "With a total of {totaal}, so {erbij} more",
    ),
    "report.wat_als.dan.meer": (
        "{wat}: {dan}, dat is {verschil} meer.",
        "{wat}: {dan}, which is {verschil} more.",
    ),
    "report.wat_als.dan.minder": (
        "{wat}: {dan}, dat is {verschil} minder.",
        "{wat}: {dan}, which is {verschil} fewer.",
    ),
    "report.wat_als.dan.gelijk": ("{wat}: nog steeds {dan}.", "{wat}: still {dan}."),
    "report.anders.formule": (
        "Volgens de formule is het {aantal}; wat hier verandert, verandert van daaruit.",
        "By the formula it is {aantal}; what changes here, changes from there.",
    ),
    "report.anders.hoger": (
        "Bij een totaal van {totaal} wordt het cijfer {aantal}.",
        "With a total of {totaal} the figure becomes {aantal}.",
    ),
    "report.anders.lager": (
        "Bij een totaal van {totaal} of minder wordt het {aantal} of minder.",
        "With a total of {totaal} or less it becomes {aantal} or less.",
    ),
    "report.anders.meer": (
        "Alleen naar inwoners verdeeld zou het {naar_inwoners:1} zijn: dit model geeft hier {verschil:1} meer.",
        "Divided by inhabitants only it would be {naar_inwoners:1}: this model gives {verschil:1} more here.",
    ),
    "report.anders.minder": (
        "Alleen naar inwoners verdeeld zou het {naar_inwoners:1} zijn: dit model geeft hier {verschil:1} minder.",
        "Divided by inhabitants only it would be {naar_inwoners:1}: this model gives {verschil:1} less here.",
    ),
    "report.bindend": ("Welke regels hier de doorslag geven", "Which rules decide here"),
    "report.stromen": ("Wie vangt voor wie op", "Who provides for whom"),
    "report.stroom.thuis": ("{gemeente} vangt er {aantal} zelf op.", "{gemeente} provides {aantal} itself."),
    "report.stroom.uit": (
        "{gemeente} vangt er {aantal} op voor deze gemeente.",
        "{gemeente} provides {aantal} for this gemeente.",
    ),
    "report.speelruimte.vast": (
        "Dit getal volgt uit de regels en doelen: in elk plan dat even goed is, staat hier {plan}.",
        "This number follows from the rules and goals: in every plan that is equally good, it is {plan}.",
    ),
    "report.speelruimte.tussen": (
        "In plannen die even goed zijn, staat hier tussen {minste} en {meeste}. Dat het er {plan} zijn, komt alleen door"
        " de vaste volgorde bij gelijke plannen.",
        "In plans that are equally good, this is between {minste} and {meeste}. That it is {plan} comes only from the"
        " fixed order among equal plans.",
    ),
    "report.ruil.uit": (
        "Door ruil nemen andere gemeenten {som} over ({taak}): {namen}.",
        "By exchange, other gemeenten take over {som} ({taak}): {namen}.",
    ),
    "report.ruil.in": (
        "Door ruil neemt deze gemeente {som} over ({taak}) van: {namen}.",
        "By exchange, this gemeente takes over {som} ({taak}) from: {namen}.",
    ),
    "report.stroom.in": (
        "Deze gemeente vangt er {aantal} op voor {gemeente}.",
        "This gemeente provides {aantal} for {gemeente}.",
    ),
}

"""Texts of the report in depth: proportions, fairness, tables of some models, sources, one gemeente."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
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
    "report.extra.besluiten": ("Wat uiterlijk wanneer besloten moet zijn", "What must be decided by when"),
    "report.extra.voorraad": ("Stromen per maand", "Flows per month"),
    "report.extra.per_halfjaar": ("Landelijk per halfjaar", "The country per half-year"),
    "report.extra.gemeenten": (
        "Gemeenten waarvan de realisatie bekend is",
        "Gemeenten whose realisation is known",
    ),
    "report.extra.prijzen": ("Wat elke regel kost", "What each rule costs"),
    "report.extra.prijzen.uitleg": (
        "Het plan is opnieuw berekend zonder die ene regel. Genoemd zijn de doelen die dan anders uitkomen.",
        "The plan was computed again without that one rule. Named are the goals that come out otherwise.",
    ),
    "report.extra.regel": ("Wat verandert", "What changes"),
    "report.extra.met": ("Met de regel", "With the rule"),
    "report.extra.zonder": ("Zonder de regel", "Without the rule"),
    "report.extra.en_andere": (" en {aantal} andere", " and {aantal} others"),
    "report.extra.prijzen.tabel": ("Doelen met en zonder de regel", "Goals with and without the rule"),
    "report.extra.gebieden": (
        "De niveaus: wat elk gebied krijgt om verder te verdelen",
        "The levels: what each area gets to divide further",
    ),
    "report.extra.amv": (
        "Plaatsen voor alleenstaande minderjarigen (amv)",
        "Places for unaccompanied minors (amv)",
    ),
    "report.extra.vaten": (
        "Boven de taak huisvesten maakt opvangplaatsen vrij",
        "Housing beyond the task frees reception places",
    ),
    "report.extra.rol": (
        "Regionale opvanglocaties: wie waar meedoet, en wat elke keuze kost",
        "Regional reception sites: who takes part where, and what each choice costs",
    ),
    "report.kop.niveau": ("niveau", "level"),
    "report.kop.gebied": ("gebied", "area"),
    "report.kop.quotum": ("onafgerond", "unrounded"),
    "report.kop.aantal": ("aantal", "number"),
    "report.kop.gegeven": ("gegeven", "given"),
    "report.kop.som_gemeenten": ("som van de gemeenten", "sum of its gemeenten"),
    "report.kop.vrijgekomen": ("plaatsen vrij", "places freed"),
    "report.kop.afstand_km": ("afstand (km)", "distance (km)"),
    "report.kop.weg": ("weg (nummer)", "way (number)"),
    "report.kop.naam": ("gebied", "area"),
    "report.kop.gemeente": ("gemeente", "gemeente"),
    "report.kop.taak": ("taak", "task"),
    "report.kop.peildag": ("op", "on"),
    "report.kop.behoefte": ("behoefte", "need"),
    "report.kop.nodig": ("nodig", "needed"),
    "report.kop.telt": ("telt mee", "counts"),
    "report.kop.tekort": ("tekort", "shortage"),
    "report.kop.uiterlijk": ("uiterlijk", "at the latest"),
    "report.kop.stap": ("stap", "step"),
    "report.kop.locatie": ("locatie", "location"),
    "report.kop.soort": ("soort", "kind"),
    "report.kop.plaatsen": ("plaatsen", "places"),
    "report.kop.van": ("van", "from"),
    "report.kop.tot_en_met": ("tot en met", "up to and including"),
    "report.kop.afspraak": ("afspraak", "agreement"),
    "report.kop.nodig_vanaf": ("nodig vanaf", "needed from"),
    "report.kop.maand": ("maand", "month"),
    "report.kop.instroom": ("instroom", "inflow"),
    "report.kop.vertrek": ("vertrek", "departures"),
    "report.kop.gehuisvest": ("gehuisvest", "housed"),
    "report.kop.vergunningen": ("vergunningen", "permits"),
    "report.kop.in_opvang": ("in opvang", "in reception"),
    "report.kop.wachtend": ("waarvan wachtend op een woning", "of whom waiting for a home"),
    "report.extra.laag.in_opvang": ("anderen in opvang", "others in reception"),
    "report.extra.laag.wachtend": ("wachtend op een woning", "waiting for a home"),
    "report.kop.periode": ("halfjaar", "half-year"),
    "report.kop.bekend": ("gemeenten bekend", "gemeenten known"),
    "report.kop.taakstelling": ("taakstelling", "task"),
    "report.kop.over": ("van vorig halfjaar", "carried over"),
    "report.kop.netto": ("netto", "net"),
    "report.kop.saldo": ("nog te doen", "left to do"),
    "report.kop.boven_taak": ("boven de taak", "above the task"),
    "report.kop.halfjaren_achter": ("halfjaren achter", "half-years behind"),
    "report.kop.ingrijpen": ("provincie kan ingrijpen", "province can intervene"),
    "report.kop.som": ("samen", "together"),
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
        "Gewicht volgens de sleutel, als deel van de som van alle gewichten: {gewicht} / {som}",
        "Weight by the key, as a share of the sum of all weights: {gewicht} / {som}",
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

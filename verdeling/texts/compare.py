"""Texts of compare, report, models check and of what a run tells beside its table: errors V520, V526–V540."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "V526": (
        "er zijn {aantal} uitkomsten; vergelijk er hoogstens {hoogstens} tegelijk",
        "there are {aantal} results; compare at most {hoogstens} at once",
    ),
    "V527": (
        "dit is een map zonder uitkomst van verdeling; noem een map die met verdeling run --out is gemaakt, of een model",
        "this is a folder without a result of verdeling; name a folder made with verdeling run --out, or a model",
    ),
    "V528": (
        "in deze uitkomst ontbreken de inwoners van {aantal} {aantal:?gemeente:gemeenten} ({namen}); zonder inwoners is er geen vergelijking per inwoner",
        "this result lacks the inhabitants of {aantal} {aantal:?gemeente:gemeenten} ({namen}); without inhabitants there is no comparison per inhabitant",
    ),
    "V529": (
        "«{waarde}» kan niet: er zijn {aantal} uitkomsten; schrijf NUMMER:PAD=WAARDE met een nummer van 1 tot en met {aantal}",
        "“{waarde}” cannot be: there are {aantal} results; write NUMBER:PATH=VALUE with a number from 1 through {aantal}",
    ),
    "V530": (
        "deze uitkomst is al berekend; --set werkt alleen op een model",
        "this result has been computed already; --set works on a model only",
    ),
    "V531": (
        "deze uitkomsten hebben geen taak gemeen: {uitkomsten}; vergelijk uitkomsten van dezelfde taak",
        "these results share no task: {uitkomsten}; compare results of the same task",
    ),
    "cli.compare": (
        "Vergelijkt twee tot zes uitkomsten: wie krijgt meer, wie minder, en welke keuze doet wat.\n\n"
        "A, B, C … zijn modellen of mappen die met run --out zijn gemaakt; B, C … worden naast A gezet. Het verschil "
        "wordt per gemeente precies verdeeld over wat er anders is: totaal, peildatum, criterium, afronding.",
        "Compares two to six results: who gets more, who fewer, and which choice does what.\n\n"
        "A, B, C … are models or folders made with run --out; B, C … are put beside A. The difference is split exactly, "
        "per gemeente, over what differs: total, reference date, criterion, rounding.",
    ),
    "cli.compare.kort": ("Vergelijk uitkomsten met elkaar.", "Compare results with each other."),
    "cli.optie.compare_set": (
        "Vervang een waarde in elk model, of met een nummer ervoor in één: 2:taken.asielopvang.totaal=96000. Mag vaker.",
        "Replace a value in every model, or in one with its number in front: 2:taken.asielopvang.totaal=96000. May be repeated.",
    ),
    "cli.optie.compare_out": (
        "Schrijf de vergelijking in deze map: vergelijking.html, .csv, .xlsx en .json.",
        "Write the comparison into this folder: vergelijking.html, .csv, .xlsx and .json.",
    ),
    "cli.optie.herindeling": (
        "Tel gemeenten die zijn gefuseerd bij elkaar op, als de ene uitkomst ze nog apart heeft en de andere niet.",
        "Add up gemeenten that merged, where one result still has them apart and another does not.",
    ),
    "cli.compare.kop": ("{taak}: van {a} naar {b}", "{taak}: from {a} to {b}"),
    "cli.compare.kop_plan": ("{taak}, het plan: van {a} naar {b}", "{taak}, the plan: from {a} to {b}"),
    "cli.compare.meer": ("De {aantal} grootste stijgers", "The {aantal} largest risers"),
    "cli.compare.minder": ("De {aantal} grootste dalers", "The {aantal} largest fallers"),
    "cli.compare.klassen": ("Wie wint en wie verliest", "Who wins and who loses"),
    "cli.compare.maten": ("Eerlijkheid naast elkaar", "Fairness side by side"),
    "cli.compare.klasse.vanaf": ("{vanaf} inwoners of meer", "{vanaf} inhabitants or more"),
    "cli.compare.klasse.tot": ("minder dan {tot} inwoners", "fewer than {tot} inhabitants"),
    "cli.compare.klasse.tussen": ("{vanaf} tot {tot} inwoners", "{vanaf} to {tot} inhabitants"),
    "cli.compare.klasse.ses": ("kwart {nummer} van de SES-score", "quarter {nummer} of the SES score"),
    "cli.compare.klasse.ses_onbekend": ("SES-score onbekend", "SES score unknown"),
    "cli.compare.kort.totaal": ("door totaal", "by total"),
    "cli.compare.kort.kolom": ("door {kolom}", "by {kolom}"),
    "cli.compare.kort.criterium": ("door {kolom}", "by {kolom}"),
    "cli.compare.kort.sleutel": ("door sleutel", "by key"),
    "cli.compare.kort.gepubliceerd": ("door tabel", "by table"),
    "cli.compare.kort.niveaus": ("door niveaus", "by levels"),
    "cli.compare.kort.onafgerond": ("door invoer", "by inputs"),
    "cli.compare.kort.afronding": ("door afronding", "by rounding"),
    "cli.compare.bijdragen": (
        "Elke kolom «door …» is wat die ene keuze doet, gemiddeld over elke volgorde waarin de keuzes gemaakt kunnen worden "
        "(Shapley); samen zijn ze precies het verschil.",
        "Each column “by …” is what that one choice does, the mean over every order in which the choices can be made "
        "(Shapley); together they are exactly the difference.",
    ),
    "cli.compare.plan": (
        "Plannen verschillen als geheel: een plan is geen som van keuzes.",
        "Plans differ as a whole: a plan is no sum of choices.",
    ),
    "compare.invoer.model": ("model {a} → {b}", "model {a} → {b}"),
    "compare.invoer.inhoud": ("inhoud van het model", "contents of the model"),
    "compare.invoer.instelling": ("instellingen {a} → {b}", "settings {a} → {b}"),
    "compare.invoer.gegevens": ("gegevens {kolom}", "data {kolom}"),
    "compare.invoer.samengevoegd": (
        "opgeteld volgens de herindelingen: {kolom}",
        "added up by the mergers: {kolom}",
    ),
    "compare.invoer.regels": ("regels van het plan: {kolom}", "rules of the plan: {kolom}"),
    "compare.invoer.doelen": ("doelen van het plan {a} → {b}", "goals of the plan {a} → {b}"),
    "compare.invoer.onafgerond": ("het onafgeronde cijfer", "the unrounded figure"),
    "compare.titel": ("Vergelijking van {eerste} en {laatste}", "Comparison of {eerste} and {laatste}"),
    "compare.balans": (
        "{meer} {meer:?gemeente krijgt:gemeenten krijgen} meer, {minder} minder en {gelijk} evenveel.",
        "{meer} {meer:?gemeente gets:gemeenten get} more, {minder} fewer and {gelijk} the same.",
    ),
    "compare.balans.geen": (
        "Alle {gelijk} gemeenten krijgen evenveel.",
        "All {gelijk} gemeenten get the same.",
    ),
    "compare.soort": ("Vergelijking van verdeelmodellen", "Comparison of distribution models"),
    "compare.wat": ("Wat verschilt", "What differs"),
    "compare.lorenz": ("Lorenzcurven van alle uitkomsten", "Lorenz curves of all results"),
    "compare.lorenz.uitleg": (
        "Hoe dichter een curve bij de rechte lijn ligt, hoe gelijker de plaatsen over inwoners zijn verdeeld.",
        "The nearer a curve lies to the straight line, the more evenly places are spread over inhabitants.",
    ),
    "compare.kaart": ("Verschil in procenten: {b} naast {a}", "Difference in per cent: {b} beside {a}"),
    "compare.kaart.eenheid": ("procent verschil", "per cent difference"),
    "compare.kaart.schaal": (
        "Alle kaarten op deze pagina hebben dezelfde klassen.",
        "All maps on this page have the same classes.",
    ),
    "compare.voet": (
        "Gemaakt met verdeling. Alle cijfers staan ook in vergelijking.csv, bijdragen.csv en vergelijking.xlsx.",
        "Made with verdeling. All figures are also in vergelijking.csv, bijdragen.csv and vergelijking.xlsx.",
    ),
    "compare.provincies": ("Verschil per provincie", "Difference by provincie"),
    "compare.gemeenten": ("Verschil per gemeente", "Difference by gemeente"),
    "compare.maten": ("Eerlijkheid per uitkomst", "Fairness of each result"),
    "compare.kol.bij": ("Bij {naam}", "Under {naam}"),
    "compare.kol.verschil": ("verschil", "difference"),
    "compare.kol.procent": ("%", "%"),
    "compare.kol.meer": ("meer", "more"),
    "compare.kol.minder": ("minder", "fewer"),
    "compare.kol.gelijk": ("gelijk", "equal"),
    "compare.kol.saldo": ("saldo", "balance"),
    "compare.kol.klasse": ("klasse", "class"),
    "compare.kol.maat": ("maat", "measure"),
    "compare.maat.minimum": ("laagste per 1.000 inwoners", "lowest per 1,000 inhabitants"),
    "compare.maat.p10": ("P10 per 1.000 inwoners", "P10 per 1,000 inhabitants"),
    "compare.maat.mediaan": ("mediaan per 1.000 inwoners", "median per 1,000 inhabitants"),
    "compare.maat.p90": ("P90 per 1.000 inwoners", "P90 per 1,000 inhabitants"),
    "compare.maat.maximum": ("hoogste per 1.000 inwoners", "highest per 1,000 inhabitants"),
    "cli.report": (
        "Maakt het rapport van een uitkomst opnieuw, of zet de uitkomst om voor een GIS-programma.\n\n"
        "MAP is gemaakt met run --out. Elk bestand daarin wordt eerst vergeleken met de controlesom in manifest.json. "
        "Met --geojson of --gpkg komt er alleen een rapport als --out erbij staat.",
        "Makes the report of a result again, or turns the result into a file for a GIS program.\n\n"
        "FOLDER was made with run --out. Every file in it is first compared with its checksum in manifest.json. "
        "With --geojson or --gpkg a report is made only when --out is given too.",
    ),
    "cli.report.kort": ("Maak het rapport van een uitkomst.", "Make the report of a result."),
    "cli.report.vervangen": (
        "report.html in {map} was met de hand veranderd of beschadigd; het wordt opnieuw gemaakt uit de uitkomst.",
        "report.html in {map} was changed by hand or damaged; it is made again from the result.",
    ),
    "cli.report.gemaakt": ("Geschreven: {bestand}", "Written: {bestand}"),
    "cli.optie.report_out": (
        "Schrijf het rapport hier; standaard report.html in MAP.",
        "Write the report here; report.html in FOLDER by default.",
    ),
    "cli.optie.geojson": (
        "Schrijf de uitkomst met grenzen als GeoJSON (WGS 84).",
        "Write the result with outlines as GeoJSON (WGS 84).",
    ),
    "cli.optie.gpkg": (
        "Schrijf de uitkomst met grenzen als GeoPackage (RD New).",
        "Write the result with outlines as GeoPackage (RD New).",
    ),
    "cli.optie.met_prijs": (
        "Reken ook uit wat elke regel van het plan kost, en wat eerlijk verdelen kost; het komt op het scherm, in de map "
        "en in het rapport. Dat duurt langer: het plan wordt per regel opnieuw gemaakt.",
        "Also compute what each rule of the plan costs, and what fairness costs; it comes on the screen, in the folder "
        "and in the report. That takes longer: the plan is made again for each rule.",
    ),
    "cli.optie.met_speelruimte": (
        "Reken ook per gemeente uit hoeveel plaatsen er in even goede plannen minstens en hoogstens staan, en "
        "waarom het er niet één minder zijn; op het scherm, in de map en op de pagina van de gemeente.",
        "Also compute per gemeente the least and the most places over equally good plans, and why it is not "
        "one fewer; on the screen, in the folder and on the page of the gemeente.",
    ),
    "cli.verdieping_zonder_plan": (
        "--prijs, --speelruimte en --bewijs gaan over het plan; laat --zonder-plan weg",
        "--prijs, --speelruimte and --bewijs are about the plan; leave --zonder-plan out",
    ),
    "cli.optie.geo": (
        "Zet ook verdeling.geojson in de map van --out.",
        "Put verdeling.geojson into the folder of --out too.",
    ),
    "cli.optie.zonder_rapport": (
        "Laat report.html weg uit de map van --out.",
        "Leave report.html out of the folder of --out.",
    ),
    "cli.optie.uitleg": (
        "Leg bij elke maat in één zin uit wat die zegt.",
        "Explain in one sentence what each measure says.",
    ),
    "cli.geo_zonder_out": (
        "--geo vraagt een map: geef ook --out MAP.",
        "--geo needs a folder: give --out FOLDER too.",
    ),
    "cli.models.check": (
        "Toetst de eigenschappen van een model: van de afronding en van de sleutel, met een tegenvoorbeeld in getallen.\n\n"
        "Een eigenschap die ontbreekt is een feit over het model en geen fout: de uitgangscode is 0.",
        "Tests the properties of a model: of its rounding and of its key, with a counter-example in numbers.\n\n"
        "A property that is lacking is a fact about the model and no error: the exit code is 0.",
    ),
    "cli.models.check.kort": ("Toets de eigenschappen van een model.", "Test the properties of a model."),
    "cli.models.oordeel.gehaald": ("ja", "yes"),
    "cli.models.oordeel.gefaald": ("nee", "no"),
    "cli.models.oordeel.niet_getoetst": ("–", "–"),
    "cli.models.som": (
        "{gehaald} van de {getoetst} getoetste eigenschappen gaan op; {gefaald} niet.",
        "{gehaald} of the {getoetst} tested properties hold; {gefaald} do not.",
    ),
    "cli.kop.eigenschap": ("eigenschap", "property"),
    "cli.kop.waarvan": ("van", "of"),
    "cli.kop.gaat_op": ("gaat op", "holds"),
    "cli.kop.van": ("van", "from"),
    "cli.kop.naar": ("naar", "to"),
    "cli.kop.toelichting": ("toelichting", "remark"),
    "cli.maten.kop": ("Per 1.000 inwoners", "Per 1,000 inhabitants"),
    "cli.maten.minimum": ("laagste", "lowest"),
    "cli.maten.p10": ("P10", "P10"),
    "cli.maten.mediaan": ("mediaan", "median"),
    "cli.maten.p90": ("P90", "P90"),
    "cli.maten.maximum": ("hoogste", "highest"),
    "cli.maten.gini": ("Gini", "Gini"),
    "cli.maten.zonder": ("met nul", "with none"),
    "cli.maten.plan": ("{taak}, volgens het plan", "{taak}, under the plan"),
    "cli.maten.samen": ("alles samen", "all together"),
    "cli.maten.niet": ("Geen maten per inwoner: {reden}", "No measures per inhabitant: {reden}"),
    "cli.halfjaren.kop": ("De taakstelling over de halfjaren", "The housing task over the half-years"),
    "cli.halfjaren.periode": ("halfjaar", "half-year"),
    "cli.halfjaren.bekend": ("bekend", "known"),
    "cli.halfjaren.taakstelling": ("taakstelling", "task"),
    "cli.halfjaren.over": ("van vorig halfjaar", "carried over"),
    "cli.halfjaren.netto": ("netto", "net"),
    "cli.halfjaren.gehuisvest": ("gehuisvest", "housed"),
    "cli.halfjaren.saldo": ("nog te doen", "left to do"),
    "cli.halfjaren.halfjaren_achter": ("halfjaren achter", "half-years behind"),
    "cli.halfjaren.achter": (
        "Eind {periode}: {aantal} achter, van de {bekend} gemeenten waarvan de realisatie bekend is; {ingrijpen} daarvan vier halfjaren of langer, dan kan de provincie ingrijpen.",
        "At the end of {periode}: {aantal} behind, of the {bekend} gemeenten whose realisation is known; {ingrijpen} of them four half-years or longer, when the provincie can intervene.",
    ),
    "cli.halfjaren.ladder": ("Ladder van toezicht: {treden}.", "Ladder of supervision: {treden}."),
    "cli.halfjaren.meer": (
        "en nog {meer} met een gat in de realisatie",
        "and {meer} more with a gap in the realisation",
    ),
    "cli.halfjaren.trede": ("{aantal} op trede {trede} ({wat})", "{aantal} on rung {trede} ({wat})"),
    "cli.halfjaren.trede.1": ("signaleren", "notice"),
    "cli.halfjaren.trede.2": ("informatie vragen", "ask for information"),
    "cli.halfjaren.trede.3": ("afspraken maken", "make agreements"),
    "cli.halfjaren.trede.4": ("ingrijpen kan", "may intervene"),
    "cli.beeld.kop": ("Het hele beeld: alle soorten samen", "The whole picture: all kinds together"),
    "cli.beeld.som": ("samen", "together"),
    "cli.voorraad.kop": ("{taak}: stromen per maand", "{taak}: flows per month"),
    "cli.voorraad.maand": ("maand", "month"),
    "cli.voorraad.begin": ("begin", "start"),
    "cli.voorraad.instroom": ("instroom", "inflow"),
    "cli.voorraad.vertrek": ("vertrek", "departures"),
    "cli.voorraad.gehuisvest": ("gehuisvest", "housed"),
    "cli.voorraad.vergunningen": ("vergunningen", "permits"),
    "cli.voorraad.in_opvang": ("in opvang", "in reception"),
    "cli.voorraad.wachtend": ("wachtend", "waiting"),
    "cli.maanden.kop": (
        "Maand voor maand: wat nodig is en wat er staat",
        "Month by month: need and capacity",
    ),
    "cli.maanden.naam": ("gebied", "area"),
    "cli.maanden.peildag": ("op", "on"),
    "cli.maanden.behoefte": ("behoefte", "need"),
    "cli.maanden.nodig": ("nodig", "needed"),
    "cli.maanden.telt": ("telt", "counts"),
    "cli.maanden.tekort": ("tekort", "shortage"),
}

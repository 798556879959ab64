"""Texts of the command line and of result folders."""

from typing import Final

CLICK: Final[dict[str, str]] = {
    "Usage:": "Gebruik:",
    "Usage: ": "Gebruik: ",
    "Options": "Opties",
    "Commands": "Opdrachten",
    "Positional arguments": "Argumenten",
    "Error: {message}": "Fout: {message}",
    "Try '{command} {option}' for help.": "Zie '{command} {option}' voor hulp.",
    "Show this message and exit.": "Toon deze hulp.",
    "Missing command.": "Er ontbreekt een opdracht.",
    "Missing argument": "Er ontbreekt een argument",
    "Missing option": "Er ontbreekt een optie",
    "Missing parameter": "Er ontbreekt een waarde",
    "No such option {name!r}.": "De optie {name!r} bestaat niet.",
    "No such option: {name}": "De optie {name} bestaat niet.",
    "No such command {name!r}.": "De opdracht {name!r} bestaat niet.",
    "Did you mean {possibility}?": "Bedoelde u {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Bedoelde u een van: {possibilities}?)",
    "(Possible options: {possibilities})": "(Mogelijk: {possibilities})",
    "Got unexpected extra argument ({args})": "Onverwacht argument ({args})",
    "Got unexpected extra arguments ({args})": "Onverwachte argumenten ({args})",
    "Invalid value: {message}": "Ongeldige waarde: {message}",
    "Invalid value for {param_hint}: {message}": "Ongeldige waarde voor {param_hint}: {message}",
    "Option {name!r} requires an argument.": "De optie {name!r} vraagt een waarde.",
    "Option {name!r} does not take a value.": "De optie {name!r} heeft geen waarde.",
    "{value!r} is not {choice}.": "{value!r} is niet {choice}.",
    "{value} is not in the range {range}.": "{value} valt buiten {range}.",
    "{value!r} is not a valid {number_type}.": "{value!r} is geen getal.",
    "{value!r} is not one of {choices}.": "{value!r} is niet een van {choices}.",
    "default: {default}": "standaard: {default}",
}
"""Click's own sentences that a user of these commands can see."""

METAVARS: Final[dict[str, str]] = {
    "BESTAND": "FILE",
    "BESTAND.zip": "FILE.zip",
    "KOLOM": "COLUMN",
    "MAP": "FOLDER",
    "MOTOR": "ENGINE",
    "NAAM=NUMMER": "NAME=NUMBER",
    "PAD=WAARDE": "PATH=VALUE",
    "[NUMMER:]PAD=WAARDE": "[NUMBER:]PATH=VALUE",
    "SECONDEN": "SECONDS",
    "SLEUTEL": "KEY",
    "TAAK": "TASK",
    "TABEL": "TABLE",
    "[TABEL]": "[TABLE]",
}
"""What stands for a value in the help, from Dutch to English; MODEL and GEMEENTE are the same in both."""

TEXTS: dict[str, tuple[str, str]] = {
    "V601": (
        "deze map bestaat en is geen uitkomst van verdeling; kies een andere map of ruim haar zelf op",
        "this folder exists and is no result of verdeling; choose another folder or clear it yourself",
    ),
    "V602": ("hier staat al een bestand; kies een map", "a file stands here; choose a folder"),
    "V603": (
        "hier kan niet worden geschreven ({reden}); kies een map waarin u mag schrijven",
        "cannot write here ({reden}); choose a folder in which you may write",
    ),
    "V604": (
        "de map bestaat en is niet leeg; kies een nieuwe map voor het sjabloon",
        "the folder exists and is not empty; choose a new folder for the template",
    ),
    "V605": (
        "in deze uitkomst staan ook eigen bestanden ({namen}), en die zouden verdwijnen; verplaats ze of kies een andere map",
        "this result also holds files of your own ({namen}), and those would vanish; move them or choose another folder",
    ),
    "V606": (
        "dit is de map waarin u nu werkt (of een erboven), en die wordt bij het schrijven vervangen; kies een map erin",
        "this is the folder in which you are now (or one above it), and writing replaces it; choose a folder inside it",
    ),
    "V611": (
        "een ander proces schrijft hier nu ({wie}: gebruiker, machine, procesnummer); wacht tot het klaar is of kies een andere map",
        "another process is writing here now ({wie}: user, machine, process number); wait until it is done or choose another folder",
    ),
    "V612": (
        "deze map is er niet: een run werd onderbroken terwijl hij haar verving. De vorige uitkomst staat in {oud}; geef die map haar naam terug, of geef de opdracht run nog eens",
        "this folder is not there: a run was interrupted while it replaced it. The earlier result stands in {oud}; give that folder its name back, or give the command run again",
    ),
    "V613": (
        "de map waarin u werkt, bestaat niet meer; ga met cd naar een map die er is en geef de opdracht nog eens",
        "the folder in which you are no longer exists; go to one that does with cd and give the command again",
    ),
    "V614": (
        "er is te weinig geheugen; sluit andere programma's, of neem een kleiner model of minder gegevens",
        "there is not enough memory; close other programs, or take a smaller model or less data",
    ),
    "V617": (
        "de uitvoer of een tijdelijk bestand (in {map}) kan niet worden geschreven: {reden}. Maak ruimte, of kies met TMPDIR een andere map voor tijdelijke bestanden",
        "the output or a temporary file (in {map}) cannot be written: {reden}. Make room, or choose another folder for temporary files with TMPDIR",
    ),
    "V615": (
        "het systeem weigert dit: {reden}. Herstel dat en geef de opdracht nog eens",
        "the system refuses this: {reden}. Mend that and give the command again",
    ),
    "cli.verdeling": (
        "Verdeelt opvangplaatsen en de taakstelling over de gemeenten: exact, met uitleg per getal.",
        "Divides reception places and the housing task over the gemeenten: exact, every number explained.",
    ),
    "cli.epiloog": (
        "Begin met: verdeling run inwoners. Een model is een naam uit `verdeling models` of een YAML-bestand. "
        "English: --lang en, or set VERDELING_LANG=en.",
        "Start with: verdeling run inwoners. A model is a name from `verdeling models` or a YAML file.",
    ),
    "cli.lang": ("Taal van hulp, meldingen en uitvoer.", "Language of help, messages and output."),
    "cli.debug": (
        "Toon bij een fout waar in het programma die ontstond.",
        "On an error, show where in the program it arose.",
    ),
    "cli.versie": ("Toon de versie.", "Show the version."),
    "cli.taal_onbekend": (
        "VERDELING_LANG={gevraagd} is geen taal van verdeling; het wordt Nederlands. Kies nl of en.",
        "VERDELING_LANG={gevraagd} is no language of verdeling; it is Dutch now. Choose nl or en.",
    ),
    "cli.afgebroken": ("Afgebroken.", "Interrupted."),
    "cli.fout": (
        "Dit gaat niet:",
        "This cannot be done:",
    ),
    "cli.fout.meer": (
        "Dit gaat niet; {aantal} problemen:",
        "This cannot be done; {aantal} problems:",
    ),
    "fout.zulke": (
        "… en nog {aantal} {aantal:?zulk probleem:zulke problemen} [{fout}]",
        "… and {aantal} more of these [{fout}]",
    ),
    "cli.fout.zulke": (
        "… en nog {aantal} {aantal:?zulk probleem:zulke problemen} [{fout}]; --json noemt ze allemaal",
        "… and {aantal} more of these [{fout}]; --json lists them all",
    ),
    "os.ENOENT": ("dit bestand of deze map bestaat niet", "no such file or folder"),
    "os.EACCES": ("geen toestemming", "no permission"),
    "os.EPERM": ("geen toestemming", "no permission"),
    "os.EROFS": ("alleen-lezen", "read-only"),
    "os.ENOSPC": ("de schijf is vol", "the disk is full"),
    "os.EEXIST": ("op dit pad staat al een bestand", "a file stands on this path already"),
    "os.EISDIR": ("dit is een map", "this is a folder"),
    "os.ENOTDIR": ("een deel van het pad is geen map", "a part of the path is no folder"),
    "os.ENAMETOOLONG": ("de naam is te lang", "the name is too long"),
    "os.ELOOP": ("de koppelingen verwijzen naar elkaar", "the links point to each other"),
    "os.EFBIG": (
        "het bestand is groter dan het systeem toestaat (ulimit -f)",
        "the file is larger than the system allows (ulimit -f)",
    ),
    "os.EDQUOT": ("uw ruimte op de schijf is op", "your share of the disk is used up"),
    "os.EIO": ("de schijf geeft een fout", "the disk fails"),
    "os.EMFILE": ("er staan te veel bestanden open", "too many files are open"),
    "os.ENOMEM": ("er is te weinig geheugen", "there is not enough memory"),
    "cli.smal": (
        "Te smal voor alle kolommen; niet getoond ({aantal}): {namen}; maak het venster breder, of gebruik --csv, --json of --out",
        "Too narrow for all columns; not shown ({aantal}): {namen}; widen the window, or use --csv, --json or --out",
    ),
    "cli.fout.geen_plan": (
        "Er is geen plan dat aan alle regels voldoet.",
        "There is no plan that keeps all rules.",
    ),
    "cli.fout.onbewezen": (
        "Gestopt zonder bewijs dat dit het beste plan is.",
        "Stopped without a proof that this is the best plan.",
    ),
    "cli.opties": ("[OPTIES]", "[OPTIONS]"),
    "cli.opdrachten": ("OPDRACHT [ARGUMENTEN]...", "COMMAND [ARGS]..."),
    "cli.soms_opdracht": ("[OPDRACHT] [ARGUMENTEN]...", "[COMMAND] [ARGS]..."),
    "cli.een_uitvoer": (
        "--csv, --excel-nl en --json gaan niet samen: kies er één.",
        "--csv, --excel-nl and --json do not go together: choose one.",
    ),
    "cli.onverwacht": (
        "Onverwachte fout in verdeling: {soort}: {fout}\nDraai opnieuw met --debug en meld wat er verschijnt.",
        "Unexpected error in verdeling: {soort}: {fout}\nRun again with --debug and report what appears.",
    ),
    "cli.run": (
        "Berekent het verdeelmodel MODEL: hoeveel elke gemeente krijgt.\n\n"
        "Zonder opties verschijnt een overzicht per provincie. Met --out komt er een map met verdeling.csv, "
        "verdeling.xlsx (met formules die narekenen), report.html, diagnostics.json, trace.jsonl en manifest.json.\n\n"
        "Kunnen regels van het plan niet samen, dan staat dat bovenaan, blijft al het andere staan, en is de uitgangscode 3.",
        "Computes the verdeelmodel MODEL: how many each gemeente gets.\n\n"
        "Without options it prints a summary per provincie. With --out it writes a folder with verdeling.csv, "
        "verdeling.xlsx (with formulas that recompute), report.html, diagnostics.json, trace.jsonl and manifest.json.\n\n"
        "When rules of the plan cannot hold together, that comes first, everything else stands, and the exit code is 3.",
    ),
    "cli.run.kort": ("Bereken een verdeelmodel.", "Compute a verdeelmodel."),
    "cli.explain": (
        "Legt uit waar het getal van GEMEENTE vandaan komt: van bron tot afronding.\n\n"
        "GEMEENTE is een naam, een code (GM0150, 0150 of 150) of een deel van een naam dat maar op één gemeente past.",
        "Explains where the number of GEMEENTE comes from: from source to rounding.\n\n"
        "GEMEENTE is a name, a code (GM0150, 0150 or 150) or a part of a name that fits one gemeente only.",
    ),
    "cli.explain.kort": ("Leg het getal van een gemeente uit.", "Explain the number of one gemeente."),
    "cli.check": (
        "Vergelijkt een gepubliceerde TABEL met de eigen berekening van MODEL en noemt elk verschil. "
        "Zonder TABEL: de formule van MODEL naast de gepubliceerde cijfers die het noemt, met grenzen.\n\n"
        "TABEL is een csv- of xlsx-bestand met een kolom code of gemeente en een kolom met aantallen. "
        "Heeft de tabel een kolom plan of nieuw, dan wordt dat plan getoetst: welke regels het breekt, de doelen naast het optimum en de kleinste wijziging. "
        "Een gemeente die niet in zo'n plan staat is onbekend, niet nul. "
        "Uitgangscode 0: alles gelijk en geen regel gebroken; 5: er is ten minste één verschil of overtreding; 3: het model heeft geen plan, en alleen de cijfers zijn vergeleken.",
        "Compares a published TABLE with the recomputation of MODEL and lists every difference. "
        "Without TABLE: the formula of MODEL beside the published figures that it names, with bounds.\n\n"
        "TABLE is a csv or xlsx file with a column code or gemeente and a column of numbers. "
        "When the table has a column plan or nieuw, that plan is checked: which rules it breaks, its goals beside the optimum and the smallest repair. "
        "A gemeente that such a plan does not name is unknown, not zero. "
        "Exit code 0: all equal and no rule broken; 5: at least one difference or broken rule; 3: the model has no plan, and only the figures were compared.",
    ),
    "cli.check.kort": ("Controleer een gepubliceerde tabel.", "Check a published table."),
    "cli.models": ("Toont de meegeleverde verdeelmodellen.", "Lists the shipped models."),
    "cli.models.kort": ("Toon de verdeelmodellen.", "List the models."),
    "cli.models.show": (
        "Toont een model volledig, met alle waarden, grondslagen en open punten, als YAML.",
        "Shows a model in full, with all values, grondslagen and open items, as YAML.",
    ),
    "cli.models.show.kort": ("Toon één model volledig.", "Show one model in full."),
    "cli.data": (
        "Toont welke gegevens worden meegeleverd: kolom, peildatum, uitgever en wat ze waard zijn.",
        "Lists the data that ship: column, reference date, publisher and what they are worth.",
    ),
    "cli.data.kort": ("Toon de meegeleverde gegevens.", "List the data that ship."),
    "cli.optie.sjabloon_model": (
        "Schrijf een werkmap met elke kolom die dit model leest, gevuld met de meegeleverde cijfers.",
        "Write a workbook with every column that this model reads, filled with the figures that ship.",
    ),
    "cli.sjabloon_model": (
        "Sjabloon in {map}: gemeenten.xlsx met {namen}. Vervang de cijfers, zet op het blad bronnen uw uitgever, tabel, peildatum en status, en draai: "
        "verdeling run {model} --data {map}",
        "Template in {map}: gemeenten.xlsx with {namen}. Replace the figures, put your uitgever, tabel, peildatum and status on the sheet bronnen, and run: "
        "verdeling run {model} --data {map}",
    ),
    "cli.sjabloon_capaciteit": (
        "Voor één kolom kan het korter: een map met alleen capaciteit.xlsx (code, regulier, nood) gaat over de meegeleverde "
        "gegevens heen.",
        "For one column there is a shorter way: a folder with capaciteit.xlsx alone (code, regulier, nood) goes over the "
        "data that ship.",
    ),
    "cli.data.refresh": (
        "Haal de nieuwste cijfers op van het CBS (StatLine) en grenzen van PDOK, in de map cbs van MAP, die daarna "
        "werkt als --data MAP. Dit is de enige opdracht die internet gebruikt. De meegeleverde gegevens veranderen "
        "nooit; gaat er iets mis, dan blijft MAP zoals zij was.",
        "Fetch the newest figures of CBS (StatLine) and boundaries of PDOK into the folder cbs of FOLDER, which then "
        "works as --data FOLDER. This is the only command that uses the internet. The shipped data never change; when "
        "something goes wrong, FOLDER stays as it was.",
    ),
    "cli.data.refresh.kort": (
        "Haal nieuwe cijfers op van CBS en PDOK.",
        "Fetch newer figures of CBS and PDOK.",
    ),
    "cli.optie.tabel_refresh": (
        "Neem een andere tabel van StatLine, zoals kerncijfers=86165NED; mag vaker.",
        "Take another table of StatLine, such as kerncijfers=86165NED; may be repeated.",
    ),
    "cli.optie.wacht": (
        "Langste tijd voor één antwoord van een server.",
        "Longest time for one answer of a server.",
    ),
    "cli.tabel_refresh": (
        "geef --tabel als NAAM=NUMMER, met als naam een van {namen}",
        "give --tabel as NAME=NUMBER, with as name one of {namen}",
    ),
    "cli.voortgang.ophalen": ("{klaar} van {aantal} opgehaald", "{klaar} of {aantal} fetched"),
    "cli.voortgang.vergelijken": (
        "{klaar} van {aantal} modellen vergeleken",
        "{klaar} of {aantal} models compared",
    ),
    "cli.data.sjabloon": (
        "Schrijft een voorbeeldmap voor eigen gegevens, te gebruiken met --data.",
        "Writes an example folder for data of your own, to be used with --data.",
    ),
    "cli.data.sjabloon.kort": (
        "Schrijf een map voor eigen gegevens.",
        "Write a folder for data of your own.",
    ),
    "cli.optie.data": (
        "Map of bestand (csv, xlsx) met eigen tabellen. Met een tabel van gemeenten komen ze in plaats van de "
        "meegeleverde gegevens; zonder (alleen capaciteit, aanbod, locaties of realisatie) gaan ze erover heen. "
        "Eén blad: bestand.xlsx#blad.",
        "Folder or file (csv, xlsx) with tables of your own. With a table of gemeenten they replace the data "
        "that ship; without (capaciteit, aanbod, locaties or realisatie alone) they go over them. "
        "One sheet: file.xlsx#sheet.",
    ),
    "cli.optie.aanvullen": (
        "Neem voor gemeenten en cellen die in de eigen tabellen ontbreken het meegeleverde cijfer; elk wordt genoemd.",
        "Take the shipped figure for gemeenten and cells that the tables of your own lack; each is named.",
    ),
    "cli.optie.set": (
        "Vervang een waarde van het model, bijvoorbeeld taken.asielopvang.totaal=75500. Mag vaker.",
        "Replace a value of the model, for example taken.asielopvang.totaal=75500. May be repeated.",
    ),
    "cli.optie.override": (
        "Tabel (csv of xlsx) met getallen die met de hand zijn vastgelegd: gemeente, wat, waarde, wie, waarom. Gaat voor alles.",
        "Table (csv or xlsx) of numbers that were set by hand: gemeente, wat (what), waarde (value), wie (who), waarom (why). Goes before all else.",
    ),
    "cli.termijnen.kop": ("De kalender van de wet:", "The calendar of the law:"),
    "cli.hand.kop": ("Met de hand vastgelegd:", "Set by hand:"),
    "cli.hand.zonder": ("{zin}; zonder deze getallen {zonder}", "{zin}; {zonder} without these numbers"),
    "cli.optie.out": (
        "Schrijf de uitkomst in deze map; een eerdere uitkomst daar wordt vervangen.",
        "Write the result into this folder; an earlier result there is replaced.",
    ),
    "cli.optie.json": ("Schrijf JSON.", "Write JSON."),
    "cli.optie.csv": (
        "Schrijf de tabel als csv (komma, decimale punt).",
        "Write the table as csv (comma, decimal point).",
    ),
    "cli.optie.excel_nl": (
        "Schrijf de tabel als csv voor Nederlandse Excel (puntkomma, decimale komma).",
        "Write the table as csv for Dutch Excel (semicolon, decimal comma).",
    ),
    "cli.optie.alles": (
        "Toon alle gemeenten, niet alleen de provincies.",
        "Show all gemeenten, not only the provincies.",
    ),
    "cli.optie.open": (
        "Leg elk open punt van het model uit, en noem elke melding.",
        "Explain every open item of the model, and list every notice.",
    ),
    "cli.optie.taak": (
        "Taak of deel, als het model er meer heeft.",
        "Task or part, when the model has several.",
    ),
    "cli.optie.kolom": (
        "Kolom van TABEL met de aantallen; nodig als er meer kolommen met getallen zijn.",
        "Column of TABLE with the numbers; needed when more columns hold numbers.",
    ),
    "cli.optie.engine": (
        "Motor voor het plan: scip (standaard), highs, cbc of cp-sat.",
        "Engine for the plan: scip (default), highs, cbc or cp-sat.",
    ),
    "cli.optie.official": (
        "Laat een tweede motor het plan narekenen en bewijs dat er geen ander even goed plan is.",
        "Let a second engine recompute the plan and prove that no other plan is as good.",
    ),
    "cli.optie.time_limit": (
        "Stop het plan na zoveel seconden; zonder bewijs is de uitgangscode 4.",
        "Stop the plan after so many seconds; without a proof the exit code is 4.",
    ),
    "cli.optie.tijd_per_regel": (
        "Stop elke berekening na zoveel seconden: wat dan niet bewezen is, staat er als niet bewezen.",
        "Stop every computation after so many seconds: what is not proven by then is told as not proven.",
    ),
    "cli.optie.zonder_plan": (
        "Laat het plan weg: alleen de indicatieve cijfers, dat gaat sneller.",
        "Leave the plan out: only the indicative figures, which is faster.",
    ),
    "cli.voortgang.bewijs": (
        "Bewijs: {klaar} van {aantal} doelen per deel na te rekenen",
        "Proof: {klaar} of {aantal} goals by part can be re-checked",
    ),
    "bewijs.na_te_rekenen": ("bewezen, na te rekenen", "proven, can be re-checked"),
    "bewijs.motor": ("bewezen door de motor", "proven by the engine"),
    "cli.bewijs.doel": ("{doel}: {status}", "{doel}: {status}"),
    "cli.bewijs.gevallen": (
        "Het bewijs heeft {gevallen} {gevallen:?geval:gevallen}; elk is nagerekend in hele getallen, zonder motor.",
        "The proof has {gevallen} {gevallen:?case:cases}; each was re-checked in whole numbers, without an engine.",
    ),
    "cli.bewijs.enig": (
        "Geen ander plan is even goed; ook dat is na te rekenen.",
        "No other plan is as good; that can be re-checked too.",
    ),
    "cli.dossier": (
        "Dossier in {bestand}; sha256 van het manifest: {zegel}. Narekenen: verdeling verify {bestand}",
        "Dossier in {bestand}; sha256 of the manifest: {zegel}. Check it: verdeling verify {bestand}",
    ),
    "cli.onderteken_zonder_dossier": (
        "--onderteken zet een handtekening onder een dossier; geef ook --dossier BESTAND.zip.",
        "--onderteken signs a dossier; give --dossier FILE.zip too.",
    ),
    "cli.optie.dossier": (
        "Schrijf één zip met gegevens, model, programma, uitkomst en bewijs, die iedereen kan narekenen.",
        "Write one zip with data, model, program, result and proof, that anyone can check.",
    ),
    "cli.optie.onderteken": (
        "Onderteken het dossier met deze private SSH-sleutel.",
        "Sign the dossier with this private SSH key.",
    ),
    "cli.optie.ondertekenaars": (
        "Sleutels die u vertrouwt, zoals allowed_signers van ssh-keygen; de uitkomst noemt wie tekende.",
        "Keys that you trust, as allowed_signers of ssh-keygen; the answer names who signed.",
    ),
    "cli.optie.bewijs": (
        "Maak na de uitkomst een bewijs dat iedereen zonder motor kan narekenen: bewijs.json en programma.json.",
        "After the result, make a proof that anyone can check without an engine: bewijs.json and programma.json.",
    ),
    "cli.voortgang.plan": (
        "Plan: {klaar} van {aantal} delen bewezen",
        "Plan: {klaar} of {aantal} parts proven",
    ),
    "cli.onbewezen": (
        "Er is een plan gevonden, maar het is niet bewezen en daarom niet getoond; met --out MAP wordt het bewaard.",
        "A plan was found, but it is not proven and therefore not shown; --out FOLDER keeps it.",
    ),
    "cli.speelruimte": (
        "Rekent uit hoeveel ruimte het plan van MODEL elke gemeente laat: het minste en het meeste over alle plannen die op elk doel even goed zijn.",
        "Computes how much room the plan of MODEL leaves each gemeente: least and most over all plans that are equally good in every goal.",
    ),
    "cli.speelruimte.kort": (
        "Wat volgt uit de regels, wat is een keuze.",
        "What follows from the rules, what is a choice.",
    ),
    "cli.verify": (
        "Rekent een dossier na dat run --dossier schreef: elke byte, de cijfers, de afronding, het programma, het plan en het bewijs. Zonder motor en zonder netwerk. Wat niet is nagerekend wordt genoemd.\n\n"
        "Klopt iets niet, dan staat er waar en is de uitgangscode 5.",
        "Checks a dossier that run --dossier wrote: every byte, the figures, the rounding, the program, the plan and the proof. Without an engine and without a network. What was not computed again is named.\n\n"
        "Where something does not hold it says where, and the exit code is 5.",
    ),
    "cli.verify.kort": ("Reken een dossier na.", "Check a dossier."),
    "cli.prijs": (
        "Rekent uit wat elke regel van het plan kost: de doelen zonder die regel, en welke gemeenten dan meer of minder plaatsen hebben. Ook de prijs van eerlijk verdelen.",
        "Computes what each rule of the plan costs: the goals without that rule, and which gemeenten then have more or fewer places. The price of fairness too.",
    ),
    "cli.prijs.kort": ("Wat elke regel kost.", "What each rule costs."),
    "cli.budget": (
        "Rekent uit wat elk budget voor de uitkering van MODEL oplevert: plaatsen die vrij worden aangeboden, die worden opgelegd, noodplaatsen die overblijven en gemeenten zonder plaats, bij elk budget waar de prijs van een beter plan verandert.",
        "Computes what each budget for the payment of MODEL buys: places freely offered, places imposed, emergency places left and gemeenten without a place, at each budget where the price of a better plan changes.",
    ),
    "cli.budget.kort": ("Wat een budget oplevert.", "What a budget buys."),
    "cli.optie.per_provincie": ("Toon elke provincie apart.", "Show each provincie by itself."),
    "cli.optie.budget_tijd": ("Stop na zoveel seconden.", "Stop after so many seconds."),
    "cli.optie.budget_out": (
        "Schrijf budget.html (grafieken en tabellen), budget.csv, budget_provincies.csv, budget_betaald.csv en budget.svg in deze map.",
        "Write budget.html (charts and tables), budget.csv, budget_provincies.csv, budget_betaald.csv and budget.svg into this folder.",
    ),
    "budget.kop": ("Wat een budget oplevert", "What a budget buys"),
    "budget.land": ("Nederland", "Netherlands"),
    "budget.aangeboden": ("vrij aangeboden", "freely offered"),
    "budget.opgelegd": ("opgelegd", "imposed"),
    "budget.nood": ("noodplaatsen over", "emergency places left"),
    "budget.zonder_plaats": ("gemeenten zonder plaats", "gemeenten without a place"),
    "budget.budget": ("budget", "budget"),
    "budget.bonus": ("bonus per plaats (euro)", "bonus per place (euros)"),
    "budget.beter": ("wat beter wordt", "what gets better"),
    "budget.prijs": ("euro per eenheid daarvan", "euros per unit of that"),
    "budget.gemeente": ("gemeente", "gemeente"),
    "budget.boven": ("plaatsen boven het eigen cijfer", "places above the own figure"),
    "budget.staand": ("waarvan er al staan", "of which stand already"),
    "budget.uitkering": ("uitkering (euro)", "payment (euros)"),
    "budget.betaald": ("Wie waarvoor betaald krijgt bij {euro} euro", "Who is paid for what at {euro} euros"),
    "budget.een": (
        "Er is één beste plan: met minder kan het niet, en meer geld maakt geen doel beter.",
        "There is one best plan: less is not possible, and more money makes no goal better.",
    ),
    "budget.uitleg": (
        "Elke rij is het beste plan dat binnen dat budget kan, bewezen. Tussen twee rijen met dezelfde bonus is geen plan met die bonus beter dan de lijn ertussen; waar de bonus verandert staat geen prijs. Het beste bij een bedrag ertussen geeft run met --set plan.regels.uitkering.budget.",
        "Each row is the best plan within that budget, proven. Between two rows with the same bonus no plan with that bonus is better than the line between them; where the bonus changes there is no price. The best at an amount in between is given by run with --set plan.regels.uitkering.budget.",
    ),
    "cli.voortgang.bezig": ("bezig met {doelen} in {waar}", "working on {doelen} in {waar}"),
    "cli.voortgang.kloof": (
        ": beste plan hoogstens {kloof:1} % van het bewijs af",
        ": best plan at most {kloof:1} % from the proof",
    ),
    "cli.voortgang.gevallen": (
        ": {gevallen} {gevallen:?geval:gevallen} gesloten",
        ": {gevallen} {gevallen:?case:cases} closed",
    ),
    "cli.voortgang.speelruimte": (
        "Speelruimte: {klaar} van {aantal} delen klaar",
        "Leeway: {klaar} of {aantal} parts done",
    ),
    "cli.voortgang.waarom": (
        "Eén plaats minder of meer: {klaar} van {aantal} gemeenten klaar",
        "One place fewer or more: {klaar} of {aantal} gemeenten done",
    ),
    "cli.voortgang.prijs": (
        "Prijs: {klaar} van {aantal} regels klaar",
        "Price: {klaar} of {aantal} rules done",
    ),
    "cli.uitkomst": ("Uitkomst in {map}: {bestanden}", "Result in {map}: {bestanden}"),
    "data.woordenboek": (
        "Elke kolom van elk bestand: datapackage.json in de mappen van {map}.",
        "Every column of every file: datapackage.json in the folders of {map}.",
    ),
    "data.kolom": ("KOLOM", "COLUMN"),
    "data.soort": ("SOORT", "KIND"),
    "data.eenheid": ("EENHEID", "UNIT"),
    "data.peildatum": ("PEILDATUM", "DATE"),
    "data.waard": ("WAARD", "WORTH"),
    "data.herkomst": ("BETEKENIS; HERKOMST", "MEANING; SOURCE"),
    "cli.sjabloon": (
        "Sjabloon in {map}. Vul gemeenten.csv in, zet in bronnen.csv uw uitgever, tabel, peildatum en status, en draai: verdeling run MODEL --data {map}\n"
        "Vraagt het model een andere peildatum, kies dan: --set taken.TAAK.sleutel.peildatum={peildatum}",
        "Template in {map}. Fill gemeenten.csv, put your uitgever, tabel, peildatum and status in bronnen.csv, and run: verdeling run MODEL --data {map}\n"
        "When the model asks for another peildatum, choose: --set taken.TAAK.sleutel.peildatum={peildatum}",
    ),
    "cli.ja": ("ja", "yes"),
    "cli.nee": ("nee", "no"),
    "cli.plan.kop": ("Het plan voor {taak}: wie vangt op", "The plan for {taak}: who provides"),
    "cli.plan.deel": (
        "Doelen, sommen en totalen hieronder gaan alleen over die andere provincies.",
        "Goals, sums and totals below are about those other provincies only.",
    ),
    "cli.plan.grootste": (
        "De {aantal} gemeenten met de meeste nieuwe plaatsen",
        "The {aantal} gemeenten with the most new places",
    ),
    "cli.plan.eenduidig": ("één plan", "one plan"),
    "cli.plan.tweede": ("tweede motor", "second engine"),
    "cli.plan.som": (
        "Het plan telt {plan} {plan:?plaats:plaatsen}: {bestaand} staan er al en {nieuw} komen erbij, waarvan {omgezet} door omzetting van noodopvang. "
        "De indicatieve cijfers zijn samen {indicatief}.",
        "The plan counts {plan} {plan:?place:places}: {bestaand} stand already and {nieuw} are new, of which {omgezet} by conversion of emergency places. "
        "The indicative figures add up to {indicatief}.",
    ),
    "cli.plan.stand": (
        "{boven_eigen_cijfer} {boven_eigen_cijfer:?bestaande plaats ligt:bestaande plaatsen liggen} boven het eigen cijfer; {zonder_regulier} {zonder_regulier:?gemeente heeft:gemeenten hebben} nu geen plaats die telt, "
        "{nieuwe_locaties} daarvan krijgen een locatie.",
        "{boven_eigen_cijfer} {boven_eigen_cijfer:?place that stands is:places that stand are} above the own figure; {zonder_regulier} {zonder_regulier:?gemeente has:gemeenten have} no place that counts now, "
        "{nieuwe_locaties} of them get a site.",
    ),
    "cli.plan.uitkering": (
        "Uitkering: {uitkering_eur} euro, waarvan {uitkering_bestaand_eur} voor plaatsen die er al staan.",
        "Payment: {uitkering_eur} euros, of which {uitkering_bestaand_eur} for places that stand already.",
    ),
    "cli.plan.stromen": (
        "Gemeenten vangen {plaatsen_elders} {plaatsen_elders:?plaats:plaatsen} voor elkaar op, in {stromen} {stromen:?stroom:stromen}.",
        "Gemeenten provide {plaatsen_elders} {plaatsen_elders:?place:places} for each other, in {stromen} {stromen:?flow:flows}.",
    ),
    "samen.kop": ("Alle taken samen", "All tasks together"),
    "samen.in.plaatshalfjaren": ("plaatshalfjaren", "place-half-years"),
    "samen.in.plaatsen": ("plaatsen", "places"),
    "samen.in.personen": ("personen", "people"),
    "samen.weegt": (
        "Om taken op te tellen telt één ervan zo zwaar, in {eenheid}: {wat}.",
        "To add up tasks, one of each weighs, in {eenheid}: {wat}.",
    ),
    "samen.evenwicht": (
        "Wie ruilt houdt samen even veel: doordat alleen hele plaatsen en personen ruilen, scheelt het hoogstens {hoogstens} {eenheid} "
        "per gemeente.",
        "Who exchanges keeps as much in all: because only whole places and people are exchanged, it differs by at most {hoogstens} "
        "{eenheid} per gemeente.",
    ),
    "samen.som": ("Per taak en samen, in {eenheid}", "Per task and together, in {eenheid}"),
    "samen.spreiding": (
        "Samen per 1.000 inwoners, in {eenheid}: hoe dat over de gemeenten ligt",
        "Together per 1,000 inhabitants, in {eenheid}: how that lies on the gemeenten",
    ),
    "samen.wie": (
        "Wie er minder van een taak doet dan gevraagd, en wie meer (in plaatsen of personen)",
        "Who does fewer of a task than asked, and who more (in places or people)",
    ),
    "samen.taak": ("taak", "task"),
    "samen.fase": ("stap", "stage"),
    "samen.per_stuk": ("per stuk", "each"),
    "samen.gevraagd": ("gevraagd", "asked"),
    "samen.na_ruil": ("na ruil", "after exchange"),
    "samen.plan": ("plan", "plan"),
    "samen.per_1000": ("{wat} per 1.000 inw.", "{wat} per 1,000 inh."),
    "samen.gini": ("Gini", "Gini"),
    "samen.minder": ("gemeenten met minder", "gemeenten with fewer"),
    "samen.minder_som": ("samen minder", "fewer in all"),
    "samen.minder_meest": ("meeste minder", "most fewer"),
    "samen.meer": ("gemeenten met meer", "gemeenten with more"),
    "samen.meer_som": ("samen meer", "more in all"),
    "samen.meer_meest": ("meeste meer", "most more"),
    "samen.prijs": (
        "Hoeveel locaties en nieuwbouw de ruil scheelt, rekent «verdeling prijs {model}» na: hetzelfde plan zonder ruil.",
        "How many sites and newly built places exchange saves is computed by “verdeling prijs {model}”: the same plan "
        "without exchange.",
    ),
    "cli.ruilgrenzen.kop": (
        "Grenzen van de ruil, en hoeveel gemeenten eraan zitten",
        "Limits of the exchange, and how many gemeenten have reached them",
    ),
    "cli.ruilgrenzen.gemeenten": ("gemeenten aan de grens", "gemeenten at the limit"),
    "cli.ruilgrenzen.geruild": ("samen geruild", "exchanged in all"),
    "cli.plan.andere_taak": (
        "Het plan voor {taak}: samen {som}, gevraagd {gevraagd}; {minder} {minder:?gemeente doet:gemeenten doen} minder dan het eigen cijfer en {meer} "
        "{meer:?gemeente:gemeenten} meer",
        "The plan for {taak}: {som} together, {gevraagd} asked; {minder} {minder:?gemeente does:gemeenten do} less than the own figure and {meer} "
        "{meer:?gemeente does:gemeenten do} more",
    ),
    "cli.cyclus.opvang": (
        "{taak}: gevraagd zijn {gevraagd} plaatshalfjaren (elke plaats telt in elk halfjaar), het plan heeft er {gedaan}.",
        "{taak}: {gevraagd} place-half-years are asked (each place counts in each half-year), the plan has {gedaan}.",
    ),
    "cli.cyclus.later": (
        "In {bouwtijd:?het eerste halfjaar:de eerste {bouwtijd} halfjaren} {gebouwd:?staat:staan} de {gebouwd} {gebouwd:?plaats:plaatsen} nieuwbouw er nog niet; die tellen pas daarna mee.",
        "In the first {bouwtijd:?half-year:{bouwtijd} half-years} the {gebouwd} newly built {gebouwd:?place does:places do} not stand yet; they count only after that.",
    ),
    "cli.cyclus.huisvesting": (
        "{taak}: er {gevraagd:?wordt:worden} {gevraagd} {gevraagd:?statushouder:statushouders} gevraagd, het plan huisvest er {gedaan}.",
        "{taak}: {gevraagd} status {gevraagd:?holder is:holders are} to be housed, the plan houses {gedaan}.",
    ),
    "cli.uitruil.halfjaar": ("halfjaar", "half-year"),
    "cli.uitruil.taak": ("taak", "task"),
    "cli.uitruil.aantal": ("aantal", "number"),
    "cli.uitruil.geruild": ("wisselt van gemeente", "changes gemeente"),
    "cli.plan.uitruil": (
        "Gemeenten ruilen tussen taken: {wat} wisselen van gemeente. {zonder:?Eén gemeente hoeft:{zonder} gemeenten hoeven} daardoor geen "
        "locatie te openen; wie met wie ruilt staat in stromen.csv.",
        "Gemeenten exchange between tasks: {wat} change gemeente. So {zonder:?one gemeente needs:{zonder} gemeenten need} no site; who "
        "exchanges with whom is in stromen.csv.",
    ),
    "cli.plan.lening": (
        "Gemeenten lenen {aantal} {aantal:?plaats:plaatsen} die elders boven het eigen cijfer staan; zoveel hoeven er minder te komen.",
        "Gemeenten borrow {aantal} {aantal:?place that stands:places that stand} elsewhere above the own figure; so many fewer are needed.",
    ),
    "cli.plan.tekort": (
        "Voor {tekort} gevraagde plaatsen is geen plek gevonden.",
        "For {tekort} {tekort:?place:places} that are asked no room was found.",
    ),
    "cli.plan.officieel": (
        "Twee motoren geven dezelfde tabel en dezelfde waarde voor alle {doelen} doelen. Geen ander plan heeft die waarden, de vaste volgorde (het laatste doel) meegeteld. Wat alleen die volgorde beslist, toont verdeling speelruimte.",
        "Two engines give the same table and the same value for all {doelen} goals. No other plan has those values, counting the tie order (the last goal). What only that order decides is shown by verdeling speelruimte.",
    ),
    "cli.plan.tijd": (
        "Het plan is in {seconden:1} seconden opgelost, in {delen} {delen:?deel:delen}.",
        "The plan was solved in {seconden:1} seconds, in {delen} {delen:?part:parts}.",
    ),
    "speelruimte.kop": (
        "In {vast} {vast:?gemeente:gemeenten} volgt het aantal plaatsen uit de regels en de doelen.",
        "In {vast} {vast:?gemeente:gemeenten} the number of places follows from the rules and the goals.",
    ),
    "speelruimte.vrij": (
        "In {vrij} {vrij:?gemeente:gemeenten} zijn meer aantallen even goed; daar beslist de vaste volgorde. Per gemeente: het minste, het meeste en wat het plan kiest.",
        "In {vrij} {vrij:?gemeente:gemeenten} more than one number is as good; there the tie order decides. Per gemeente: the least, the most and what the plan takes.",
    ),
    "waarom.kop": (
        "Eén plaats minder, of meer waar niets nieuws komt; het aantal gemeenten waar dan:",
        "One place fewer, or more where nothing new is placed; the number of gemeenten where then:",
    ),
    "waarom.slechter": ("{doel} slechter wordt", "{doel} becomes worse"),
    "waarom.onmogelijk": ("geen plan aan alle regels voldoet", "no plan keeps all rules"),
    "waarom.even_goed": ("het plan even goed is", "the plan is equally good"),
    "waarom.vast": ("niets kan veranderen", "nothing can change"),
    "waarom.onbekend": ("niets bewezen is", "nothing is proven"),
    "prijs.kop.regel": ("Zonder de regel {regel}", "Without the rule {regel}"),
    "prijs.kop.met_de_hand": (
        "Zonder de getallen die met de hand zijn vastgelegd",
        "Without the numbers that were set by hand",
    ),
    "prijs.kop.met_de_hand.rij": (
        "Zonder het getal met de hand in {waar}",
        "Without the number by hand in {waar}",
    ),
    "prijs.kop.samenwerking": (
        "Als gemeenten binnen de provincie overal voor elkaar mogen opvangen (de regel samenwerking)",
        "When gemeenten may provide for each other anywhere in the provincie (the rule samenwerking)",
    ),
    "prijs.kop.eerlijkheid": (
        "Als de restopgave vrij mag worden verdeeld (de prijs van eerlijk verdelen)",
        "When the remainder may be divided freely (the price of fairness)",
    ),
    "prijs.niet_bewezen": (
        "De tijd was op voordat de beste uitkomst bewezen was. De prijs van deze regel is dus niet bekend. "
        "Meer tijd geven: --time-limit.",
        "Time was up before the best outcome was proven, so the price of this rule is not known. "
        "To give more time: --time-limit.",
    ),
    "prijs.geen_plan": ("Dan is er geen plan.", "Then there is no plan."),
    "prijs.geen_verschil": (
        "Deze regel verandert geen doel.",
        "This rule changes no goal.",
    ),
    "prijs.met_regel": ("Met deze regel: {wat}", "With this rule: {wat}"),
    "prijs.doel": ("{doel}: {zonder} in plaats van {met}", "{doel}: {zonder} instead of {met}"),
    "prijs.meer": (
        "{aantal} {aantal:?gemeente heeft:gemeenten hebben} dan meer plaatsen, samen {plaatsen}: {namen}",
        "{aantal} {aantal:?gemeente then has:gemeenten then have} more places, {plaatsen} together: {namen}",
    ),
    "prijs.minder": (
        "{aantal} {aantal:?gemeente heeft:gemeenten hebben} dan minder plaatsen, samen {plaatsen}: {namen}",
        "{aantal} {aantal:?gemeente then has:gemeenten then have} fewer places, {plaatsen} together: {namen}",
    ),
    "plancheck.kop": (
        "Plan van elders tegen {model}: {plaatsen} {plaatsen:?plaats:plaatsen}",
        "Plan made elsewhere against {model}: {plaatsen} {plaatsen:?place:places}",
    ),
    "plancheck.kop_deel": (
        "Deel van een plan van elders tegen {model}: {plaatsen} {plaatsen:?plaats:plaatsen} in {aantal} {aantal:?gemeente:gemeenten}",
        "Part of a plan made elsewhere against {model}: {plaatsen} {plaatsen:?place:places} in {aantal} {aantal:?gemeente:gemeenten}",
    ),
    "plancheck.goed": (
        "Het plan voldoet aan alle regels van het model.",
        "The plan keeps all rules of the model.",
    ),
    "cli.geen_optie": (
        "Een waarde van het model wijzigt u met --set PAD=WAARDE, zoals --set taken.asielopvang.totaal=75500.",
        "A value of the model is changed with --set PATH=VALUE, such as --set taken.asielopvang.totaal=75500.",
    ),
    "plancheck.goed_deels": (
        "Geen overtreding gevonden; {aantal} {aantal:?regel is:regels zijn} niet te toetsen.",
        "No broken rule was found; {aantal} {aantal:?rule is:rules are} not to be judged.",
    ),
    "plancheck.breekt": (
        "Regels die het plan breekt: {aantal} (de grootste afwijking eerst)",
        "Rules that the plan breaks: {aantal} (the largest first)",
    ),
    "plancheck.tegenspraak": (
        "{aantal} {aantal:?keer spreekt:keer spreken} de kolommen van de tabel elkaar of de gegevens tegen:",
        "{aantal} {aantal:?time:times} columns of the table contradict each other or the data:",
    ),
    "check.geen_plan": (
        "Het plan in de tabel is niet getoetst: het model zelf heeft geen plan om het naast te leggen. De tabel "
        "heeft geen kolom indicatief; er is dus ook niets anders te vergelijken.",
        "The plan in the table was not checked: the model itself has no plan to put beside it. The table has no "
        "column indicatief, so there is nothing else to compare.",
    ),
    "check.geen_plan.ook": (
        "Het plan in de tabel is niet getoetst: het model zelf heeft geen plan om het naast te leggen. De kolom "
        "indicatief is wel vergeleken.",
        "The plan in the table was not checked: the model itself has no plan to put beside it. The column "
        "indicatief was compared.",
    ),
    "compare.geen_plan": (
        "{naam}: de plannen zijn niet vergeleken, want dit model heeft er geen. De indicatieve cijfers wel.",
        "{naam}: plans were not compared, as this model has none. The indicative figures were.",
    ),
    "plancheck.onbepaald": ("Niet te toetsen:", "Not to be judged:"),
    "plancheck.geen_doelen": (
        "Doelen: niet te meten. Een doel telt over alle gemeenten, ook over die waarvan niet bekend is wat er komt.",
        "Goals: not to be measured. A goal counts over all gemeenten, also those of which it is not known what comes.",
    ),
    "plancheck.deel_doelen": (
        "De andere doelen zijn niet te meten: zij hangen af van gemeenten waarvan niet bekend is wat er komt.",
        "The other goals are not to be measured: they depend on gemeenten of which it is not known what comes.",
    ),
    "plancheck.regel": (
        "{zin}; het plan wijkt {hoeveel} af (regel {regel}, {naam})",
        "{zin}; the plan is {hoeveel} off (rule {regel}, {naam})",
    ),
    "plancheck.doelen": (
        "Doelen, naast het beste dat het model haalt",
        "Goals, beside the best that the model reaches",
    ),
    "plancheck.doelen_gebroken": (
        "Let op: een plan dat regels breekt kan op een doel beter lijken dan het beste plan dat ze houdt.",
        "Note: a plan that breaks rules may look better in a goal than the best plan that keeps them.",
    ),
    "plancheck.doel": ("{doel}: {waarde}; optimum {optimum}", "{doel}: {waarde}; optimum {optimum}"),
    "plancheck.verschil": (
        "Gemeenten met een ander aantal dan in het plan van het model: {aantal} (plan van elders min model)",
        "Gemeenten with another number than in the plan of the model: {aantal} (plan made elsewhere minus model)",
    ),
    "plancheck.taak": (
        "Hetzelfde plan voor {taak}: samen {som}",
        "The same plan for {taak}: {som} in all",
    ),
    "plancheck.taak_verschil": (
        "Gemeenten met een ander aantal dan hun eigen getal: {aantal} (plan min eigen)",
        "Gemeenten with another number than their own figure: {aantal} (plan minus own)",
    ),
    "plancheck.meer": (
        "en {aantal} andere; --json noemt ze allemaal",
        "and {aantal} more; --json lists them all",
    ),
    "plancheck.herstel": (
        "Kleinste wijziging waarmee het plan aan {welke} voldoet: {plaatsen} {plaatsen:?plaats:plaatsen} in {aantal} {aantal:?gemeente:gemeenten}",
        "Smallest change that makes the plan keep {welke}: {plaatsen} {plaatsen:?place:places} in {aantal} {aantal:?gemeente:gemeenten}",
    ),
    "plancheck.geen_herstel": (
        "Er is geen wijziging gevonden waarmee het plan aan {welke} voldoet.",
        "No change was found that makes the plan keep {welke}.",
    ),
    "plancheck.alle_regels": ("alle regels", "all rules"),
    "plancheck.toetsbare_regels": ("de regels die te toetsen zijn", "the rules that can be judged"),
    "cli.maanden.veranderd": (
        "Alleen de maanden waarin in een gebied iets verandert; --alles toont elke maand.",
        "Only the months in which something changes in an area; --alles shows every month.",
    ),
    "cli.keten.kop": (
        "De niveaus van {taak}: wat elk gebied krijgt om verder te verdelen",
        "The levels of {taak}: what each area gets to divide further",
    ),
    "cli.keten.niveau": ("niveau", "level"),
    "cli.keten.gebied": ("gebied", "area"),
    "cli.keten.onafgerond": ("onafgerond", "unrounded"),
    "cli.keten.aantal": ("aantal", "number"),
    "cli.keten.gegeven": ("gegeven", "given"),
    "cli.keten.som": ("som van de gemeenten", "sum of its gemeenten"),
    "cli.amv.kop": (
        "Plaatsen voor alleenstaande minderjarigen (amv) in het plan",
        "Places for unaccompanied minors (amv) in the plan",
    ),
    "cli.amv.som": (
        "{plaatsen} {plaatsen:?plaats:plaatsen} in {aantal} {aantal:?gemeente:gemeenten}",
        "{plaatsen} {plaatsen:?place:places} in {aantal} {aantal:?gemeente:gemeenten}",
    ),
    "cli.amv.plaatsen": ("amv", "amv"),
    "cli.cyclus.kop": ("De cyclus, halfjaar voor halfjaar", "The cycle, half-year by half-year"),
    "cli.cyclus.som": (
        "Scenario {scenario}: {zonder_plaats_halfjaren} mensen zonder plaats en {noodplaats_halfjaren} noodplaatsen in gebruik, opgeteld over de halfjaren; "
        "{mensen} statushouders boven de taak gehuisvest.",
        "Scenario {scenario}: {zonder_plaats_halfjaren} people without a place and {noodplaats_halfjaren} emergency places in use, summed over the half-years; "
        "{mensen} status holders housed beyond the task.",
    ),
    "cli.vaten.kop": (
        "Boven de taak huisvesten: dat maakt opvangplaatsen vrij",
        "Housing beyond the task: it frees reception places",
    ),
    "cli.vaten.som": (
        "{aantal} {aantal:?gemeente huisvest:gemeenten huisvesten} samen {mensen} statushouders boven hun taak; daardoor hoeven er {plaatsen} {plaatsen:?opvangplaats:opvangplaatsen} "
        "minder te komen.",
        "{aantal} {aantal:?gemeente houses:gemeenten together house} {mensen} status holders beyond their task; {plaatsen} reception places fewer are needed.",
    ),
    "cli.vaten.taak": ("taak", "task"),
    "cli.vaten.boven": ("boven de taak", "beyond the task"),
    "cli.vaten.vrij": ("plaatsen vrij", "places freed"),
    "cli.rol.kop": (
        "Regionale opvanglocaties: wie doet waar mee, met hoeveel plaatsen",
        "Regional reception sites: who takes part where, with how many places",
    ),
    "cli.rol.locatie": (
        "{locatie}: {plaatsen} {plaatsen:?plaats:plaatsen} ({namen})",
        "{locatie}: {plaatsen} {plaatsen:?place:places} ({namen})",
    ),
    "cli.keuzes.kop": (
        "Wat elke keuze kost die het model openlaat",
        "What each choice costs that the model leaves open",
    ),
    "cli.kop.doel": ("doel", "goal"),
    "cli.kop.waarde": ("waarde", "value"),
    "cli.kop.grens": ("grens", "bound"),
    "cli.kop.bewezen": ("bewezen", "proven"),
    "cli.kop.motor": ("motor", "engine"),
    "cli.kop.opgave": ("opgave", "total"),
    "cli.kop.indicatief": ("indicatief", "indicative"),
    "cli.kop.bestaand": ("bestaand", "standing"),
    "cli.kop.gevraagd": ("gevraagd", "asked"),
    "cli.kop.rest": ("restopgave", "remainder"),
    "cli.kop.rest_rijk": ("rest volgens rijk", "remainder (State)"),
    "cli.kop.nieuw": ("nieuw", "new"),
    "cli.kop.omgezet": ("omgezet", "converted"),
    "cli.kop.plan": ("plan", "plan"),
    "cli.kop.verschil": ("plan − indicatief", "plan − indicative"),
    "cli.kop.provincie": ("provincie", "provincie"),
    "cli.kop.gemeente": ("gemeente", "gemeente"),
    "cli.kop.gemeenten": ("gemeenten", "gemeenten"),
    "cli.kop.gevolg": ("gevolg", "effect"),
    "cli.kop.minste": ("minste", "least"),
    "cli.kop.meeste": ("meeste", "most"),
    "cli.kop.wijziging": ("plaatsen", "places"),
    "cli.kop.inwoners": ("inwoners", "inhabitants"),
    "cli.kop.onafgerond": ("onafgerond", "unrounded"),
    "cli.kop.per_duizend": ("per 1.000 inw.", "per 1,000 inh."),
    "cli.totaal": ("totaal", "total"),
    "cli.totaal_van": (
        "totaal van {aantal} {aantal:?provincie:provincies}",
        "total of {aantal} {aantal:?provincie:provincies}",
    ),
    "cli.grootste": (
        "De {aantal} gemeenten met het grootste aantal",
        "The {aantal} gemeenten with the largest number",
    ),
    "uitkomst.geen_plan": (
        "Er is geen plan voor {namen}: daar kunnen regels niet samen. De indicatieve cijfers staan er wel.",
        "There is no plan for {namen}: rules cannot hold together there. The indicative figures are given.",
    ),
    "uitkomst.deelplan": (
        "Er is geen plan voor {namen}: daar kunnen regels niet samen. Het plan geldt voor de andere provincies.",
        "There is no plan for {namen}: rules cannot hold together there. The plan is for the other provincies.",
    ),
    "uitkomst.plan.eigen": (
        "Het plan is een berekening met eigen gegevens ({kolommen}) en geen besluit.",
        "The plan is a computation with data of its own ({kolommen}) and no decision.",
    ),
    "uitkomst.status": (
        "Status van dit model: {status}.",
        "Status of this model: {status}.",
    ),
    "uitkomst.plan": ("Status van het plan: {status}. {reden}", "Status of the plan: {status}. {reden}"),
    "uitkomst.afwezig": (
        "{afwezig} van de {verwacht} gemeenten ontbreken in de gegevens.",
        "{afwezig} of the {verwacht} gemeenten are absent from the data.",
    ),
    "uitkomst.verschil": (
        "{taak}: de getallen zijn samen {som}, het totaal is {totaal}; verschil {verschil}. Dat komt door de afronding of door gegeven totalen.",
        "{taak}: the numbers add up to {som}, the total is {totaal}; difference {verschil}. Rounding or given totals cause it.",
    ),
    "uitkomst.gelijkstand": (
        "{taak}: gelijkstand tussen {kandidaten}; volgens de volgorde van het model ging de plaats naar {toegewezen}.",
        "{taak}: tie between {kandidaten}; by the order of the model the place went to {toegewezen}.",
    ),
    "uitkomst.capaciteit": (
        "De plaatsen die er al staan zijn totalen per gemeente ({bron}). Of een locatie groot genoeg is en lang genoeg blijft, is daarmee niet te toetsen.",
        "The places that stand already are totals per gemeente ({bron}). Whether a site is large enough and stays long enough cannot be checked with them.",
    ),
    "uitkomst.bron_deel": (
        "{bron}: {aantal} {aantal:?gemeente:gemeenten}",
        "{bron}: {aantal} {aantal:?gemeente:gemeenten}",
    ),
    "uitkomst.open": ("Open: {wat} {reden}", "Open: {wat} {reden}"),
    "uitkomst.open_kort": (
        "Open in de bronnen ({aantal}; --open geeft uitleg): {wat}",
        "Left open by the sources ({aantal}; --open explains): {wat}",
    ),
    "uitkomst.zulke": (
        "{eerste} (en nog {aantal} {aantal:?zulke melding; --open toont haar:zulke meldingen; --open toont ze})",
        "{eerste} (and {aantal} more of these; --open shows {aantal:?it:them})",
    ),
}

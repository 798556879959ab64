"""Texts of batch."""

TEXTS: dict[str, tuple[str, str]] = {
    "V651": (
        "een lege tekst is geen map of bestand; laat data weg voor de meegeleverde gegevens, of schrijf een map of bestand, gezien vanaf het "
        "experiment",
        "an empty text is no folder or file; leave data out for the shipped data, or write a folder or file, seen from the experiment",
    ),
    "V701": (
        "het experiment is niet te lezen; geef het pad van een bestaand YAML-bestand",
        "the experiment cannot be read; give the path of a YAML file that exists",
    ),
    "V702": (
        "dit is geen experiment: er staan geen sleutels met waarden in; begin met titel, model en vary",
        "this is no experiment: it holds no keys with values; start with titel, model and vary",
    ),
    "V703": (
        "geef precies een van values, range en draw; er staan er {aantal}",
        "give exactly one of values, range and draw; there are {aantal}",
    ),
    "V704": (
        "de lijst met waarden is leeg, dus er is geen enkel scenario; geef ten minste een waarde",
        "the list of values is empty, so there is no scenario at all; give at least one value",
    ),
    "V705": (
        "van {laag} tot {hoog} met stap {stap} bevat geen waarden; low hoort onder high te liggen en step boven nul",
        "from {laag} to {hoog} with step {stap} holds no values; low must lie below high and step above zero",
    ),
    "V706": (
        "{pad} is een kolom met een cijfer per gemeente; varieer die met draw, niet met values of range",
        "{pad} is a column with a figure per gemeente; vary it with draw, not with values or range",
    ),
    "V707": (
        "{pad} bestaat niet; met een deel bonus in het experiment kunt u bonus.bedrag, bonus.drempel en bonus.reactie variëren",
        "{pad} does not exist; with a section bonus in the experiment you can vary bonus.bedrag, bonus.drempel and bonus.reactie",
    ),
    "V708": (
        "een Sobol-reeks heeft een macht van twee als aantal; {aantal} is dat niet, {onder} wel",
        "a Sobol sequence has a power of two as its number; {aantal} is none, {onder} is",
    ),
    "V709": (
        "{aantal} herhalingen geven steeds hetzelfde scenario, want er is niets dat telkens opnieuw wordt getrokken; laat ze weg of voeg een draw toe",
        "{aantal} repetitions give the same scenario each time, because nothing is drawn anew; leave them out or add a draw",
    ),
    "V710": (
        "geef precies een verdeling: uniform, normal of triangular; er staan er {aantal}",
        "give exactly one distribution: uniform, normal or triangular; there are {aantal}",
    ),
    "V711": (
        "een normale verdeling heeft sd of relative nodig, een van beide en boven nul",
        "a normal distribution needs sd or relative, one of them and above zero",
    ),
    "V712": (
        "een kolom als grens, of een verdeling zonder mean, kan alleen bij een pad dat met data. begint; geef een getal",
        "a column as a bound, or a distribution without mean, goes only with a path that begins with data.; give a number",
    ),
    "V713": (
        "de verdeling kan voor {naam} {kolom} = {waarde} trekken en dat kan niet; geef een kleinere spreiding of een minimum",
        "the distribution can draw {kolom} = {waarde} for {naam}, which is impossible; give a smaller spread or a minimum",
    ),
    "V714": (
        "de ondergrens ligt boven de bovengrens voor {naam}; wissel ze om",
        "the lower bound is above the upper bound for {naam}; swap them",
    ),
    "V715": (
        "dit zijn {aantal} {aantal:?scenario:scenario's}; meer dan {grens} worden niet gedaan. Neem grotere stappen, of trek er een aantal met draw en design",
        "these are {aantal} {aantal:?scenario:scenarios}; more than {grens} are refused. Take larger steps, or draw some of them with draw and design",
    ),
    "V716": (
        "het model heeft deze taak niet; bekend: {bekend}",
        "the model has no such task; known: {bekend}",
    ),
    "V717": (
        "goals vraagt een plan en dit model heeft er geen; kies een model met een deel plan of tijdplan, of laat goals weg",
        "goals asks for a plan and this model has none; choose a model with a section plan or tijdplan, or leave goals out",
    ),
    "V718": ("pad {pad} bestaat niet; bedoelt u {nabij}?", "path {pad} does not exist; do you mean {nabij}?"),
    "V719": (
        "kolom {kolom} bestaat niet; bedoelt u {nabij}?",
        "column {kolom} does not exist; do you mean {nabij}?",
    ),
    "V720": (
        "de sleutels lezen {kolom} van meer dan een datum ({data}); een trekking geldt er voor een. Zet met set alle sleutels op dezelfde peildatum",
        "the keys read {kolom} of more than one date ({data}); a draw holds for one. Use set to give all keys the same peildatum",
    ),
    "V721": (
        "geen enkele sleutel leest {kolom}, dus trekken verandert niets; kies een kolom die in de sleutel staat",
        "no key reads {kolom}, so drawing it changes nothing; choose a column that stands in the key",
    ),
    "V722": (
        "{naam} is al een kolom van de tabel met scenario's ({bezet}); geef de parameter een andere naam",
        "{naam} already is a column of the table of scenarios ({bezet}); give the parameter another name",
    ),
    "V730": (
        "de berekening in rijen wijkt af van de exacte berekening voor {taken}; meld dit, de uitkomsten zijn niet bewaard",
        "the computation in arrays differs from the exact one for {taken}; report this, the outcomes were not stored",
    ),
    "V731": (
        "deze map is niet leeg en bevat geen experiment; kies een nieuwe of lege map",
        "this folder is not empty and holds no experiment; choose a new or empty folder",
    ),
    "V732": (
        "deze map bevat een ander experiment: {naam} (versie {versie}), en dit is {nieuw} (versie {nieuwe_versie}) met een andere opzet, een ander model, andere gegevens of een andere versie; kies een andere map",
        "this folder holds another experiment: {naam} (version {versie}), and this is {nieuw} (version {nieuwe_versie}) with another design, model, data or version; choose another folder",
    ),
    "V733": (
        "in deze map staat geen experiment; draai eerst: verdeling experiment run BESTAND --out MAP",
        "there is no experiment in this folder; run first: verdeling experiment run FILE --out FOLDER",
    ),
    "V734": (
        "kan niet schrijven ({reden}); {blokken} {blokken:?blok is:blokken zijn} bewaard en blijven staan. Maak ruimte of schrijfrecht en geef dezelfde opdracht nog eens",
        "cannot write ({reden}); {blokken} {blokken:?block is:blocks are} stored and stay. Make room or give write access and give the same command again",
    ),
    "V735": (
        "voor --cluster is een extra pakket nodig: pip install 'verdeling[cluster]', of in de map met de broncode: pip install '.[cluster]'",
        "--cluster needs an extra package: pip install 'verdeling[cluster]', or in the folder with the source: pip install '.[cluster]'",
    ),
    "V736": (
        "het cluster antwoordt niet ({reden}); staat de scheduler aan en klopt het adres?",
        "the cluster does not answer ({reden}); is the scheduler running and is the address right?",
    ),
    "batch.worker_weg": (
        "het rekenproces viel twee keer uit of bleef langer bezig dan {limiet} seconden",
        "the worker died twice or was busy longer than {limiet} seconds",
    ),
    "batch.onverwacht": (
        "onverwachte fout in verdeling: {soort}: {fout}",
        "unexpected error in verdeling: {soort}: {fout}",
    ),
    "batch.worker_dood": (
        "het rekenproces op het cluster viel herhaaldelijk uit",
        "the worker on the cluster died repeatedly",
    ),
    "V737": (
        "hiervoor zijn extra pakketten nodig: pip install 'verdeling[batch]', of in de map met de broncode: pip install '.[batch]'",
        "this needs extra packages: pip install 'verdeling[batch]', or in the folder with the source: pip install '.[batch]'",
    ),
    "V738": (
        "er is nog geen scenario klaar; draai het experiment eerst",
        "no scenario is done yet; run the experiment first",
    ),
    "V739": (
        "de vraag is niet te beantwoorden: {reden}. De tabellen heten scenarios, resultaten, maten en, bij getrokken cijfers, trekkingen",
        "the question cannot be answered: {reden}. The tables are called scenarios, resultaten, maten and, for drawn figures, trekkingen",
    ),
    "V740": (
        "kan niet schrijven ({reden}); kies een map waarin u mag schrijven",
        "cannot write ({reden}); choose a folder in which you may write",
    ),
    "V742": (
        "het cluster heeft al {seconden} seconden geen worker; start er een met dask worker {adres}",
        "the cluster has had no worker for {seconden} seconds; start one with dask worker {adres}",
    ),
    "V743": (
        "op het cluster ontbreekt iets dat hier wel staat ({reden}); installeer daar dezelfde pakketten",
        "the cluster lacks something that is here ({reden}); install the same packages there",
    ),
    "V744": (
        "er is geen bestand en geen meegeleverd experiment met deze naam; het dichtstbij is {nabij}",
        "there is no file and no shipped experiment of this name; the nearest is {nabij}",
    ),
    "V745": (
        "een ander proces rekent al in deze map ({wie}: gebruiker, machine, procesnummer); wacht tot het klaar is, of verdeel het werk met --shard",
        "another process already works in this folder ({wie}: user, machine, process number); wait until it is done, or divide the work with --shard",
    ),
    "V746": (
        "{pad} is een getal van nul of meer; hier staat {waarde}",
        "{pad} is a number of zero or more; here stands {waarde}",
    ),
    "V747": (
        "dit bestand is beschadigd of na het rekenen veranderd (de controlesom klopt niet); verwijder het en geef de opdracht experiment run nog eens, dan komt het terug",
        "this file is damaged or was changed after the run (its checksum differs); delete it and give the command experiment run again, then it comes back",
    ),
    "V752": (
        "dit bestand is na het rekenen veranderd of beschadigd (de controlesom erin klopt niet); zet een kopie terug, of reken opnieuw in een nieuwe map",
        "this file was changed after the run or is damaged (the checksum in it differs); put a copy back, or compute again in a new folder",
    ),
    "batch.alle_mislukt": (
        "Geen enkel scenario is gelukt. De eerste melding: {reden}",
        "Not one scenario succeeded. The first message: {reden}",
    ),
    "V748": (
        "het model of de gegevens zijn tijdens het rekenen veranderd; de {aantal} {aantal:?blok van deze keer telt:blokken van deze keer tellen} daarom niet mee. Zet terug wat er stond en geef de opdracht nog eens, of kies een nieuwe map",
        "the model or the data changed during the run; its {aantal} {aantal:?block does not:blocks do not} count therefore. Put back what was there and give the command again, or choose a new folder",
    ),
    "V741": (
        "geen plan mogelijk; deze regels kunnen niet samen: {regels} (bij {wie})",
        "no plan is possible; these rules cannot hold together: {regels} (at {wie})",
    ),
    "batch.shard": (
        "{waarde} is geen deel; geef bijvoorbeeld 1/4 voor het eerste van vier delen",
        "{waarde} is no shard; give for example 1/4 for the first of four shards",
    ),
    "batch.plan_aantal": (
        "{scenarios} {scenarios:?scenario:scenario's}, in {blokken} {blokken:?blok:blokken}",
        "{scenarios} {scenarios:?scenario:scenarios}, in {blokken} {blokken:?block:blocks}",
    ),
    "batch.plan_weg": ("  {aantal}: {weg}", "  {aantal}: {weg}"),
    "batch.plan_tijd": (
        "Tijd: ongeveer {tijd} met {workers} {workers:?proces:processen} ({tempo} {tempo:?scenario:scenario's} per seconde per proces, gemeten aan {proef})",
        "Time: about {tijd} with {workers} {workers:?process:processes} ({tempo} {tempo:?scenario:scenarios} per second per process, measured on {proef})",
    ),
    "batch.plan_schijf": ("Schijf: ongeveer {mb:1} MB", "Disk: about {mb:1} MB"),
    "batch.weg.gesloten": ("gesloten vorm, in rijen tegelijk", "closed form, in arrays"),
    "batch.weg.exact": ("gesloten vorm, scenario voor scenario", "closed form, scenario by scenario"),
    "batch.weg.programma": ("geheeltallig programma zonder schakelaars", "integer program without binaries"),
    "batch.weg.programma_per_provincie": (
        "geheeltallig programma, per provincie opgelost",
        "integer program, solved per province",
    ),
    "batch.weg.mislukt": (
        "mislukt al bij het opbouwen; de melding komt in de tabel",
        "fails already when built; its message goes into the table",
    ),
    "batch.seconden": ("{aantal:0} s", "{aantal:0} s"),
    "batch.minuten": ("{aantal:0} min", "{aantal:0} min"),
    "batch.uren": ("{aantal:1} uur", "{aantal:1} hours"),
    "batch.tempo": ("{tempo:1} per s", "{tempo:1} per s"),
    "batch.regel": ("{gedaan} van {aantal} scenario's", "{gedaan} of {aantal} scenarios"),
    "batch.nog": (", {tempo:1} per s, nog ongeveer {over}", ", {tempo:1} per s, about {over} left"),
    "batch.klaar": (
        "{nieuw} {nieuw:?scenario:scenario's} berekend in {tijd}, {al_klaar} stonden er al; uitkomst in {map}",
        "{nieuw} {nieuw:?scenario:scenarios} computed in {tijd}, {al_klaar} stood there already; result in {map}",
    ),
    "batch.mislukt": (
        "{aantal} {aantal:?scenario is mislukt:scenario's zijn mislukt}; zie: verdeling experiment query {map} \"select scenario, melding from scenarios where status = 'mislukt'\"",
        "{aantal} {aantal:?scenario:scenarios} failed; see: verdeling experiment query {map} \"select scenario, melding from scenarios where status = 'mislukt'\"",
    ),
    "batch.afgebroken": (
        "Afgebroken. Wat klaar was is bewaard; dezelfde opdracht gaat verder.",
        "Interrupted. What was done is stored; the same command goes on.",
    ),
    "cli.experiment": (
        "Duizenden scenario's van een model: varieer totalen, gewichten, cijfers en regels in een YAML-bestand.",
        "Thousands of scenarios of a model: vary totals, weights, figures and rules in a YAML file.",
    ),
    "cli.experiment.kort": ("Varieer een model duizenden keren.", "Vary a model thousands of times."),
    "cli.experiment.plan": (
        "Controleer het experiment en zeg hoeveel scenario's het heeft, langs welke weg, hoe lang en hoeveel schijf.",
        "Check the experiment and say how many scenarios it has, by which way, how long and how much disk.",
    ),
    "cli.experiment.plan.kort": ("Wat gaat het kosten?", "What will it take?"),
    "cli.experiment.run": (
        "Bereken elk scenario dat nog niet in de map staat. Afbreken mag; dezelfde opdracht gaat verder.",
        "Compute every scenario that the folder does not hold yet. It may be interrupted; the same command goes on.",
    ),
    "cli.experiment.run.kort": ("Bereken de scenario's.", "Compute the scenarios."),
    "cli.experiment.show": (
        "Schrijf een rapport: banden per gemeente, wat de uitkomst bepaalt, kaart van de onzekerheid.",
        "Write a report: bands per gemeente, what drives the outcome, map of the uncertainty.",
    ),
    "cli.experiment.show.kort": ("Schrijf een rapport (HTML).", "Write a report (HTML)."),
    "cli.experiment.query": (
        "Stel een vraag in SQL aan de tabellen scenarios, resultaten, maten en (bij getrokken cijfers) trekkingen.",
        "Ask a question in SQL of the tables scenarios, resultaten, maten and (for drawn figures) trekkingen.",
    ),
    "cli.experiment.query.kort": ("Stel een vraag in SQL.", "Ask a question in SQL."),
    "cli.experiment.export": (
        "Schrijf elke tabel als een bestand, met de banden per gemeente en de aandelen in de variantie.",
        "Write each table as one file, with the bands per gemeente and the shares of the variance.",
    ),
    "cli.experiment.export.kort": (
        "Schrijf de tabellen als csv of parquet.",
        "Write the tables as csv or parquet.",
    ),
    "cli.optie.workers": (
        "Aantal rekenprocessen; standaard een per processor, 0 rekent in dit proces.",
        "Number of worker processes; by default one per processor, 0 computes in this process.",
    ),
    "cli.optie.experiment_out": ("Map voor de uitkomst.", "Folder for the result."),
    "cli.optie.cluster": (
        "Adres van een Dask-scheduler, in plaats van eigen processen.",
        "Address of a Dask scheduler, in the place of local processes.",
    ),
    "cli.optie.shard": (
        "Alleen het i-de van n delen, voor taken op een cluster.",
        "Only the i-th of n shards, for job arrays.",
    ),
    "cli.optie.rapport": (
        "Bestand voor het rapport; standaard rapport.html in de map.",
        "File for the report; by default rapport.html in the folder.",
    ),
    "cli.optie.vorm": ("csv (standaard) of parquet.", "csv (the default) or parquet."),
    "batch.soort": ("Experiment", "Experiment"),
    "batch.kop.opzet": ("Opzet", "Design"),
    "batch.kop.oorzaak": ("Wat bepaalt de uitkomst", "What drives the outcome"),
    "batch.kop.banden": ("Banden per gemeente", "Bands per gemeente"),
    "batch.kop.herkomst": ("Herkomst", "Origin"),
    "batch.aantallen": (
        "{klaar} van {aantal} {aantal:?scenario:scenario's} zijn berekend met het model {model} als basis; {mislukt} zijn mislukt.",
        "{klaar} of {aantal} {aantal:?scenario:scenarios} are computed with the model {model} as the base; {mislukt} failed.",
    ),
    "batch.bonus": (
        "Hoe gemeenten op een bonus reageren is een aanname van dit experiment en geen meting; de uitkomst is illustratief.",
        "How gemeenten respond to a bonus is an assumption of this experiment and no measurement; the outcome is illustrative.",
    ),
    "batch.gevarieerd": ("Wat varieert", "What varies"),
    "batch.parameter": ("Parameter", "Parameter"),
    "batch.pad": ("Plaats", "Place"),
    "batch.waarden": ("Waarden", "Values"),
    "batch.bereik": ("{n} waarden van {laag} tot {hoog}", "{n} values from {laag} to {hoog}"),
    "batch.getrokken": ("per gemeente en per scenario getrokken", "drawn per gemeente and per scenario"),
    "batch.oorzaak": (
        "Welk deel van de verschillen tussen scenario's elke parameter alleen verklaart. Wat ontbreekt tot 100 % komt van combinaties van parameters. Bij een getrokken kolom gaat het om het eigen cijfer van de gemeente.",
        "Which part of the differences between scenarios each parameter explains alone. What lacks to 100 % comes from combinations of parameters. For a drawn column it is the own figure of the gemeente.",
    ),
    "batch.aandelen": ("Aandeel in de variantie: {taak}", "Share of the variance: {taak}"),
    "batch.per_gemeente": ("Mediaan over gemeenten", "Median over gemeenten"),
    "batch.maat.totaal": ("Totaal", "Total"),
    "batch.maat.per_1000_mediaan": ("Mediaan per 1.000 inwoners", "Median per 1,000 inhabitants"),
    "batch.maat.hoover": ("Hoover", "Hoover"),
    "batch.maat.gini": ("Gini", "Gini"),
    "batch.maat.verhuizingen": ("Plaatsen verkeerd", "Places misplaced"),
    "batch.deel.bonus_plaatsen": ("extra plaatsen door de bonus", "extra places by the bonus"),
    "batch.deel.bonus_euro": ("euro's van de bonus", "euros of the bonus"),
    "batch.deel.plan": ("plan", "plan"),
    "batch.mediaan": ("Mediaan", "Median"),
    "batch.gemiddelde": ("gemiddeld {waarde}", "mean {waarde}"),
    "batch.tornado": (
        "{taak}: {maat} bij de laagste en hoogste waarden",
        "{taak}: {maat} at the lowest and highest values",
    ),
    "batch.tornado.uitleg": (
        "Gemiddelde over de scenario's met de laagste (blauw) en met de hoogste (oranje) tien procent van elke parameter. Naast de naam staat van waar tot waar.",
        "Mean over the scenarios with the lowest (blue) and with the highest (orange) ten per cent of each parameter. Beside the name stands from where to where.",
    ),
    "batch.waaier.belasting": (
        "{taak}: plaatsen per 1.000 inwoners bij {as_}",
        "{taak}: places per 1,000 inhabitants along {as_}",
    ),
    "batch.waaier.belasting.uitleg": (
        "Lijn: mediaan over de gemeenten; band: van de tien procent laagste tot de tien procent hoogste gemeenten.",
        "Line: median over gemeenten; band: from the lowest to the highest ten per cent of gemeenten.",
    ),
    "batch.waaier.totaal": ("{taak}: totaal bij {as_}", "{taak}: total along {as_}"),
    "batch.waaier.totaal.uitleg": (
        "Lijn: mediaan over de scenario's; band: P10 tot P90 over de andere parameters.",
        "Line: median over scenarios; band: P10 to P90 over the other parameters.",
    ),
    "batch.banden": (
        "P5 tot P95: in negen van de tien scenario's ligt het cijfer van de gemeente daartussen. De breedte is P95 min P5, in procenten van de mediaan.",
        "P5 to P95: in nine of ten scenarios the figure of the gemeente lies between them. The width is P95 minus P5, in per cent of the median.",
    ),
    "batch.bandentabel": (
        "Cijfer per gemeente over alle scenario's",
        "Figure per gemeente over all scenarios",
    ),
    "batch.gemeente": ("Gemeente", "Gemeente"),
    "batch.laagste": ("Laagste", "Lowest"),
    "batch.p5": ("P5", "P5"),
    "batch.p95": ("P95", "P95"),
    "batch.hoogste": ("Hoogste", "Highest"),
    "batch.breedte": ("Breedte in %", "Width in %"),
    "batch.rang": ("Rang", "Rank"),
    "batch.rangen": ("Grootste verschuivingen in rang", "Largest changes of rank"),
    "batch.rang_hoogste": ("Hoogste rang", "Highest rank"),
    "batch.rang_laagste": ("Laagste rang", "Lowest rank"),
    "batch.kaart": (
        "Onzekerheid per gemeente: breedte van de band in procenten van de mediaan",
        "Uncertainty per gemeente: width of the band in per cent of the median",
    ),
    "batch.legenda": ("Klassen van de kaart", "Classes of the map"),
    "batch.klasse": ("{laag} tot {hoog}", "{laag} to {hoog}"),
    "batch.klasse_tot": ("tot {hoog}", "below {hoog}"),
    "batch.klasse_vanaf": ("{laag} en meer", "{laag} and more"),
    "batch.gelijk": (
        "Dit cijfer is voor elke gemeente in alle scenario's gelijk.",
        "This figure is the same for every gemeente in all scenarios.",
    ),
    "batch.gemeenten": ("Gemeenten", "Gemeenten"),
    "batch.methode": (
        "Aandeel in de variantie: eerste-orde-index Var(E[Y|X]) / Var(Y) over de waarden van de parameter; bij getrokken waarden over klassen van gelijke grootte, met aftrek van wat toeval alleen zou geven; bij een getrokken kolom de gekwadrateerde correlatie met het eigen cijfer. Kwantielen lineair tussen rangen (Hyndman–Fan 7).",
        "Share of the variance: first-order index Var(E[Y|X]) / Var(Y) over the values of the parameter; for drawn values over classes of equal size, less what chance alone would give; for a drawn column the squared correlation with the own figure. Quantiles linear between ranks (Hyndman–Fan 7).",
    ),
    "batch.wat": ("Wat", "What"),
    "batch.waarde": ("Waarde", "Value"),
    "batch.herkomst.experiment": ("Experiment", "Experiment"),
    "batch.herkomst.sha256": ("Controlegetal (sha256)", "Checksum (sha256)"),
    "batch.herkomst.versie": ("Versie van verdeling", "Version of verdeling"),
    "batch.herkomst.zaad": ("Zaad van het toeval", "Seed of the draws"),
    "batch.herkomst.pakketten": ("Pakketten", "Packages"),
    "batch.herkomst.gelezen": ("Eigen gegevens", "Own data"),
    "batch.mislukte": ("Mislukte scenario's", "Failed scenarios"),
    "batch.melding": ("Melding", "Message"),
    "batch.scenarios": ("Scenario's", "Scenarios"),
    "batch.eerste": ("Eerste nummer", "First number"),
    "batch.miljoen": ("{waarde} mln", "{waarde} m"),
}

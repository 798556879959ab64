"""Texts of sleutel."""

TEXTS: dict[str, tuple[str, str]] = {
    "V381": (
        "{naam} ({groep}) uit een ander pakket is niet te laden van {plek}: {reden}. Herstel dat pakket of verwijder het",
        "{naam} ({groep}) of another package cannot be loaded from {plek}: {reden}. Mend that package or remove it",
    ),
    "V382": (
        "{naam} uit een ander pakket is geen bewerking van een sleutel: {klasse} moet een Operation zijn met {naam} als eerste veld",
        "{naam} of another package is no operation of a key: {klasse} must be an Operation with {naam} as its first field",
    ),
    "V383": (
        "de naam {naam} ({groep}) is al bezet; verwijder een van de pakketten die hem gebruiken of geef een andere naam",
        "the name {naam} ({groep}) is taken; remove one of the packages that use it or give it another name",
    ),
    "V384": (
        "{naam}: de sleutel heeft hier geen waarde ({formule}); begrens wat erin staat",
        "{naam}: the key has no value here ({formule}); put bounds on what is inside",
    ),
    "V841": (
        "{naam} uit een ander pakket is geen regel van een plan: {klasse} moet een Planregel zijn met {naam} als soort",
        "{naam} of another package is no rule of a plan: {klasse} must be a Planregel with {naam} as its soort",
    ),
    "V301": (
        "gewicht {gewicht} in rij {rij} is negatief; gewichten moeten 0 of meer zijn",
        "weight {gewicht} in row {rij} is negative; weights must be 0 or more",
    ),
    "V302": (
        "alle {aantal} gewichten zijn 0, dus er is niets om naar te verdelen; kies een andere sleutel",
        "all {aantal} weights are 0, so there is nothing to divide by; choose another key",
    ),
    "V303": ("totaal {totaal} is negatief; geef 0 of meer", "total {totaal} is negative; give 0 or more"),
    "V304": (
        "{totaal} is geen geheel getal en afronding {methode} verdeelt alleen hele aantallen; kies half_op, omlaag of"
        " omhoog, of rond het niveau erboven af (keten: false)",
        "{totaal} is not a whole number and rounding {methode} divides whole numbers only; choose half_op, omlaag or"
        " omhoog, or round the level above (keten: false)",
    ),
    "V305": (
        "de rijen tellen op tot {rijen} en de kolommen tot {kolommen}; die sommen moeten gelijk zijn",
        "the rows add up to {rijen} and the columns to {kolommen}; these sums must be equal",
    ),
    "V312": (
        "het gewicht van {naam} is {waarde:4}, dus negatief; begrens de sleutel of controleer de gegevens",
        "the weight of {naam} is {waarde:4}, so negative; bound the key or check the data",
    ),
    "V313": (
        "de sleutel geeft alle {aantal} gemeenten gewicht 0; er is niets om naar te verdelen: kies een andere sleutel of controleer de cijfers",
        "the key gives all {aantal} gemeenten weight 0; there is nothing to divide by: choose another key or check the figures",
    ),
    "V314": (
        "de waarden van {aantal} gemeenten tellen op tot 0, dus een aandeel daarin bestaat niet; kies een andere kolom of controleer de cijfers",
        "the values of {aantal} gemeenten add up to 0, so a share of them does not exist; choose another column or check the figures",
    ),
    "V315": (
        "de sleutel deelt door een waarde die voor {naam} 0 is; begrens de waarde van onderen",
        "the key divides by a value that is 0 for {naam}; give the value a floor",
    ),
    "V321": (
        "dit gebied ligt zowel in {een} als in {twee}; een niveau moet geheel binnen het niveau erboven passen",
        "this area lies both in {een} and in {twee}; a level must fit wholly inside the level above",
    ),
    "V322": (
        "er is geen totaal om te verdelen en geen gegeven aantal voor {gebieden}; geef `totaal`, of `gegeven` voor elk"
        " gebied",
        "there is no total to divide and no given number for {gebieden}; give `totaal`, or `gegeven` for every area",
    ),
    "V323": (
        "de gegeven aantallen tellen op tot {gegeven}, meer dan de {totaal} die er te verdelen zijn; verlaag een gegeven"
        " aantal, of verhoog wat het niveau erboven krijgt",
        "the given numbers add up to {gegeven}, more than the {totaal} that are there to divide; lower a given number, or"
        " raise what the level above gets",
    ),
    "V324": (
        "er zijn {totaal} te verdelen, maar de sleutel geeft alle {aantal} gebieden daarbinnen gewicht 0; kies een andere sleutel, of geef met `gegeven` hun aantal",
        "there are {totaal} to divide, but the key gives all {aantal} areas inside weight 0; choose another key, or give their number with `gegeven`",
    ),
    "V325": (
        "{gebied} krijgt wat de afronding overlaat, maar het niveau erboven heeft geen geheel totaal; geef daar een geheel getal, of haal `rest_naar` weg",
        "{gebied} receives what rounding leaves over, but the level above has no whole total; give a whole number there, or remove `rest_naar`",
    ),
    "V326": (
        "{gebied} krijgt wat de afronding overlaat, maar komt dan uit op {aantal}; kies een ander gebied of een andere"
        " afronding",
        "{gebied} receives what rounding leaves over, but then ends at {aantal}; choose another area or another rounding",
    ),
    "V331": (
        "geen gemeente in de gegevens heeft deze code of ligt in dit gebied; controleer `gebied`",
        "no gemeente in the data has this code or lies in this area; check `gebied`",
    ),
    "V332": (
        "de niveaus zijn {niveaus}; ze moeten van groot naar klein gaan, elk hooguit één keer, en eindigen met gemeente",
        "the levels are {niveaus}; they must go from large to small, each at most once, and end with gemeente",
    ),
    "V333": (
        "{gebied} bestaat niet op het niveau {niveau}; controleer `gegeven` en `rest_naar`",
        "{gebied} does not exist at level {niveau}; check `gegeven` and `rest_naar`",
    ),
    "sleutel.aanvullen": (
        " (--aanvullen, in Python aanvullen=True, neemt de meegeleverde cijfers)",
        " (--aanvullen, in Python aanvullen=True, takes the shipped figures)",
    ),
    "V334": (
        "{gebied} heeft {afwezig} gemeenten die in de gegevens ontbreken ({namen}), dus het totaal daar kan niet naar"
        " verhouding worden verdeeld; vul de gegevens aan{hoe}, beperk `gebied`, of geef met `gegeven` elk aantal op het"
        " niveau {niveau}",
        "{gebied} has {afwezig} gemeenten that are absent from the data ({namen}), so its total cannot be divided in"
        " proportion; complete the data{hoe}, restrict `gebied`, or give every number at level {niveau} with `gegeven`",
    ),
    "V335": (
        "de delen tellen op tot {delen}, meer dan het totaal van {totaal}; verlaag een deel of verhoog het totaal",
        "the parts add up to {delen}, more than the total of {totaal}; lower a part or raise the total",
    ),
    "V336": (
        "de delen tellen op tot {delen} bij cijfers die optellen tot {totaal}; gecontroleerd afronden vraagt hele delen"
        " die daar samen niet boven gaan",
        "the parts add up to {delen} with figures that add up to {totaal}; controlled rounding needs whole parts that"
        " together do not exceed it",
    ),
    "V337": (
        "de los afgeronde delen tellen op tot {delen}, meer dan het cijfer {aantal}; kies afronding gecontroleerd",
        "the separately rounded parts add up to {delen}, more than the figure {aantal}; choose rounding gecontroleerd",
    ),
    "V351": (
        "van {periode} is geen taakstelling bekend, dus deze realisatie heeft niets om bij te horen; geef taakstelling in de rij, haal de rij weg, of kies uit {bekend}",
        "of {periode} no task is known, so this realisation has nothing to belong to; give taakstelling in the row, remove it, or choose from {bekend}",
    ),
    "V353": (
        "{gm} heeft realisatie tot en met {eerder} en daarna een gat, dus wat er overgaat naar {nu} is daar onbekend; vul de halfjaren ertussen aan, of geef netto bij {nu}",
        "{gm} has realisation up to {eerder} and a gap after it, so what moves on to {nu} is not known there; add the half-years in between, or give netto under {nu}",
    ),
    "V354": (
        "de taakstelling van {periode} is op de grenzen van {grenzen} berekend, en daar bestaat {gm} nog niet; haal de rij weg en begin later, met netto in de eerste rij",
        "the task of {periode} is computed on the boundaries of {grenzen}, where {gm} does not yet exist; remove the row and begin later, with netto in the first row",
    ),
    "V355": (
        "wat {gm} na {eerder} overhoudt is bij {nu} onbekend: van de herindelingen voor {eerste} is niet bekend welk deel van elke gemeente waarheen ging; geef netto bij {nu}",
        "what {gm} has left after {eerder} is not known in {nu}: of the rearrangements before {eerste} it is not known which part of every gemeente went where; give netto under {nu}",
    ),
    "V341": (
        "deze taak staat niet in het model; bekend: {bekend}",
        "this task is not in the model; known: {bekend}",
    ),
    "V342": (
        "deze taak heeft geen deel {deel}; bekend: {bekend}",
        "this task has no part {deel}; known: {bekend}",
    ),
    "V343": (
        "deze gemeente hoort niet bij de {aantal} gemeenten van de berekening",
        "this gemeente is not one of the {aantal} gemeenten of the computation",
    ),
    "stap.sleutel": (
        "{naam}: op dit niveau geldt een andere sleutel: {totaal} × {gewicht} / {som} = {quotum:4}",
        "{naam}: another key holds at this level: {totaal} × {gewicht} / {som} = {quotum:4}",
    ),
    "stap.gegeven": (
        "{naam}: het aantal {gegeven} is gegeven; volgens de sleutel zou het {quotum:4} zijn",
        "{naam}: the number {gegeven} is given; by the key it would be {quotum:4}",
    ),
    "stap.gepubliceerd": (
        "{naam}: gepubliceerd is {gegeven}, en dat geldt; de formule geeft {quotum:4}",
        "{naam}: {gegeven} was published, and holds; the formula gives {quotum:4}",
    ),
    "stap.vast": (
        "{naam}: het aantal {gegeven} is gegeven en volgt uit geen sleutel",
        "{naam}: the number {gegeven} is given and follows from no key",
    ),
    "stap.elders": (
        "{naam}: alle plaatsen zijn aan andere gemeenten gegeven; hier blijft niets over",
        "{naam}: all places were given to other gemeenten; nothing is left here",
    ),
    "stap.overige": (
        "{naam}: andere gebieden hebben een gegeven aantal; wat overblijft, maakt van {volgens_sleutel:4} {quotum:4}",
        "{naam}: other areas have a given number; what remains turns {volgens_sleutel:4} into {quotum:4}",
    ),
    "stap.keten": (
        "{naam}: {quotum:4} gaat onafgerond door naar het volgende niveau (afgerond {aantal})",
        "{naam}: {quotum:4} goes to the next level unrounded (rounded {aantal})",
    ),
    "stap.half_op": (
        "{naam}: {quotum:4} wordt {aantal}, het dichtstbijzijnde gehele getal, halven omhoog",
        "{naam}: {quotum:4} becomes {aantal}, the nearest whole number, halves up",
    ),
    "stap.omlaag": (
        "{naam}: {quotum:4} wordt {aantal}, naar beneden afgerond",
        "{naam}: {quotum:4} becomes {aantal}, rounded down",
    ),
    "stap.omhoog": (
        "{naam}: {quotum:4} wordt {aantal}, naar boven afgerond",
        "{naam}: {quotum:4} becomes {aantal}, rounded up",
    ),
    "stap.grootste_rest": (
        "{naam}: {quotum:4} wordt {aantal} volgens de methode van de grootste resten",
        "{naam}: {quotum:4} becomes {aantal} by the method of largest remainders",
    ),
    "stap.webster": (
        "{naam}: {quotum:4} wordt {aantal} volgens Webster (delers 1, 3, 5, …)",
        "{naam}: {quotum:4} becomes {aantal} by Webster (divisors 1, 3, 5, …)",
    ),
    "stap.dhondt": (
        "{naam}: {quotum:4} wordt {aantal} volgens D'Hondt (delers 1, 2, 3, …)",
        "{naam}: {quotum:4} becomes {aantal} by D'Hondt (divisors 1, 2, 3, …)",
    ),
    "stap.huntington_hill": (
        "{naam}: {quotum:4} wordt {aantal} volgens Huntington-Hill (delers √(k(k+1)))",
        "{naam}: {quotum:4} becomes {aantal} by Huntington-Hill (divisors √(k(k+1)))",
    ),
    "stap.adams": (
        "{naam}: {quotum:4} wordt {aantal} volgens Adams (delers 0, 1, 2, …)",
        "{naam}: {quotum:4} becomes {aantal} by Adams (divisors 0, 1, 2, …)",
    ),
    "stap.gelijk_wel": (
        "{naam}: {kandidaten} gebieden hebben evenveel recht op {plaatsen} plaats(en); de volgorde ({volgorde}) geeft er"
        " hier een, samen {aantal}",
        "{naam}: {kandidaten} areas have an equal claim on {plaatsen} place(s); the order ({volgorde}) gives one here,"
        " {aantal} in all",
    ),
    "stap.gelijk_niet": (
        "{naam}: {kandidaten} gebieden hebben evenveel recht op {plaatsen} plaats(en); de volgorde ({volgorde}) geeft er"
        " hier geen, het blijft {aantal}",
        "{naam}: {kandidaten} areas have an equal claim on {plaatsen} place(s); the order ({volgorde}) gives none here,"
        " it stays {aantal}",
    ),
    "stap.rest_naar": (
        "{naam} krijgt wat de afronding overlaat: van {afgerond} naar {aantal}",
        "{naam} receives what rounding leaves over: from {afgerond} to {aantal}",
    ),
    "stap.deel": (
        "{naam}: het deel wordt van het cijfer {cijfer} genomen en niet van het quotum: {quotum:4}",
        "{naam}: the part is taken of the figure {cijfer} and not of the quota: {quotum:4}",
    ),
    "stap.deel_los": (
        "{naam}: {quotum:4} wordt {aantal}, het dichtstbijzijnde gehele getal, halven omhoog",
        "{naam}: {quotum:4} becomes {aantal}, the nearest whole number, halves up",
    ),
    "stap.deel_gecontroleerd": (
        "{naam}: {quotum:4} wordt {aantal}, zo afgerond dat delen en gemeenten allebei optellen",
        "{naam}: {quotum:4} becomes {aantal}, rounded so that parts and gemeenten both add up",
    ),
    "stap.deel_rest": (
        "{naam}: {quotum:4} wordt {aantal}, wat de andere delen van {cijfer} overlaten",
        "{naam}: {quotum:4} becomes {aantal}, what the other parts leave of {cijfer}",
    ),
    "halfjaar.kop": (
        "Overdracht over de halfjaren: netto = taakstelling + wat het halfjaar ervoor overliet",
        "Carry-over over the half-years: net = task + what the half-year before left",
    ),
    "halfjaar.zin": (
        "{periode}: taakstelling {taakstelling}, {over}: netto {netto}; gehuisvest {gehuisvest}, nog te doen {saldo}, "
        "halfjaren achter {achter}",
        "{periode}: task {taakstelling}, {over}: net {netto}; housed {gehuisvest}, left to do {saldo}, "
        "half-years behind {achter}",
    ),
    "halfjaar.achterstand": ("plus een achterstand van {aantal}", "plus a backlog of {aantal}"),
    "halfjaar.voorsprong": ("min een voorsprong van {aantal}", "minus a surplus of {aantal}"),
    "soort.count": ("aantal", "count"),
    "soort.mean": ("gemiddelde", "mean"),
    "soort.share": ("aandeel", "share"),
    "soort.score": ("score", "score"),
    "V371": (
        "{kolom} is een {soort} en geen hoeveelheid: zo verdeeld of opgeteld telt een kleine gemeente even zwaar als een "
        "grote; gebruik in de sleutel {kolom} × {maal}",
        "{kolom} is a {soort} and no quantity: divided or added up like this, a small gemeente counts for as much as a "
        "large one; use {kolom} × {maal} in the key",
    ),
    "V372": (
        "de gewichten van de sleutel tellen op tot {som:breuk} en niet tot 1; alleen hun verhouding telt: kies gewichten "
        "die samen 1 zijn, of laat het zo als het zo bedoeld is",
        "the weights of the key add up to {som:breuk} and not to 1; only their ratio counts: choose weights that are 1 "
        "together, or leave them when this is meant",
    ),
    "V373": (
        "gepubliceerde cijfers die gelden staan bij het niveau gemeente, zonder `gegeven` ernaast; zet `gepubliceerd` daar, of geef "
        "totalen met `gegeven`",
        "published figures that hold stand at the level gemeente, without `gegeven` beside them; put `gepubliceerd` there, or give "
        "totals with `gegeven`",
    ),
    "V374": (
        "de gepubliceerde cijfers ({kolom}) gelden niet voor gemeenten of cijfers van uzelf: hier rekent de formule",
        "the published figures ({kolom}) do not hold for gemeenten or figures of your own: here the formula computes",
    ),
    "halfjaar.onbekend": (
        "van het halfjaar ervoor is niets bekend",
        "nothing is known of the half-year before",
    ),
}

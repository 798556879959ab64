"""Texts of diagnostics, comparison and tests of a key: errors V521–V529."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "V521": (
        "{naam} heeft {inwoners} inwoners; een maat per inwoner vraagt een aantal boven nul",
        "{naam} has {inwoners} inhabitants; a measure per inhabitant needs a number above zero",
    ),
    "V522": (
        "de uitkomsten gaan over verschillende gemeenten: {aantal_a} in {a}, {aantal_b} in {b}; alleen in {a}: {alleen_a}; alleen in {b}: {alleen_b}. "
        "Voeg --herindeling toe aan verdeling compare: dan worden gefuseerde gemeenten bij elkaar opgeteld. Of reken alles opnieuw op dezelfde grenzen, "
        "bijvoorbeeld met --set grenzen=2026-01-01",
        "the results are about different gemeenten: {aantal_a} in {a}, {aantal_b} in {b}; only in {a}: {alleen_a}; only in {b}: {alleen_b}. "
        "Add --herindeling to verdeling compare: gemeenten that merged are then added up. Or run all of them again on the same boundaries, "
        "for example with --set grenzen=2026-01-01",
    ),
    "V523": (
        "taak {taak} staat niet in {model}; vergelijk een taak die alle modellen hebben: {samen}",
        "task {taak} is not in {model}; compare a task that all models have: {samen}",
    ),
    "V524": (
        "vergelijken vraagt ten minste twee uitkomsten, er is er {aantal}",
        "comparing needs at least two results, there is {aantal}",
    ),
    "V555": (
        "{naam} ({groep}) uit een ander pakket is geen maat: het moet een Measure zijn met die naam",
        "{naam} ({groep}) of another package is no measure: it must be a Measure of that name",
    ),
    "V525": (
        "taken in verschillende eenheden ({eenheden}) zijn niet op te tellen; bekijk elke taak apart",
        "tasks in different units ({eenheden}) cannot be added up; look at each task by itself",
    ),
    # --- diagnostics: name and one sentence per measure
    "diagnostics.per_1000": ("plaatsen per 1.000 inwoners", "places per 1,000 inhabitants"),
    "diagnostics.per_1000.uitleg": (
        "Hoeveel plaatsen een gemeente heeft voor elke 1.000 inwoners: de laagste, de hoogste, de middelste en de grenzen van de laagste en hoogste tien procent.",
        "How many places a gemeente has for every 1,000 inhabitants: the lowest, the highest, the middle one and the bounds of the lowest and highest ten per cent.",
    ),
    "diagnostics.zonder": ("gemeenten met nul", "gemeenten with none"),
    "diagnostics.zonder.uitleg": (
        "Hoeveel gemeenten niets hebben: geen plaats, of niemand om te huisvesten.",
        "How many gemeenten have nothing: no place, or nobody to house.",
    ),
    "diagnostics.verhuizingen": ("wat zou moeten verhuizen", "what would have to move"),
    "diagnostics.verhuizingen.uitleg": (
        "Zoveel plaatsen of personen zouden naar een andere gemeente moeten om precies de maatstaf te volgen; dit is de maat van Hoover als aantal.",
        "So many places or people would have to go to another gemeente to follow the yardstick exactly; this is Hoover's measure as a number.",
    ),
    "diagnostics.verhuizingen.zin": (
        "{plaatsen:0} van de {totaal} {eenheid} ({deel}) zouden moeten verhuizen om precies de verhouding van {maatstaf} te volgen",
        "{plaatsen:0} of the {totaal} {eenheid} ({deel}) would have to move to follow {maatstaf} exactly",
    ),
    "diagnostics.deel": ("{procent:1} %", "{procent:1} %"),
    "diagnostics.deel.klein": ("minder dan 0,1 %", "less than 0.1 %"),
    "diagnostics.hoover": ("Hoover", "Hoover"),
    "diagnostics.hoover.uitleg": (
        "Het deel dat zou moeten verhuizen: 0 is precies volgens de maatstaf.",
        "The share that would have to move: 0 is exactly by the yardstick.",
    ),
    "diagnostics.gini": ("Gini", "Gini"),
    "diagnostics.gini.uitleg": (
        "Gemiddeld verschil in belasting tussen twee inwoners, als deel van tweemaal het gemiddelde: 0 is gelijk, 1 is alles op één plek.",
        "Mean difference in load between two inhabitants, as a part of twice the mean: 0 is equal, 1 is everything in one place.",
    ),
    "diagnostics.lorenz": ("Lorenzcurve", "Lorenz curve"),
    "diagnostics.lorenz.uitleg": (
        "Welk deel van de plaatsen ligt bij het deel van de inwoners met de laagste belasting; een rechte lijn is gelijk.",
        "Which share of the places lies with the share of inhabitants that carry the lowest load; a straight line is equal.",
    ),
    "diagnostics.theil": ("Theil T", "Theil T"),
    "diagnostics.theil.uitleg": (
        "Ongelijkheid die precies uiteenvalt in een deel tussen gebieden en een deel binnen gebieden: 0 is gelijk.",
        "Inequality that splits exactly into a part between areas and a part within areas: 0 is equal.",
    ),
    "diagnostics.theil_provincie": ("Theil T per provincie", "Theil T by province"),
    "diagnostics.theil_provincie.uitleg": (
        "Welk deel van de ongelijkheid tussen de provincies ligt en welk deel binnen de provincies.",
        "Which part of the inequality lies between the provinces and which part within them.",
    ),
    "diagnostics.theil_regio": ("Theil T per veiligheidsregio", "Theil T by safety region"),
    "diagnostics.theil_regio.uitleg": (
        "Welk deel van de ongelijkheid tussen de veiligheidsregio's ligt en welk deel daarbinnen.",
        "Which part of the inequality lies between the safety regions and which part within them.",
    ),
    "diagnostics.atkinson": ("Atkinson (ε = 0,5)", "Atkinson (ε = 0.5)"),
    "diagnostics.atkinson.uitleg": (
        "Ongelijkheid die zwaarder telt bij gemeenten met weinig plaatsen; de ε van 0,5 is een keuze, en laat nullen toe.",
        "Inequality that weighs more for gemeenten with few places; the ε of 0.5 is a choice, and it allows zeros.",
    ),
    "diagnostics.jain": ("Jain", "Jain"),
    "diagnostics.jain.uitleg": (
        "Gelijkheid tussen 0 en 1: bij 1 draagt iedereen evenveel, bij 0,5 is het zo scheef alsof de helft alles draagt.",
        "Evenness between 0 and 1: at 1 everyone carries the same, at 0.5 it is as uneven as when half carries all.",
    ),
    "diagnostics.afwijkingen": ("grootste afwijkingen van de sleutel", "largest deviations from the key"),
    "diagnostics.afwijkingen.uitleg": (
        "De twintig gemeenten die naar verhouding het verst van hun aandeel volgens de sleutel liggen, de verste eerst.",
        "The twenty gemeenten that lie relatively furthest from their share by the key, furthest first.",
    ),
    "diagnostics.kwartielen": ("belasting per kwart van de SES-score", "load by quarter of the SES score"),
    "diagnostics.kwartielen.uitleg": (
        "Plaatsen per 1.000 inwoners voor elk kwart van de gemeenten, van de laagste naar de hoogste SES-score.",
        "Places per 1,000 inhabitants for each quarter of the gemeenten, from the lowest to the highest SES score.",
    ),
    "diagnostics.inspanning": ("eigen inspanning naast de taak", "own effort beside the task"),
    "diagnostics.inspanning.uitleg": (
        "Bestaande reguliere plaatsen, noodplaatsen en nieuwe plaatsen uit het plan samen, naast wat gevraagd wordt; omgezette noodplaatsen tellen één keer.",
        "Existing regular places, emergency places and new places of the plan together, beside what is asked; converted emergency places count once.",
    ),
    "diagnostics.buren": ("buren die het meest verschillen", "neighbours that differ most"),
    "diagnostics.buren.uitleg": (
        "Gemeenten die aan elkaar grenzen en het meest verschillen in plaatsen per 1.000 inwoners.",
        "Gemeenten that share a border and differ most in places per 1,000 inhabitants.",
    ),
    "diagnostics.maatstaf.inwoners": ("het aantal inwoners", "the number of inhabitants"),
    "diagnostics.maatstaf.sleutel": ("de sleutel", "the key"),
    # --- comparison
    "compare.zelfde": (
        "{a} en {b} hebben dezelfde gegevens en dezelfde sleutel",
        "{a} and {b} have the same data and the same key",
    ),
    "compare.zelfde_plan": (
        "{a} en {b} hebben dezelfde gegevens, dezelfde sleutel en dezelfde regels",
        "{a} and {b} have the same data, the same key and the same rules",
    ),
    "compare.eerste": ("Van {a} naar {b} verschilt: {verschil}", "From {a} to {b} this differs: {verschil}"),
    "compare.invoer.totaal": ("landelijk totaal {a} → {b}", "national total {a} → {b}"),
    "compare.invoer.kolom": ("{kolom} van {a} → {b}", "{kolom} of {a} → {b}"),
    "compare.invoer.criterium.weg": ("zonder {kolom}", "without {kolom}"),
    "compare.invoer.criterium.erbij": ("met {kolom}", "with {kolom}"),
    "compare.invoer.sleutel": ("andere sleutel: {a} → {b}", "another key: {a} → {b}"),
    "compare.invoer.gepubliceerd": (
        "gepubliceerde cijfers {a} → {b} in plaats van de formule",
        "published figures {a} → {b} in the place of the formula",
    ),
    "compare.invoer.niveaus": ("niveaus {a} → {b}", "levels {a} → {b}"),
    "compare.invoer.afronding": ("afronding {a} → {b}", "rounding {a} → {b}"),
    # --- axioms: name, and the counter-example in one sentence
    "axioma.gehaald": (
        "Geen tegenvoorbeeld gevonden ({gevallen} keer geprobeerd).",
        "No counter-example found ({gevallen} tried).",
    ),
    "axioma.niet_getoetst": (
        "Niet te toetsen met deze gegevens of deze sleutel.",
        "Cannot be tested with these data or this key.",
    ),
    "axioma.niet_beloofd": (
        "Deze afronding belooft dit niet; het is een gegeven, geen fout.",
        "This rounding does not promise it; it is a fact, not a mistake.",
    ),
    "axioma.anonimiteit": (
        "wie wie is telt alleen bij een gelijke stand",
        "who is who matters only in a tie",
    ),
    "axioma.anonimiteit.gefaald": (
        "Bij {totaal} plaatsen en gewichten {gewichten} gaat {naam} van {voor} naar {na} als twee gebieden van plek wisselen.",
        "With {totaal} places and weights {gewichten}, {naam} goes from {voor} to {na} when two areas change places.",
    ),
    "axioma.rijvolgorde": ("volgorde van de rijen doet er niet toe", "the order of rows does not matter"),
    "axioma.rijvolgorde.gefaald": (
        "Bij {totaal} plaatsen en gewichten {gewichten} gaat {naam} van {voor} naar {na} als de rijen anders staan.",
        "With {totaal} places and weights {gewichten}, {naam} goes from {voor} to {na} when the rows stand in another order.",
    ),
    "axioma.schaal": ("schaal van de gewichten doet er niet toe", "the scale of the weights does not matter"),
    "axioma.schaal.gefaald": (
        "Bij {totaal} plaatsen en gewichten {gewichten} gaat {naam} van {voor} naar {na} als alle gewichten {factor} keer zo groot zijn.",
        "With {totaal} places and weights {gewichten}, {naam} goes from {voor} to {na} when all weights are {factor} times as large.",
    ),
    "axioma.totaal": ("de aantallen tellen op tot het totaal", "the figures add up to the total"),
    "axioma.totaal.gefaald": (
        "Bij gewichten {gewichten} tellen de aantallen op tot {som} in plaats van {totaal}.",
        "With weights {gewichten} the figures add up to {som} instead of {totaal}.",
    ),
    "axioma.quotum": (
        "elk aantal is het quotum, naar beneden of boven afgerond",
        "each figure is its quota, rounded down or up",
    ),
    "axioma.quotum.gefaald": (
        "Bij {totaal} plaatsen en gewichten {gewichten} krijgt {naam} {aantal}, terwijl het quotum {quotum:3} is.",
        "With {totaal} places and weights {gewichten}, {naam} gets {aantal} while its quota is {quotum:3}.",
    ),
    "axioma.huis": ("een hoger totaal verlaagt niemand", "a higher total lowers nobody"),
    "axioma.huis.gefaald": (
        "Bij gewichten {gewichten} gaat {naam} van {voor} naar {na} als het totaal stijgt van {totaal} naar {meer}.",
        "With weights {gewichten}, {naam} goes from {voor} to {na} when the total rises from {totaal} to {meer}.",
    ),
    "axioma.bevolking": (
        "wie harder groeit verliest niet aan wie minder groeit",
        "who grows faster does not lose to who grows slower",
    ),
    "axioma.bevolking.gefaald": (
        "Bij {totaal} plaatsen en gewichten {gewichten}, daarna {gewichten_na}: {groeier} groeit {groei:1} % en gaat van {voor} naar {na}, {ander} groeit {groei_ander:1} % en gaat van {ander_voor} naar {ander_na}.",
        "With {totaal} places and weights {gewichten}, then {gewichten_na}: {groeier} grows {groei:1} % and goes from {voor} to {na}, {ander} grows {groei_ander:1} % and goes from {ander_voor} to {ander_na}.",
    ),
    "axioma.naamloos": (
        "code, naam en rij van een gemeente doen er niet toe",
        "code, name and row of a gemeente do not matter",
    ),
    "axioma.naamloos.gefaald": (
        "Met de cijfers van {naam} krijgt {ander} {na:3} in plaats van {voor:3}.",
        "With the figures of {naam}, {ander} gets {na:3} instead of {voor:3}.",
    ),
    "axioma.eenheid": ("de eenheid van een kolom doet er niet toe", "the unit of a column does not matter"),
    "axioma.eenheid.gefaald": (
        "Met {kolom} in een {factor} keer zo kleine eenheid gaat {naam} van {voor:3} naar {na:3}.",
        "With {kolom} in a unit {factor} times as small, {naam} goes from {voor:3} to {na:3}.",
    ),
    "axioma.richting": (
        "een hoger cijfer werkt de aangegeven kant op",
        "a higher figure works in the declared direction",
    ),
    "axioma.richting.gefaald": (
        "Gaat {kolom} van {naam} van {van:3} naar {naar:3}, dan gaat het quotum van {voor:3} naar {na:3}: de verkeerde kant op.",
        "When {kolom} of {naam} goes from {van:3} to {naar:3}, its quota goes from {voor:3} to {na:3}: the wrong way.",
    ),
    "axioma.met_en_zonder": (
        "een criterium werkt voor elke gemeente de aangegeven kant op",
        "a criterion works in the declared direction for every gemeente",
    ),
    "axioma.met_en_zonder.gefaald": (
        "{naam} heeft voor {kolom} {waarde:3}, landelijk {gemiddeld:3} (een aantal telt per 1.000 inwoners). Met dit criterium gaat het quotum van {zonder:1} naar {met:1}: de verkeerde kant op.",
        "{naam} has {waarde:3} for {kolom}, nationally {gemiddeld:3} (a count is taken per 1,000 inhabitants). With this criterion its quota goes from {zonder:1} to {met:1}: the wrong way.",
    ),
    "axioma.sprong": ("een kleine wijziging geeft geen sprong", "a small change causes no jump"),
    "axioma.sprong.gefaald": (
        "Gaat {kolom} van {naam} van {van:3} naar {naar:3}, dan beweegt het quotum van {voor:3} naar {na:3}: {procent:1} %, meer dan {grens:1} %.",
        "When {kolom} of {naam} goes from {van:3} to {naar:3}, its quota moves from {voor:3} to {na:3}: {procent:1} %, more than {grens:1} %.",
    ),
    "axioma.samenvoeging": ("een fusie verandert de taak niet", "a merger does not change the task"),
    "axioma.samenvoeging.gefaald": (
        "{delen} hadden los samen {som} (onafgerond {quotum_delen:3}), als {naam} sinds {datum} is het {samen} (onafgerond {quotum_samen:3}).",
        "{delen} apart had {som} in total (unrounded {quotum_delen:3}), as {naam} since {datum} it is {samen} (unrounded {quotum_samen:3}).",
    ),
}

"""Texts of the rules and of the plan as a whole: errors V440–V481 and ``rules.*``."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "rules.plan_som": (
        "{naam}: {plan} {plan:?plaats:plaatsen} in het plan = {bestaand} bestaand + {nieuw} nieuw, waarvan {omgezet} door omzetting; "
        "gevraagd zijn er {gevraagd} bovenop wat er staat",
        "{naam}: {plan} {plan:?place:places} in the plan = {bestaand} standing + {nieuw} new, of which {omgezet} by conversion; "
        "{gevraagd} are asked on top of what stands",
    ),
    "rules.plan_thuis": (
        "{naam} vangt {plaatsen} van de eigen gevraagde plaatsen zelf op",
        "{naam} provides {plaatsen} of the places asked of it at home",
    ),
    "rules.plan_stroom": (
        "{naar} vangt {plaatsen} {plaatsen:?plaats:plaatsen} op die van {van} worden gevraagd",
        "{naar} provides {plaatsen} {plaatsen:?place:places} that are asked of {van}",
    ),
    "rules.speelruimte_vast": (
        "{naam}: {plan} volgt uit de regels en de doelen",
        "{naam}: {plan} follows from the rules and the goals",
    ),
    "rules.speelruimte_keuze": (
        "{naam}: tussen {minste} en {meeste}; {plan} is gekozen door de volgorde",
        "{naam}: between {minste} and {meeste}; {plan} is decided by the tie order",
    ),
    "rules.plan_ruil": (
        "uitruil met {ander}: {ander} neemt {over} over, {naam} neemt {terug} over",
        "exchange with {ander}: {ander} takes over {over}, {naam} takes over {terug}",
    ),
    "rules.plan_ruilsaldo": (
        "wat {naam} wint bij de uitruil: {minder} minder; wat daar tegenover staat: {meer} meer",
        "what {naam} gains by the exchange: {minder} fewer; what it does for that: {meer} more",
    ),
    "rules.plan_ruil_halfjaren": (
        "{taak} van {naam} per halfjaar: {wat}",
        "{taak} of {naam} per half-year: {wat}",
    ),
    "rules.plan_ruil_geen_locatie": (
        "alles wat van {naam} werd gevraagd is geruild: er hoeft daar geen locatie te komen",
        "all that was asked of {naam} is exchanged: no site is needed there",
    ),
    "rules.plan_ruil.hoogstens_weg": (
        "meer {taak} mag {naam} niet afstaan: hoogstens {deel:breuk} van {eigen}",
        "{naam} may hand over no more {taak}: at most {deel:breuk} of {eigen}",
    ),
    "rules.plan_ruil.hoogstens_erbij": (
        "meer {taak} kan {naam} er niet bij nemen: hoogstens {hoogstens} boven haar {eigen}",
        "{naam} can take over no more {taak}: at most {hoogstens} beyond its {eigen}",
    ),
    "rules.plan_ruil.ruimte": (
        "meer {taak} kan {naam} er niet bij nemen: er is ruimte voor {hoogstens} boven haar {eigen}",
        "{naam} can take over no more {taak}: there is room for {hoogstens} beyond its {eigen}",
    ),
    "rules.grens.hoogstens_weg": ("hoogstens weg", "handed over at most"),
    "rules.grens.hoogstens_erbij": ("hoogstens erbij", "taken over at most"),
    "rules.grens.ruimte": ("ruimte", "room"),
    "rules.taak.te_weinig": (
        "{naam} doet {gedaan} van de {taak}; met haar eigen {eigen} zijn het er ten minste {grens}",
        "{naam} does {gedaan} of the {taak}; with its own {eigen} it is at least {grens}",
    ),
    "rules.taak.te_veel": (
        "{naam} doet {gedaan} van de {taak}; met haar eigen {eigen} zijn het er ten hoogste {grens}",
        "{naam} does {gedaan} of the {taak}; with its own {eigen} it is at most {grens}",
    ),
    "rules.taak.som": (
        "in {naam} is {taak} samen {gedaan} en moet zij {grens} zijn",
        "in {naam} the {taak} adds up to {gedaan} and must be {grens}",
    ),
    "rules.taak.evenwicht": (
        "{naam} ruilt {erbij} van de taak van het plan tegen {anders} van de {taak}; dat weegt niet tegen elkaar op",
        "{naam} exchanges {erbij} of the task of the plan for {anders} of the {taak}; that does not balance",
    ),
    "rules.plan_ruil_niets": ("niets", "nothing"),
    "rules.plan_lening": (
        "{aantal} {aantal:?plaats:plaatsen} die in {naar} boven het eigen cijfer {aantal:?staat telt:staan tellen} voor {van} (lening): {van} hoeft er zoveel minder te "
        "vinden, en geeft er niets voor terug",
        "{aantal} {aantal:?place that stands:places that stand} in {naar} above its own figure {aantal:?counts:count} for {van} (loan): {van} needs to find so many fewer, and "
        "gives nothing back",
    ),
    "rules.plan_amv": (
        "van de {plan} {plan:?plaats:plaatsen} in {naam} {amv:?is:zijn} {amv} voor alleenstaande minderjarigen (amv)",
        "of the {plan} {plan:?place:places} in {naam} {amv} {amv:?is:are} for unaccompanied minors (amv)",
    ),
    "rules.plan_vaten": (
        "{naam} huisvest {mensen} statushouders boven de taak en hoeft {plaatsen} {plaatsen:?plaats:plaatsen} minder te vinden",
        "{naam} houses {mensen} status holders beyond the task and needs to find {plaatsen} {plaatsen:?place:places} fewer",
    ),
    "rules.plan_aangeboden": (
        "{naam} biedt voor {euro} euro per plaats {plaatsen} {plaatsen:?plaats:plaatsen} boven haar eigen cijfer aan",
        "{naam} offers {plaatsen} {plaatsen:?place:places} above its own figure for {euro} euros per place",
    ),
    "rules.plan_ontlast": (
        "van {naam} {plaatsen:?wordt:worden} {plaatsen} gevraagde {plaatsen:?plaats:plaatsen} niet opgelegd, omdat anderen in de provincie die aanbieden",
        "{plaatsen} {plaatsen:?place:places} asked of {naam} {plaatsen:?is:are} not imposed, because others in the provincie offer them",
    ),
    "rules.euro": ("{euro} euro", "{euro} euros"),
    "rules.bonus_som": (
        "Bij een bonus per plaats van {bedragen}: {vrij} {vrij:?plaats:plaatsen} vrij aangeboden, {gedwongen} {gedwongen:?plaats:plaatsen} opgelegd.",
        "At a bonus per place of {bedragen}: {vrij} {vrij:?place:places} freely offered, {gedwongen} {gedwongen:?place:places} imposed.",
    ),
    "rules.plan_cyclus": (
        "{naam}, {halfjaar}: {plaatsen} {plaatsen:?plaats:plaatsen} die {plaatsen:?blijft:blijven}, waarvan {omgezet} omgezet en {gebouwd} nieuw gebouwd; "
        "{nood} {nood:?noodplaats:noodplaatsen} in gebruik; {mensen} statushouders gehuisvest, {taak} voor de taakstelling en {boven} erboven",
        "{naam}, {halfjaar}: {plaatsen} durable {plaatsen:?place:places}, of which {omgezet} converted and {gebouwd} newly built; "
        "{nood} emergency {nood:?place:places} in use; {mensen} status holders housed, {taak} for the housing task and {boven} beyond it",
    ),
    "rules.plan_rol": (
        "{naam} doet mee aan de regionale opvanglocatie {locatie}",
        "{naam} takes part in the regional reception site {locatie}",
    ),
    "rules.keuze": ("{naam} bij {waar}: {kosten}", "{naam} with {waar}: {kosten}"),
    "rules.keuze_gekozen": ("{zin} (gekozen)", "{zin} (chosen)"),
    "rules.keuze_buiten": ("geen locatie van de regio", "no site of the region"),
    "rules.keuze_gelijk": ("even goed als het plan", "as good as the plan"),
    "rules.keuze_kan_niet": ("geen plan mogelijk", "no plan is possible"),
    "rules.conflict_zoals": (
        "de regel {regel} voor {aantal} {aantal:?gemeente:gemeenten}, zoals: {zin}",
        "the rule {regel} for {aantal} {aantal:?gemeente:gemeenten}, such as: {zin}",
    ),
    "rules.plan_bindt": ("bindend: {zin} ({bron})", "binding: {zin} ({bron})"),
    "V921": (
        "{euro} euro komt na {eerder} euro; elke stap begint bij een hoger bedrag dan de vorige: zet ze van laag naar hoog",
        "{euro} euros comes after {eerder} euros; each step begins at a higher amount than the one before: order them from low to high",
    ),
    "V922": (
        "een stap biedt noodplaatsen aan, en die zijn hier niet bekend; geef de regel omzetting met een kolom, of deel_cijfer in plaats van deel_nood",
        "a step offers emergency places, and none are known here; give the rule omzetting with a column, or deel_cijfer instead of deel_nood",
    ),
    "V923": (
        "met aanbod_bij_bonus geldt per plaats één bedrag, uit niveaus; haal per_nieuwe_plaats weg",
        "with aanbod_bij_bonus one amount per place holds, out of niveaus; remove per_nieuwe_plaats",
    ),
    "V924": (
        "er zijn {aantal} bedragen om uit te kiezen en niets weegt de euro's; zet uitkering in plan.doelen, geef plan.regels.uitkering.budget, of noem één bedrag",
        "there are {aantal} amounts to choose from and nothing weighs the euros; put uitkering in plan.doelen, give plan.regels.uitkering.budget, or name one amount",
    ),
    "V925": (
        "{kolom} is leeg; een aanbod heeft een aantal plaatsen en de euro's per plaats vanaf wanneer het geldt: vul {kolom} in of haal de rij weg",
        "{kolom} is empty; an offer has a number of places and the euros per place from which it holds: fill in {kolom} or remove the row",
    ),
    "V926": (
        "dit plan betaalt niets, dus een budget koopt er niets; geef de regel uitkering, of kies een model dat die heeft, zoals spreidingswet-2026",
        "this plan pays nothing, so a budget buys nothing; give the rule uitkering, or choose a model that has it, such as spreidingswet-2026",
    ),
    "V927": (
        "het doel {doel} is geen som, en alleen sommen zijn over provincies op te tellen; laat het weg uit plan.doelen",
        "the goal {doel} is no sum, and only sums can be added over provincies; leave it out of plan.doelen",
    ),
    "V431": (
        "van {naam} is geen verslag en geen restopgave gegeven; onbekend is niet nul: geef er een, of laat {provincie} buiten "
        "het model met gebied",
        "no report and no remainder is given for {naam}; unknown is not zero: give one, or leave {provincie} out of the model "
        "with gebied",
    ),
    "V432": (
        "de restopgave staat zowel hier als in het verdeelbesluit; geef haar één keer",
        "the remainder stands both here and in the verdeelbesluit; give it once",
    ),
    "V433": (
        "gezamenlijke locatie {naam} heeft {plaatsen} {plaatsen:?plaats:plaatsen}, meer dan de {geteld} die de plannen samen tellen; wissel de "
        "twee getallen om",
        "joint site {naam} has {plaatsen} {plaatsen:?place:places}, more than the {geteld} that the plans count together; swap the two numbers",
    ),
    "V434": (
        "{naam} is ten minste {minimum} en ten hoogste {maximum} {maximum:?plaats:plaatsen} groot; maak het minimum niet groter dan het maximum",
        "{naam} has at least {minimum} and at most {maximum} {maximum:?place:places}; make the minimum no larger than the maximum",
    ),
    "V435": (
        "twee locaties heten {naam}; geef elke locatie een eigen naam",
        "two sites are called {naam}; give each site a name of its own",
    ),
    "V436": (
        "{naam} mag wegblijven maar staat bij geen locatie; noem {naam} bij een locatie of haal het hier weg",
        "{naam} may stay out but is named with no site; name {naam} with a site or remove it here",
    ),
    "V437": (
        "wat van een gemeente wordt gevraagd ligt niet vooraf vast (restverdeling vrij, of sluiten), dus kan het de omvang van "
        "een locatie niet bepalen; neem telt: indicatief",
        "what is asked of a gemeente is not known beforehand (restverdeling vrij, or sluiten), so it cannot decide the size of "
        "a site; take telt: indicatief",
    ),
    "V438": (
        "{naam} leent {geleend} {geleend:?plaats:plaatsen} uit en heeft er {over} boven het eigen cijfer; leen niet meer uit dan dat",
        "{naam} lends {geleend} {geleend:?place:places} and has {over} above its own figure; lend no more than that",
    ),
    "V439": (
        "{naam} leent {geleend} {geleend:?plaats:plaatsen} uit en heeft er {over} meer dan de eigen opgave vraagt; een plaats telt één keer, dus leen niet meer uit dan dat",
        "{naam} lends {geleend} {geleend:?place:places} and has {over} more than its own total asks; a place counts once, so lend no more than that",
    ),
    "V446": (
        "het plan vraagt een kolom «{naam}», en die is er niet; voeg haar toe aan de gegevens, of laat het plan weg met "
        "--zonder-plan. Er zijn: {namen}",
        "the plan asks for a column “{naam}”, and there is none; add it to the data, or leave the plan out with "
        "--zonder-plan. There are: {namen}",
    ),
    "V450": (
        "{gemeente} komt niet voor in deze gegevens; noem een gemeente van de gekozen grenzen",
        "{gemeente} does not exist in these data; name a gemeente of the chosen boundaries",
    ),
    "V451": (
        "deze provincie komt niet voor in deze gegevens; bekend zijn {bekend}",
        "this provincie does not exist in these data; known are {bekend}",
    ),
    "V452": (
        "{waarde:breuk} kan hier niet; geef een getal van 0 of meer, en een geheel getal waar plaatsen of euro's worden geteld",
        "{waarde:breuk} cannot stand here; give a number of 0 or more, and a whole one where places or euros are counted",
    ),
    "V453": (
        "{aantal} omzettingen in {naam}, waar {nood} noodplaatsen zijn; geef een aantal van 0 tot en met {nood}",
        "{aantal} conversions in {naam}, where {nood} emergency places exist; give a number from 0 up to {nood}",
    ),
    "V454": (
        "de kleinste locatie ({minimum}) is groter dan wat een gemeente altijd mag krijgen ({maximum}): in kleine gemeenten "
        "kan dan nooit een locatie komen; verlaag minimum of verhoog ruimte_minstens",
        "the smallest site ({minimum}) is larger than what a gemeente may always get ({maximum}): small gemeenten could "
        "never have a site; lower minimum or raise ruimte_minstens",
    ),
    "V455": (
        "{cluster} noemt {naam} twee keer; noem elke gemeente één keer",
        "{cluster} names {naam} twice; name each gemeente once",
    ),
    "V456": (
        "cluster {cluster} ligt in meer provincies ({provincies}) zonder overeenkomst; noem de overeenkomst of houd het "
        "cluster binnen één provincie",
        "cluster {cluster} lies in several provincies ({provincies}) without an agreement; name the agreement or keep the "
        "cluster inside one provincie",
    ),
    "V457": (
        "het plafond heeft geen hoogte; geef per_1000 of maal_opgave",
        "the ceiling has no height; give per_1000 or maal_opgave",
    ),
    "V458": ("de reden ontbreekt; zeg in woorden waarom", "the reason is missing; say in words why"),
    "V459": (
        "er staat niet wat vastligt; geef plan, minstens, hoogstens of gevraagd",
        "what is fixed is not given; give plan, minstens, hoogstens or gevraagd",
    ),
    "V460": (
        "{naam} biedt {aanbod} {aanbod:?plaats:plaatsen} aan; een aanbod is 0 of meer, of leeg als er geen is",
        "{naam} offers {aanbod} {aanbod:?place:places}; an offer is 0 or more, or empty when there is none",
    ),
    "V461": (
        "de taak heeft geen deel met de naam {deel} en het totaal is niet voor elke provincie gegeven; declareer het deel "
        "bij de taak of geef totaal",
        "the task has no part called {deel} and its total is not given for every provincie; declare the part with the task "
        "or give totaal",
    ),
    "V462": (
        "deze taak staat niet in het model; bekend zijn {bekend}",
        "this task is not in the model; known are {bekend}",
    ),
    "V463": (
        "de taak van het plan ({taak}) doet niet mee aan de uitruil; geef er een verhouding voor",
        "the task of the plan ({taak}) takes no part in the exchange; give a ratio for it",
    ),
    "V466": (
        "dit model heeft geen plan; voeg een onderdeel plan toe of kies een model dat er een heeft",
        "this model has no plan; add a section plan or choose a model that has one",
    ),
    "V467": (
        "{waarde} is geen geheel getal; plaatsen en inwoners worden in hele getallen geteld",
        "{waarde} is no whole number; places and inhabitants are counted in whole numbers",
    ),
    "V468": (
        "{waarde} is negatief; geef 0 of meer",
        "{waarde} is negative; give 0 or more",
    ),
    "V469": (
        "de verhouding is {waarde:breuk}; een eenheid die niets waard is kan niet worden geruild: geef een getal boven 0, "
        "bijvoorbeeld 1 of 2/3",
        "the ratio is {waarde:breuk}; a unit that is worth nothing cannot be exchanged: give a number above 0, for example 1 "
        "or 2/3",
    ),
    "V895": (
        "voor {taak} is er geen grens aan de uitruil; geef hier een deel van de eigen taak, bijvoorbeeld {taak}: 1/4, of "
        "zet onbegrensd: true voor een uiterste variant",
        "there is no limit to the exchange of {taak}; give a share of the own task here, for example {taak}: 1/4, or set "
        "onbegrensd: true for an extreme variant",
    ),
    "V896": (
        "{waarde:breuk} kan hier niet: het is een deel van de eigen taak, van 0 tot en met 1 wat mag worden afgestaan, en 0 "
        "of meer wat erbij mag komen",
        "{waarde:breuk} cannot stand here: it is a share of the own task, from 0 up to 1 what may be handed over, and 0 or "
        "more what may be added",
    ),
    "V897": (
        "de veiligheidsregio's van deze gemeenten zijn niet bekend; neem binnen: provincie, of geef de regio's in de gegevens",
        "the safety regions of these gemeenten are not known; take binnen: provincie, or give the regions in the data",
    ),
    "V868": (
        "{taak} telt {geteld} {geteld:?halfjaar:halfjaren}, en een plaats staat er {halfjaren}; wat geruild wordt moet over dezelfde "
        "halfjaren gaan: zet totaal.halfjaren van {taak} op {halfjaren}, of halfjaren hier op {geteld}",
        "{taak} counts {geteld} {geteld:?half-year:half-years}, and a place stands for {halfjaren}; what is exchanged must be about "
        "the same half-years: set totaal.halfjaren of {taak} to {halfjaren}, or halfjaren here to {geteld}",
    ),
    "V869": (
        "{taak} is de som van {geteld} halfjaren; hier is elke taak van één halfjaar, anders tellen halfjaren dubbel: zet totaal.halfjaren "
        "van {taak} op 1",
        "{taak} is the sum of {geteld} half-years; here each task is of one half-year, or half-years count twice: set totaal.halfjaren "
        "of {taak} to 1",
    ),
    "V870": (
        "per_persoon en cyclus zeggen allebei hoeveel plaatsen iemand vrijmaakt; geef er één",
        "per_persoon and cyclus both say how many places a person frees; give one of them",
    ),
    "V871": (
        "de regels cyclus en uitruil gaan niet samen: de halfjaren van cyclus kennen geen ruil, dus cyclus.csv zou plaatsen en gehuisveste "
        "statushouders zonder de ruil geven; haal een van beide weg (uitruil: null of cyclus: null)",
        "the rules cyclus and uitruil do not go together: the half-years of cyclus know no exchange, so cyclus.csv would give places and "
        "status holders housed without it; remove one of the two (uitruil: null or cyclus: null)",
    ),
    "V898": (
        "een eenheid {taak} is {waarde:breuk} {eigen} waard; boven 1 moet dat een heel getal zijn, want een ruil gaat in hele "
        "eenheden: geef een heel getal, of een getal tot en met 1",
        "a unit of {taak} is worth {waarde:breuk} {eigen}; above 1 that must be a whole number, as an exchange goes in whole "
        "units: give a whole number, or one up to 1",
    ),
    "V990": (
        "een ander pakket zegt onder {groep} dat {naam} een doel is, maar wat het geeft is dat niet: een Goal met"
        " die naam; meld het de makers van dat pakket",
        "another package says under {groep} that {naam} is a goal, but what it gives is none: a Goal of that name;"
        " tell the makers of that package",
    ),
    "V470": (
        "{doel} is geen doel; bekend zijn {bekend}",
        "{doel} is no goal; known are {bekend}",
    ),
    "V471": (
        "het doel {doel} staat meer dan één keer in de lijst; noem elk doel één keer",
        "the goal {doel} stands in the list more than once; name each goal once",
    ),
    "V472": (
        "het laatste doel is {laatste}; eindig met volgorde, zodat er precies één plan uitkomt",
        "the last goal is {laatste}; end with volgorde, so that exactly one plan comes out",
    ),
    "V473": (
        "tekort staat niet vooraan; een plan dat iets anders vóór het tekort stelt laat plaatsen liggen",
        "tekort does not come first; a plan that puts anything before the shortage leaves places undone",
    ),
    "V474": (
        "eerlijk en eerlijk_afwijking samen zijn twee maten voor hetzelfde; kies er een",
        "eerlijk and eerlijk_afwijking together are two measures of the same; choose one",
    ),
    "V475": (
        "het provincietotaal is niet hard, maar tekort is geen doel; het plan zou leeg blijven: zet tekort vooraan",
        "the provincietotaal is not hard, but tekort is no goal; the plan would stay empty: put tekort first",
    ),
    "V476": (
        "het doel {doel} heeft de regel {soort} nodig; voeg die regel toe of haal het doel weg",
        "the goal {doel} needs the rule {soort}; add that rule or remove the goal",
    ),
    "V477": (
        "de regel {soort} ontbreekt; elk plan heeft die nodig",
        "the rule {soort} is missing; every plan needs it",
    ),
    "V478": (
        "als plaatsen mogen sluiten ligt het tekort niet vooraf vast, dus kan {wijze} niet; neem vrij",
        "when places may close the shortfall is not known beforehand, so {wijze} cannot be used; take vrij",
    ),
    "V480": (
        "geen plan mogelijk; deze {aantal} regels kunnen niet samen: {zin.nl}",
        "no plan is possible; these {aantal} rules cannot hold together: {zin.en}",
    ),
    "V802": (
        "deze provincies zijn door een regel of een doel verbonden met een provincie zonder plan; daarom is er ook hier geen",
        "a rule or a goal joins these provincies with one without a plan; so there is none here either",
    ),
    "V801": (
        "het budget van {budget} euro bindt: zonder budget kost het beste plan {kosten} euro; nu wordt het budget over de "
        "provincies verdeeld, met bewijs dat geen verdeling beter is",
        "the budget of {budget} euros binds: without it the best plan costs {kosten} euros; it is now divided over the "
        "provincies, with a proof that no division is better",
    ),
    "V481": (
        "er is wel een plan als alleen van de regel {regel} wordt afgeweken: {hoeveel.nl}, in {namen}",
        "there is a plan when only the rule {regel} gives way: by {hoeveel.en}, in {namen}",
    ),
    "rules.hoeveel": ("{aantal} ({eenheid})", "{aantal} ({eenheid})"),
    "rules.hoeveel.plaatsen": ("{aantal} {aantal:?plaats:plaatsen}", "{aantal} {aantal:?place:places}"),
    "rules.hoeveel.personen": ("{aantal} {aantal:?persoon:personen}", "{aantal} {aantal:?person:people}"),
    "rules.hoeveel.personen.taakstelling": (
        "{aantal} {aantal:?statushouder:statushouders}",
        "{aantal} status {aantal:?holder:holders}",
    ),
    "rules.hoeveel.van_taak": ("{hoeveel} ({taak})", "{hoeveel} ({taak})"),
    "rules.ruilportie": (
        "Ruil gaat in ruilporties die even zwaar wegen, in plaatsen of personen: {wat}. Past er geen hele portie meer bij, dan zit een gemeente aan haar grens.",
        "Exchange goes in lots of equal weight, in places or people: {wat}. Where not one whole lot more fits, a gemeente is at its limit.",
    ),
    "rules.halfjaren": (
        "{eerste} tot en met {laatste}, {aantal} halfjaren samen",
        "{eerste} up to and including {laatste}, {aantal} half-years together",
    ),
    "rules.hoeveel.waarde": ("{aantal} in waarde", "{aantal} in value"),
    "rules.hoeveel.euro": ("{aantal} euro", "{aantal} {aantal:?euro:euros}"),
    "rules.hoeveel.deelname": ("{aantal} keer deelname", "{aantal} {aantal:?participation:participations}"),
    "V441": (
        "{waarde} is geen aantal plaatsen; schrijf een geheel getal van hooguit {cijfers} cijfers, zonder punten of komma's",
        "{waarde} is no number of places; write a whole number of at most {cijfers} digits, without points or commas",
    ),
    "V443": (
        "{naam} staat twee keer in het plan; geef één rij per gemeente, en noem een gezamenlijke locatie in de kolom "
        "gezamenlijk",
        "{naam} stands in the plan twice; give one row per gemeente, and name a joint site in the column gezamenlijk",
    ),
    "V444": (
        "gezamenlijke locatie van {wie} telt één keer, {eens} {eens:?plaats:plaatsen} in {plek} (opgeteld zouden het er {som} zijn)",
        "joint site of {wie} counts once, {eens} {eens:?place:places} in {plek} (added up they would be {som})",
    ),
    "V445": (
        "{aantal} {aantal:?gemeente staat:gemeenten staan} niet in het plan: wat daar komt is onbekend en telt niet als nul",
        "{aantal} {aantal:?gemeente is:gemeenten are} not in the plan: what comes there is unknown and does not count as zero",
    ),
    "V803": (
        "de regel {regel} is niet te toetsen voor {voor}, zonder het aantal van {zonder}",
        "the rule {regel} cannot be judged for {voor}, without the number of {zonder}",
    ),
    "V804": (
        "de tabel spreekt zichzelf tegen: {links} is {som}, en {rechts} is {waarde}; kijk welk van beide klopt",
        "the table contradicts itself: {links} is {som}, and {rechts} is {waarde}; see which of the two is right",
    ),
    "V805": (
        "in {naam} staan volgens de tabel {waarde} {waarde:?plaats:plaatsen}, volgens de gegevens {staat}; kijk welk van beide klopt",
        "by the table {waarde} {waarde:?place stands:places stand} in {naam}, by the data {staat}; see which of the two is right",
    ),
    "V447": (
        "het plan noemt hier geen gemeente; daar telt het plan van het model",
        "the plan mentions no gemeente here; the plan of the model counts there",
    ),
    "V479": (
        "dit kan niet samen met sluiten; haal een van beide weg",
        "this cannot be used together with sluiten; remove one of the two",
    ),
    "V940": (
        "in {naam} zijn na {halfjaar} {aantal} statushouders meer gehuisvest dan er wachten; kies meer vergunningen of wachtenden, of een kleinere taakstelling",
        "in {naam} after {halfjaar} {aantal} more status holders are housed than wait; choose more permits or waiting people, or a smaller housing task",
    ),
    "V941": (
        "in {naam} wachten in {halfjaar} {aantal} statushouders meer dan er mensen in opvang zijn; wachtenden horen bij in_opvang, maak dat getal groter",
        "in {naam} in {halfjaar} {aantal} more status holders wait than there are people in reception; those who wait are part of in_opvang, make that number larger",
    ),
    "V942": (
        "de taak {taak} is voor elke gemeente 0; dan is niet te verdelen wie op een woning wacht. Geef een taak met aantallen",
        "the task {taak} is 0 for every gemeente; then those who wait for a home cannot be divided. Give a task with numbers",
    ),
    "V943": (
        "scenario {naam} staat niet bij de scenario's; bekend zijn {bekend}",
        "scenario {naam} is not one of the scenarios; known are {bekend}",
    ),
    "V944": (
        "{waarde:breuk} is geen deel; geef een getal van 0 tot en met 1",
        "{waarde:breuk} is no share; give a number from 0 to 1",
    ),
    "V945": (
        "in {naam} eindigen {eindigt} {eindigt:?plaats:plaatsen}, maar er staan er {bestaand}",
        "{eindigt} {eindigt:?place ends:places end} in {naam}, but {bestaand} stand there",
    ),
    "V946": (
        "de regel omzetting ontbreekt, en zonder haar is niet bekend welke noodplaatsen er zijn; voeg haar toe",
        "the rule omzetting is missing, and without it nobody knows which emergency places there are; add it",
    ),
    "V947": (
        "met de regel cyclus hoort het doel zonder_plaats bij de doelen; zet het na tekort",
        "with the rule cyclus the goal zonder_plaats belongs to the goals; put it after tekort",
    ),
    "V948": (
        "zonder de regel aanbod_bij_bonus biedt niemand iets aan, dus telt er niets vrij; voeg die regel toe of neem telt: alles",
        "without the rule aanbod_bij_bonus nobody offers anything, so nothing counts as free; add that rule or take telt: alles",
    ),
    "rules.drempel_gehaald": (
        "Meer dan {deel:breuk} van de provinciale opgave is gehaald in: {wie}.",
        "More than {deel:breuk} of the provincial total is met in: {wie}.",
    ),
}

"""Texts of the plan over time: errors V482–V499, V860–V863 and ``tijd.*``."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "V860": (
        "dit model heeft een plan en een tijdplan, en een uitkomst heeft er één; laat een van beide weg, of maak er twee "
        "modellen van: in een variant haalt plan: null of tijdplan: null weg wat van de basis komt",
        "this model has a plan and a tijdplan, and a result has one of them; leave out one, or make two models: in a "
        "variant plan: null or tijdplan: null removes what comes from the basis",
    ),
    "V861": (
        "dit model heeft een tijdplan: welke plaatsen er wanneer staan; deze vraag gaat over een plan met regels. Wat er "
        "ontbreekt, wat het sluit en wat uiterlijk wanneer besloten moet zijn, staat in de uitkomst van run",
        "this model has a tijdplan: which places stand when; this question is about a plan with rules. What lacks, what "
        "closes it and what must be decided by when stands in the result of run",
    ),
    "V862": (
        "dit model heeft geen tijdplan; voeg een onderdeel tijdplan toe of kies een model dat er een heeft",
        "this model has no tijdplan; add a section tijdplan or choose a model that has one",
    ),
    "V863": (
        "dit is de oude schrijfwijze van een plan over de tijd; schrijf {nieuw} in plaats van {oud} (docs/tijdplan.md). De "
        "volgende versie leest de oude schrijfwijze niet meer",
        "this is the old spelling of a plan over time; write {nieuw} in the place of {oud} (docs/tijdplan.md). The next "
        "version does not read the old spelling",
    ),
    "V482": (
        "er zijn geen locaties; leg locaties.csv in de gegevensmap, of noem tabel of locaties onder tijdplan",
        "there are no locations; put locaties.csv in the data folder, or name tabel or locaties under tijdplan",
    ),
    "V483": (
        "{waarde} kan hier niet; geef een getal {grens}",
        "{waarde} cannot stand here; give a number {grens}",
    ),
    "V484": (
        "het einde ({tot}) ligt voor het begin ({van}); verbeter een van beide",
        "the end ({tot}) lies before the start ({van}); correct one of the two",
    ),
    "V485": (
        "verlengen tot en met {verleng} kan alleen na een einde van het contract dat eerder ligt ({tot}); verbeter de datums",
        "extending through {verleng} needs an end of the contract that lies before it ({tot}); correct the dates",
    ),
    "V486": (
        "«{soort}» is geen soort opvang; bekend zijn {bekend}",
        "“{soort}” is no kind of reception; known are {bekend}",
    ),
    "V487": (
        "{gm} is op {dag} geen gemeente van deze gegevens; gebruik een code van die datum",
        "{gm} is no gemeente of these data on {dag}; use a code of that date",
    ),
    "V488": (
        "{locatie} heeft vanaf {van} twee contracten tegelijk: {ander} loopt tot en met {einde}; laat het ene eindigen voor het "
        "andere begint, of geef de locaties elk een eigen naam",
        "{locatie} has two contracts at once from {van}: {ander} runs through {einde}; let one end before the other starts, or "
        "give the locations names of their own",
    ),
    "V489": (
        "«{waarde}» kan hier niet; kies uit {lijst}",
        "“{waarde}” cannot stand here; choose from {lijst}",
    ),
    "V490": (
        "{van} wordt niet omgezet in {naar}: dat is geen hogere soort; omzetten gaat van crisisnoodopvang naar noodopvang "
        "naar regulier",
        "{van} is not converted to {naar}: that is no higher kind; conversion goes from crisis places to emergency places to "
        "regular ones",
    ),
    "V491": (
        "gebied {gebied} doet op dit niveau niet mee; bekend zijn {bekend}",
        "area {gebied} takes no part at this level; known are {bekend}",
    ),
    "V492": (
        "{soort} telt ook mee voor de behoefte {ander}; een plaats telt één keer: noem bij elke behoefte haar eigen soorten",
        "{soort} counts towards the need {ander} too; a place counts once: name for each need its own kinds",
    ),
    "V493": (
        "een contract is geen omzetting; geef afspraak optie of mogelijk, of laat omzetting_van leeg",
        "a contract is no conversion; give afspraak optie or mogelijk, or leave omzetting_van empty",
    ),
    "V494": (
        "hoogstens {hoogstens} maanden is minder dan minstens {minstens}; maak de duur passend",
        "at most {hoogstens} months is less than at least {minstens}; make the duration fit",
    ),
    "V495": (
        "een duur in maanden hoort bij een nieuwe locatie; haal haar weg bij een contract of omzetting",
        "a duration in months belongs to a new location; remove it from a contract or conversion",
    ),
    "V496": (
        "deze stap begint op {dag} en de vorige op {vorige}; zet de stappen in volgorde van datum",
        "this step starts on {dag} and the one before it on {vorige}; put the steps in order of date",
    ),
    "V497": (
        "een stap noemt een taak of plaatsen; geef precies een van beide",
        "a step names a task or places; give exactly one of the two",
    ),
    "V498": (
        "{locatie} heeft geen plaatsen van de soort {soort} die er dan al zijn; noem de soort die wordt omgezet",
        "{locatie} has no places of the kind {soort} that exist by then; name the kind that is converted",
    ),
    "V499": (
        "{codes} liggen niet in hetzelfde gebied (niveau {niveau}); splits de locatie of kies een hoger niveau",
        "{codes} do not lie in the same area (level {niveau}); split the location or choose a higher level",
    ),
    "tijd.genoeg": (
        "{naam}: op elke peildag staan er genoeg plaatsen ({behoefte})",
        "{naam}: enough places stand on every reference day ({behoefte})",
    ),
    "tijd.gat": (
        "{naam}: van {van} tot en met {tot} ontbreken er {plaatsen} {plaatsen:?plaats:plaatsen} ({behoefte})",
        "{naam}: from {van} through {tot} {plaatsen} {plaatsen:?place:places} lack ({behoefte})",
    ),
    "tijd.staat": (
        "{locatie}: {plaatsen} {plaatsen:?plaats:plaatsen} {soort} van {van} tot en met {tot}",
        "{locatie}: {plaatsen} {plaatsen:?place:places} {soort} from {van} through {tot}",
    ),
    "tijd.kop": (
        "Het plan over de maanden: wat hier staat en wat er besloten moet worden",
        "The plan over the months: what stands here and what must be decided",
    ),
    "tijd.verlengen": (
        "uiterlijk {uiterlijk}: gebruik de optie van {locatie} ({gemeente}), {plaatsen} {plaatsen:?plaats:plaatsen} {soort} tot en met {tot}",
        "by {uiterlijk}: use the option of {locatie} ({gemeente}), {plaatsen} {plaatsen:?place:places} {soort} through {tot}",
    ),
    "tijd.verder_verlengen": (
        "uiterlijk {uiterlijk}: verleng {locatie} ({gemeente}) verder dan het contract toelaat, {plaatsen} {plaatsen:?plaats:plaatsen} {soort} "
        "tot en met {tot}",
        "by {uiterlijk}: extend {locatie} ({gemeente}) beyond what the contract allows, {plaatsen} {plaatsen:?place:places} {soort} through {tot}",
    ),
    "tijd.omzetten": (
        "uiterlijk {uiterlijk}: zet {locatie} ({gemeente}) om, {plaatsen} {plaatsen:?plaats:plaatsen} {soort} tot en met {tot}",
        "by {uiterlijk}: convert {locatie} ({gemeente}), {plaatsen} {plaatsen:?place:places} {soort} through {tot}",
    ),
    "tijd.openen": (
        "uiterlijk {uiterlijk}: open {locatie} ({gemeente}), {plaatsen} {plaatsen:?plaats:plaatsen} {soort} tot en met {tot}",
        "by {uiterlijk}: open {locatie} ({gemeente}), {plaatsen} {plaatsen:?place:places} {soort} through {tot}",
    ),
    "tijd.eerder_sluiten": (
        "uiterlijk {uiterlijk}: zeg {locatie} ({gemeente}) op, {plaatsen} {plaatsen:?plaats:plaatsen} {soort} na {tot}",
        "by {uiterlijk}: give notice for {locatie} ({gemeente}), {plaatsen} {plaatsen:?place:places} {soort} after {tot}",
    ),
    "tijd.nodig": (
        "{zin}; zonder dit ontbreken er plaatsen op {dag}",
        "{zin}; without it places lack on {dag}",
    ),
    "tijd.niet_afgesproken": ("{zin} (niet afgesproken)", "{zin} (not agreed)"),
    "tijd.sluit_gat": (
        "wat is afgesproken is niet genoeg; wie zo min mogelijk stappen daarbuiten zet, sluit het gat met deze {aantal}:",
        "what has been agreed is not enough; with as few steps beyond it as can be, these {aantal} close the gap:",
    ),
    "tijd.alternatief": (
        "{naam}, weg {nummer}: met even weinig stappen, en even goed op elk doel:",
        "{naam}, way {nummer}: with as few steps, and as good on every goal:",
    ),
    "tijd.alternatief_slechter": (
        "{naam}, weg {nummer}: met even weinig stappen, maar {doel} {naar} in plaats van {van}:",
        "{naam}, way {nummer}: with as few steps, but {doel} {naar} instead of {van}:",
    ),
    "tijd.alternatief_meer": (
        "er kunnen nog meer wegen zijn; het zoeken is hier gestopt",
        "there may be more ways; the search stopped here",
    ),
    "tijd.opening": (
        "{naam}: of open een nieuwe locatie van {plaatsen} {plaatsen:?plaats:plaatsen}, van {van} tot en met {tot}; ook die sluit het gat ({behoefte})",
        "{naam}: or open a new location of {plaatsen} {plaatsen:?place:places}, from {van} through {tot}; that closes the gap too ({behoefte})",
    ),
    "tijd.opening_rest": (
        "{naam}: wat dan nog ontbreekt sluit een nieuwe locatie van {plaatsen} {plaatsen:?plaats:plaatsen}, van {van} tot en met {tot} ({behoefte})",
        "{naam}: what then still lacks is closed by a new location of {plaatsen} {plaatsen:?place:places}, from {van} through {tot} ({behoefte})",
    ),
    "tijd.sluit_deels": (
        "wat is afgesproken is niet genoeg; deze stappen daarbuiten ({aantal}) maken het gat zo klein als kan, maar het sluit niet:",
        "what has been agreed is not enough; these steps beyond it ({aantal}) make the gap as small as can be, yet do not close it:",
    ),
}

"""Texts of insight: explanations and checks."""

TEXTS: dict[str, tuple[str, str]] = {
    "V502": (
        "{naam} past op {aantal} {aantal:?gemeente:gemeenten}: {namen}; noem de naam voluit of de code",
        "{naam} fits {aantal} {aantal:?gemeente:gemeenten}: {namen}; give the full name or the code",
    ),
    "V503": (
        "er is geen taak {naam} in dit model; kies uit {keus}",
        "there is no task {naam} in this model; choose from {keus}",
    ),
    "V507": (
        "{naam} ({gm}) doet in deze berekening niet mee; noem een gemeente die meedoet, of verruim `gebied` of de gegevens",
        "{naam} ({gm}) takes no part in this computation; name a gemeente that does, or widen `gebied` or the data",
    ),
    "V511": (
        "de tabel heeft geen kolom code, gemeente of provincie; geef er een van. Er zijn: {namen}; lijkt erop: {nabij}",
        "the table has no column code, gemeente or provincie; give one of them. There are: {namen}; most like it: {nabij}",
    ),
    "V512": (
        "de tabel heeft {aantal} kolommen met getallen ({namen}); kies er een met --kolom",
        "the table has {aantal} columns of numbers ({namen}); choose one with --kolom",
    ),
    "V513": (
        "de tabel heeft geen kolom {naam}; er zijn: {namen}",
        "the table has no column {naam}; there are: {namen}",
    ),
    "V514": (
        "{naam} is geen provincie; kies uit {namen}",
        "{naam} is no provincie; choose from {namen}",
    ),
    "V515": (
        "{naam} staat er twee keer, eerder in rij {eerder}; houd één rij over",
        "{naam} stands here twice, earlier in row {eerder}; keep one row",
    ),
    "V516": (
        "geen rij gaat over de taak {naam}; in de tabel staan {namen}: kies er een met --taak, of haal de kolom taak weg",
        "no row is about the task {naam}; the table has {namen}: choose one with --taak, or remove the column taak",
    ),
    "V517": (
        "de tabel heeft geen kolom met getallen ({namen}); voeg een kolom met aantallen toe",
        "the table has no column of numbers ({namen}); add a column of figures",
    ),
    "insight.uitkomst": ("Uitkomst: {aantal} {eenheid}", "Figure: {aantal} {eenheid}"),
    "insight.uitkomst.halfjaren": (
        "Uitkomst: {aantal} {eenheid} over {halfjaren} halfjaren",
        "Figure: {aantal} {eenheid} over {halfjaren} half-years",
    ),
    "insight.kop": ("{titel}, taak {taak}", "{titel}, task {taak}"),
    "insight.gegevens": ("1. Gegevens", "1. Data"),
    "insight.gewicht": ("2. Gewicht", "2. Weight"),
    "insight.aandeel": ("3. Aandeel", "3. Share"),
    "insight.onafgerond": ("4. Onafgerond getal", "4. Unrounded figure"),
    "insight.gegeven": (
        "Dit getal is gegeven; het volgt uit geen sleutel",
        "This number is given; it follows from no key",
    ),
    "insight.stappen": ("5. Van onafgerond naar geheel getal", "5. From unrounded to whole number"),
    "insight.delen": ("6. Delen van dit getal", "6. Parts of this number"),
    "insight.wat_als": ("Wat zou dit getal veranderen?", "What would change this number?"),
    "insight.open": ("Wat de bronnen openlaten", "What the sources leave open"),
    "insight.waarde": (
        "peildatum {peildatum}; {uitgever}, {tabel}; {status}",
        "reference date {peildatum}; {uitgever}, {tabel}; {status}",
    ),
    "insight.aangevuld": (
        "peildatum {peildatum}; {uitgever}, {tabel}; {status}; aangevuld",
        "reference date {peildatum}; {uitgever}, {tabel}; {status}; filled in",
    ),
    "insight.onbekend": ("onbekend", "unknown"),
    "insight.sleutel": ("sleutel: {formule}", "key: {formule}"),
    "insight.ingevuld": ("{formule} = {gewicht}", "{formule} = {gewicht}"),
    "insight.som": (
        "som van de gewichten van alle {aantal} gemeenten: {som}",
        "sum of the weights of all {aantal} gemeenten: {som}",
    ),
    "insight.deling": ("{gewicht} ÷ {som} = {procent} %", "{gewicht} ÷ {som} = {procent} %"),
    "insight.quotum": ("{totaal} × {gewicht} ÷ {som} = {quotum}", "{totaal} × {gewicht} ÷ {som} = {quotum}"),
    "insight.grondslag": ("grondslag: {bron} ({status})", "basis: {bron} ({status})"),
    "insight.stap": ("{bijdrage}  {tekst}", "{bijdrage}  {tekst}"),
    "insight.sluit": (
        "{start} + stappen = {uitkomst}, precies",
        "{start} + steps = {uitkomst}, exactly",
    ),
    "insight.deel": ("{deel}: {aantal}", "{deel}: {aantal}"),
    "insight.zonder": ("zonder {kolom} in de sleutel", "without {kolom} in the key"),
    "insight.meer_inwoners": (
        "met {erbij} inwoners meer in deze gemeente",
        "with {erbij} more inhabitants in this gemeente",
    ),
    "insight.hoger_totaal": ("met een totaal dat {erbij} hoger is", "with a total that is {erbij} higher"),
    "insight.volgens_formule": (
        "volgens de formule is het {aantal}; wat verandert, verandert van daaruit",
        "by the formula it is {aantal}; what changes, changes from there",
    ),
    "insight.anders": ("{wat}: {aantal} ({verschil})", "{wat}: {aantal} ({verschil})"),
    "insight.aandeel_van": ("aandeel[{van}]", "share[{van}]"),
    "insight.begrensd": ("begrensd[{delen}]", "bounded[{delen}]"),
    "insight.eenheid.plaatsen": ("plaatsen", "places"),
    "insight.eenheid.personen": ("personen", "people"),
    "insight.status.official": ("officieel", "official"),
    "insight.status.published": ("gepubliceerd", "published"),
    "insight.status.derived": ("afgeleid", "derived"),
    "insight.status.illustrative": ("ter illustratie", "illustrative"),
    "insight.status.open": ("open", "open"),
    "insight.herleid": (
        "Let op: {kolom} is teruggerekend uit gepubliceerde uitkomsten ({uit}). Dat een berekening daarmee op die uitkomsten uitkomt, bewijst de formule niet (cirkelredenering).",
        "Note: {kolom} was computed back from published outcomes ({uit}). That a computation with it returns those outcomes is no proof of the formula (circular).",
    ),
    "insight.afgeleid": (
        "Let op: {kolom} is geen cijfer van een bron zelf; het is {tabel}.",
        "Note: {kolom} is no figure of a source itself; it is {tabel}.",
    ),
    "formule.geldt": (
        "{taak}: dit zijn de gepubliceerde cijfers, zoals zij zijn. Ernaast staat de formule: {totaal} × {sleutel} ÷ de som daarvan.",
        "{taak}: these are the published figures, as they are. Beside them stands the formula: {totaal} × {sleutel} ÷ the sum of that.",
    ),
    "formule.ernaast": (
        "{taak}: deze cijfers volgen uit de sleutel; de gepubliceerde staan ernaast, bij het totaal waarvoor zij gelden.",
        "{taak}: these figures follow from the key; the published ones stand beside them, at the total that they hold for.",
    ),
    "formule.telling": (
        "De formule geeft {precies} van {aantal} gepubliceerde cijfers precies en {binnen} binnen één plaats; samen {som}. Tegen die cijfers komen er {meer} plaatsen bij en gaan er {minder} af.",
        "The formula gives {precies} of {aantal} published figures exactly and {binnen} within one place; together {som}. Against those figures it adds {meer} places and takes off {minder}.",
    ),
    "formule.verder": (
        "Meer dan één plaats anders in {aantal} {aantal:?gemeente:gemeenten} (gepubliceerd tussen haakjes): {namen}.",
        "Off by more than one place in {aantal} {aantal:?gemeente:gemeenten} (published in brackets): {namen}.",
    ),
    "formule.grenzen": (
        "{aantal} gepubliceerde cijfers liggen binnen de grenzen die de afronding van de score laat.",
        "{aantal} published figures lie within the bounds that the rounding of the score leaves.",
    ),
    "formule.buiten": (
        "Daarbuiten (gepubliceerd tussen haakjes): {namen}.",
        "Outside (published in brackets): {namen}.",
    ),
    "formule.provincies": (
        "De provincies wijken ten hoogste {procent} % af; samen {som}.",
        "The provincies differ by at most {procent} %; together {som}.",
    ),
    "V541": (
        "dit model noemt geen gepubliceerde cijfers om de formule naast te leggen; geef een TABEL, of zet `gepubliceerd` bij het niveau gemeente",
        "this model names no published figures to lay the formula beside; give a TABLE, or put `gepubliceerd` at the level gemeente",
    ),
    "check.grenzen": ("grenzen", "bounds"),
    "formule.regel": (
        "Gerekend in exacte breuken; elk cijfer is het dichtstbijzijnde gehele getal, halven omhoog, zoals het niveau zegt. Laagste en hoogste: wat er kan staan bij elke afronding van scores en huishoudens die bij de tabel van het CBS past, voor deze gemeente aan de ene kant en voor alle andere aan de andere kant.",
        "Computed in exact fractions; each figure is the nearest whole number, halves up, as the level says. Lowest and highest: what can stand here under every rounding of scores and households that fits the table of CBS, for this gemeente on the one side and for all others on the other.",
    ),
    "insight.illustratief": (
        "Let op: {kolom} staat hier ter illustratie en is geen officieel cijfer.",
        "Note: {kolom} is illustrative here and no official figure.",
    ),
    "check.kop": (
        "{taak}: {vergeleken} {vergeleken:?rij:rijen} vergeleken met kolom {kolom}",
        "{taak}: {vergeleken} {vergeleken:?row:rows} compared with column {kolom}",
    ),
    "check.gelijk": (
        "alle {aantal} gehele getallen zijn gelijk; samen {som}",
        "all {aantal} whole numbers are equal; together {som}",
    ),
    "check.gelijk.een": ("het gehele getal is gelijk: {som}", "the whole number is equal: {som}"),
    "check.verschil": (
        "verschillen: {aantal}; gepubliceerd samen {gepubliceerd}, berekend samen {berekend}",
        "differences: {aantal}; published together {gepubliceerd}, computed together {berekend}",
    ),
    "check.onafgerond": (
        "grootste afwijking van het onafgeronde getal: {procent} % ({naam}: gepubliceerd {gepubliceerd}, berekend {quotum})",
        "largest deviation from the unrounded figure: {procent} % ({naam}: published {gepubliceerd}, computed {quotum})",
    ),
    "check.ontbreekt": (
        "niet in de tabel, ook dat telt als verschil: {aantal} ({namen})",
        "not in the table, which counts as a difference too: {aantal} ({namen})",
    ),
    "check.gepubliceerd": ("gepubliceerd", "published"),
    "check.berekend": ("berekend", "computed"),
    "check.afwijking": ("verschil", "difference"),
    "check.quotum": ("onafgerond", "unrounded"),
    "check.afwijking_quotum": ("afwijking", "deviation"),
    "check.gebied": ("gebied", "area"),
    "stap.plan_boven": (
        "er staan al {bestaand} {bestaand:?plaats:plaatsen}, {plaatsen} meer dan het eigen cijfer; die blijven",
        "{bestaand} {bestaand:?place stands:places stand} already, {plaatsen} above the own figure; they stay",
    ),
    "stap.plan_minder": (
        "{plaatsen} {plaatsen:?plaats wordt:plaatsen worden} niet gevraagd, omdat elders in de provincie al meer staat; gevraagd zijn er {gevraagd} bovenop {bestaand}",
        "{plaatsen} {plaatsen:?place is:places are} not asked, because more stands elsewhere in the provincie; {gevraagd} are asked on top of {bestaand}",
    ),
    "stap.plan_bepaald": (
        "{plaatsen} {plaatsen:?plaats wordt:plaatsen worden} niet gevraagd: zo bepaalt een regel het voor deze gemeente; gevraagd zijn er {gevraagd} bovenop {bestaand}",
        "{plaatsen} {plaatsen:?place is:places are} not asked: so a rule decides for this gemeente; {gevraagd} are asked on top of {bestaand}",
    ),
    "stap.plan_verslag": (
        "{plaatsen} {plaatsen:?plaats wordt:plaatsen worden} niet gevraagd, omdat de restopgave van de provincie niet meer vraagt; gevraagd zijn er {gevraagd} bovenop {bestaand}",
        "{plaatsen} {plaatsen:?place is:places are} not asked, because the remainder of the provincie asks no more; {gevraagd} are asked on top of {bestaand}",
    ),
    "stap.plan_meer": (
        "{plaatsen} {plaatsen:?plaats wordt:plaatsen worden} gevraagd boven het eigen cijfer; gevraagd zijn er {gevraagd} bovenop {bestaand}",
        "{plaatsen} {plaatsen:?place is:places are} asked above the own figure; {gevraagd} are asked on top of {bestaand}",
    ),
    "stap.plan_ruil": (
        "{plaatsen} {plaatsen:?plaats:plaatsen} door uitruil met een andere taak ({met})",
        "{plaatsen} {plaatsen:?place:places} by exchange with another task ({met})",
    ),
    "stap.taak_ruil": (
        "{plaatsen} door uitruil met een andere taak ({met})",
        "{plaatsen} by exchange with another task ({met})",
    ),
    "stap.taak_boven": (
        "{plaatsen} boven de taak, die opvangplaatsen vrijmaken",
        "{plaatsen} beyond the task, which free reception places",
    ),
    "stap.plan_lening": (
        "{plaatsen} {plaatsen:?plaats:plaatsen} geleend van {met}",
        "{plaatsen} {plaatsen:?place:places} borrowed from {met}",
    ),
    "stap.plan_vrij": (
        "{plaatsen} {plaatsen:?plaats:plaatsen} minder, omdat er statushouders boven de taak worden gehuisvest",
        "{plaatsen} {plaatsen:?place:places} fewer, because status holders are housed beyond the task",
    ),
    "stap.plan_aangeboden": (
        "{plaatsen} {plaatsen:?plaats:plaatsen} boven het eigen cijfer, aangeboden voor een bonus van {euro} euro per plaats",
        "{plaatsen} {plaatsen:?place:places} above the own figure, offered for a bonus of {euro} euros per place",
    ),
    "stap.plan_ontlast": (
        "{plaatsen} gevraagde {plaatsen:?plaats:plaatsen} minder, omdat anderen in de provincie die aanbieden voor een bonus",
        "{plaatsen} {plaatsen:?place:places} asked fewer, because others in the provincie offer them for a bonus",
    ),
    "stap.plan_tekort": (
        "voor {plaatsen} gevraagde plaatsen is geen plek gevonden",
        "for {plaatsen} {plaatsen:?place:places} that are asked no room was found",
    ),
    "stap.plan_elders": (
        "{naar} vangt {plaatsen} {plaatsen:?plaats:plaatsen} op",
        "{naar} provides {plaatsen} {plaatsen:?place:places}",
    ),
    "stap.plan_voor": (
        "{plaatsen} {plaatsen:?plaats:plaatsen} voor {van}",
        "{plaatsen} {plaatsen:?place:places} for {van}",
    ),
    "plan.doel.tekort": ("plaatsen zonder plek", "places without room"),
    "plan.doel.eerlijk": (
        "eerlijk: de laagste vervulling zo hoog mogelijk",
        "fair: lift the lowest fulfilment",
    ),
    "plan.doel.eerlijk_afwijking": ("eerlijk: grootste afwijking", "fair: largest deviation"),
    "plan.doel.nabijheid": (
        "nabijheid (plaatsen × afstand, in 0,1 km)",
        "nearness (places × distance, in 0.1 km)",
    ),
    "plan.doel.nieuwbouw": ("nieuwbouw (plaatsen)", "newly built (places)"),
    "plan.doel.locaties": ("nieuwe locaties", "new sites"),
    "plan.doel.gedwongen": ("opgelegd en niet aangeboden (plaatsen)", "imposed and not offered (places)"),
    "plan.doel.uitkering": ("uitkering (euro)", "payment (euros)"),
    "plan.doel.verandering": ("verandering (plaatsen)", "change (places)"),
    "plan.doel.ruil": ("ruil tussen taken (ruilporties)", "exchange between tasks (lots)"),
    "plan.doel.boven_taak": (
        "boven de taak gehuisvest (personen)",
        "housed beyond the task (people)",
    ),
    "plan.doel.zonder_plaats": (
        "mensen zonder plaats (opgeteld over de halfjaren)",
        "people without a place (summed over the half-years)",
    ),
    "plan.doel.noodopvang": (
        "noodplaatsen in gebruik (opgeteld over de halfjaren)",
        "emergency places in use (summed over the half-years)",
    ),
    "plan.doel.verhuizingen": (
        "verhuizingen naar noodopvang in een andere gemeente",
        "moves into emergency places of another gemeente",
    ),
    "plan.doel.rol_omvang": (
        "regionale locaties buiten hun omvang (plaatsen)",
        "regional sites outside their size (places)",
    ),
    "plan.doel.rol_afstand": (
        "afstand tot de regionale locatie (plaatsen × afstand, in 0,1 km)",
        "distance to the regional site (places × distance, in 0.1 km)",
    ),
    "plan.doel.mogelijk": ("stappen buiten wat is afgesproken", "steps beyond what was agreed"),
    "plan.doel.wisselingen": ("locaties openen en sluiten", "opening and closing of locations"),
    "plan.doel.tijdelijk": (
        "tijdelijke plaatsen (plaatsen × maanden)",
        "temporary places (places × months)",
    ),
    "plan.doel.kosten": (
        "kostenklasse (klasse × plaatsen × maanden)",
        "cost class (class × places × months)",
    ),
    "plan.doel.volgorde": ("volgorde bij gelijke plannen", "tie order between equal plans"),
    "plan.laagste": ("laagste {deel}", "lowest {deel}"),
    "plan.kop": (
        "Het plan: {plan} {plan:?plaats:plaatsen} in {naam}",
        "The plan: {plan} {plan:?place:places} in {naam}",
    ),
    "plan.staat": (
        "{bestaand} staan er al en {nieuw} komen erbij, waarvan {omgezet} door omzetting van noodopvang",
        "{bestaand} stand already and {nieuw} are new, of which {omgezet} by conversion of emergency places",
    ),
    "plan.stappen": ("Van indicatief cijfer naar plan", "From indicative figure to plan"),
    "plan.wie": (
        "Wie vangt op? Gevraagd: {gevraagd} {gevraagd:?plaats:plaatsen} bovenop wat er staat",
        "Who provides? Asked: {gevraagd} {gevraagd:?place:places} on top of what stands",
    ),
    "plan.thuis": (
        "{van} vangt {plaatsen} {plaatsen:?plaats:plaatsen} zelf op",
        "{van} provides {plaatsen} {plaatsen:?place:places} at home",
    ),
    "plan.elders": (
        "{naar} vangt {plaatsen} {plaatsen:?plaats:plaatsen} op voor {van}",
        "{naar} provides {plaatsen} {plaatsen:?place:places} for {van}",
    ),
    "plan.voor": (
        "{naar} vangt {plaatsen} {plaatsen:?plaats:plaatsen} op voor {van}",
        "{naar} provides {plaatsen} {plaatsen:?place:places} for {van}",
    ),
    "plan.geen_stroom": (
        "Er wordt hier niets gevraagd en niets voor anderen opgevangen.",
        "Nothing is asked here and nothing is provided for others.",
    ),
    "plan.andere_taken": ("Andere taken volgens het plan", "Other tasks under the plan"),
    "plan.andere_taak": (
        "{taak}: {eigen} → {plan} voor {naam} ({door})",
        "{taak}: {eigen} → {plan} for {naam} ({door})",
    ),
    "plan.samen": (
        "alle taken samen gevraagd: {asked_terms} = {asked} {eenheid}; volgens het plan: {done_terms} = {done} {eenheid}",
        "all tasks asked together: {asked_terms} = {asked} {eenheid}; under the plan: {done_terms} = {done} {eenheid}",
    ),
    "plan.andere_anders": (
        "{taak}: van {naam} {eigen:?wordt:worden} er {eigen} gevraagd en volgens het plan zijn het er {plan}",
        "{taak}: {eigen} {eigen:?is:are} asked of {naam}, and under the plan it does {plan}",
    ),
    "plan.andere_gelijk": (
        "{taak}: {naam} houdt haar {eigen}",
        "{taak}: {naam} keeps its {eigen}",
    ),
    "plan.regels": ("Welke regels bepalen dit?", "Which rules decide this?"),
    "plan.geen_regel": (
        "Geen regel zit hier op zijn grens.",
        "No rule is at its bound here.",
    ),
    "plan.minder": ("Waarom niet één plaats minder?", "Why not one place fewer?"),
    "plan.meer": ("Waarom niet één plaats meer?", "Why not one place more?"),
    "plan.slechter": (
        "Dan wordt een doel slechter: {doel} gaat van {van} naar {naar} (geteld over de gemeenten waar dit plan samenhangt).",
        "Then a goal becomes worse: {doel} goes from {van} to {naar} (counted over the gemeenten that this part of the plan ties together).",
    ),
    "plan.onmogelijk": (
        "Dan is er geen plan meer dat aan alle regels voldoet.",
        "Then no plan keeps all rules.",
    ),
    "plan.even_goed": (
        "Dat kan: er is een plan dat even goed is op alle doelen. Alleen de volgorde bij gelijke plannen beslist.",
        "That is possible: there is a plan that is equally good in all goals. Only the tie order decides.",
    ),
    "plan.onbekend": (
        "Dat is niet bewezen: de motor gaf geen antwoord.",
        "That is not proven: the engine gave no answer.",
    ),
    "plan.vast": (
        "Dit getal ligt vast: in geen enkel plan komt er hier iets bij of gaat er iets af.",
        "This number is fixed: in no plan anything is added here or taken away.",
    ),
    "plan.speelruimte": ("Speelruimte", "Leeway"),
    "plan.volgt": (
        "Geen: {plan} volgt uit de regels en de doelen.",
        "None: {plan} follows from the rules and the goals.",
    ),
    "plan.tussen": (
        "Tussen {minste} en {meeste} is elk plan even goed; {plan} is gekozen door de volgorde bij gelijke plannen.",
        "Between {minste} and {meeste} every plan is equally good; {plan} is decided by the tie order.",
    ),
    "plan.uitkering": ("Uitkering", "Payment"),
    "plan.euro": (
        "{boven} {boven:?plaats:plaatsen} boven het eigen cijfer: {euro} euro",
        "{boven} {boven:?place:places} above the own figure: {euro} euros",
    ),
}

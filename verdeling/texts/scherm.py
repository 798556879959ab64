"""Texts of what a run, a price, leeway or a check shows on the screen."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "cli.ja": ("ja", "yes"),
    "cli.nee": ("nee", "no"),
    "cli.plan.kop": ("Het plan voor {taak}: wie vangt op", "The plan for {taak}: who provides"),
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
    "cli.plan.uitruil": (
        "Gemeenten ruilen tussen taken: {aantal} eenheden wisselen van gemeente. Daardoor hoeft er in {zonder} {zonder:?gemeente:gemeenten} geen "
        "locatie te komen; wie met wie ruilt en wat dat oplevert staat in stromen.csv.",
        "Gemeenten exchange between tasks: {aantal} units change gemeente. So no site is needed in {zonder} {zonder:?gemeente:gemeenten}; who "
        "exchanges with whom and what it brings stands in stromen.csv.",
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
        "Geen doel verandert: deze regel kost niets.",
        "No goal changes: this rule costs nothing.",
    ),
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
    "plancheck.goed": (
        "Het plan voldoet aan alle regels van het model.",
        "The plan keeps all rules of the model.",
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
    "plancheck.meer": (
        "en {aantal} andere; --json noemt ze allemaal",
        "and {aantal} more; --json lists them all",
    ),
    "plancheck.herstel": (
        "Kleinste wijziging waarmee het plan aan alle regels voldoet: {plaatsen} {plaatsen:?plaats:plaatsen} in {aantal} {aantal:?gemeente:gemeenten}",
        "Smallest change that makes the plan keep all rules: {plaatsen} {plaatsen:?place:places} in {aantal} {aantal:?gemeente:gemeenten}",
    ),
    "plancheck.geen_herstel": (
        "Er is geen wijziging gevonden waarmee het plan aan alle regels voldoet.",
        "No change was found that makes the plan keep all rules.",
    ),
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
    "cli.kop.uitkering": ("uitkering (€)", "payment (€)"),
    "cli.kop.provincie": ("provincie", "provincie"),
    "cli.kop.gemeente": ("gemeente", "gemeente"),
    "cli.kop.inwoners": ("inwoners", "inhabitants"),
    "cli.kop.onafgerond": ("onafgerond", "unrounded"),
    "cli.kop.per_duizend": ("per 1.000 inw.", "per 1,000 inh."),
    "cli.totaal": ("totaal", "total"),
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
    "uitkomst.open": ("Open: {wat} {reden}", "Open: {wat} {reden}"),
    "uitkomst.open_kort": (
        "Open in de bronnen ({aantal}; --open geeft uitleg): {wat}",
        "Left open by the sources ({aantal}; --open explains): {wat}",
    ),
    "uitkomst.zulke": (
        "{eerste} (en nog {aantal} zulke meldingen; --open toont ze)",
        "{eerste} (and {aantal} more of these; --open shows them)",
    ),
}

"""Texts of the entry for the Dutch register of algorithms (algoritmes.overheid.nl)."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "cli.register": (
        "Schrijft het concept van een melding van MODEL voor het Algoritmeregister (algoritmes.overheid.nl), volgens publicatiestandaard 1.0. Vult alleen in wat uit het model en de gegevens volgt, en noemt apart wat uw organisatie zelf invult.",
        "Writes a draft entry of MODEL for the Dutch register of algorithms (algoritmes.overheid.nl), by its standard 1.0. Fills in only what follows from the model and the data, and names apart what your organisation fills in itself.",
    ),
    "cli.register.kort": (
        "Een melding voor het Algoritmeregister.",
        "An entry for the register of algorithms.",
    ),
    "cli.optie.register_out": (
        "Schrijf de melding naar dit bestand: .json (beide talen), of .md of .txt om te lezen.",
        "Write the entry to this file: .json (both languages), or .md or .txt to read.",
    ),
    "cli.register.geschreven": ("Melding in {bestand}", "Entry in {bestand}"),
    "V618": (
        "«{soort}» is geen soort bestand voor een melding; kies .json, .md of .txt",
        "“{soort}” is no kind of file for an entry; choose .json, .md or .txt",
    ),
    "V619": (
        "de melding kan hier niet worden geschreven ({reden}); kies een andere plaats",
        "the entry cannot be written here ({reden}); choose another place",
    ),
    "register.kop": (
        "Algoritmeregister: concept van een melding (publicatiestandaard {versie})",
        "Register of algorithms: draft of an entry (standard {versie})",
    ),
    "register.taal": (
        "Het register neemt alleen Nederlands aan.",
        "The register takes Dutch only; this English text is a translation for readers.",
    ),
    "register.gevuld": ("Ingevuld uit het model en de gegevens", "Filled in from the model and the data"),
    "register.zelf": ("Dit vult uw organisatie zelf in", "Your organisation fills this in itself"),
    "register.verplicht": ("{titel} (verplicht)", "{titel} (required)"),
    "register.aanvullen": ("{titel} (aanvullen)", "{titel} (add to it)"),
    "register.meer": ("En nog {aantal}.", "And {aantal} more."),
    # The fields, by the names of the standard.
    "register.veld.name": ("Naam", "Name"),
    "register.veld.description_short": ("Korte omschrijving", "Short description"),
    "register.veld.organization": ("Organisatie", "Organisation"),
    "register.veld.category": ("Thema", "Theme"),
    "register.veld.status": ("Status", "Status"),
    "register.veld.begin_date": ("Begindatum", "Start date"),
    "register.veld.end_date": ("Einddatum", "End date"),
    "register.veld.contact_email": ("Contactgegevens", "Contact details"),
    "register.veld.website": ("Link naar publiekspagina", "Link to public page"),
    "register.veld.publication_category": ("Publicatiecategorie", "Publication category"),
    "register.veld.url": ("Link naar bronregistratie", "Link to source registration"),
    "register.veld.goal": ("Doel en impact", "Goal and impact"),
    "register.veld.proportionality": ("Afwegingen", "Considerations"),
    "register.veld.human_intervention": ("Menselijke tussenkomst", "Human intervention"),
    "register.veld.risks": ("Risicobeheer", "Risk management"),
    "register.veld.lawful_basis": ("Wettelijke basis", "Legal basis"),
    "register.veld.lawful_basis_grouping": (
        "Verwijzingen wettelijke basis",
        "References of the legal basis",
    ),
    "register.veld.process_index_url": ("Link naar verwerkingsregister", "Link to processing register"),
    "register.veld.impacttoetsen_grouping": ("Impacttoetsen", "Impact assessments"),
    "register.veld.impacttoetsen": ("Toelichting op impacttoetsen", "Explanation of impact assessments"),
    "register.veld.source_data": ("Gegevens", "Data"),
    "register.veld.source_data_grouping": ("Verwijzingen gegevensbronnen", "References of data sources"),
    "register.veld.methods_and_models": ("Technische werking", "Technical operation"),
    "register.veld.provider": ("Leverancier", "Provider"),
    "register.veld.publiccode": ("Link naar broncode", "Link to source code"),
    "register.veld.lang": ("Taal", "Language"),
    "register.veld.standard_version": ("Versie publicatiestandaard", "Version of the standard"),
    "register.veld.source_id": ("Bron-ID", "Source ID"),
    "register.veld.tags": ("Zoektermen", "Search terms"),
    # What is filled in.
    "register.naam": ("Verdelen over gemeenten: {titel}", "Dividing over gemeenten: {titel}"),
    "register.kort": (
        "Dit algoritme berekent hoeveel {eenheid} bij elke gemeente horen: {titel}. Van elk getal is de hele som te zien. De "
        "uitkomst is een berekening en geen besluit.",
        "This algorithm computes how many {eenheid} belong to each gemeente: {titel}. The whole sum behind each number can "
        "be seen. The outcome is a computation and no decision.",
    ),
    "register.doel": (
        "Het doel is een verdeling van {eenheid} over {gemeenten} gemeenten die iedereen kan narekenen. {omschrijving}",
        "The goal is a division of {eenheid} over {gemeenten} gemeenten that anyone can compute again. {omschrijving}",
    ),
    "register.doel.plan": (
        "Het algoritme maakt ook een plan dat zegt welke gemeente opvangt.",
        "The algorithm also makes a plan that says which gemeente provides.",
    ),
    "register.impact": (
        "Het algoritme rekent met gemeenten en niet met personen, en het besluit niets.",
        "The algorithm computes with gemeenten and not with persons, and it decides nothing.",
    ),
    "register.mens": (
        "Het algoritme besluit niets. Wie de uitkomst gebruikt, ziet per gemeente de hele som en kan getallen met de hand "
        "vastleggen. Die staan dan met naam, reden en prijs bij de uitkomst.",
        "The algorithm decides nothing. Who uses the outcome sees the whole sum per gemeente and can set numbers by hand. "
        "Those then stand beside the outcome with name, reason and price.",
    ),
    "register.mens.aantal": (
        "Hier {aantal:?is:zijn} {aantal} {aantal:?getal:getallen} met de hand vastgelegd.",
        "Here {aantal} {aantal:?number is:numbers are} set by hand.",
    ),
    "register.open": (
        "Dit model heet: {status}. Wat de bronnen openlaten staat bij elke uitkomst:",
        "This model is called: {status}. What the sources leave open stands beside every outcome:",
    ),
    "register.open.geen": (
        "Dit model heet: {status}. Het noemt niets dat de bronnen openlaten.",
        "This model is called: {status}. It names nothing that the sources leave open.",
    ),
    "register.gegevens": (
        "De meegeleverde gegevens zijn aantallen, scores en ligging per gemeente of groter gebied, geen gegevens van "
        "personen. Gelezen worden:",
        "The shipped data are counts, scores and positions per gemeente or larger area, no data of persons. What is read:",
    ),
    "register.gegevens.eigen": (
        "Een deel van de gegevens komt van de gebruiker. Gelezen worden:",
        "A part of the data comes from the user. What is read:",
    ),
    "register.gegevens.bron": (
        "{kolom}: {bron}, peildatum {peildatum} ({status}).",
        "{kolom}: {bron}, reference date {peildatum} ({status}).",
    ),
    "register.gegevens.zonder_datum": ("{kolom}: {bron} ({status}).", "{kolom}: {bron} ({status})."),
    "register.werking": (
        "Het algoritme is niet zelflerend. Het volgt vaste regels zonder toeval: gelijke invoer geeft gelijke uitkomst. "
        "Aantallen zijn gehele getallen, gewichten exacte breuken.",
        "The algorithm is not self-learning. It follows fixed rules without chance: equal input gives equal output. Counts "
        "are whole numbers, weights exact fractions.",
    ),
    "register.werking.taak": (
        "Taak {taak}: {totaal} {eenheid}, verdeeld naar {sleutel}, per {niveaus}.",
        "Task {taak}: {totaal} {eenheid}, divided by {sleutel}, per {niveaus}.",
    ),
    "register.werking.gepubliceerd": (
        "De gepubliceerde cijfers gelden daar zoals ze zijn; de formule staat ernaast.",
        "The published figures hold there as they are; the formula stands beside them.",
    ),
    "register.werking.plan": (
        "Het plan is een optimalisatie in gehele getallen, met deze regels:",
        "The plan is an optimisation in whole numbers, with these rules:",
    ),
    "register.werking.doelen": ("Doelen, in deze volgorde: {doelen}.", "Goals, in this order: {doelen}."),
    "register.werking.tijdplan": (
        "Het plan over de tijd is een optimalisatie in gehele getallen: welke locaties er per maand staan.",
        "The plan over time is an optimisation in whole numbers: which sites stand in each month.",
    ),
    "register.werking.bewijs": (
        "Het antwoord van een motor wordt in gehele getallen nagerekend. Per doel staat erbij of bewezen is dat het niet beter "
        "kan.",
        "The answer of an engine is checked in whole numbers. Beside each goal stands whether it is proven that none is "
        "better.",
    ),
    "register.werking.narekenen": (
        "Een dossier (run --dossier) laat iedereen de uitkomst narekenen zonder deze software.",
        "A dossier (run --dossier) lets anyone compute the outcome again without this software.",
    ),
    "register.werking.versie": (
        "Gemaakt met verdeling {versie}; model {model}, sha256 {sha256}.",
        "Made with verdeling {versie}; model {model}, sha256 {sha256}.",
    ),
    "register.zoektermen": (
        "gemeenten, verdeelmodel, verdeelsleutel, {taken}",
        "gemeenten, verdeelmodel, division key, {taken}",
    ),
    # What the organisation fills in.
    "register.hulp.organization": (
        "De volledige naam van de organisatie die het algoritme inzet; elke organisatie meldt zelf.",
        "The full name of the organisation that uses the algorithm; each organisation makes its own entry.",
    ),
    "register.hulp.status": (
        "Kies In ontwikkeling, In gebruik of Buiten gebruik.",
        "Choose In ontwikkeling, In gebruik or Buiten gebruik.",
    ),
    "register.hulp.begin_date": (
        "De maand waarin u het in gebruik nam, als 2026-01.",
        "The month in which you took it into use, as 2026-01.",
    ),
    "register.hulp.end_date": (
        "De maand waarin u ermee stopte; leeg zolang u het gebruikt.",
        "The month in which you stopped; empty as long as you use it.",
    ),
    "register.hulp.contact_email": (
        "Een mailadres of een site (https://) waar burgers en media vragen kunnen stellen.",
        "A mail address or a site (https://) where citizens and media can ask questions.",
    ),
    "register.hulp.website": (
        "Uw pagina over het proces, als die er is (https://).",
        "Your page about the process, if there is one (https://).",
    ),
    "register.hulp.publication_category": (
        "Kies Hoog-risico AI-systeem, Impactvolle algoritmes of Overige algoritmes; dat oordeel is aan u.",
        "Choose Hoog-risico AI-systeem, Impactvolle algoritmes or Overige algoritmes; that judgement is yours.",
    ),
    "register.hulp.url": (
        "Uw eigen register, als u er een heeft (https://).",
        "Your own register, if you have one (https://).",
    ),
    "register.hulp.goal": (
        "Wat uw organisatie ermee wil bereiken, en wat burgers en bedrijven ervan merken.",
        "What your organisation wants to achieve with it, and what citizens and businesses notice of it.",
    ),
    "register.hulp.proportionality": (
        "Voor- en nadelen, en welke andere manieren u heeft overwogen.",
        "Advantages and disadvantages, and which other ways you considered.",
    ),
    "register.hulp.human_intervention": (
        "Wie bij u de uitkomst beoordeelt, aanpast en vaststelt.",
        "Who judges, adjusts and adopts the outcome in your organisation.",
    ),
    "register.hulp.risks": (
        "Welke risico's u ziet bij het gebruik, en hoe u ermee omgaat.",
        "Which risks you see in its use, and how you deal with them.",
    ),
    "register.hulp.lawful_basis": (
        "De wet waarop uw proces rust. Het model noemt als bron van zijn sleutels: {bronnen}.",
        "The law on which your process rests. The model names as the source of its keys: {bronnen}.",
    ),
    "register.hulp.lawful_basis_grouping": (
        "Titel en link van elke wet.",
        "Title and link of each law.",
    ),
    "register.hulp.process_index_url": (
        "Alleen als u er persoonsgegevens bij verwerkt.",
        "Only if you process personal data with it.",
    ),
    "register.hulp.impacttoetsen_grouping": (
        "Welke toetsen (DPIA, IAMA) u heeft gedaan, met een link.",
        "Which assessments (DPIA, IAMA) you made, with a link.",
    ),
    "register.hulp.impacttoetsen": (
        "Waarom u een toets niet heeft gedaan.",
        "Why you did not make an assessment.",
    ),
    "register.hulp.provider": (
        "Wie u de software levert, of Intern ontwikkeld; verdeling is open source (EUPL-1.2).",
        "Who supplies the software to you, or Intern ontwikkeld; verdeling is open source (EUPL-1.2).",
    ),
    "register.hulp.publiccode": (
        "De openbare plaats van de broncode die u gebruikt (https://).",
        "The public place of the source code that you use (https://).",
    ),
    "register.hulp.source_id": (
        "Het nummer in uw eigen register, als dat er is.",
        "The number in your own register, if there is one.",
    ),
}

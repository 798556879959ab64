"""Texts of the room `verdeelmodel`."""

TEXTS: dict[str, tuple[str, str]] = {
    "V201": (
        "dit modelbestand is er niet of is niet leesbaar; geef de naam van een meegeleverd model of het pad van een YAML-bestand",
        "this model file does not exist or cannot be read; give the name of a shipped model or the path of a YAML file",
    ),
    "V202": (
        "het bestand is groter dan {grens} bytes; een verdeelmodel is een korte tekst",
        "the file is larger than {grens} bytes; a verdeelmodel is a short text",
    ),
    "V203": (
        "het bestand is leeg; begin met een meegeleverd model of met basis: inwoners",
        "the file is empty; start from a shipped model or with basis: inwoners",
    ),
    "V204": (
        "geen leesbare tekst (vanaf byte {byte}); bewaar het model als tekst in UTF-8",
        "no readable text (from byte {byte}); save the model as text in UTF-8",
    ),
    "V261": (
        "{bestand} is een bestand met cijfers en geen model; geef het met --data, toets het met `verdeling check MODEL {bestand}`, en geef compare een model of de map van een uitkomst",
        "{bestand} is a file of figures and no model; give it with --data, check it with `verdeling check MODEL {bestand}`, and give compare a model or the folder of a result",
    ),
    "V205": (
        "geen geldige YAML bij kolom {kolom}; let op inspringing, dubbele punten, haakjes en aanhalingstekens",
        "no valid YAML at column {kolom}; check indentation, colons, brackets and quotes",
    ),
    "V206": (
        "een model is één document met sleutels en waarden (naam: waarde); zet alle gegevens daarin",
        "a model is one document of keys and values (name: value); put everything in there",
    ),
    "V207": (
        "deze sleutel staat er twee keer, eerder op {eerder}; houd er één over",
        "this key stands here twice, earlier at {eerder}; keep one",
    ),
    "V208": (
        "{teken}: ankers, verwijzingen en YAML-typen worden niet gelezen; schrijf de waarde zelf",
        "{teken}: anchors, aliases and YAML tags are not read; write the value itself",
    ),
    "V209": (
        "het getal is langer dan {grens} tekens; kort het in",
        "the number is longer than {grens} characters; shorten it",
    ),
    "V210": (
        "de waarden staan meer dan {grens} niveaus diep; vereenvoudig het model",
        "values are nested more than {grens} levels deep; simplify the model",
    ),
    "V211": ("een sleutel moet tekst zijn; schrijf naam: waarde", "a key must be text; write name: value"),
    "V212": (
        "{waarde} is geen bestaande datum; schrijf jjjj-mm-dd",
        "{waarde} is no existing date; write yyyy-mm-dd",
    ),
    "V213": (
        "de basis loopt rond: {keten}; laat één van deze modellen op zichzelf staan",
        "basis runs in a circle: {keten}; let one of these models stand on its own",
    ),
    "V214": (
        "er is geen model {naam}; bedoelde u {nabij}?",
        "there is no model {naam}; did you mean {nabij}?",
    ),
    "V215": (
        "er is geen model {naam}; `verdeling models` toont welke er zijn",
        "there is no model {naam}; `verdeling models` shows which there are",
    ),
    "V216": (
        "schrijf pad=waarde, bijvoorbeeld taken.asielopvang.totaal=75500",
        "write path=value, for example taken.asielopvang.totaal=75500",
    ),
    "V217": (
        "het pad {pad} bestaat niet in dit model; het dichtstbij is {nabij}",
        "the path {pad} does not exist in this model; the nearest is {nabij}",
    ),
    "V218": (
        "{waarde} is dubbelzinnig; schrijf {heel} voor het hele getal of {deel} voor het decimale getal",
        "{waarde} is ambiguous; write {heel} for the whole number or {deel} for the decimal number",
    ),
    "V690": (
        "de taak {taak} heeft {aantal} gegeven {aantal:?totaal:totalen}, voor elk gebied één: een totaal verandert hier geen enkel "
        "cijfer; wijzig een gegeven totaal ({paden}), of haal ze weg en geef ook een totaal",
        "the task {taak} has {aantal} given {aantal:?total:totals}, one for each area: a total changes no figure here; "
        "change a given total ({paden}), or remove them and give a total too",
    ),
    "V691": (
        "dit model heeft geen {deel}; geef het er een in een eigen model, of kies een model dat er een heeft",
        "this model has no {deel}; give it one in a model of your own, or choose a model that has one",
    ),
    "V692": (
        "het pad {pad} bestaat niet in dit model: {stap} staat niet onder {onder}; daar staat: {daar}",
        "the path {pad} does not exist in this model: {stap} is not under {onder}; what is there: {daar}",
    ),
    "V696": (
        "{kolom} is leeg; een getal met de hand heeft een naam (wie heeft het besloten) en een reden (waarom)",
        "{kolom} is empty; a number by hand has a name (who decided it) and a reason (why)",
    ),
    "V697": (
        "«{waarde}» zegt niet wat u vastlegt; schrijf plan.{taak}, plan.{taak} minstens, plan.{taak} hoogstens of "
        "indicatief.{taak}",
        "“{waarde}” does not say what you set; write plan.{taak}, plan.{taak} at least, plan.{taak} at most or "
        "indicatief.{taak}",
    ),
    "V698": (
        "rij {rij} legt hetzelfde van {naam} al vast; houd één van de twee",
        "row {rij} already sets the same of {naam}; keep one of the two",
    ),
    "V699": (
        "«{waarde}» past niet bij dit model; hier kan: {keus}",
        "“{waarde}” does not fit this model; possible here: {keus}",
    ),
    "V608": (
        "getallen met de hand veranderen een model dat al geladen is niet; geef de naam of het pad van het model",
        "numbers by hand do not change a model that is loaded already; give the name or path of the model",
    ),
    "V609": (
        "{waarde} plaatsen is meer dan {grens}; kijk of het getal klopt",
        "{waarde} places is more than {grens}; see whether the number is right",
    ),
    "V610": (
        "dit getal komt in de plaats van wat het model zelf vastlegt voor {naam}: {was}",
        "this number takes the place of what the model itself fixes for {naam}: {was}",
    ),
    "hand.wat.indicatief": ("indicatief.{taak}", "indicatief.{taak}"),
    "hand.wat.plan": ("plan.{taak}", "plan.{taak}"),
    "hand.wat.minstens": ("plan.{taak} minstens", "plan.{taak} at least"),
    "hand.wat.hoogstens": ("plan.{taak} hoogstens", "plan.{taak} at most"),
    "hand.zin": (
        "{naam}: {wat} {waarde}, door {wie}: {waarom} ({waar})",
        "{naam}: {wat} {waarde}, by {wie}: {waarom} ({waar})",
    ),
    "model.met_de_hand.bron": ("met de hand, {wie} ({waar})", "by hand, {wie} ({waar})"),
    "model.met_de_hand.regel": ("getallen met de hand", "numbers by hand"),
    "model.met_de_hand.reden": (
        "Wie elk getal besloot, en waarom, staat erbij.",
        "Who decided each number, and why, stands beside it.",
    ),
    "model.termijn": ("{datum}: {wat} ({bron}; {status})", "{datum}: {wat} ({bron}; {status})"),
    "model.wat.met_de_hand": (
        "{aantal} {aantal:?getal:getallen} met de hand ({bestand})",
        "{aantal} {aantal:?number:numbers} by hand ({bestand})",
    ),
    "V693": (
        "onbekende sleutel {naam}; bedoelt u {paden}?",
        "unknown key {naam}; did you mean {paden}?",
    ),
    "V694": (
        "{waarde} is geen bewerking; is het een kolom, schrijf dan {{indicator: {waarde}}}; anders één van {keus}",
        "{waarde} is no operation; if it is a column, write {{indicator: {waarde}}}; else one of {keus}",
    ),
    "V220": ("onbekende sleutel {naam}; hier past: {nabij}", "unknown key {naam}; what fits here: {nabij}"),
    "V221": ("de sleutel {naam} ontbreekt; voeg hem toe", "the key {naam} is missing; add it"),
    "V222": ("{waarde} is geen keuze; kies uit {keus}", "{waarde} is no choice; choose from {keus}"),
    "V223": ("hier staat te weinig; geef er ten minste één", "there is too little here; give at least one"),
    "V224": (
        "{waarde} is geen bewerking; gebruik er één van: {keus}",
        "{waarde} is no operation; use one of: {keus}",
    ),
    "V225": (
        "twee bewerkingen in één uitdrukking ({gevonden}); zet ze in elkaar, bijvoorbeeld in een product of som",
        "two operations in one expression ({gevonden}); put one inside the other, for example in a product or som",
    ),
    "V226": (
        "{waarde} is geen exact getal; schrijf een geheel getal, een decimaal getal met punt, of een breuk als 2/3",
        "{waarde} is no exact number; write a whole number, a decimal number with a point, or a fraction such as 2/3",
    ),
    "V227": (
        "een getal of sleutel zonder grondslag; voeg grondslag: met bron en status toe",
        "a number or key without grondslag; add grondslag: with bron and status",
    ),
    "V228": (
        "{waarde} ligt buiten de grens; het moet {grens} zijn",
        "{waarde} is out of bounds; it must be {grens}",
    ),
    "V229": (
        "{waarde} past hier niet; zie models/schema.json voor wat hier mag staan",
        "{waarde} does not fit here; see models/schema.json for what may stand here",
    ),
    "V230": ("onbekende regel {naam}; bekend is: {nabij}", "unknown rule {naam}; known is: {nabij}"),
    "V231": (
        "er is geen totaal; geef totaal, of gegeven totalen bij het eerste niveau",
        "there is no total; give totaal, or given totals at the first level",
    ),
    "V232": (
        "de niveaus lopen niet van groot naar klein, of staan dubbel; houd de volgorde {volgorde} aan",
        "the levels do not run from large to small, or stand twice; keep the order {volgorde}",
    ),
    "V233": (
        "{waarde} is geen aantal; schrijf een geheel getal van nul of meer, zonder punt of komma (75500)",
        "{waarde} is no count; write a whole number of zero or more, without point or comma (75500)",
    ),
    "V234": (
        "de status is open zonder reden; schrijf in reden wat de bronnen openlaten",
        "the status is open without a reason; say in reden what the sources leave open",
    ),
    "V235": (
        "het plan noemt de taak {naam}, die er niet is; bedoelde u {nabij}?",
        "the plan names the task {naam}, which does not exist; did you mean {nabij}?",
    ),
    "V236": (
        "de delen zijn samen {som:0}, meer dan het totaal {totaal:0}; verlaag een deel of verhoog het totaal",
        "the parts add up to {som:0}, more than the total {totaal:0}; lower a part or raise the total",
    ),
    "V237": (
        "{naam} is de naam van een deel en van de rest; geef de rest een andere naam",
        "{naam} names a part and the remainder; give the remainder another name",
    ),
    "V238": (
        "de naam «{naam}» van een taak of deel is leeg, heeft een punt, schuine streep of onzichtbaar teken, of begint als een formule (= + - @); kies een andere naam",
        "the name “{naam}” of a task or part is empty, has a full stop, slash or invisible character, or begins like a formula (= + - @); choose another name",
    ),
    "V240": ("{reden}", "{reden}"),
    "V241": (
        "{waarde} is geen tekst; zet de waarde tussen aanhalingstekens",
        "{waarde} is no text; put the value between quotes",
    ),
    "V242": ("{waarde} is geen datum; schrijf jjjj-mm-dd", "{waarde} is no date; write yyyy-mm-dd"),
    "V243": (
        "{waarde} is geen lijst; schrijf [a, b] of regels met een streepje",
        "{waarde} is no list; write [a, b] or lines with a dash",
    ),
    "V244": (
        "{waarde} is geen groep van sleutels en waarden; schrijf naam: waarde op een nieuwe regel",
        "{waarde} is no group of keys and values; write name: value on a new line",
    ),
    "V850": (
        "{waarde} is een tekst zonder taal; schrijf {naam}: {{nl: {waarde}}}",
        "{waarde} is a text without a language; write {naam}: {{en: {waarde}}}",
    ),
    "V245": (
        "{waarde} is geen keuze tussen ja en nee; schrijf true of false",
        "{waarde} is no choice between yes and no; write true or false",
    ),
    "V246": (
        "{waarde} is geen geheel getal; schrijf het zonder punt of komma",
        "{waarde} is no whole number; write it without point or comma",
    ),
    "V687": (
        "dit getal heeft een grondslag nodig; schrijf {naam}: {{waarde: {waarde}, grondslag: {{bron: waar het vandaan komt}}}}, "
        "of geef het bij de opdracht met --set",
        "this number needs a grondslag; write {naam}: {{waarde: {waarde}, grondslag: {{bron: where it comes from}}}}, "
        "or give it to the command with --set",
    ),
    "V686": (
        "deze velden kunnen niet zo vervangen worden, want titel, status en grondslag zouden over een ander model gaan: {velden}; "
        "geef de waarden als overrides aan verdeling.run of verdeling.load_model, of schrijf een model met basis",
        "these fields cannot be replaced like this, as title, status and grondslag would be about another model: {velden}; "
        "give the values as overrides to verdeling.run or verdeling.load_model, or write a model with basis",
    ),
    "V247": (
        "{waarden} verandert een model dat al geladen is niet; geef de naam of het pad van het model, of gebruik load_model(naam, overrides)",
        "{waarden} does not change a model that is loaded already; give the name or path of the model, or use load_model(name, overrides)",
    ),
    "V250": (
        "{waarde} is geen halfjaar; schrijf bijvoorbeeld 2024-1 of 2024-2",
        "{waarde} is no half-year; write for example 2024-1 or 2024-2",
    ),
    "V251": (
        "van {periode} is het landelijke aantal niet gevonden; geef het zelf als totaal met een grondslag, of kies uit {bekend}",
        "of {periode} the national number was not found; give it yourself as totaal with a grondslag, or choose from {bekend}",
    ),
    "V252": (
        "{periode} rekent met de inwoners van {peildatum}, en die zijn niet bij de hand; kies een halfjaar waarvan de inwoners van {eerste} of later tellen",
        "{periode} counts the inhabitants of {peildatum}, and those are not at hand; choose a half-year that counts inhabitants of {eerste} or later",
    ),
    "V253": (
        "deze waarde volgt het halfjaar, maar het model noemt er geen; voeg periode toe, bijvoorbeeld periode: 2024-1",
        "this value follows the half-year, but the model names none; add periode, for example periode: 2024-1",
    ),
    "V255": (
        "het beeld noemt de taak {naam}, die er niet is; bedoelde u {nabij}?",
        "the beeld names the task {naam}, which does not exist; did you mean {nabij}?",
    ),
    "V256": (
        "{waarde} is negatief; een plaats telt mee voor nul of meer",
        "{waarde} is negative; a place counts for zero or more",
    ),
    "V257": (
        "{soort} telt mee in {een} en in {twee}; een plaats heeft één soort en telt één keer: noem de soort bij één taak",
        "{soort} counts in {een} and in {twee}; a place has one kind and counts once: name the kind under one task",
    ),
    "model.grenzen.wat": (
        "De grenzen van {grenzen} in plaats van die van {periode}.",
        "The boundaries of {grenzen} instead of those of {periode}.",
    ),
    "model.grenzen.reden": (
        "De inwoners van {grenzen} kunnen niet naar de latere grenzen worden gebracht: bij een opdeling (Littenseradiel in 2018, Winsum in 2019, Haaren in 2021) is niet bekend welk deel waarheen ging.",
        "The inhabitants of {grenzen} cannot be brought to the later boundaries: where a gemeente was split (Littenseradiel in 2018, Winsum in 2019, Haaren in 2021) it is not known which part went where.",
    ),
    "V864": (
        "{halfjaar} staat er twee keer, in twee schrijfwijzen; halfjaren overlappen elkaar niet: laat één getal staan",
        "{halfjaar} stands there twice, written in two ways; half-years do not overlap: leave one number",
    ),
    "V865": (
        "{halfjaar} valt buiten de halfjaren van dit totaal, {eerste} tot en met {laatste}; haal het weg of count_rows meer halfjaren mee",
        "{halfjaar} lies outside the half-years of this total, {eerste} to {laatste}; take it out or count more half-years",
    ),
    "V866": (
        "van {halfjaar} is het landelijke aantal bekend, {aantal}; een aanname daarnaast zou het halfjaar twee keer noemen: haal haar weg",
        "of {halfjaar} the national number is known, {aantal}; an assumption beside it would name the half-year twice: take it out",
    ),
    "V867": (
        "{waarde} is negatief; een taak van een halfjaar is nul of meer",
        "{waarde} is negative; the task of a half-year is zero or more",
    ),
    "model.aangenomen.wat": (
        "De taakstelling van de halfjaren die nog niet bekend zijn: {halfjaren}.",
        "The housing task of the half-years that are not known yet: {halfjaren}.",
    ),
    "model.aangenomen.reden": (
        "Het laatste bekende aantal is {aantal}, van {laatst}; dat geldt hier ook daarna, tenzij totaal.aangenomen een ander aantal noemt.",
        "The last known number is {aantal}, of {laatst}; here it also holds after that, unless totaal.aangenomen names another number.",
    ),
    "model.reeks.som.bron": (
        "Landelijke taakstelling van opeenvolgende halfjaren",
        "National housing task of consecutive half-years",
    ),
    "model.reeks.som.passage": (
        "{eerste} – {laatste}: {aantal} halfjaren, waarvan bekend {bekend}, aangenomen {aangenomen}",
        "{eerste} – {laatste}: {aantal} half-years, of which known {bekend}, assumed {aangenomen}",
    ),
    "model.reeks.som.wat": (
        "{aantal} halfjaren, {eerste} tot en met {laatste} ({bekend} bekend, {aangenomen} aangenomen)",
        "{aantal} half-years, {eerste} up to {laatste} ({bekend} known, {aangenomen} assumed)",
    ),
    "model.reeks.bron": (
        "Landelijke taakstelling {periode}, {soort}",
        "National housing task {periode}, {soort}",
    ),
    "model.herzien.wat": (
        "Het landelijke aantal van {periode}: {aantal}.",
        "The national number of {periode}: {aantal}.",
    ),
    "model.herzien.reden": (
        "Tussentijds herzien: eerst {eerst}, daarna {nu}. Kies met stadium: eerste of herzien.",
        "Revised in between: first {eerst}, then {nu}. Choose with stadium: eerste or herzien.",
    ),
    "model.verwacht.wat": (
        "Het landelijke aantal van {periode}: {aantal}.",
        "The national number of {periode}: {aantal}.",
    ),
    "model.verwacht.reden": (
        "Dit aantal was aangekondigd als verwachting; een vastgesteld aantal is niet gevonden.",
        "This number was announced as expected; a final one was not found.",
    ),
    "model.illustrative.wat": (
        "Het landelijke aantal van {periode}: {aantal}.",
        "The national number of {periode}: {aantal}.",
    ),
    "model.illustrative.reden": (
        "De bron van dit aantal is niet gezien.",
        "The source of this number was not seen.",
    ),
    "model.derived.wat": (
        "Het landelijke aantal van {periode}: {aantal}.",
        "The national number of {periode}: {aantal}.",
    ),
    "model.derived.reden": (
        "Dit aantal is afgeleid uit het cijfer van een gemeente.",
        "This number was derived from the figure of one gemeente.",
    ),
    "model.voorraad.reden": (
        "Volgt uit de stromen per maand: begin + instroom − vertrek − gehuisvest.",
        "Follows from the monthly flows: start + instroom − vertrek − gehuisvest.",
    ),
    "V271": (
        "«{naam}» en {eerder} noemen dezelfde gemeente of provincie ({gm}); houd één van de twee",
        "“{naam}” and {eerder} name the same gemeente or provincie ({gm}); keep one of the two",
    ),
    "model.aangepast.titel": ("{van}, aangepast", "{van}, changed"),
    "model.aangepast.titel_van": ("{naam}, aangepast van {van}", "{naam}, changed from {van}"),
    "model.aangepast.omschrijving": ("Zoals {van}, met: {wat}.", "As {van}, with: {wat}."),
    "model.aangepast.zin": ("Aangepast van {van}: {wat}.", "Changed from {van}: {wat}."),
    "model.aangepast.meer": (
        "{wat}; en nog {aantal} {aantal:?wijziging:wijzigingen}",
        "{wat}; and {aantal} more {aantal:?change:changes}",
    ),
    "model.aangepast.plan": (
        "Het plan is een berekening met eigen keuzes en geen besluit; anders dan in {van}: {wat}.",
        "The plan is a computation with own choices and no decision; unlike in {van}: {wat}.",
    ),
    "model.aangepast.bron": ("eigen keuze in {waar}", "own choice in {waar}"),
    "model.aangepast.reden": ("anders dan in {van}", "unlike in {van}"),
    "model.wat.totaal": ("totaal {waarde}", "total {waarde}"),
    "model.wat.sleutel": ("sleutel: {formule}", "key: {formule}"),
    "model.wat.andere_sleutel": ("een andere sleutel", "another key"),
    "model.wat.peildatum": ("{kolom} op {waarde}", "{kolom} at {waarde}"),
    "model.wat.afronding": ("afronding {waarde}", "rounding {waarde}"),
    "model.wat.periode": ("halfjaar {waarde}", "half-year {waarde}"),
    "model.wat.grenzen": ("gemeentegrenzen van {waarde}", "boundaries of {waarde}"),
    "model.wat.gebied": ("gebied {waarde}", "area {waarde}"),
    "model.wat.doelen": ("doelen van het plan: {waarde}", "goals of the plan: {waarde}"),
    "model.wat.samenwerking.straal_km": ("samenwerking binnen {waarde} km", "cooperation within {waarde} km"),
    "model.wat.samenwerking.dichtstbij": (
        "samenwerking met de {waarde} dichtstbijzijnde gemeenten",
        "cooperation with the {waarde} nearest gemeenten",
    ),
    "model.wat.uitkering.per_plaats": (
        "uitkering van {waarde} euro per plaats",
        "payment of {waarde} euros per place",
    ),
    "model.wat.locatieomvang.minimum": (
        "locaties van minstens {waarde} plaatsen",
        "sites of at least {waarde} places",
    ),
    "model.wat.locatieomvang.maal_opgave": (
        "hoogstens {waarde} maal het eigen cijfer in een gemeente",
        "at most {waarde} times its own figure in a gemeente",
    ),
    "model.wat.locatieomvang.ruimte_minstens": (
        "ruimte voor minstens {waarde} plaatsen",
        "room for at least {waarde} places",
    ),
    "model.wat.bestaande_capaciteit.kolom": (
        "bestaande plaatsen uit de kolom {waarde}",
        "places that stand from the column {waarde}",
    ),
    "model.wat.omzetting.kolom": (
        "om te zetten plaatsen uit de kolom {waarde}",
        "places to be converted from the column {waarde}",
    ),
    "model.wat.provincietotaal.hard": (
        "provincietotaal verplicht: {waarde}",
        "total of the provincie compulsory: {waarde}",
    ),
    "model.wat.restverdeling.wijze": (
        "verdeling van de rest: {waarde}",
        "division of the remainder: {waarde}",
    ),
    "model.wat.uitruil.binnen": ("uitruil binnen dezelfde {waarde}", "exchange inside the same {waarde}"),
    "model.wat.termijnen": ("met meer termijnen", "with more terms"),
    "model.wat.met": ("met {wat}", "with {wat}"),
    "model.wat.zonder": ("zonder {wat}", "without {wat}"),
    "model.wat.formule": (
        "de formule, niet de gepubliceerde cijfers",
        "the formula, not the published figures",
    ),
    "model.gegevens.kolommen": (
        "eigen gegevens ({aantal:?kolom:kolommen} {namen})",
        "own data ({aantal:?column:columns} {namen})",
    ),
    "model.gegevens.deel": (
        "eigen gegevens ({aantal} van de {verwacht} gemeenten)",
        "own data ({aantal} of the {verwacht} gemeenten)",
    ),
    "model.gegevens.eigen": ("eigen gegevens", "own data"),
    "model.wat.anders": ("{wat} gewijzigd", "{wat} changed"),
}

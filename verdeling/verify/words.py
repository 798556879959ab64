"""What the checker says, in Dutch and English; it stands alone, so it brings its own words."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    # what a file is not
    "verify.lezen": ("{waar}: niet te lezen ({reden})", "{waar}: cannot be read ({reden})"),
    "verify.bestaat_niet": ("{waar} bestaat niet", "{waar} does not exist"),
    "verify.geen_bestand": ("{waar} is geen bestand", "{waar} is no file"),
    "verify.geen_zip": (
        "dit is geen dossier: het begint niet als een zip",
        "this is no dossier: it does not begin like a zip",
    ),
    "verify.groot": (
        "{waar}: {bytes} bytes, en een dossier of deel heeft er ten hoogste {hoogstens}",
        "{waar}: {bytes} bytes, and a dossier or part has at most {hoogstens}",
    ),
    "verify.kort": (
        "byte {waar}: het bestand houdt te vroeg op, of een lengte klopt niet",
        "byte {waar}: the file ends too early, or a length is wrong",
    ),
    "verify.naam": (
        "byte {waar}: {naam} is geen naam van een deel (geen pad buiten het dossier, geen vreemde tekens)",
        "byte {waar}: {naam} is no name of a part (no path outside the dossier, no strange characters)",
    ),
    "verify.dubbel": ("byte {waar}: {naam} staat er twee keer in", "byte {waar}: {naam} stands there twice"),
    "verify.gepakt": (
        "byte {waar}: {naam} is ingepakt, en een dossier pakt niets in. Is het uitgepakt en weer gezipt? Neem dan "
        "het bestand zoals u het kreeg",
        "byte {waar}: {naam} is compressed, and a dossier compresses nothing. Was it unpacked and zipped again? "
        "Then take the file as you got it",
    ),
    "verify.crc": (
        "{waar}: de inhoud is veranderd (controlegetal van de zip)",
        "{waar}: its content was changed (check value of the zip)",
    ),
    "verify.veel": ("{aantal} delen zijn te veel", "{aantal} parts are too many"),
    "verify.vorm": (
        "byte {waar}: niet de vorm van een dossier (volgorde, tijd, rechten, of bytes buiten de delen)",
        "byte {waar}: not the form of a dossier (order, time, rights, or bytes outside the parts)",
    ),
    "verify.vorm_gelijk": (
        "elk deel is zoals het manifest zegt: dit lijkt opnieuw ingepakt. Neem het bestand zoals u het kreeg",
        "every part is as the manifest says: this seems to be zipped again. Take the file as you got it",
    ),
    # what differs
    "verify.ontbreekt": ("{waar} ontbreekt", "{waar} is missing"),
    "verify.json": (
        "{waar}: geen JSON zoals een dossier die heeft ({wat})",
        "{waar}: no JSON as a dossier has it ({wat})",
    ),
    "verify.csv": ("{waar}: geen csv ({wat})", "{waar}: no csv ({wat})"),
    "verify.getal": ("{waar}: {getal} is geen getal", "{waar}: {getal} is no number"),
    "verify.stuk": ("{waar}: heeft een andere vorm ({wat})", "{waar}: has another form ({wat})"),
    "verify.onbekende_vorm": (
        "{waar}: vorm {staat}; deze controle kent {hoort}",
        "{waar}: form {staat}; this checker knows {hoort}",
    ),
    "verify.deel_weg": (
        "{waar} staat in het manifest en niet in het dossier",
        "{waar} stands in the manifest and not in the dossier",
    ),
    "verify.deel_extra": (
        "{waar} staat in het dossier en niet in het manifest",
        "{waar} stands in the dossier and not in the manifest",
    ),
    "verify.som": (
        "{waar}: de inhoud past niet bij het manifest (sha256 {hoort}, manifest {staat})",
        "{waar}: its content does not fit the manifest (sha256 {hoort}, manifest {staat})",
    ),
    "verify.bron": (
        "{waar}: sha256 {staat}, volgens bronnen.csv {hoort}",
        "{waar}: sha256 {staat}, according to bronnen.csv {hoort}",
    ),
    "verify.anders": (
        "{waar}: er staat {staat}, het hoort {hoort} te zijn",
        "{waar}: {staat}, should be {hoort}",
    ),
    "verify.kolom": ("{waar}: de kolom is er niet of is stuk", "{waar}: the column is absent or broken"),
    "verify.geen_heel": (
        "{waar}: {staat} is geen heel getal van nul of meer",
        "{waar}: {staat} is no whole number",
    ),
    "verify.gemeenten": (
        "{waar}: geen gemeente op die dag, of niet op volgorde",
        "{waar}: no gemeente on that day, or out of order",
    ),
    "verify.dubbel_kolom": ("{waar}: een naam staat er twee keer", "{waar}: a name stands twice"),
    "verify.rij": (
        "{waar}: de rij staat {staat} keer in het programma; de regels van het model geven haar {hoort} keer",
        "{waar}: the row stands {staat} times in the program; the rules of the model give it {hoort} times",
    ),
    "verify.doel": (
        "{waar}: niet de som of volgorde die het model vraagt",
        "{waar}: not the sum or order that the model asks for",
    ),
    "verify.bewijs": ("het bewijs klopt niet: {waar}", "the proof does not hold: {waar}"),
    "verify.handtekening": (
        "{waar}: de handtekening hoort niet bij dit manifest",
        "{waar}: the signature is not of this manifest",
    ),
    # what was done
    "verify.gedaan.vorm": (
        "elke byte van de zip: {delen} delen, op volgorde, zonder tijd, niets ernaast",
        "every byte of the zip: {delen} parts, in order, without a time, nothing beside them",
    ),
    "verify.gedaan.manifest": (
        "de controlesom (sha256) van alle {delen} delen",
        "the checksum (sha256) of all {delen} parts",
    ),
    "verify.gedaan.crate": (
        "de RO-Crate noemt alle delen met grootte en controlesom",
        "the RO-Crate names all parts with size and checksum",
    ),
    "verify.gedaan.gegevens": (
        "de cijfers van {gemeenten} gemeenten in {kolommen} kolommen, opnieuw gelezen uit de tabellen",
        "the figures of {gemeenten} gemeenten in {kolommen} columns, read again from the tables",
    ),
    "verify.gedaan.sleutel": (
        "sleutel, niveaus en afronding: {cijfers} cijfers van de taken ({taken}), opnieuw berekend",
        "key, levels and rounding: {cijfers} figures of the tasks ({taken}), computed again",
    ),
    "verify.gedaan.tabel": (
        "verdeling.csv: gewicht, onafgerond en indicatief aantal per gemeente",
        "verdeling.csv: weight, unrounded and indicative figure per gemeente",
    ),
    "verify.gedaan.spoor": (
        "trace.jsonl: begin, stappen en uitkomst van {sporen} sporen",
        "trace.jsonl: start, steps and outcome of {sporen} trails",
    ),
    "verify.gedaan.programma": (
        "het programma is wat het model vraagt: {kolommen} kolommen en {rijen} rijen, opnieuw opgesteld uit de regels",
        "the program is what the model asks for: {kolommen} columns and {rijen} rows, made again from the rules",
    ),
    "verify.gedaan.bewijs": (
        "het bewijs: {doelen} doelen, {gevallen} gevallen, elk nagerekend in hele getallen",
        "the proof: {doelen} goals, {gevallen} cases, each computed again in whole numbers",
    ),
    "verify.gedaan.plan": (
        "het plan per gemeente in verdeling.csv, en {stromen} mogelijke stromen in stromen.csv",
        "the plan per gemeente in verdeling.csv, and {stromen} possible flows in stromen.csv",
    ),
    # what was not
    "verify.niet.eigen": (
        "{naam}: eigen cijfers; hoe ze uit het bestand zijn gelezen is niet nagegaan",
        "{naam}: own figures; how they were read from the file was not followed",
    ),
    "verify.niet.verify": (
        "verify.py in het dossier is niet deze controle (sha256 {som}); zij is niet gebruikt",
        "verify.py in the dossier is not this checker (sha256 {som}); it was not used",
    ),
    "verify.niet.sleutel": (
        "{waar}, {wat}: deze controle kent dit niet; de cijfers die erop steunen zijn niet nagerekend",
        "{waar}, {wat}: not known to this checker; figures that rest on it were not computed again",
    ),
    "verify.niet.kolom": ("{naam}: niet opnieuw berekend", "{naam}: not computed again"),
    "verify.niet.spoor": (
        "de getallen in de zinnen van trace.jsonl",
        "the numbers in the sentences of trace.jsonl",
    ),
    "verify.niet.plan": (
        "het plan: dit dossier heeft geen programma met bewijs",
        "the plan: this dossier has no program with a proof",
    ),
    "verify.niet.regel": (
        "{wat}: deze controle leest dit niet; dat het programma zegt wat het model vraagt is niet nagegaan",
        "{wat}: not read by this checker; that the program says what the model asks for was not checked",
    ),
    "verify.niet.plankolommen": (
        "de kolommen van het plan in verdeling.csv, en stromen.csv",
        "the columns of the plan in verdeling.csv, and stromen.csv",
    ),
    "verify.niet.doel": (
        "{doel}: bewezen door de motor, niet na te rekenen",
        "{doel}: proven by the engine, cannot be re-checked",
    ),
    "verify.niet.enig": (
        "of een ander plan even goed is",
        "whether another plan is as good",
    ),
    "verify.niet.tabellen": (
        "alleen gebonden door hun controlesom: {namen}",
        "bound by their checksum alone: {namen}",
    ),
    "verify.niet.tekst": (
        "teksten, bronnen en redenen in het model, versies, LEESMIJ en README; en of de cijfers van de bron waar zijn",
        "texts, sources and reasons in the model, versions, LEESMIJ and README; and whether the source is right",
    ),
    "verify.niet.verder": (
        "cijfers, plan en bewijs: hier is gestopt, want zij steunen op wat niet klopt",
        "figures, plan and proof: stopped here, as they rest on what does not hold",
    ),
    "verify.niet.aanpassing": (
        "aanpassing {naam}: niet zo terug te vinden in het model",
        "override {naam}: not found back like this in the model",
    ),
    # the page
    "verify.kop": (
        "Dossier van {model}, gemaakt door verdeling {versie}. Sha256 van het manifest: {zegel}",
        "Dossier of {model}, made by verdeling {versie}. Sha256 of the manifest: {zegel}",
    ),
    "verify.klopt": ("Alles wat is nagerekend klopt.", "Everything that was computed again holds."),
    "verify.klopt_niet": (
        "HET DOSSIER KLOPT NIET. Het eerste verschil:",
        "THE DOSSIER DOES NOT HOLD. First difference:",
    ),
    "verify.verder": ("Verder:", "Further:"),
    "verify.gedaan": ("Nagerekend:", "Computed again:"),
    "verify.niet": ("Niet nagerekend:", "Not computed again:"),
    "verify.geen_dossier": ("Dit is geen dossier dat klopt.", "This is no dossier that holds."),
    "verify.zonder_handtekening": (
        "Er staat geen handtekening onder: wie dit dossier maakte is niet te zeggen.",
        "It is not signed: who made this dossier cannot be told.",
    ),
    "verify.ondertekend.good": (
        "Ondertekend door {naam} (sleutel {sleutel}).",
        "Signed by {naam} (key {sleutel}).",
    ),
    "verify.ondertekend.unknown": (
        "Ondertekend met sleutel {sleutel}; van wie die is staat niet in een lijst die u opgaf (--ondertekenaars).",
        "Signed with key {sleutel}; whose it is stands in no list that you gave (--ondertekenaars).",
    ),
    "verify.ondertekend.bad": (
        "De handtekening is niet van dit manifest.",
        "The signature is not of this manifest.",
    ),
    "verify.ondertekend.no_tool": (
        "Er staat een handtekening onder; zij is niet gecontroleerd, want ssh-keygen is hier niet.",
        "It is signed; the signature was not checked, as there is no ssh-keygen here.",
    ),
    "verify.vervalser": (
        "Wie gegevens, model en alles daarna opnieuw maakt, maakt een dossier dat klopt. Dan verraden alleen de handtekening en de controlesommen van de gegevens het: leg die in manifest.json naast die van de bron.",
        "Who makes data, model and all that follows anew, makes a dossier that holds. Then only the signature and the checksums of the data tell: hold those in manifest.json against those of the source.",
    ),
    # the command
    "verify.over": (
        "Reken een dossier van verdeling na, zonder verdeling, zonder motor en zonder netwerk.",
        "Check a dossier of verdeling, without verdeling, without an engine and without a network.",
    ),
    "verify.optie.dossier": ("het dossier (zip)", "the dossier (zip)"),
    "verify.optie.ondertekenaars": (
        "lijst van sleutels die u vertrouwt, zoals allowed_signers van ssh-keygen",
        "list of keys that you trust, as allowed_signers of ssh-keygen",
    ),
    "verify.optie.taal": ("taal: nl of en", "language: nl or en"),
}


def tell(key: str, lang: str, **numbers: object) -> str:
    """A text in a language, its places filled."""
    return WORDS[key][("nl", "en").index(lang)].format(**numbers)

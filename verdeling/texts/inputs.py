"""Texts of inputs: what is wrong with data, where, and what to do."""

TEXTS: dict[str, tuple[str, str]] = {
    "V101": (
        "de gemeentegrenzen van {dag} zijn niet bekend; kies een peildatum van {eerste} tot en met {laatste}: van "
        "eerdere jaren is de indeling niet bij de hand en wat er daarna verandert is nog niet vastgesteld",
        "the municipal boundaries of {dag} are not known; choose a peildatum from {eerste} to {laatste}: of "
        "earlier years the division is not at hand and what changes afterwards is not yet decided",
    ),
    "V102": (
        "dit bestand of deze map bestaat niet; controleer het pad",
        "this file or folder does not exist; check the path",
    ),
    "V103": (
        "dit model leest {namen} van meer dan één datum, en een eigen tabel heeft één datum per kolom; zet in het model één "
        "peildatum, of geef alleen capaciteit of aanbod over de meegeleverde gegevens heen",
        "this model reads {namen} of more than one date, and a table of your own has one date per column; use one peildatum "
        "in the model, or lay capaciteit or aanbod alone over the data that ship",
    ),
    "V104": (
        "hierin staat geen tabel die gelezen kan worden (wel: {namen}); zet er {naam}.csv of {naam}.xlsx in, met de kolommen code en inwoners",
        "no table here that can be read (there is: {namen}); put {naam}.csv or {naam}.xlsx here, with the columns code and inwoners",
    ),
    "V105": (
        "de tabel {naam} staat er meer dan eens ({namen}); houd er één, of geef met --data het ene bestand of blad (werkmap.xlsx#blad)",
        "the table {naam} is there more than once ({namen}); keep one, or give the one file or sheet with --data (workbook.xlsx#sheet)",
    ),
    "V106": (
        "geen gewoon bestand maar een pijp of apparaat; geef een bestand",
        "no regular file but a pipe or device; give a file",
    ),
    "V107": (
        "{mb} MB, en er wordt hoogstens {grens} MB gelezen; bewaar alleen de tabel als nieuw bestand",
        "{mb} MB, and at most {grens} MB is read; save the table alone as a new file",
    ),
    "V108": (
        "bestanden van het soort {soort} worden niet gelezen; bewaar het als .xlsx of .csv (UTF-8), of haal het uit de map",
        "files of the kind {soort} are not read; save it as .xlsx or .csv (UTF-8), or remove it from the folder",
    ),
    "V109": (
        "{aantal} {wat}, en er worden er hoogstens {grens} gelezen; bewaar alleen de tabel als nieuw bestand",
        "{aantal} {wat}, and at most {grens} are read; save the table alone as a new file",
    ),
    "V110": (
        "kan niet gelezen worden ({reden}); controleer het pad en of u het mag lezen",
        "cannot be read ({reden}); check the path and whether you may read it",
    ),
    "V111": (
        "leeg bestand; bewaar het opnieuw met een kop en rijen",
        "empty file; save it again with a head and rows",
    ),
    "V112": (
        "geen tekst maar een binair bestand; bewaar het als csv (UTF-8) of geef het de naam .xlsx als het een werkmap is",
        "a binary file, not text; save it as csv (UTF-8), or name it .xlsx when it is a workbook",
    ),
    "V113": (
        "geen UTF-8 (byte {byte}); bewaar het als «CSV UTF-8»",
        "not UTF-8 (byte {byte}); save it as “CSV UTF-8”",
    ),
    "V114": (
        "de kop heeft zowel komma's als puntkomma's; gebruik één scheidingsteken, met aanhalingstekens om namen waarin het voorkomt",
        "the head has both commas and semicolons; use one separator, with quotes around names that contain it",
    ),
    "V115": (
        "«{teken}» wordt niet gelezen als scheidingsteken; gebruik puntkomma, komma of tab",
        "“{teken}” is not read as a separator; use semicolon, comma or tab",
    ),
    "V116": (
        "aantal velden {gevonden}, de kop heeft er {verwacht}; vul aan, of zet een decimale komma tussen aanhalingstekens",
        "number of fields {gevonden}, the head has {verwacht}; complete the row, or put quotes around a decimal comma",
    ),
    "V117": (
        "gescheiden met «{ander}» terwijl de kop «{teken}» gebruikt; gebruik één scheidingsteken",
        "separated by “{ander}” while the head uses “{teken}”; use one separator",
    ),
    "V118": (
        "geen geldige csv ({reden}); controleer de aanhalingstekens",
        "no valid csv ({reden}); check the quotes",
    ),
    "V119": (
        "onder de kop staat geen rij met cijfers; voeg ten minste één gemeente toe",
        "no row with figures stands under the head; add at least one gemeente",
    ),
    "V120": (
        "geen leesbare werkmap (beschadigd, of met een wachtwoord beveiligd); bewaar hem opnieuw als .xlsx, of als csv (UTF-8)",
        "no readable workbook (damaged, or protected by a password); save it again as .xlsx, or as csv (UTF-8)",
    ),
    "V121": (
        "formule {formule} zonder uitkomst die klopt: het programma dat haar schreef, heeft niet gerekend; open de werkmap in een rekenprogramma en bewaar hem, of zet er waarden in",
        "formula {formule} without a result to rely on: the program that wrote it did not compute; open the workbook in a spreadsheet and save it, or fill in values",
    ),
    "V122": (
        "kolom «{kolom}» ontbreekt; voeg haar toe. Er zijn: {namen}; lijkt erop: {nabij}",
        "column “{kolom}” is missing; add it. There are: {namen}; most like it: {nabij}",
    ),
    "V123": (
        "kolom «{kolom}» staat er meer dan eens ({koppen}); houd er één",
        "column “{kolom}” stands there more than once ({koppen}); keep one",
    ),
    "V124": (
        "niet gebruikt: kolommen zonder naam ({nummers})",
        "not used: columns without a name ({nummers})",
    ),
    "V125": (
        "de indicator «{kolom}» staat ook in een ander bestand; houd er één",
        "the indicator “{kolom}” stands in another file too; keep one",
    ),
    "V130": (
        "rij zonder code; vul de gemeentecode in, bijvoorbeeld GM0034",
        "row without a code; fill in the gemeentecode, for example GM0034",
    ),
    "V131": (
        "«{waarde}» is geen gemeentecode; schrijf een code als {gm}, {vier} of {kort}",
        "“{waarde}” is no gemeentecode; write a code such as {gm}, {vier} or {kort}",
    ),
    "V132": (
        "{gm} is geen bekende gemeente; controleer de code",
        "{gm} is no known gemeente; check the code",
    ),
    "V133": (
        "{gm} staat al in rij {rij:raw}; houd één rij per gemeente: tel rijen van dezelfde gemeente op",
        "{gm} stands in row {rij:raw} already; keep one row per gemeente: add up the rows of the same gemeente",
    ),
    "V149": (
        "{kolom} staat alleen boven aan elke groep; {aantal} {aantal:?lege cel is:lege cellen zijn} gelezen als de waarde erboven",
        "{kolom} stands at the top of each group only; {aantal} {aantal:?empty cell was:empty cells were} read as the value above",
    ),
    "V258": (
        "{oud} is op {tot} opgegaan in {nieuw} ({gm}), waar ook {aantal:?rij:rijen} {rijen} over {aantal:?gaat:gaan}; tel de cijfers op tot één rij "
        "{nieuw}, en haal de rij {oud} alleen weg als haar cijfers daar al in zitten",
        "{oud} went into {nieuw} ({gm}) on {tot}, which {aantal:?row:rows} {rijen} {aantal:?is:are} about too; add the figures up to one row "
        "{nieuw}, and only drop the row {oud} if its figures are in there already",
    ),
    "V259": (
        "{aantal} {aantal:?gemeente staat:gemeenten staan} op meer dan één rij, zoals {naam} op {rijen}: een rij per locatie (kolom «{kolom}»); tel de "
        "cijfers op tot één rij per gemeente, of geef de tabel als locaties (kolommen locatie, soort, plaatsen, van) aan een "
        "model met een tijdplan",
        "{aantal} {aantal:?gemeente stands:gemeenten stand} on more than one row, such as {naam} on {rijen}: a row per site (column “{kolom}”); add the "
        "figures up to one row per gemeente, or give the table as locaties (columns locatie, soort, plaatsen, van) to a "
        "model with a tijdplan",
    ),
    "V134": (
        "{naam} ({gm}) bestond op {dag} niet meer: op {tot} opgegaan in {nieuw}; gebruik de nieuwe gemeente of een eerdere peildatum",
        "{naam} ({gm}) no longer existed on {dag}: it went into {nieuw} on {tot}; use the new gemeente or an earlier peildatum",
    ),
    "V135": (
        "{naam} ({gm}) bestond op {dag} nog niet: pas sinds {van}; gebruik de voorgangers of een latere peildatum",
        "{naam} ({gm}) did not yet exist on {dag}: only since {van}; use its predecessors or a later peildatum",
    ),
    "V136": (
        "«{waarde}» past niet bij {gm}: dat is {naam}; verbeter de code of de naam",
        "“{waarde}” does not fit {gm}: that is {naam}; correct the code or the name",
    ),
    "V137": (
        "«{waarde}» is geen provincie; bedoelt u {naam}?",
        "“{waarde}” is no provincie; did you mean {naam}?",
    ),
    "V139": ("lege cel in een verplichte kolom; vul haar in", "empty cell in a required column; fill it in"),
    "V140": (
        "«{waarde}» is geen getal; schrijf alleen cijfers, of laat de cel leeg als het cijfer onbekend is en de kolom leeg mag zijn",
        "“{waarde}” is no number; write digits only, or leave the cell empty when the figure is not known and the column may be empty",
    ),
    "V141": (
        "«{waarde}» heeft meer dan één punt of komma; schrijf zonder scheiding van duizendtallen",
        "“{waarde}” has more than one point or comma; write without thousands separators",
    ),
    "V142": (
        "«{waarde}» is dubbelzinnig: duizendtal of decimalen? schrijf {heel} voor het eerste, of een decimaal meer ({waarde}0) voor het tweede",
        "“{waarde}” is ambiguous: thousands or decimals? write {heel} for the first, or one more decimal ({waarde}0) for the second",
    ),
    "V143": (
        "«{waarde}» heeft een ander decimaalteken dan de rest van de kolom; gebruik er één",
        "“{waarde}” has another decimal mark than the rest of the column; use one",
    ),
    "V144": (
        "«{waarde}» heeft te veel cijfers; schrijf ten hoogste 15 cijfers voor en 30 na het decimaalteken",
        "“{waarde}” has too many digits; write at most 15 digits before and 30 after the decimal mark",
    ),
    "V145": (
        "«{waarde}» is negatief; een aantal is nul of meer",
        "“{waarde}” is negative; a count is zero or more",
    ),
    "V146": (
        "«{waarde}» is niet heel; een aantal is een geheel getal",
        "“{waarde}” is not whole; a count is a whole number",
    ),
    "V147": (
        "geen aantal; ontbrekend is niet nul: vul het aan",
        "no figure; missing is not zero: fill it in",
    ),
    "V148": (
        "{gm} staat niet in de tabel gemeenten; voeg de gemeente daar toe of verwijder deze rij",
        "{gm} does not stand in the table gemeenten; add the gemeente there or remove this row",
    ),
    "V150": (
        "{gm} ligt niet in «{waarde}» maar in {naam}; verbeter de provincie of de code",
        "{gm} does not lie in “{waarde}” but in {naam}; correct the provincie or the code",
    ),
    "V151": ("«{waarde}» is geen datum; schrijf jjjj-mm-dd", "“{waarde}” is no date; write yyyy-mm-dd"),
    "V152": ("«{waarde}» is geen status; kies uit {lijst}", "“{waarde}” is no status; choose from {lijst}"),
    "V160": (
        "{aantal} van de {verwacht} gemeenten; {rest} ontbreken",
        "{aantal} of the {verwacht} gemeenten; {rest} are absent",
    ),
    "V161": ("kolom zonder getallen; niet gebruikt", "column without numbers; not used"),
    "V165": (
        "«{waarde}» is geen halfjaar; schrijf bijvoorbeeld 2024-1 of 2024-2",
        "“{waarde}” is no half-year; write for example 2024-1 or 2024-2",
    ),
    "V166": (
        "{gm} staat al bij {periode} op {eerder}; houd één rij per gemeente en halfjaar",
        "{gm} already stands under {periode} at {eerder}; keep one row per gemeente and half-year",
    ),
    "V167": (
        "{gm} bestond niet in {periode}; gebruik de gemeente die er toen was, of haal de rij weg",
        "{gm} did not exist in {periode}; use the gemeente that was there then, or remove the row",
    ),
    "V170": (
        "«{waarde}» is geen maand; schrijf jjjj-mm, bijvoorbeeld 2022-07",
        "“{waarde}” is no month; write yyyy-mm, for example 2022-07",
    ),
    "V171": (
        "hier hoort {verwacht} en niet {waarde}; zet elke maand er één keer in, op volgorde",
        "{verwacht} belongs here and not {waarde}; put each month in once, in order",
    ),
    "V172": (
        "de stand voor de eerste maand ontbreekt; vul hem in de eerste rij in (0 als hij nul is)",
        "the stock before the first month is missing; fill it in in the first row (0 when it is zero)",
    ),
    "V173": (
        "alleen de eerste rij heeft een stand; latere standen volgen uit de stromen: maak de cel leeg",
        "only the first row has a stock; later stocks follow from the flows: empty the cell",
    ),
    "V174": (
        "er zijn {voor} personen in de opvang, {erbij} komen erbij en {eraf} gaan weg: {stand}; verlaag vertrek of gehuisvest, of verhoog de instroom",
        "{voor} persons are in reception, {erbij} come and {eraf} leave: {stand}; lower vertrek or gehuisvest, or raise instroom",
    ),
    "V175": (
        "er wachten {voor} statushouders, {erbij} komen erbij en {eraf} worden gehuisvest: {stand}; verlaag gehuisvest of verhoog vergunningen",
        "{voor} status holders wait, {erbij} come and {eraf} are housed: {stand}; lower gehuisvest or raise vergunningen",
    ),
    "V176": (
        "er wachten {wachtend} statushouders in de opvang, meer dan de {in_opvang} personen die er zijn; controleer de stromen",
        "{wachtend} status holders wait in reception, more than the {in_opvang} persons who are there; check the flows",
    ),
    "V181": (
        "cijfers op de grenzen van {van} kunnen niet terug naar de oudere grenzen van {naar}; kies een latere peildatum "
        "of oudere cijfers",
        "figures on the boundaries of {van} cannot go back to the older boundaries of {naar}; choose a later peildatum "
        "or older figures",
    ),
    "V182": (
        "cijfers op de grenzen van {van} kunnen niet worden overgebracht: welk deel van Littenseradiel (2018) en Winsum "
        "(2019) waarheen ging is niet bekend; kies cijfers van {eerste} of later",
        "figures on the boundaries of {van} cannot be brought forward: it is not known which part of Littenseradiel "
        "(2018) and Winsum (2019) went where; choose figures of {eerste} or later",
    ),
    "V183": (
        "{oud} ({gm}) is op {datum} verdeeld over {nieuw}; de gegevens zeggen niet hoeveel naar welke gemeente ging; "
        "kies cijfers van {datum} of later",
        "{oud} ({gm}) was divided on {datum} over {nieuw}; the data do not say how much went to which gemeente; "
        "choose figures of {datum} or later",
    ),
    "V184": ("{nieuw} ({gm}) = {oud} (herindeling: opgeteld)", "{nieuw} ({gm}) = {oud} (merger: added up)"),
    "V185": (
        "door herindeling veranderd: {nieuw}; een score of gemiddelde kan niet worden opgeteld en geldt daar dus als "
        "ontbrekend; geef cijfers op de nieuwe grenzen",
        "changed by a merger: {nieuw}; a score or average cannot be added up and therefore counts as missing there; "
        "give figures on the new boundaries",
    ),
    "V186": (
        "geen cijfer voor {naam} ({gm}); ontbrekend is niet nul: vul het aan, neem met --aanvullen (in Python aanvullen=True) het "
        "meegeleverde cijfer, of kies een andere kolom of datum",
        "no figure for {naam} ({gm}); missing is not zero: fill it in, take the shipped "
        "figure with --aanvullen (in Python aanvullen=True), or choose another column or date",
    ),
    "V695": (
        "er is geen kolom «{naam}»; bedoelt u {nabij}? Anders: {namen}",
        "there is no column “{naam}”; did you mean {nabij}? Else: {namen}",
    ),
    "V187": (
        "er is geen kolom «{naam}»; voeg haar toe aan de gegevens, of kies een kolom die er is: {namen}",
        "there is no column “{naam}”; add it to the data, or choose a column that is there: {namen}",
    ),
    "V188": (
        "er zijn cijfers van meer data; geef een peildatum: {data}",
        "there are figures of more than one date; give a peildatum: {data}",
    ),
    "V189": (
        "geen cijfers van {peildatum}; er zijn cijfers van: {data}. Vul de cijfers aan, of kies een andere peildatum in het model of met --set",
        "no figures of {peildatum}; there are figures of: {data}. Add the figures, or choose another peildatum in the model or with --set",
    ),
    "V295": (
        "alleen een kop, geen rijen: {naam} is nog leeg en er is niets van gebruikt",
        "only a heading, no rows: {naam} is still empty and nothing of it was used",
    ),
    "V296": (
        "bronregels over kolommen die er niet zijn, en die dus nergens bij horen: {namen}; controleer de naam in kolom",
        "rows of sources about columns that are not there, so they belong to nothing: {namen}; check the name in kolom",
    ),
    "V190": (
        "de peildatum van deze kolom is onbekend; zij is gebruikt als cijfer van {peildatum}",
        "the peildatum of this column is not known; it was used as a figure of {peildatum}",
    ),
    "V191": (
        "gelezen als: {namen}",
        "read as: {namen}",
    ),
    "V192": (
        "{naam} is op {tot} opgegaan in {nieuw} ({gm}) en is als die gemeente gelezen",
        "{naam} went into {nieuw} ({gm}) on {tot} and was read as that gemeente",
    ),
    "V193": (
        "«{naam}»: de toevoeging «{toevoeging}» past niet; bedoeld kan zijn {namen}: schrijf die provincie, (gemeente) "
        "of de code",
        "“{naam}”: the addition “{toevoeging}” does not fit; possibly meant is {namen}: write that provincie, "
        "(gemeente) or the code",
    ),
    "V194": (
        "«{naam}» heeft meer gemeenten: {namen}; zet de provincie erbij of schrijf de code",
        "“{naam}” is the name of several gemeenten: {namen}; add the provincie or write the code",
    ),
    "V195": (
        "«{naam}» is een gemeente ({gm}) en een provincie ({pv}); schrijf «{naam} (gemeente)», «{naam} (provincie)» of "
        "de code",
        "“{naam}” is a gemeente ({gm}) and a provincie ({pv}); write “{naam} (gemeente)”, “{naam} (provincie)” or the "
        "code",
    ),
    "V196": (
        "«{naam}» is geen gemeente maar een {soort} ({gm}) met {aantal} {aantal:?gemeente:gemeenten}; noem de gemeente: "
        "{namen}",
        "“{naam}” is no gemeente but a {soort} ({gm}) with {aantal} {aantal:?gemeente:gemeenten}; name the gemeente: "
        "{namen}",
    ),
    "V197": (
        "«{naam}» is geen gemeente; bedoelde u {nabij} ({gm})?",
        "“{naam}” is no gemeente; did you mean {nabij} ({gm})?",
    ),
    "V198": (
        "«{naam}» is geen gemeente; schrijf een naam, of een code als GM0150, 0150 of 150",
        "“{naam}” is no gemeente; write a name, or a code such as GM0150, 0150 or 150",
    ),
    "V199": (
        "«{waarde}» is geen soort; kies uit {lijst}",
        "“{waarde}” is no kind; choose from {lijst}",
    ),
    "V126": (
        "uitgepakt {mb} MB, en er wordt hoogstens {grens} MB gelezen; bewaar alleen de tabel in een nieuwe werkmap",
        "{mb} MB when unpacked, and at most {grens} MB is read; save the table alone in a new workbook",
    ),
    "V127": (
        "een los aanhalingsteken in «{tekst}»; verdubbel het en zet de cel tussen aanhalingstekens, of haal het weg",
        "a loose quotation mark in “{tekst}”; double it and put the cell in quotes, or remove it",
    ),
    "V128": (
        "gelezen als de tabel {naam}",
        "read as the table {naam}",
    ),
    "V129": (
        "er is geen zichtbaar blad «{blad}»; er zijn: {namen}",
        "there is no visible sheet “{blad}”; there are: {namen}",
    ),
    "V153": (
        "niet gebruikt: {namen}",
        "not used: {namen}",
    ),
    "V154": (
        "niet gebruikte kolommen: {namen}",
        "columns not used: {namen}",
    ),
    "V260": (
        "van welk blad de cijfers van {taak} zijn staat niet vast; er zijn: {namen}. Kies er een met {bestand}#blad",
        "which sheet has the figures of {taak} is not certain; there are: {namen}. Choose one with {bestand}#sheet",
    ),
    "V155": (
        "gebruikt: blad {blad}; niet gebruikt: {namen}",
        "used: sheet {blad}; not used: {namen}",
    ),
    "V784": (
        "gebruikt: blad {blad}; ook bruikbaar: {namen} (kies met {bestand}#blad)",
        "used: sheet {blad}; usable too: {namen} (choose with {bestand}#sheet)",
    ),
    "V785": (
        "gebruikt: blad {blad}; verborgen, niet gelezen: {namen}",
        "used: sheet {blad}; hidden, not read: {namen}",
    ),
    "V156": (
        "boven de kop, niet gebruikt: {rijen}",
        "above the head, not used: {rijen}",
    ),
    "V157": (
        "{aantal} {aantal:?rij:rijen} zonder eigen gemeente, niet gebruikt (totaal, ander gebied, noot of kop): {rijen}",
        "{aantal} {aantal:?row:rows} without a gemeente of its own, not used (total, other area, note or head): {rijen}",
    ),
    "V158": (
        "{naam} ({gm}) aangevuld met het meegeleverde cijfer {waarde:decimaal} van {peildatum}",
        "{naam} ({gm}) filled with the shipped figure {waarde:decimaal} of {peildatum}",
    ),
    "V159": (
        "{aantal} {aantal:?gemeente ontbreekt:gemeenten ontbreken} terwijl hun provincie verder compleet is of bijna: {namen}; voeg ze toe, of neem met --aanvullen (in Python aanvullen=True) de meegeleverde cijfers",
        "{aantal} {aantal:?gemeente is:gemeenten are} missing while most of their provincie is there: {namen}; add them, or take the shipped figures with --aanvullen (in Python aanvullen=True)",
    ),
    "V842": (
        "de kolom staat er wel, maar geen cel is een getal, zoals «{waarde}»; schrijf alleen cijfers, een percentage als deel: 0,125",
        "the column is there, but no cell is a number, such as “{waarde}”; write digits only, a percentage as a part: 0.125",
    ),
    "V162": (
        "0 inwoners: {namen}; controleer of dat klopt",
        "0 inhabitants: {namen}; check whether that is right",
    ),
    "V163": (
        "{keer} keer of meer zo veel of zo weinig als meegeleverd: {namen}; controleer het cijfer en de eenheid",
        "{keer} times or more as many or as few as ship: {namen}; check the figure and the unit",
    ),
    "V164": (
        "punten of komma's zijn gelezen als scheiding van duizendtallen: {van} is {naar}",
        "points or commas were read as thousands separators: {van} is {naar}",
    ),
    "V775": (
        "de verdeling van dit model hangt niet af van: {namen}; het leest: {leest}",
        "the division of this model does not depend on: {namen}; it reads: {leest}",
    ),
    "V776": (
        "niets uit deze gegevens telt mee in de verdeling van dit model: {namen}; het leest: {leest}",
        "nothing of these data counts in the division of this model: {namen}; it reads: {leest}",
    ),
    "V777": (
        "geen UTF-8; gelezen als tekst van Windows (cp1252): controleer letters als ú en â",
        "not UTF-8; read as text of Windows (cp1252): check letters such as ú and â",
    ),
    "V778": (
        "dit is een tekstbestand en geen werkmap; geef het de naam {naam}, of bewaar het als werkmap",
        "this is a text file and no workbook; name it {naam}, or save it as a workbook",
    ),
    "V779": (
        "«{lijkt}» lijkt erop; is dat de kolom, noem haar dan «{naam}»",
        "“{lijkt}” looks like it; if that is the column, call it “{naam}”",
    ),
    "V780": (
        "de tabel is gelezen als gemeenten; capaciteit heeft de kolommen regulier en nood, aanbod de kolom aanbod, locaties "
        "de kolommen locatie en plaatsen, realisatie de kolommen periode en gehuisvest",
        "the table was read as gemeenten; capaciteit has the columns regulier and nood, aanbod the column aanbod, locaties "
        "the columns locatie and plaatsen, realisatie the columns periode and gehuisvest",
    ),
    "V781": (
        "de rijen zijn van meer dan één datum: {data}; houd één datum per tabel",
        "the rows are of more than one date: {data}; keep one date per table",
    ),
    "V782": (
        "de tabel zegt {jaar:raw}; deze kolom is gebruikt als cijfer van {peildatum}",
        "the table says {jaar:raw}; this column was used as a figure of {peildatum}",
    ),
    "V783": (
        "de tabel zegt {datum}, bronnen zegt {bron}; verbeter de peildatum in één van beide",
        "the table says {datum}, bronnen says {bron}; correct the peildatum in one of them",
    ),
    "V786": (
        "{waarde:decimaal} lijkt het cijfer van de provincie {naam} ({som:decimaal}) en is gelezen als dat van de gemeente, "
        "meegeleverd {eigen:decimaal}; controleer de rij",
        "{waarde:decimaal} looks like the figure of the provincie {naam} ({som:decimaal}) and was read as that of the gemeente, "
        "which ships as {eigen:decimaal}; check the row",
    ),
    "V787": (
        "{aantal} {aantal:?cijfer is:cijfers zijn} anders dan {uitgever} publiceert (hier {waarde:decimaal} en niet {was:decimaal}), en bronnen "
        "noemt die uitgever; de kolom geldt als eigen cijfers van onbekende herkomst: zet in bronnen uw uitgever, tabel, "
        "peildatum en status",
        "{aantal} {aantal:?figure differs:figures differ} from what {uitgever} publishes (here {waarde:decimaal} and not {was:decimaal}), and bronnen "
        "names that publisher; the column counts as own figures of unknown origin: put your publisher, table, peildatum and "
        "status in bronnen",
    ),
    "inputs.rijen": (
        "rijen",
        "rows",
    ),
    "inputs.kolommen": (
        "kolommen",
        "columns",
    ),
    "inputs.cellen": (
        "cellen",
        "cells",
    ),
    "inputs.tekens": (
        "tekens in één cel",
        "characters in one cell",
    ),
    "inputs.lege_rijen": (
        "lege rijen met opmaak (wis ze: selecteer ze en kies «rijen verwijderen»)",
        "empty rows with a format (select them and choose “delete rows”)",
    ),
    "inputs.gegevens": (
        "Gegevens van {aantal} gemeenten op de grenzen van {peildatum}; eigen: {eigen}; {meldingen} {meldingen:?melding:meldingen}; kolommen: {kolommen}",
        "Data of {aantal} gemeenten on the boundaries of {peildatum}; own: {eigen}; {meldingen} {meldingen:?note:notes}; columns: {kolommen}",
    ),
    "inputs.geen": ("geen", "none"),
    "inputs.onbekend": ("onbekend", "unknown"),
    "inputs.onbekende_datum": ("onbekende datum", "an unknown date"),
}

"""Texts of the dossier."""

from __future__ import annotations

from typing import Final

from verdeling.verify.words import WORDS

TEXTS: Final[dict[str, tuple[str, str]]] = WORDS | {
    "V670": (
        "hier staat iets anders dan een dossier; kies een andere naam, zoals dossier.zip",
        "something other than a dossier is here; choose another name, such as dossier.zip",
    ),
    "V671": (
        "van een plan dat niet kan is geen dossier te maken; met --zonder-plan komen de cijfers in een dossier",
        "no dossier can be made of a plan that cannot be; with --zonder-plan the figures make one",
    ),
    "V672": ("kan hier niet schrijven: {reden}", "cannot write here: {reden}"),
    "V673": (
        "ondertekenen kan niet: ssh-keygen (OpenSSH) is hier niet; installeer het, of laat --onderteken weg",
        "cannot sign: there is no ssh-keygen (OpenSSH) here; install it, or leave out --onderteken",
    ),
    "V674": (
        "met deze sleutel is niet ondertekend: {reden}. Geef een private SSH-sleutel, zoals ~/.ssh/id_ed25519",
        "this key did not sign: {reden}. Give a private SSH key, such as ~/.ssh/id_ed25519",
    ),
    "dossier.crate": (
        "Een verdeling met alles waarop zij steunt: gegevens, model, programma, uitkomst en bewijs. Een dossier heeft "
        "geen klok: de datum ({dag}) is die van de gemeentegrenzen van het model.",
        "A division with all that it rests on: data, model, program, result and proof. A dossier has no clock: its "
        "date ({dag}) is that of the boundaries of the model.",
    ),
    "dossier.licentie": ("Licentie per bron", "Licence per source"),
    "dossier.licentie.uitleg": (
        "Van elke kolom staat de licentie in data/gemeenten/bronnen.csv en data/cbs/bronnen.csv; van eigen gegevens "
        "weet alleen wie ze gaf het.",
        "The licence of every column stands in data/gemeenten/bronnen.csv and data/cbs/bronnen.csv; that of own data "
        "is known to who brought them.",
    ),
    "dossier.leesmij": (
        """# Dossier van {model}

Dit bestand bevat een verdeling en alles waarop die steunt. U kunt haar narekenen zonder het programma dat haar maakte.

## Narekenen

U heeft Python 3.11 of later nodig, verder niets. Pak `verify.py` uit dit bestand uit en typ:

    python verify.py dossier.zip

U ziet dan wat is nagerekend, wat niet, en of het klopt. Klopt er iets niet, dan ziet u waar. Pak het dossier niet uit om het weer
te zippen: dan is het een ander bestand.

Wie `verify.py` uit dit bestand niet vertrouwt, haalt het ergens anders vandaan: het staat ook in het programma `verdeling`, als
`verdeling verify dossier.zip`.

## Wat erin zit

* `data/`: de tabellen met cijfers, zoals ze zijn gelezen. `bronnen.csv` zegt van elke kolom waar zij vandaan komt.
* `gegevens.json`: de gemeenten en de kolommen die zijn gebruikt.
* `model.json`: het model, met alle regels en met wat is aangepast. `aanpassingen.json`: die aanpassingen apart.
* `resultaat/`: de uitkomst. `verdeling.csv` is de tabel; `trace.jsonl` zegt stap voor stap hoe elk cijfer is ontstaan.
* `programma.json`, `doelen.json`, `bewijs.json`: als er een plan is, de rijen waaraan het moet voldoen, de doelen met hun waarde, en
  het bewijs dat geen plan beter is.
* `manifest.json`: van elk deel de grootte en de controlesom. `manifest.json.sig`: de handtekening, als iemand heeft ondertekend.
* `ro-crate-metadata.json`: dezelfde delen, beschreven voor een archief van onderzoek.
* `versies.json`: het programma en de pakketten.

## Wat het niet zegt

Narekenen zegt dat de uitkomst volgt uit deze cijfers en dit model. Het zegt niet dat de cijfers waar zijn, of dat het model goed
is. Wie alles namaakt, met andere cijfers, maakt ook een dossier dat klopt. Vergelijk daarom de controlesommen van de gegevens met die
van de bron, en kijk wie heeft ondertekend.
""",
        """# Dossier of {model}

This file holds a division and all that it rests on. You can check it without the program that made it.

## Check it

You need Python 3.11 or later, nothing else. Take `verify.py` out of this file and type:

    python verify.py --lang=en dossier.zip

You see what was computed again, what was not, and whether it holds. Where it does not, you see the place. Do not unpack the dossier and
zip it again: that is another file.

Who does not trust the `verify.py` of this file takes it from elsewhere: it is in the program `verdeling` too, as
`verdeling verify dossier.zip`.

## What is in it

* `data/`: the tables with figures, as they were read. `bronnen.csv` says of every column where it comes from.
* `gegevens.json`: the gemeenten and the columns that were used.
* `model.json`: the model, with all rules and all overrides. `aanpassingen.json`: those overrides by themselves.
* `resultaat/`: the result. `verdeling.csv` is the table; `trace.jsonl` says step by step how each figure came about.
* `programma.json`, `doelen.json`, `bewijs.json`: where there is a plan, the rows it must keep, the goals with their value, and the
  proof that no plan is better.
* `manifest.json`: size and checksum of every part. `manifest.json.sig`: the signature, where somebody signed.
* `ro-crate-metadata.json`: the same parts, described for a research archive.
* `versies.json`: the program and the packages.

## What it does not say

Checking says that the result follows from these figures and this model. It does not say that the figures are true, or that the model
is right. Who forges everything, with other figures, makes a dossier that holds too. So compare the checksums of the data with those
of the source, and look who signed.
""",
    ),
}

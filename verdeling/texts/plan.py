"""Texts of the plan: errors V400–V449, and V82x about engines."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "V400": (
        "kan geen waarde krijgen: ten minste {onder} en ten hoogste {boven}; maak de grenzen passend",
        "can take no value: at least {onder} and at most {boven}; make the bounds fit",
    ),
    "V401": (
        "deze variabele staat twee keer in het programma; geef elke variabele één keer op",
        "this variable stands in the program twice; declare each variable once",
    ),
    "V402": (
        "de getallen zijn te groot om exact te rekenen (som van 2^53 of meer); gebruik kleinere grenzen of gewichten",
        "the numbers are too large to compute exactly (a sum of 2^53 or more); use smaller bounds or weights",
    ),
    "V403": (
        "dit doel staat twee keer in de volgorde van doelen; noem elk doel één keer",
        "this goal stands twice in the order of goals; name each goal once",
    ),
    "V404": (
        "na dit doel ligt alles vast, maar er volgt nog het doel {volgende}; zet het als laatste",
        "after this goal nothing is free, yet the goal {volgende} follows; put this goal last",
    ),
    "V405": (
        "doel {doel} deelt door {denominator}; het getal onder de streep moet groter dan nul zijn",
        "goal {doel} divides by {denominator}; the denominator must be above zero",
    ),
    "V406": (
        "het doel {doel} is geen som; alleen sommen kunnen als doel in een LP- of MPS-bestand staan",
        "the goal {doel} is no sum; only sums can be the goal of an LP or MPS file",
    ),
    "V407": (
        "de motor {engine} bestaat niet; kies uit {motoren}",
        "there is no engine {engine}; choose one of {motoren}",
    ),
    "V408": (
        "de tijdslimiet is {seconden} seconden; geef een getal boven nul en ten hoogste {langst}, of laat de limiet weg",
        "the time limit is {seconden} seconds; give a number above zero and at most {langst}, or leave the limit out",
    ),
    "V409": (
        "een officiële berekening vraagt twee verschillende motoren, niet twee keer {engine}",
        "an official run needs two different engines, not {engine} twice",
    ),
    "V410": (
        "geen enkel plan kan aan deze regel voldoen: mogelijk is {tekst}; pas de regel of de gegevens aan",
        "no plan can satisfy this rule: possible is {tekst}; change the rule or the data",
    ),
    "V411": (
        "de motor ontbreekt: {reden}; installeer het pakket of kies met --engine een andere",
        "the engine is missing: {reden}; install the package or choose another with --engine",
    ),
    "V412": (
        "geen plan voldoet aan alle regels samen ({regels})",
        "no plan satisfies all rules together ({regels})",
    ),
    "V413": (
        "de motor gaf geen antwoord dat de exacte controle doorstaat ({reden}); kies met --engine een andere",
        "the engine gave no answer that stands up to the exact check ({reden}); choose another with --engine",
    ),
    "V899": (
        "er {nodig:?is:zijn} minstens {nodig} {eenheid} nodig, en er {hoogstens:?mag:mogen} hoogstens {hoogstens}; verhoog de grens",
        "at least {nodig} {eenheid} {nodig:?is:are} needed, and at most {hoogstens} {hoogstens:?is:are} allowed; raise the limit",
    ),
    "V414": (
        "{engine} stopte na {seconden:1} seconden zonder bewijs; geef meer tijd met --time-limit",
        "{engine} stopped after {seconden:1} seconds without a proof; give more time with --time-limit",
    ),
    "V415": (
        "twee motoren zijn het oneens over dit doel: {een} vindt {waarde}, {twee} vindt {tweede}",
        "two engines disagree on this goal: {een} finds {waarde}, {twee} finds {tweede}",
    ),
    "V416": (
        "twee motoren geven een ander plan: {een} vindt {waarde}, {twee} vindt {tweede}",
        "two engines give different plans: {een} finds {waarde}, {twee} finds {tweede}",
    ),
    "V417": (
        "het is niet bewezen dat dit het enige plan met deze doelwaarden is; zet volgorde als laatste doel en "
        "noem daarin elke variabele",
        "it is not proven that this is the only plan with these goal values; put volgorde as the last goal and name "
        "every variable in it",
    ),
    "V418": (
        "geen plan mogelijk; aan deze regel kan geen enkel plan voldoen: {zin.nl}; pas de regel of de gegevens aan",
        "no plan is possible; no plan can keep this rule: {zin.en}; change the rule or the data",
    ),
    "V419": (
        "twee motoren zijn het oneens: {een} vindt een plan dat alle regels houdt, {twee} zegt dat er geen is; "
        "reken het na met een derde motor (--engine)",
        "two engines disagree: {een} finds a plan that keeps all rules, {twee} says there is none; check it with a "
        "third engine (--engine)",
    ),
    "V420": (
        "{waarde} ligt niet tussen {onder} en {boven}",
        "{waarde} is not between {onder} and {boven}",
    ),
    "V421": (
        "de som is {som} en moet ten minste {grens} zijn ({eenheid})",
        "the sum is {som} and must be at least {grens} ({eenheid})",
    ),
    "V422": (
        "de som is {som} en mag ten hoogste {grens} zijn ({eenheid})",
        "the sum is {som} and may be at most {grens} ({eenheid})",
    ),
    "V423": (
        "opgegeven als {waarde}, maar exact nagerekend {exact}",
        "reported as {waarde}, but exactly recomputed {exact}",
    ),
    "V424": (
        "de motor zegt dat er geen plan is, maar elk deel van het land heeft er een; kies met --engine een andere",
        "the engine says there is no plan, but every part of the country has one; choose another with --engine",
    ),
    "V821": (
        "{motor} noemt een plan het beste, maar er is een beter plan: {doel} is {waarde} en kan {beter} zijn; het antwoord is "
        "geweigerd; kies met --engine een andere motor",
        "{motor} calls a plan the best, but there is a better one: {doel} is {waarde} and can be {beter}; the answer is refused; "
        "choose another engine with --engine",
    ),
    "V822": (
        "{motor} zegt dat geen plan aan alle regels voldoet, maar er is er een gevonden; het antwoord is geweigerd; kies met "
        "--engine een andere motor",
        "{motor} says that no plan keeps all rules, but one was found; the answer is refused; choose another engine with "
        "--engine",
    ),
    "V823": (
        "het gegeven plan houdt alle regels en is hier beter ({waarde}) dan wat {motor} het beste noemt ({optimum}); dat kan niet: "
        "het antwoord van de motor is fout; kies met --engine een andere en meld het",
        "the given plan keeps all rules and is better here ({waarde}) than what {motor} calls the best ({optimum}); that cannot be: "
        "the answer of the engine is wrong; choose another with --engine and report it",
    ),
    "V824": (
        "het proces dat dit uitrekent stopte twee keer vanzelf ({hoe}); vaak is er te weinig geheugen (SIGKILL): sluit andere "
        "programma's, of kies met --engine een andere motor",
        "the process that computes this ended by itself twice ({hoe}); often there is too little memory (SIGKILL): close other "
        "programs, or choose another engine with --engine",
    ),
}

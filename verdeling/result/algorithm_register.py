"""The draft of an entry in the Dutch register of algorithms, from a model and the data that it reads.

Filled in is only what follows from the model, the data and this program. What an organisation must say itself
is a list of its own, and is never made up. The fields are those of the standard (publicatiestandaard) 1.0:
https://github.com/MinBZK/Algoritmeregister, backend/app/schemas/config/v1_0.json.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from verdeling import __version__
from verdeling.inputs.tables import Gegevens
from verdeling.insight.data_read import read_columns
from verdeling.insight.explain import eenheid, model_status
from verdeling.insight.plan_figures import goal_text
from verdeling.insight.worth import open_items_of
from verdeling.sleutel.indicatief import Indicatief
from verdeling.texts import LANGS, Lang, number, say
from verdeling.texts.sources import source
from verdeling.verdeelmodel.catalogue import model_hash
from verdeling.verdeelmodel.model import Verdeelmodel
from verdeling.verdeelmodel.taak import Verdeelniveau
from verdeling.verdeelmodel.words import formule

STANDARD: Final = "1.0"
"""Version of the standard of the register."""
LANGUAGE: Final = "nld"
"""The only language that the register takes."""
THEMES: Final = ("Migratie en integratie", "Wonen")
"""Themes of the register: of every model here, and of a task that is about people to be housed."""
PLACES: Final = "plaatsen"
"""Unit of a task that is about reception and not about housing."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the standard.

    Attributes
    ----------
    name
        Its name in the standard.
    below
        The text is shorter than this; None where the standard has no such limit.
    required
        Without it an entry is not published.
    by_us, by_them
        Whether the program can fill it in, and whether the organisation must.
    """

    name: str
    below: int | None = None
    required: bool = False
    by_us: bool = False
    by_them: bool = True


FIELDS: Final = (
    Field("name", 100, required=True, by_us=True, by_them=False),
    Field("description_short", 350, required=True, by_us=True, by_them=False),
    Field("organization", 100, required=True),
    Field("category", by_us=True, by_them=False),
    Field("status", required=True),
    Field("begin_date", 8),
    Field("end_date", 8),
    Field("contact_email", 500, required=True),
    Field("website", 500),
    Field("publication_category", required=True),
    Field("url", 500),
    Field("goal", 2500, by_us=True),
    Field("proportionality", 2500),
    Field("human_intervention", 2500, by_us=True),
    Field("risks", 2500, by_us=True),
    Field("lawful_basis", 2500),
    Field("lawful_basis_grouping"),
    Field("process_index_url", 500),
    Field("impacttoetsen_grouping"),
    Field("impacttoetsen", 2500),
    Field("source_data", 2500, by_us=True, by_them=False),
    Field("source_data_grouping", 500, by_us=True, by_them=False),
    Field("methods_and_models", 5000, by_us=True, by_them=False),
    Field("provider", 200),
    Field("publiccode", 500),
    Field("lang", required=True, by_us=True, by_them=False),
    Field("standard_version", by_us=True, by_them=False),
    Field("source_id", 100),
    Field("tags", 2500, by_us=True, by_them=False),
)
"""Fields in the order of the standard; its own number (`lars`) is given by the register."""


@dataclass(frozen=True)
class Entry:
    """A draft for one model on one set of data."""

    model: Verdeelmodel
    data: Gegevens
    indicatief: Indicatief

    def filled(self, lang: Lang) -> dict[str, Any]:
        """Value of every field that the program can fill in, in the order of the standard."""
        values = {
            "name": [say("register.naam", lang, titel=self._title(lang))],
            "description_short": [
                say("register.kort", lang, titel=self._title(lang), eenheid=self._units(lang))
            ],
            "goal": self._goal(lang),
            "human_intervention": self._people(lang),
            "risks": self._open(lang),
            "source_data": self._data(lang),
            "methods_and_models": self._method(lang),
            "tags": [say("register.zoektermen", lang, taken=", ".join(self.model.taken))],
        }
        other: dict[str, Any] = {
            "category": list(THEMES if self._houses() else THEMES[:1]),
            "source_data_grouping": self._links(lang),
            "lang": LANGUAGE,
            "standard_version": STANDARD,
        }
        texts = {f.name: fit(values[f.name], f.below, lang) for f in FIELDS if f.name in values and f.below}
        return {f.name: (texts | other)[f.name] for f in FIELDS if f.by_us}

    def to_fill_in(self, lang: Lang) -> dict[str, str]:
        """What the organisation says in each field that it fills in, or adds to."""
        names = dict.fromkeys(source(t.grondslag.bron, lang) for t in self.model.taken.values())
        return {
            f.name: say(f"register.hulp.{f.name}", lang, bronnen="; ".join(names))
            for f in FIELDS
            if f.by_them
        }

    def json(self) -> dict[str, Any]:
        """The draft as plain values, in Dutch with an English translation."""
        translation = self.filled("en")
        del translation["lang"]
        return {
            "melding": self.filled("nl"),
            "vertaling_en": translation,
            "zelf_invullen": [
                {
                    "veld": f.name,
                    "verplicht": f.required,
                    "aanvullen": f.by_us,
                    **{
                        lang: {"titel": title(f, lang), "hulp": self.to_fill_in(lang)[f.name]}
                        for lang in LANGS
                    },
                }
                for f in FIELDS
                if f.by_them
            ],
            "herkomst": {
                "programma": "verdeling",
                "versie": __version__,
                "model": self.model.naam,
                "sha256": model_hash(self.model),
            },
        }

    def text(self, lang: Lang) -> str:
        """The draft to read, as Markdown."""
        lines = [f"# {say('register.kop', lang, versie=STANDARD)}", "", say("register.taal", lang), ""]
        lines += [f"## {say('register.gevuld', lang)}", ""]
        filled, own = self.filled(lang), self.to_fill_in(lang)
        for f in FIELDS:
            if f.name in filled:
                lines += [f"**{title(f, lang)}** (`{f.name}`)", "", *_shown(filled[f.name]), ""]
        lines += [f"## {say('register.zelf', lang)}", ""]
        for f in (f for f in FIELDS if f.by_them):
            words = "register.verplicht" if f.required else "register.aanvullen" if f.by_us else ""
            head = say(words, lang, titel=title(f, lang)) if words else title(f, lang)
            lines.append(f"- {head} (`{f.name}`): {own[f.name]}")
        return "\n".join(lines) + "\n"

    # --- what each field says -------------------------------------------------------------------------------

    def _title(self, lang: Lang) -> str:
        return str(getattr(self.model.titel, lang))

    def _units(self, lang: Lang) -> str:
        return ", ".join(dict.fromkeys(eenheid(t.eenheid, lang) for t in self.model.taken.values()))

    def _houses(self) -> bool:
        return any(t.eenheid != PLACES for t in self.model.taken.values())

    def _goal(self, lang: Lang) -> list[str]:
        about = {"eenheid": self._units(lang), "gemeenten": len(self.indicatief.codes)}
        out = [say("register.doel", lang, omschrijving=getattr(self.model.omschrijving, lang), **about)]
        out += [say("register.doel.plan", lang)] if self.model.opdracht is not None else []
        return [*out, say("register.impact", lang)]

    def _people(self, lang: Lang) -> list[str]:
        by_hand = len(self.model.met_de_hand)
        told = [say("register.mens.aantal", lang, aantal=by_hand)] if by_hand else []
        return [say("register.mens", lang), *told]

    def _open(self, lang: Lang) -> list[str]:
        status = say(f"insight.status.{model_status(self.model, self.indicatief.taken.values())}", lang)
        points = open_items_of(self.model, self.data, gepland=self.model.opdracht is not None)
        head = say("register.open" if points else "register.open.geen", lang, status=status)
        return [head, *(f"{getattr(p.wat, lang)} {getattr(p.reden, lang)}" for p in points)]

    def _data(self, lang: Lang) -> list[str]:
        columns = {(k.naam, k.peildatum): k for k in read_columns(self.model, self.data)}
        for taak in self.indicatief.taken.values():
            columns |= {(k.naam, k.peildatum): k for k in taak.kolommen}
        own = self.data.eigen or any(k.plaatsen for k in columns.values())
        out = [say("register.gegevens.eigen" if own else "register.gegevens", lang)]
        for column in columns.values():
            for bron in column.bronnen:
                told = {
                    "kolom": column.naam,
                    "bron": source(f"{bron.uitgever}, {bron.tabel}", lang),
                    "status": say(f"insight.status.{bron.status}", lang),
                }
                if bron.peildatum is None:
                    out.append(say("register.gegevens.zonder_datum", lang, **told))
                else:
                    out.append(
                        say("register.gegevens.bron", lang, peildatum=bron.peildatum.isoformat(), **told)
                    )
        return list(dict.fromkeys(out))

    def _links(self, lang: Lang) -> list[dict[str, str]]:
        """Documents that the model names with a link, each once."""
        found = dict.fromkeys(_documents(self.model.model_dump(mode="json")))
        return [{"title": fit([source(name, lang)], 500, lang), "link": link} for name, link in found]

    def _method(self, lang: Lang) -> list[str]:
        out = [say("register.werking", lang)]
        for name, taak in self.model.taken.items():
            outcome = self.indicatief.taken[name]
            out.append(
                say(
                    "register.werking.taak",
                    lang,
                    taak=name,
                    totaal=number(outcome.totaal, lang),
                    eenheid=eenheid(taak.eenheid, lang),
                    sleutel=formule(taak.sleutel, lang),
                    niveaus=" → ".join(_level(n, lang) for n in taak.niveaus),
                )
            )
            out += [say("register.werking.gepubliceerd", lang)] if outcome.gepubliceerd is not None else []
        out += self._plan(lang)
        out.append(say("register.werking.narekenen", lang))
        about = {"versie": __version__, "model": self.model.naam, "sha256": model_hash(self.model)}
        return [*out, say("register.werking.versie", lang, **about)]

    def _plan(self, lang: Lang) -> Iterator[str]:
        if self.model.opdracht is None:
            return
        if self.model.plan is None:
            yield say("register.werking.tijdplan", lang)
        else:
            from verdeling.plan.rules.basis import Planregel

            yield say("register.werking.plan", lang)
            rules = self.model.plan.regels.values()
            yield from (rule.wat.say(lang) for rule in rules if isinstance(rule, Planregel))
            goals = ", ".join(goal_text(goal, lang) for goal in self.model.plan.doelen)
            yield say("register.werking.doelen", lang, doelen=goals)
        yield say("register.werking.bewijs", lang)


def _level(niveau: Verdeelniveau, lang: Lang) -> str:
    rounding = say("model.wat.afronding", lang, waarde=niveau.afronding.value.replace("_", " "))
    return f"{niveau.niveau.value} ({rounding})"


def title(field: Field, lang: Lang) -> str:
    """What the register calls a field."""
    return say(f"register.veld.{field.name}", lang)


def fit(sentences: Sequence[str], below: int, lang: Lang) -> str:
    """Sentences on one line shorter than a limit; what does not fit is counted, and a single one cut."""
    plain = [" ".join(s.split()) for s in sentences]
    for kept in range(len(plain), 0, -1):
        left = len(plain) - kept
        more = [say("register.meer", lang, aantal=left)] if left else []
        text = " ".join([*plain[:kept], *more])
        if len(text) < below:
            return text
    return plain[0][: below - 2].rstrip() + "…"


def _documents(value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    if isinstance(value, dict):
        link = value.get("url")
        if isinstance(link, str) and link.startswith("https://") and "bron" in value:
            yield ", ".join(part for part in (value["bron"], value.get("passage")) if part), link
        for inside in value.values():
            yield from _documents(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _documents(inside)


def _shown(value: Any) -> list[str]:  # noqa: ANN401
    if isinstance(value, list):
        return [f"- {v['title']}: <{v['link']}>" if isinstance(v, dict) else f"- {v}" for v in value] or ["–"]
    return [str(value)]

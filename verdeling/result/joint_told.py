"""What a plan with several tasks comes to, in sentences and tables, for screen and report."""

from __future__ import annotations

from dataclasses import dataclass

from verdeling.result.joint_tables import SAMEN, Change, Joint
from verdeling.texts import Lang, number, say
from verdeling.verdeelmodel.taak import task_name


@dataclass(frozen=True, slots=True)
class Shown:
    """A table in words; the first column is a name, `texts` are the further columns that hold words."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: tuple[int, ...] = ()


def unit_text(unit: str, lang: Lang) -> str:
    """The unit that tasks are added up in, in words."""
    return say(f"samen.in.{unit}", lang)


def sentences(joint: Joint, lang: Lang) -> list[str]:
    """What one unit of each task weighs, and that exchange changes nothing but by whole units."""
    unit = unit_text(joint.unit, lang)
    each = ", ".join(f"{task_name(t, lang)} {weight_text(joint, t, lang)}" for t in joint.tasks)
    out = [say("samen.weegt", lang, wat=each, eenheid=unit)]
    if "na_ruil" in joint.stages:
        out.append(say("samen.evenwicht", lang, hoogstens=number(joint.off_balance(), lang, 2), eenheid=unit))
    return out


def shown(joint: Joint, lang: Lang) -> list[Shown]:
    """The sums per task and together, how they lie on the gemeenten, and who does fewer or more."""
    tables = [_sums(joint, lang)]
    if (spread := _spread(joint, lang)) is not None:
        tables.append(spread)
    tables.append(_changes(joint, lang))
    return tables


def weight_text(joint: Joint, taak: str, lang: Lang) -> str:
    """What one unit of a task weighs."""
    weight = joint.weight(taak)
    return number(weight, lang, 0 if weight == int(weight) else 2)


def _sums(joint: Joint, lang: Lang) -> Shown:
    stages = [say(f"samen.{k}", lang) for k in joint.stages]
    heads = (
        say("samen.taak", lang),
        say("samen.per_stuk", lang),
        *stages,
        *(say("samen.per_1000", lang, wat=k) for k in stages),
    )
    rows = []
    for taak in (*joint.tasks, SAMEN):
        each = "" if taak == SAMEN else weight_text(joint, taak, lang)
        sums = (number(joint.total(taak, k), lang, 0) for k in joint.stages)
        per = (joint.per_1000(taak, k) for k in joint.stages)
        rows.append(
            (task_name(taak, lang), each, *sums, *("" if v is None else number(v, lang, 2) for v in per))
        )
    return Shown(say("samen.som", lang, eenheid=unit_text(joint.unit, lang)), heads, tuple(rows))


def _spread(joint: Joint, lang: Lang) -> Shown | None:
    found = [s for k in joint.stages if (s := joint.spread(k)) is not None]
    if not found:
        return None
    keys = ("minimum", "p10", "mediaan", "p90", "maximum")
    heads = (say("samen.fase", lang), *(say(f"cli.maten.{k}", lang) for k in keys), say("samen.gini", lang))
    rows = tuple(
        (
            say(f"samen.{s.stage}", lang),
            *(number(v, lang, 2) for v in (s.least, s.p10, s.median, s.p90, s.most)),
            number(s.gini, lang, 4),
        )
        for s in found
    )
    return Shown(say("samen.spreiding", lang, eenheid=unit_text(joint.unit, lang)), heads, rows)


def _changes(joint: Joint, lang: Lang) -> Shown:
    """By exchange and under the plan; once where these are the same."""
    rows = []
    for taak in joint.tasks:
        found = {k: joint.change(taak, k) for k in joint.stages[1:]}
        if found.get("na_ruil") == found["plan"]:
            del found["plan"]
        rows += [_change(stage, c, lang) for stage, c in found.items()]
    heads = tuple(
        say(f"samen.{k}", lang)
        for k in ("taak", "fase", "minder", "minder_som", "minder_meest", "meer", "meer_som", "meer_meest")
    )
    return Shown(say("samen.wie", lang), heads, tuple(rows), (1, 4, 7))


def _change(stage: str, c: Change, lang: Lang) -> tuple[str, ...]:
    most = ["" if m is None else f"{m[0]} {number(m[1], lang)}" for m in (c.fewer_most, c.more_most)]
    counts = [number(n, lang) for n in (c.fewer, c.fewer_sum, c.more, c.more_sum)]
    where = (task_name(c.taak, lang), say(f"samen.{stage}", lang))
    return (*where, *counts[:2], most[0], *counts[2:], most[1])

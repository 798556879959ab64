"""What a budget buys, as charts and as a page of its own, ``budget.html``, without network and script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from verdeling.insight.plan_figures import goal_text
from verdeling.report.page import asset, content_policy, environment
from verdeling.report.tables import Column, Figure, Row, Table
from verdeling.report.texts import EMPTY, Language
from verdeling.result.budget_tables import budget_rows, paid_rows
from verdeling.texts import Lang

if TYPE_CHECKING:
    from verdeling.columns import Rows
    from verdeling.plan.data import PlanData
    from verdeling.plan.questions.frontier import Frontier, Kink
    from verdeling.result.budget_tables import BudgetRow, PaidRow

WIDE: Final = 720
HIGH: Final = 220
LOW: Final = 90
LEFT: Final = 80
PLACES: Final = (
    ("aangeboden", "offered", "#0a3561"),
    ("opgelegd", "imposed", "#9a3d00"),
    ("nood", "emergency", "#6b7785"),
)
WITHOUT: Final = (("zonder_plaats", "without", "#4b2e83"),)
Series = Sequence[tuple[str, str, str]]


def budget_chart(curve: Sequence[Kink], title: str, lang: Lang) -> str:
    """Budget against places offered and imposed, emergency places left, gemeenten without a place, as SVG.

    Every dot is a kink and proven; the lines join the dots. Colours are attributes: a page forbids styles.
    """
    t = Language(lang)
    first, span = curve[0].euro, max(1, curve[-1].euro - curve[0].euro)
    xs = [LEFT + WIDE * (k.euro - first) / span for k in curve]
    below = 40 + HIGH + 40
    parts = [f'<text x="{LEFT}" y="20" font-weight="700">{escape(title)}</text>']
    parts += _panel(curve, xs, PLACES, 40, HIGH, t) + _panel(curve, xs, WITHOUT, below, LOW, t)
    ends = [(0, "start")] if len(curve) == 1 else [(0, "start"), (-1, "end")]
    for i, anchor in ends:
        label = t.say("rules.euro", euro=curve[i].euro)
        parts.append(f'<text x="{xs[i]:.1f}" y="{below + LOW + 20}" text-anchor="{anchor}">{label}</text>')
    frame = f"0 0 {LEFT + WIDE + 230} {below + LOW + 40}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" role="img" font-size="13" '
        f'font-family="system-ui, sans-serif"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _panel(
    curve: Sequence[Kink], xs: Sequence[float], series: Series, top: float, high: float, t: Language
) -> list[str]:
    """One or more lines over the same axis, which starts at zero."""
    most = max(1, *(int(getattr(k, field)) for k in curve for _, field, _ in series))
    parts = []
    for at in (0, most):
        y = top + high * (1 - at / most)
        parts.append(f'<path d="M{LEFT} {y:.1f}h{WIDE}" stroke="#cdd6df"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{t.number(at)}</text>')
    for place, (key, field, colour) in enumerate(series):
        ys = [top + high * (1 - getattr(k, field) / most) for k in curve]
        dots = [f"{x:.1f} {y:.1f}" for x, y in zip(xs, ys, strict=True)]
        parts.append(f'<path d="M{"L".join(dots)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
            for x, y in zip(xs, ys, strict=True)
        ]
        spot = f'x="{LEFT + WIDE + 14}" y="{top + 14 + 22 * place}" fill="{colour}"'
        parts.append(f"<text {spot}>{escape(t.say(f'budget.{key}'))}</text>")
    return parts


def budget_page(found: Frontier, data: PlanData, title: str, lang: Lang) -> str:
    """The page: the country, then every provincie, each with its chart, its table and who is paid.

    Parameters
    ----------
    found
        Frontier of the country and of the provincies.
    title
        Name of the model.
    """
    t, css = Language(lang), asset("stijl.css")
    country = budget_rows(found, data, lang, per_provincie=False)
    per = budget_rows(found, data, lang, per_provincie=True).rows
    paid = paid_rows(found, data)
    figures = [_figure(found.country, t.say("budget.land"), _table(country.rows, t), lang)]
    tables: list[Table | None] = [None]
    for curve in found.provincies:
        mine = [r for r in per if r.gebied == " ".join(curve[0].areas)]
        figures.append(_figure(curve, mine[0].naam, _table(mine, t), lang))
        tables.append(_paid(paid, mine[-1], t))
    return (
        environment()
        .get_template("budget.html.j2")
        .render(
            lang=lang,
            say=t.say,
            csp=content_policy(css, []),
            css=Markup(css),
            titel=title,
            delen=[{"figure": f, "paid": p} for f, p in zip(figures, tables, strict=True)],
        )
    )


def _figure(curve: Sequence[Kink], name: str, table: Table, lang: Lang) -> Figure:
    """A curve of one point has no line to draw."""
    chart = budget_chart(curve, name, lang) if len(curve) > 1 else ""
    return Figure(name, Markup(chart), table=table)


def _table(rows: Sequence[BudgetRow], t: Language) -> Table:
    heads = ("budget", "bonus", "aangeboden", "opgelegd", "nood", "zonder_plaats", "beter", "prijs")
    columns = [Column(t.say(f"budget.{h}"), "tekst" if h in ("bonus", "beter") else "") for h in heads]
    body = [
        Row(
            t.say("rules.euro", euro=r.budget_eur),
            [
                r.bonus(t.lang),
                *(t.number(n) for n in (r.aangeboden, r.opgelegd, r.noodopvang, r.zonder_plaats)),
                goal_text(r.doel, t.lang) if r.doel else EMPTY,
                EMPTY if r.prijs_eur is None else t.number(float(r.prijs_eur), 2),
            ],
        )
        for r in rows
    ]
    return Table(t.say("budget.kop"), columns, body, quiet=True)


def _paid(paid: Rows[PaidRow], last: BudgetRow, t: Language) -> Table | None:
    """Who is paid at the largest budget of a provincie."""
    mine = [r for r in paid.rows if (r.gebied, r.budget_eur) == (last.gebied, last.budget_eur)]
    heads = ("gemeente", "boven", "staand", "aangeboden", "uitkering")
    columns = [Column(t.say(f"budget.{h}"), "tekst" if h == "gemeente" else "") for h in heads]
    body = [
        Row(r.gemeente, [t.number(n) for n in (r.plaatsen, r.staand, r.aangeboden, r.uitkering_eur)])
        for r in sorted(mine, key=lambda r: -r.uitkering_eur)
    ]
    title = t.say("budget.betaald", euro=last.budget_eur)
    return Table(title, columns, body) if body else None

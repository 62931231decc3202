"""Writes a card as HTML that looks the same in Jupyter, VS Code and Colab, on light pages and dark ones."""

from __future__ import annotations

from html import escape

from .line import Content, Line, Tone
from .text import CODE, ESCAPED, SIGNS, STRONG

COLOURS = {
    Tone.RIGHT: "#1a7f37",
    Tone.PARTLY: "#9a6700",
    Tone.WRONG: "#cf222e",
    Tone.TODO: "#0969da",
    Tone.LATER: "#6e7781",
}
"""Colours of borders and signs; texts keep the page's own colour, so that they can be read on a dark page."""


def html(card: Content) -> str:
    """Return the card as HTML."""
    colour = COLOURS[card.tone]
    parts = [
        f'<div style="border-left:4px solid {colour};padding:.4em .8em;margin:.3em 0;max-width:60em;line-height:1.5;'
        'overflow-wrap:anywhere">',
        f'<div style="font-size:1.1em">{_sign(card.tone)} <b>{inline(card.title)}</b>: {inline(card.verdict)}</div>',
    ]
    parts += [_small(card.tested)] if card.tested else []
    parts += [_bar(*card.bar)] if card.bar else []
    parts += map(_line, card.lines)
    parts += map(_small, card.closing)
    return "".join([*parts, "</div>"])


def inline(text: str) -> str:
    """Return one line of Markdown as HTML: code, strong text and escapes; everything else stays as it is written."""
    found, place = [], 0
    for match in CODE.finditer(text):
        found += [_words(text[place : match.start()]), f"<code>{escape(match.group(1))}</code>"]
        place = match.end()
    return "".join([*found, _words(text[place:])])


def _words(text: str) -> str:
    return STRONG.sub(r"<b>\1</b>", escape(ESCAPED.sub(r"\1", text), quote=False))


def _sign(tone: Tone) -> str:
    return f'<span aria-hidden="true" style="color:{COLOURS[tone]};font-weight:bold">{SIGNS[tone]}</span>'


def _small(text: str) -> str:
    return f'<div style="opacity:.8;font-size:.92em">{inline(text)}</div>'


def _line(line: Line) -> str:
    verdict = f": {inline(line.verdict)}" if line.verdict else ""
    head = f'<div style="margin-top:.4em">{_sign(line.tone)} <b>{inline(line.title)}</b>{verdict}</div>'
    texts = "".join(f'<div style="margin-left:1.4em">{inline(text)}</div>' for text in line.texts)
    then = f'<div style="margin-left:1.4em"><b>→</b> {inline(line.next)}</div>' if line.next else ""
    return head + texts + then


def _bar(right: int, of: int) -> str:
    share = round(100 * right / of) if of else 0
    track = "background:rgba(128,128,128,.25);border-radius:4px;height:.6em;width:16em;display:inline-block"
    fill = f"background:{COLOURS[Tone.RIGHT]};border-radius:4px;height:100%;width:{share}%"
    return f'<div><div style="{track}"><div style="{fill}"></div></div> {right}/{of}</div>'

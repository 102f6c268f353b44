"""What was not written here is what it says it is."""

from __future__ import annotations

import hashlib
import re
from importlib import resources

from onrecord.web.render import environment


def test_vendored_files_have_their_checksums() -> None:
    static = resources.files("onrecord.web").joinpath("static")
    told = dict(re.findall(r"^\| ([\w.]+) \|.*\| ([0-9a-f]{64}) \|$", static.joinpath("VENDORED.md").read_text(), re.M))
    assert list(told) == ["htmx.min.js"]
    for name, digest in told.items():
        assert hashlib.sha256(static.joinpath(name).read_bytes()).hexdigest() == digest, name


def test_no_template_has_script_or_style_of_its_own() -> None:
    env = environment()
    for name in env.list_templates():
        source = env.loader.get_source(env, name)[0]  # type: ignore[union-attr]
        assert not re.search(r"<script(?! src=\"/static/)|\son\w+=|\sstyle=|hx-on|\|\s*safe\b", source), name

import pytest

from launch import assets

CSS = (
    "a{color:red}\n/*! Copyright of the typeface. */@font-face{font-family:GDS Transport;src:url(/assets/a.woff2)}"
    "b{font-family:GDS Transport,arial,sans-serif}c{background-image:url(/assets/images/govuk-crest.svg)}\n"
    "/*# sourceMappingURL=govuk-frontend.min.css.map */\n"
)
JS = "export{};//# sourceMappingURL=x.js.map\n"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout whose npm only notes that it was called."""
    calls = []
    for name, folder in (("ROOT", ""), ("LOCK", "package-lock.json"), ("SOURCE", "from"), ("TARGET", "to")):
        monkeypatch.setattr(assets, name, tmp_path / folder)
    monkeypatch.setattr(assets, "STAMP", tmp_path / "to" / ".stamp")
    monkeypatch.setattr(assets, "fetch", lambda: calls.append("npm"))
    for source, _, clean in assets.FILES:
        (tmp_path / "from" / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "from" / source).write_text(CSS if clean is assets.plain_css else JS)
    (tmp_path / "package-lock.json").write_text("one")
    return tmp_path, calls


def test_what_belongs_to_gov_uk_alone_is_left_out(checkout):
    folder, _ = checkout

    assets.prepare()

    css = (folder / "to" / "govuk-frontend" / "govuk-frontend.min.css").read_text()
    assert css == "a{color:red}\nb{font-family:Arial,Helvetica,sans-serif}c{background-image:none}\n"
    assert (folder / "to" / "govuk-frontend" / "govuk-frontend.min.js").read_text() == "export{};\n"
    assert (folder / "to" / "jsqr" / "jsQR.js").read_text() == "export{};\n"


def test_nothing_is_done_again_until_the_lock_file_changes(checkout):
    folder, calls = checkout

    assert [assets.prepare(), assets.prepare()] == [True, False]
    (folder / "package-lock.json").write_text("two")
    assert assets.prepare()
    assert calls == ["npm", "npm"]


def test_an_interrupted_copy_is_done_again(checkout, monkeypatch):
    folder, _ = checkout
    script = folder / "from" / "jsqr" / "dist" / "jsQR.js"
    script.rename(folder / "away.js")
    with pytest.raises(OSError, match=r"jsQR\.js"):
        assets.prepare()
    (folder / "away.js").rename(script)

    assert assets.prepare()


def test_a_machine_without_npm_is_told_how_to_get_it_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(assets.shutil, "which", lambda *args, **kwargs: None)
    monkeypatch.setattr(assets, "fingerprint", lambda: "new")

    assert assets.main() == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_npm_failing_is_one_line_too(monkeypatch, capsys, tmp_path):
    program = tmp_path / "npm"
    program.write_text("#!/bin/sh\necho 'no network' >&2\necho 'at all' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(assets, "npm", lambda: str(program))
    monkeypatch.setattr(assets, "fingerprint", lambda: "new")

    assert assets.main() == 1
    assert capsys.readouterr().err == "assets: npm could not fetch its packages: no network at all\n"


def test_main_says_what_it_did(checkout, capsys):
    assert assets.main() == 0
    assert assets.main() == 0
    assert capsys.readouterr().out == "assets: ready\n"

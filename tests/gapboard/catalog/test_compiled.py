"""The compiled catalogue is only ever what a reading of ``targets.yaml`` would give, and never needed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gapboard.catalog import compiled, load_catalog
from gapboard.kernel.faults import DataFault

GOOD = (Path(__file__).parent / "good.yaml").read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A catalogue that was read once, so that its compiled form lies beside it."""
    path = tmp_path / "targets.yaml"
    path.write_bytes(GOOD)
    load_catalog(path)
    return path


@pytest.fixture
def no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nobody can read YAML."""

    def refuse(text: str) -> None:
        raise AssertionError("the text was parsed")

    monkeypatch.setattr("gapboard.kernel.yaml_text.load", refuse)


def test_a_second_reading_gives_the_same_without_yaml(path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(compiled, "read", lambda path, raw, model: None)
        parsed = load_catalog(path).content
    monkeypatch.setattr("gapboard.kernel.yaml_text.load", lambda text: pytest.fail("the text was parsed"))
    again = load_catalog(path).content
    assert again == parsed
    assert [target.model_fields_set for target in again.targets] == [item.model_fields_set for item in parsed.targets]


def test_a_changed_file_is_read_anew_even_at_the_same_size_and_time(path):
    before, stamp = load_catalog(path), path.stat()
    old = next(iter(before.themes.values())).name_en
    new = old[:-1] + ("x" if old[-1] != "x" else "y")
    path.write_bytes(GOOD.replace(old.encode(), new.encode(), 1))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert path.stat().st_size == stamp.st_size
    assert next(iter(load_catalog(path).themes.values())).name_en == new


def test_a_file_that_has_become_faulty_is_refused(path):
    path.write_bytes(GOOD + b"\nnonsense: 1\n")
    with pytest.raises(DataFault):
        load_catalog(path)


def test_what_another_version_of_the_code_compiled_is_not_read(path, no_yaml, monkeypatch):
    monkeypatch.setattr(compiled, "_code", lambda: "another")
    with pytest.raises(AssertionError, match="was parsed"):
        load_catalog(path)


def test_every_module_that_reads_the_catalogue_counts_as_code(tmp_path, monkeypatch):
    (tmp_path / "kernel").mkdir()
    (tmp_path / "catalog" / "measures").mkdir(parents=True)
    modules = [tmp_path / name for name in ("kernel/yaml_text.py", "catalog/models.py", "catalog/measures/share.py")]
    for module in modules:
        module.write_text("a = 1\n")
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "catalog" / "compiled.py"))
    sums = {compiled._code.__wrapped__()}
    for module in modules:
        module.write_text("a = 2\n")
        sums.add(compiled._code.__wrapped__())
    assert len(sums) == 4


@pytest.mark.parametrize(
    "harm",
    [
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept.replace(b"100", b"999", 1) if b"100" in kept else kept[:-1],
        lambda kept: b"",
        lambda kept: b"\n{}",
        lambda kept: b"\xff" * 40,
    ],
)
def test_a_damaged_one_is_made_anew(path, harm):
    place = compiled.place_of(path)
    whole, expected = place.read_bytes(), load_catalog(path).content
    place.write_bytes(harm(whole))
    assert load_catalog(path).content == expected
    assert place.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="no such modes")
def test_it_is_private_and_not_read_where_others_may_write_it(path, no_yaml):
    place = compiled.place_of(path)
    assert place.stat().st_mode & 0o777 == 0o600
    place.chmod(0o666)
    with pytest.raises(AssertionError, match="was parsed"):
        load_catalog(path)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users")
def test_it_is_not_read_where_it_is_another_users(path, no_yaml, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(AssertionError, match="was parsed"):
        load_catalog(path)


@pytest.mark.skipif(os.name == "nt", reason="links need rights")
def test_no_link_is_followed(path, no_yaml):
    place = compiled.place_of(path)
    place.rename(place.with_name("elsewhere"))
    place.symlink_to("elsewhere")
    with pytest.raises(AssertionError, match="was parsed"):
        load_catalog(path)


def test_where_nothing_can_be_written_the_catalogue_is_read_all_the_same(tmp_path, monkeypatch):
    path = tmp_path / "targets.yaml"
    path.write_bytes(GOOD)

    def refuse(*arguments: object) -> int:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        assert load_catalog(path).targets
    assert [entry.name for entry in tmp_path.iterdir()] == ["targets.yaml"]


def test_a_faulty_catalogue_leaves_nothing_behind(tmp_path):
    path = tmp_path / "targets.yaml"
    path.write_bytes(GOOD + b"\nnonsense: 1\n")
    with pytest.raises(DataFault):
        load_catalog(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["targets.yaml"]

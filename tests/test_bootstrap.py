"""The first start of a small checkout of its own, with real environments and a real pip without a network."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tracker import bootstrap

BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)
CLI = """\
import sys

def main() -> int:
    import quiet_library
    print(sys.prefix, quiet_library.VERSION, *sys.argv[1:], sep="|")
    return 7
"""
PYPROJECT = """\
[project]
dependencies = ["quiet-library>={version}"]
[dependency-groups]
test = ["quiet-tests>=1.0"]
"""


class Checkout:
    """A checkout with one library, which lies in a folder that stands for the registry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "checkout"
        self.environment = self.folder / ".venv"
        self.stamp = self.environment / "installed-for.toml"
        self.registry = folder / "registry"
        self.registry.mkdir()
        (self.folder / "tracker").mkdir(parents=True)
        for name in ("main.py", "tracker/__init__.py", "tracker/bootstrap.py"):
            shutil.copy(ROOT / name, self.folder / name)
        (self.folder / "tracker" / "cli.py").write_text(CLI)
        self.needs("1.0")
        self.publish("quiet_library", "1.0")
        self.publish("quiet_tests", "1.0")
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.registry), "PIP_CONFIG_FILE": os.devnull}
        self.surroundings = kept | pip | {"HOME": str(folder), "LOCALAPPDATA": str(folder)}

    def needs(self, version: str) -> None:
        (self.folder / "pyproject.toml").write_text(PYPROJECT.format(version=version))

    def publish(self, name: str, version: str) -> None:
        information = f"{name}-{version}.dist-info"
        with zipfile.ZipFile(self.registry / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}.py", f"VERSION = {version!r}\n")
            wheel.writestr(
                f"{information}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
            )
            wheel.writestr(
                f"{information}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr(f"{information}/RECORD", "")

    def open(self, *arguments: str, python: str | Path = BASE_PYTHON) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(python), "main.py", *arguments],
            cwd=self.folder,
            env=self.surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start(self, *arguments: str, python: str | Path = BASE_PYTHON) -> tuple[int, str, str]:
        process = self.open(*arguments, python=python)
        output, said = process.communicate(timeout=120)
        return process.returncode, output.strip(), said


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first start of such a checkout has made, for tests of what comes after it."""
    checkout = Checkout(tmp_path_factory.mktemp("first"))
    assert checkout.start()[0] == 7
    return checkout.environment


@pytest.fixture
def started(checkout: Checkout, environment: Path) -> Checkout:
    """A checkout after its first start."""
    shutil.copytree(environment, checkout.environment, symlinks=True)
    return checkout


def test_the_first_start_makes_the_environment_and_later_starts_go_on_in_it(checkout: Checkout) -> None:
    code, output, said = checkout.start("show", "a plan")
    assert (code, output) == (7, f"{checkout.environment}|1.0|show|a plan")
    assert said.startswith("Preparing the program") and said.endswith("The program is ready.\n")
    made = checkout.stamp.stat().st_mtime_ns

    assert checkout.start("show") == (7, f"{checkout.environment}|1.0|show", "")
    own_python = checkout.environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    assert checkout.start("show", python=own_python) == (7, f"{checkout.environment}|1.0|show", "")
    assert checkout.stamp.stat().st_mtime_ns == made


def test_a_newer_need_is_installed_and_another_setting_is_not_a_need(started: Checkout) -> None:
    started.publish("quiet_library", "1.1")
    started.needs("1.1")
    code, output, said = started.start()
    assert (code, output) == (7, f"{started.environment}|1.1")
    assert said.startswith("Preparing the program")

    with (started.folder / "pyproject.toml").open("a") as pyproject:
        pyproject.write("[tool.ruff]\nline-length = 110\n")
    assert started.start() == (7, f"{started.environment}|1.1", "")


def test_the_verb_test_adds_the_tests_libraries_which_no_later_start_takes_away(started: Checkout) -> None:
    assert not list(started.environment.rglob("quiet_tests.py"))
    assert started.start("test")[0] == 7
    assert list(started.environment.rglob("quiet_tests.py"))
    assert started.start("show")[2] == started.start("test")[2] == ""

    started.publish("quiet_library", "1.1")
    started.needs("1.1")
    started.start("show")
    assert started.start("test")[2] == ""


def test_two_first_starts_at_once_make_one_environment(checkout: Checkout) -> None:
    both = [checkout.open("one"), checkout.open("two")]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [7, 7]
    assert sum("Preparing the program" in each for each in said) == 1


def test_an_environment_left_half_made_is_made_anew(started: Checkout) -> None:
    started.stamp.write_text("# unfinished")
    library = next(started.environment.rglob("quiet_library.py"))
    library.write_text("half of it")
    code, output, _ = started.start()
    assert (code, output) == (7, f"{started.environment}|1.0")


def test_a_failed_installation_is_a_sentence_and_the_next_start_tries_again(checkout: Checkout) -> None:
    checkout.needs("2.0")
    code, output, said = checkout.start()
    assert (code, output) == (1, "")
    assert "could not be installed. Check the connection to the internet" in said
    assert "quiet-library>=2.0" in said
    assert "Traceback" not in said

    checkout.publish("quiet_library", "2.0")
    assert checkout.start()[:2] == (7, f"{checkout.environment}|2.0")


def test_where_the_checkout_cannot_be_written_the_users_own_folder_serves(checkout: Checkout) -> None:
    checkout.environment.with_name(".venv.lock").mkdir()  # what a lock file cannot replace, whoever tries
    code, output, _ = checkout.start()
    assert code == 7
    assert "improvement-plan-tracker" in output
    assert output.startswith(checkout.surroundings["HOME"])
    assert checkout.start() == (7, output, "")


def test_a_python_that_has_the_libraries_already_is_used_as_it_is(started: Checkout) -> None:
    elsewhere = started.folder.parent / "elsewhere"
    started.environment.rename(elsewhere)
    python = elsewhere / ("Scripts" if os.name == "nt" else "bin") / "python"
    assert started.start(python=python) == (7, f"{elsewhere}|1.0", "")
    assert not started.environment.exists()

    started.publish("quiet_library", "1.1")
    started.needs("1.1")  # the other environment's is too old now
    assert started.start(python=python)[:2] == (7, f"{started.environment}|1.1")


def test_an_installed_package_prepares_nothing(started: Checkout) -> None:
    (started.folder / "pyproject.toml").unlink()
    shutil.rmtree(started.environment)
    code, _, said = started.start()
    assert code == 1
    assert "No module named 'quiet_library'" in said  # the verb itself was reached
    assert not started.environment.exists()


def test_a_screen_is_known_by_the_display_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not bootstrap.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert bootstrap.has_screen()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setenv("DISPLAY", ":0")
    assert bootstrap.has_screen()


def test_a_missing_library_is_named_by_its_debian_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("tracker.bootstrap._QT_LIBRARIES", {"libc.so.6": "libc6", "libnone.so.9": "libnone9"})
    monkeypatch.setattr("tracker.bootstrap._SCREEN_LIBRARIES", {"libnoscreen.so.1": "libnoscreen1"})
    assert bootstrap.missing_libraries(on_screen=False) == ["libnone9"]
    assert bootstrap.missing_libraries(on_screen=True) == ["libnone9", "libnoscreen1"]
    assert bootstrap.apt_line(["libnone9", "libnoscreen1"]) == "sudo apt-get install libnone9 libnoscreen1"


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", "XDG_DATA_HOME", "improvement-plan-tracker"),
        ("win32", "LOCALAPPDATA", "improvement-plan-tracker"),
    ],
)
def test_files_of_its_own_lie_where_the_system_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str, folder: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert bootstrap.local_data_folder() == tmp_path / folder

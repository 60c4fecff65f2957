"""Writing a file whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, content: bytes, *, overwrite: bool, wait: bool = True) -> None:
    """Put `content` at `path`; a failure leaves what was there before.

    It is on the disk when this returns, unless told not to `wait` for that, which may be felt.
    Raises FileExistsError where something is there and `overwrite` is not set, and OSError as it comes
    (no room, no such folder, not allowed).
    """
    if not overwrite and path.exists():
        raise FileExistsError(path)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            if wait:
                os.fsync(draft.fileno())
            draft.close()  # Windows moves no open file
            os.chmod(draft.name, 0o666 & ~_umask())
            os.replace(draft.name, path)
        except BaseException:
            draft.close()
            os.unlink(draft.name)
            raise


def _umask() -> int:
    """What the account takes from new files' rights; the system tells it only while setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

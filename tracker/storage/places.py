"""Where a plan lies decides how it may be written.

Write-ahead logging is safe only on a disk of this computer, for its readers share memory. A folder that
a service copies elsewhere, or a network, gets the older rollback journal and one writer at a time. What
was opened straight from a message or an archive is a passing copy, and changes there would reach nobody.
"""

import os
import re
import sys
from enum import Enum
from pathlib import Path, PurePath


class Place(Enum):
    """The kinds of place."""

    LOCAL = "a disk of this computer"
    SHARED = "a network, or a disk not known to be local"
    SYNCED = "a folder that a service copies elsewhere"
    PASSING = "a message or an archive"


# File systems of disks in this computer, as Linux names them.
_LOCAL_TYPES = {
    *("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "jfs", "reiserfs", "bcachefs", "tmpfs"),
    *("overlay", "vfat", "exfat", "ntfs", "ntfs3", "hfsplus", "apfs", "ecryptfs"),
}
_SYNCED = re.compile(
    r"onedrive( - .*)?|sharepoint|dropbox( \(.*\))?|google ?drive|my drive|box( sync)?|icloud ?drive|"
    r"mobile documents|cloudstorage|nextcloud|owncloud|pcloud ?drive|mega(sync)?|tresorit|syncthing",
    re.IGNORECASE,
)
# Where mail programs, browsers and archive viewers put what is opened from them.
_PASSING = re.compile(
    r"content\.outlook|inetcache|mail downloads|com\.apple\.mail|temporary internet files|temporaryitems|"
    r"temp\d*_.*\.zip|7zo[0-9a-f]+|rar\$.*|mozilla_.*|\.fr-.*|ark-.*|evolution-.*",
    re.IGNORECASE,
)


def place_of(path: Path) -> Place:
    """The kind of place where this file lies, or would lie."""
    folder = path.resolve().parent
    named = place_by_names(folder)
    if named is not None:
        return named
    return Place.LOCAL if _is_local(folder) else Place.SHARED


def place_by_names(folder: PurePath) -> Place | None:
    """What the names of the folders on the way tell, if anything."""
    if any(_PASSING.fullmatch(part) for part in folder.parts):
        return Place.PASSING
    return Place.SYNCED if any(_SYNCED.fullmatch(part) for part in folder.parts) else None


def linux_type(mounts: str, folder: PurePath) -> str:
    """The type of the file system that holds a folder, from the text of /proc/self/mountinfo."""
    best, found = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), before.split()[4])
        if folder.is_relative_to(point) and len(point) >= best:  # of two at one point the later one covers
            best, found = len(point), after.split()[0]
    return found


def _is_local(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive_fixed = 3
        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == drive_fixed)
    if sys.platform == "darwin":
        return bool(_macos_flags(folder) & 0x1000)  # MNT_LOCAL of sys/mount.h
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
        return linux_is_local(linux_type(mounts, folder), folder.stat().st_dev)
    except OSError:
        return False


def linux_is_local(type_: str, device: int) -> bool:
    """Whether a file system is a disk of this computer, by its type.

    Where the list of mounts does not name it (within a changed root), by its device: networks and other
    file systems without a disk have the major number nought.
    """
    return type_ in _LOCAL_TYPES if type_ else os.major(device) != 0


def _macos_flags(folder: Path) -> int:
    """The mount flags of statfs(2), which Python's os.statvfs leaves out; 0 where it fails."""
    import ctypes

    libc = ctypes.CDLL(None)
    statfs = getattr(libc, "statfs$INODE64", None) or libc.statfs  # the old name is for old Intel programs
    answer = ctypes.create_string_buffer(4096)
    failed = statfs(os.fsencode(folder), answer)
    return 0 if failed else int.from_bytes(answer.raw[64:68], sys.byteorder)  # after 56 bytes, owner and type

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from tests.small import new, opened
from tracker.storage.places import Place, linux_is_local, linux_type, place_by_names, place_of

MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 27 0:30 / /mnt/team rw,relatime shared:9 master:2 - cifs //server/team rw
31 30 0:31 / /mnt/team/my\040disk rw - xfs /dev/sdb rw
32 27 0:32 / /media rw - ext4 /dev/sdc rw
33 27 0:33 / /media rw - fuse.sshfs user@host: rw
"""


@pytest.mark.parametrize(
    ("folder", "type_"),
    [
        ("/people/asha", "ext4"),
        ("/mnt", "ext4"),
        ("/mnt/team", "cifs"),
        ("/mnt/team/plans", "cifs"),
        ("/mnt/teams", "ext4"),
        ("/mnt/team/my disk/plans", "xfs"),
        ("/media/stick", "fuse.sshfs"),
    ],
)
def test_the_disk_of_a_folder_is_the_one_mounted_nearest(folder: str, type_: str) -> None:
    assert linux_type(MOUNTS, PurePosixPath(folder)) == type_


@pytest.mark.parametrize(
    "folder",
    [
        PureWindowsPath(r"C:\Users\asha\OneDrive - Eastmarsh Council\Board"),
        PureWindowsPath(r"C:\Users\asha\OneDrive\Plans"),
        PureWindowsPath(r"G:\My Drive\Plans"),
        PurePosixPath("/people/asha/Library/CloudStorage/Box-Box/Plans"),
        PurePosixPath("/people/asha/Library/Mobile Documents/com~apple~CloudDocs"),
        PurePosixPath("/people/asha/Dropbox (Eastmarsh)/Plans"),
        PurePosixPath("/people/asha/Nextcloud"),
    ],
)
def test_a_folder_that_a_service_copies_is_known_by_its_name(folder: PurePosixPath) -> None:
    assert place_by_names(folder) is Place.SYNCED


@pytest.mark.parametrize(
    "folder",
    [
        PureWindowsPath(r"C:\Users\asha\AppData\Local\Microsoft\Windows\INetCache\Content.Outlook\AB12CD"),
        PureWindowsPath(r"C:\Users\asha\AppData\Local\Temp\Temp1_papers.zip"),
        PureWindowsPath(r"C:\Users\asha\AppData\Local\Temp\7zO4C5F2A1B"),
        PureWindowsPath(r"C:\Users\asha\OneDrive\Temp\Rar$DIa1234.5678"),
        PurePosixPath("/tmp/mozilla_asha0"),
        PurePosixPath("/people/asha/.cache/.fr-Xy12"),
    ],
)
def test_a_plan_opened_from_a_message_or_an_archive_is_a_passing_copy(folder: PurePosixPath) -> None:
    assert place_by_names(folder) is Place.PASSING


@pytest.mark.parametrize("folder", ["/people/asha/Plans", "/tmp/plans", "/srv/sync plans", "/srv/dropboxer"])
def test_other_names_tell_nothing(folder: str) -> None:
    assert place_by_names(PurePosixPath(folder)) is None


def test_a_plan_opened_from_an_archive_is_only_read_and_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "7zO4C5F2A1B"
    new(tmp_path / "plan.iplan").close()
    folder.mkdir()
    (tmp_path / "plan.iplan").rename(folder / "plan.iplan")
    with opened(folder / "plan.iplan") as session:
        assert "changes would reach nobody" in session.read_only


def test_a_plan_s_own_name_does_not_decide_where_it_lies(tmp_path: Path) -> None:
    assert place_of(tmp_path / "Dropbox") is place_of(tmp_path / "plan.iplan")
    assert place_of(tmp_path / "Dropbox" / "plan.iplan") is Place.SYNCED


@pytest.mark.skipif(os.name != "posix", reason="only on POSIX")
def test_a_disk_that_no_mount_names_is_known_by_its_device() -> None:
    assert linux_is_local("", os.makedev(254, 1))
    assert not linux_is_local("", os.makedev(0, 52))
    assert not linux_is_local("nfs4", os.makedev(254, 1))

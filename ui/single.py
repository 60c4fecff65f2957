"""One program for each account: a later start hands its plan to the first and ends."""

import json
import os
import sys
from typing import Any
from zlib import crc32

from PySide6.QtCore import QDir, QObject, Signal

from tracker.bootstrap import local_data_folder

_PATIENCE = 1000  # milliseconds


def _name() -> str:
    """One name for each account, taken from where it keeps the program's files."""
    return f"improvement-plan-tracker-{crc32(str(local_data_folder()).encode()):08x}"


def hand_over(path: str) -> bool:
    """Ask a program that is running already to open this plan ("" for none); False where none is."""
    if sys.platform != "win32" and not os.path.exists(os.path.join(QDir.tempPath(), _name())):
        return False  # where Qt would find a program: most starts need none of its network library
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name())
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(json.dumps({"open": path}).encode() + b"\n")
    socket.waitForBytesWritten(_PATIENCE)
    heard = socket.waitForReadyRead(_PATIENCE)  # a program that hangs must not swallow the start
    socket.disconnectFromServer()
    return heard


class Doorkeeper(QObject):
    """Listens for later starts."""

    asked = Signal(str)  # the path of the plan to open, "" for none

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(_name())
        self._server.listen(_name())
        self._server.newConnection.connect(self._come)

    def _come(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)

    def _read(self) -> None:
        socket: Any = self.sender()
        if not socket.canReadLine():
            return
        try:
            path = json.loads(bytes(socket.readLine().data()))["open"]
        except (ValueError, KeyError, TypeError):
            return
        socket.write(b"heard\n")
        socket.flush()
        self.asked.emit(str(path))

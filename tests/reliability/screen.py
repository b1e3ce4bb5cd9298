"""The full screen in a pseudo-terminal: keys in, and what stands on it. Only the sequences that the program uses."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time

COLUMNS, ROWS = 120, 40
SEQUENCE = re.compile(rb"\x1b\[([0-9;?]*)([A-Za-z])|\x1b\][^\x07]*\x07|\x1b[()=>78].?")


class Screen:
    """The program at work in a terminal."""

    def __init__(self, home, *words):
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.child = subprocess.Popen([str(home.binary), *map(str, words)], cwd=home.root, env=home.environment(),
                                      stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
                                      preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(theirs)
        self.cells = [[" "] * COLUMNS for _ in range(ROWS)]
        self.row = self.column = 0
        self.rest = self.raw = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.kill()
        self.child.wait()
        os.close(self.ours)

    def keys(self, text):
        os.write(self.ours, text.encode())

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.cells)

    def read(self, wait):
        """Takes in what comes within the time; False at the end."""
        ready, _, _ = select.select([self.ours], [], [], wait)
        if not ready:
            return True
        try:
            bytes_read = os.read(self.ours, 1 << 16)
        except OSError:
            return False
        self.take(bytes_read)
        return bool(bytes_read)

    def take(self, more):
        self.raw += more
        text = self.rest + more
        # A sequence or a character that was cut waits for its end.
        cut = text.rfind(b"\x1b")
        whole = cut if cut >= 0 and not SEQUENCE.match(text, cut) and len(text) - cut < 20 else len(text)
        while whole and not complete(text[:whole]):
            whole -= 1
        self.rest = text[whole:]
        for parameters, final, plain in spans(text[:whole]):
            if final:
                self.move(parameters, final)
            else:
                self.write(plain)

    def move(self, parameters, final):
        numbers = [int(number) if number.isdigit() else 0 for number in parameters.decode().split(";")]
        if final in (b"H", b"f"):
            self.row = max(numbers[0], 1) - 1
            self.column = max(numbers[1] if len(numbers) > 1 else 1, 1) - 1
        elif final == b"J":
            self.cells = [[" "] * COLUMNS for _ in range(ROWS)]
        elif final == b"K" and self.row < ROWS:
            self.cells[self.row][self.column:] = [" "] * (COLUMNS - self.column)
        elif final == b"C":
            self.column += max(numbers[0], 1)

    def write(self, text):
        for character in text:
            if character == "\n":
                self.row += 1
            elif character == "\r":
                self.column = 0
            elif self.row < ROWS and self.column < COLUMNS:
                self.cells[self.row][self.column] = character
                self.column += 1

    def wait(self, shows, limit=10.0):
        """The seconds until the screen shows it; None when it does not in time."""
        begun = time.monotonic()
        while time.monotonic() - begun < limit:
            if shows(self.text()):
                return time.monotonic() - begun
            if not self.read(0.02):
                break
        return time.monotonic() - begun if shows(self.text()) else None

    def expect(self, what, shows, limit=10.0):
        """The same; the screen is told when it does not."""
        took = self.wait(shows, limit)
        if took is None:
            raise RuntimeError(f"{what} did not come; the screen is\n{self.text()}")
        return took

    def end(self, limit=10.0):
        """The exit status, when it ends in time."""
        begun = time.monotonic()
        while time.monotonic() - begun < limit:
            if self.child.poll() is not None:
                self.read(0.1)
                return self.child.returncode
            self.read(0.02)
        return None


def complete(text):
    try:
        text.decode()
        return True
    except UnicodeDecodeError as error:
        return len(text) - error.start > 4


def spans(text):
    """Control sequences, and plain text between them."""
    at = 0
    for found in SEQUENCE.finditer(text):
        if found.start() > at:
            yield b"", b"", text[at:found.start()].decode(errors="replace")
        if found[2]:
            yield found[1], found[2], ""
        at = found.end()
    if at < len(text):
        yield b"", b"", text[at:].decode(errors="replace")

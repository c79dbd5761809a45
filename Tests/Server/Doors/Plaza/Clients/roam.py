"""Two visitors with the library of the original client, Debian's python3-websockets: roam, talk, leave, and tell what became of every hop."""
import asyncio
import random
import struct
import sys
import time

import websockets

URI = f"ws://localhost:{sys.argv[1]}/ws/"
SECONDS = float(sys.argv[2])


class Visitor:
    def __init__(self, number):
        self.number = number
        self.sent = []
        self.seen = []
        self.chat = []
        self.left = []

    async def enter(self):
        self.socket = await websockets.connect(URI + str(self.number))
        self.listening = asyncio.create_task(self.listen())

    async def roam(self):
        end = time.time() + SECONDS
        while time.time() < end:
            hop = struct.pack("!4f", random.uniform(0, 100), random.uniform(0, 100), 0, random.uniform(0, 360))
            self.sent.append(hop)
            await self.socket.send(struct.pack("!BI", 1, self.number) + hop + struct.pack("!f", time.time()))
            await asyncio.sleep(0.1)
        text = f"привет {self.number}".encode()
        await self.socket.send(struct.pack("!BII", 4, self.number, len(text)) + text + struct.pack("!f", time.time()))

    async def leave(self):
        await self.socket.close()
        await self.listening

    async def listen(self):
        async for message in self.socket:
            sender = struct.unpack("!I", message[1:5])[0] if len(message) >= 5 else 0
            if message[0] == 1:
                self.seen.append((sender, message[5:21]))
            elif message[0] == 3:
                self.left.append(sender)
            elif message[0] == 4:
                self.chat.append(f"{sender} {message[9:-4].decode()}")


async def main():
    first, second = Visitor(123), Visitor(77)
    await first.enter()
    await second.enter()
    await asyncio.sleep(0.5)
    await asyncio.gather(first.roam(), second.roam())
    await asyncio.sleep(1)
    await second.leave()
    await asyncio.sleep(0.5)
    await first.leave()
    for one, other in ((first, second), (second, first)):
        # What was told before the first hop is where somebody began.
        told = [hop for sender, hop in other.seen if sender == one.number][-len(one.sent):]
        print(f"{one.number}: extensions {len(one.socket.extensions)}, every hop in order {told == one.sent},"
              f" kept roaming {len(one.sent) > SECONDS * 3}")
        print(f"{one.number}: chat {sorted(one.chat)}, left {one.left}")


asyncio.run(main())

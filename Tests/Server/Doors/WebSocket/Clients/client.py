"""Plays the part of a client with Debian's python3-websockets and reports what it saw over a connection of its own."""
import asyncio
import sys

import websockets

URI = f"ws://127.0.0.1:{sys.argv[1]}"


async def main():
    seen = []
    async with websockets.connect(URI + "/echo", max_size=None) as socket:
        seen.append(f"extensions: {len(socket.extensions)}")
        await socket.send("gr\u00fc\u00dfe \U0001F680")
        seen.append(f"text: {await socket.recv()}")
        payload = bytes(i * 7 % 256 for i in range(65536))
        await socket.send(payload)
        seen.append(f"binary: {await socket.recv() == payload}")
        await socket.send(["one ", "two ", "three"])
        seen.append(f"fragments: {await socket.recv()}")
        await asyncio.wait_for(await socket.ping(b"1234"), 10)
        seen.append("pong: 1234")
        await asyncio.sleep(1.5)
        await socket.close(4000, "bye")
        seen.append(f"client close: {socket.close_code}")

    socket = await websockets.connect(URI + "/echo")
    await socket.send("close me")
    await socket.wait_closed()
    seen.append(f"server close: {socket.close_code} {socket.close_reason}")

    socket = await websockets.connect(URI + "/echo", max_size=None)
    await socket.send(bytes(65537))
    await socket.wait_closed()
    seen.append(f"too long: {socket.close_code}")

    try:
        await websockets.connect(URI + "/missing")
    except websockets.exceptions.InvalidStatusCode as refusal:
        seen.append(f"refused: {refusal.status_code}")

    async with websockets.connect(URI + "/echo") as socket:
        await socket.send("report\n" + "\n".join(seen))
        await socket.recv()


asyncio.run(main())

"""A router that translates addresses: what comes to 192.0.2.2:9051 goes on to the server from a port for each client; SIGUSR1 changes all ports."""
import selectors
import signal
import socket

SERVER = ("192.0.2.1", 9050)
waiting = selectors.DefaultSelector()
inside = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
inside.bind(("192.0.2.2", 9051))
outside = {}
changes = 0


def new_port(client):
    if client in outside:
        waiting.unregister(outside[client])
        outside[client].close()
    outside[client] = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    waiting.register(outside[client], selectors.EVENT_READ, client)


def change(signum, frame):
    global changes
    changes += 1
    for client in list(outside):
        new_port(client)
    print(f"{len(outside)} clients have other ports, {changes} changes", flush=True)


signal.signal(signal.SIGUSR1, change)
waiting.register(inside, selectors.EVENT_READ)
print("ready", flush=True)
while True:
    for key, _ in waiting.select():
        try:
            if key.fileobj is inside:
                datagram, client = inside.recvfrom(65536)
                if client not in outside:
                    new_port(client)
                outside[client].sendto(datagram, SERVER)
            else:
                inside.sendto(key.fileobj.recv(65536), key.data)
        except OSError:
            continue  # The port has just changed, or somebody at one end has gone.

#!/usr/bin/env bash
# Honest clients while a stranger forges: FORGED connect requests from 60,000 addresses, then JUNK_RATE datagrams a second of noise for
# JUNK_SECONDS, then a firewall that refuses half of the answers. No slot is taken, memory stays, and the honest lose less than 1 %.
# Needs root, iproute2 and nftables; makes two network namespaces of its own and removes them.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

forged=${FORGED:-100000}
rate=${JUNK_RATE:-50000}
seconds=${JUNK_SECONDS:-60}
here=ecs-forged-a
there=ecs-forged-b
work=$(mktemp -d)
started=()
trap 'for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; done; sleep 1
      ip netns del $here 2>/dev/null; ip netns del $there 2>/dev/null; rm -rf "$work"' EXIT

[ -n "${BUILT:-}" ] || dotnet build Benchmarks -c Release -v q --nologo >"$work/build.log" || { cat "$work/build.log"; exit 1; }
ip netns add $here
ip netns add $there
ip link add veth-a netns $here type veth peer name veth-b netns $there
ip -n $here addr add 192.0.2.1/24 dev veth-a
ip -n $there addr add 192.0.2.2/24 dev veth-b
for side in "$here veth-a" "$there veth-b"; do
    read -r space link <<<"$side"
    ip -n "$space" link set lo up
    ip -n "$space" link set "$link" up
done
# Answers to addresses that do not exist have a way, or nothing would be sent to them.
ip -n $here route add default via 192.0.2.2
bin=Benchmarks/bin/Release/net10.0

ip netns exec $here dotnet $bin/Ecs.Server.dll --bind 192.0.2.1 --report "$work/report" --duration 400 \
    </dev/null >"$work/server.log" 2>"$work/server.err" &
server=$!
started+=("$server")
until grep -q '^ready' "$work/server.log"; do kill -0 $server; sleep 0.2; done

resident() { awk '/VmRSS/ { print $2 }' "/proc/$server/status"; }
sessions() { tail -n 1 "$work/report" | /usr/bin/python3 -c 'import json, sys; print(json.loads(sys.stdin.readline())["sessions"])'; }
honest() { ip netns exec $there dotnet $bin/Ecs.Benchmarks.dll load --clients 16 --seconds "$1" --address 192.0.2.1:9050 --json "$work/$2.json" >"$work/$2.log"; }
lost() { # lost NAME: snapshots that 16 clients did not get of the 30 a second that they should have, in percent
    /usr/bin/python3 - "$work/$1.json" <<'PYTHON'
import json, sys
figures = json.load(open(sys.argv[1]))
print(json.dumps({key: figures[key] for key in figures if "napshot" in key or "isconnect" in key}))
PYTHON
}

forge() { # forge COUNT RATE KIND: raw datagrams with forged sources
    ip netns exec $there /usr/bin/python3 - "$@" <<'PYTHON'
import os, random, socket, struct, sys, time

count, rate, kind = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
random.seed(1)
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
request = bytes([6, 13, 0, 0, 0]) + bytes(12) + bytes([16, 2]) + bytes(15) + bytes([6, 0]) + b"ecs/2"
noise = [os.urandom(random.randint(1, 200)) for _ in range(512)]
began = time.monotonic()
for number in range(count):
    source = 0x0A000000 + number % 60000
    payload = request if kind == "connect" else noise[number % 512]
    udp = struct.pack("!HHHH", 1024 + number % 50000, 9050, 8 + len(payload), 0) + payload
    head = struct.pack("!BBHHHBBHLL", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, source, 0xC0000201)
    raw.sendto(head + udp, ("192.0.2.1", 0))
    if number % 256 == 0:
        ahead = number / rate - (time.monotonic() - began)
        if ahead > 0:
            time.sleep(ahead)
print(f"{count} {kind} datagrams in {time.monotonic() - began:.1f} s")
PYTHON
}

honest 5 before
sleep 3
before=$(resident)
forge "$forged" 20000 connect &
started+=("$!")
sleep 1
honest 3 joining
wait "${started[-1]}"
sleep 3
echo "forged requests: sessions $(sessions), resident $before -> $(resident) KiB; honest who came meanwhile: $(lost joining)"
[ "$(sessions)" -eq 0 ]

forge $((rate * seconds)) "$rate" noise &
started+=("$!")
honest $((seconds - 8)) junk
wait "${started[-1]}"
echo "noise: $(lost junk); lines logged $(wc -l <"$work/server.err")"

ip netns exec $there nft add table ip refuse
ip netns exec $there nft 'add chain ip refuse in { type filter hook input priority 0; }'
ip netns exec $there nft 'add rule ip refuse in udp sport 9050 udp dport 40000-50000 reject'
honest 8 refused || true
ip netns exec $there nft delete table ip refuse
honest 5 after
echo "after a firewall that refused: $(lost after)"
tail -n 1 "$work/report"
kill "$server"

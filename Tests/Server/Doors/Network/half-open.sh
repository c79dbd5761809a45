#!/usr/bin/env bash
# 200 WebSocket clients whose network goes away without a word: all are gone within the silence limit, and come back.
# Needs root, iproute2 and Debian's python3-websockets; makes two network namespaces of its own and removes them.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

clients=${CLIENTS:-200}
limit=${LIMIT_SECONDS:-32}              # 30 s of silence, and 2 s
here=ecs-half-a
there=ecs-half-b
work=$(mktemp -d)
server=""
people=""
trap '[ -z "$people" ] || kill "$people" 2>/dev/null; [ -z "$server" ] || kill "$server" 2>/dev/null; sleep 1
      ip netns del $here 2>/dev/null; ip netns del $there 2>/dev/null; rm -rf "$work"' EXIT

dotnet build Server -c Release -v q --nologo >"$work/build.log" || { cat "$work/build.log"; exit 1; }
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

ip netns exec $here dotnet Server/bin/Release/net10.0/Ecs.Server.dll --bind 192.0.2.1 --doors plaza --max-players 512 \
    --report "$work/report" --duration 180 </dev/null >"$work/server.log" 2>"$work/server.err" &
server=$!
until grep -q '^ready' "$work/server.log"; do kill -0 $server; sleep 0.2; done

crowd() { # crowd COUNT FIRST_ID SECONDS: connects, says so, and stays
    ip netns exec $there /usr/bin/python3 - "$@" <<'PYTHON'
import asyncio, sys
import websockets

async def visit(number):
    # Without pings of its own: what is tested is that the server notices.
    return await websockets.connect(f"ws://192.0.2.1:8000/ws/{number}", ping_interval=None, close_timeout=1)

async def main(count, first, seconds):
    visits = await asyncio.gather(*(visit(first + index) for index in range(count)))
    print(f"connected {len(visits)}", flush=True)
    await asyncio.sleep(seconds)

asyncio.run(main(*map(int, sys.argv[1:4])))
PYTHON
}

sessions() { tail -n 1 "$work/report" | /usr/bin/python3 -c 'import json, sys; print(json.loads(sys.stdin.readline())["sessions"])'; }

crowd "$clients" 1 600 >"$work/crowd.log" 2>"$work/crowd.err" &
people=$!
until grep -q '^connected' "$work/crowd.log"; do kill -0 $people; sleep 0.2; done
sleep 2
echo "in: $(sessions) of $clients"
[ "$(sessions)" -eq "$clients" ]

ip -n $there link set veth-b down
began=$(date +%s)
until [ "$(sessions)" -eq 0 ]; do
    [ $(($(date +%s) - began)) -le "$limit" ] || { echo "still $(sessions) after $limit s"; exit 1; }
    sleep 0.5
done
echo "all slots free after $(($(date +%s) - began)) s"

ip -n $there link set veth-b up
crowd "$clients" 1 0
echo "the same $clients came back"

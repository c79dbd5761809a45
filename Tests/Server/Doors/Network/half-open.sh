#!/usr/bin/env bash
# 200 WebSocket clients whose network goes away without a word: all are gone within the silence limit, and come back.
# Needs root, iproute2 and Debian's python3-websockets.
source "$(dirname "$0")/network.sh"

clients=${CLIENTS:-200}
limit=${LIMIT_SECONDS:-32}              # 30 s of silence, and 2 s
serve --doors plaza --max-players 512 --duration 180

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

crowd "$clients" 1 600 >"$work/crowd.log" 2>"$work/crowd.err" &
people=$!
started+=("$people")
until grep -q '^connected' "$work/crowd.log"; do kill -0 $people; sleep 0.2; done
sleep 2
expect "in" "$(reported sessions)" == "$clients"

ip -n $there link set veth-b down
began=$(date +%s)
until [ "$(reported sessions)" -eq 0 ] || [ $(($(date +%s) - began)) -gt "$limit" ]; do sleep 0.5; done
expect "seconds until all slots were free" $(($(date +%s) - began)) '<=' "$limit"

ip -n $there link set veth-b up
crowd "$clients" 1 0 | grep -q "^connected $clients" || failed=1
echo "the same $clients came back: $([ $failed -eq 0 ] && echo yes || echo no)"
exit $failed

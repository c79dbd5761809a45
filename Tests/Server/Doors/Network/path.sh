#!/usr/bin/env bash
# Bad ways between server and clients: each direction cut for 3 s; a link of 576 bytes, one that swallows what is longer than that, and one that
# is too narrow; ports that change while people play. They play on within a second, or hear why not.
# Needs root, iproute2, nftables and python3.
source "$(dirname "$0")/network.sh"

serve --duration 400

# cut NAME SPACE RULE: eight clients, and what comes into that namespace by that rule is dropped for 3 s
cut() {
    play "$1" 8 12 &
    playing=$!
    sleep 8
    ip netns exec "$2" nft add table ip cut
    ip netns exec "$2" nft 'add chain ip cut in { type filter hook input priority 0; }'
    # shellcheck disable=SC2086
    ip netns exec "$2" nft add rule ip cut in $3 drop
    sleep 3
    ip netns exec "$2" nft delete table ip cut
    wait "$playing" || true
    expect "$1: disconnected" "$(played "$1" disconnects)" == 0
    expect "$1: longest time without a snapshot, ms" "$(played "$1" longestGapMs)" '<=' 4000
    expect "$1: longest time without a command heard, ms" "$(played "$1" longestUnheardMs)" '<=' 4000
}

cut to-clients $there "udp sport 9050"
cut to-server $here "udp dport 9050"

# link HERE THERE: bytes of the longest packet that each end takes
link() { ip -n $here link set veth-a mtu "$1" && ip -n $there link set veth-b mtu "$2"; }

for ends in "576 576" "1500 576" "576 1500"; do
    # shellcheck disable=SC2086
    link $ends
    play narrow 8 6 || true
    expect "ends of $ends bytes: connected" "$(played narrow connected)" == 8
    expect "ends of $ends bytes: disconnected" "$(played narrow disconnects)" == 0
    expect "ends of $ends bytes: snapshots lost, %" "$(lost narrow)" '<' 1
done

link 528 528
play narrow 8 1 || true
expect "ends of 528 bytes: ended" "$(played narrow disconnects)" == 8
expect "ends of 528 bytes: why" "'$(played narrow disconnectReasons)'" == "'NarrowPath'"
link 1500 1500

ip netns exec $there /usr/bin/python3 "$folder/rebinding.py" >"$work/rebinding.log" &
router=$!
started+=("$router")
until grep -q '^ready' "$work/rebinding.log"; do kill -0 $router; sleep 0.2; done
address=192.0.2.2:9051
play moved 8 12 &
playing=$!
sleep 8
kill -USR1 $router
sleep 3
kill -USR1 $router
wait "$playing" || true
expect "ports that change twice: disconnected" "$(played moved disconnects)" == 0
expect "ports that change twice: longest time without a snapshot, ms" "$(played moved longestGapMs)" '<=' 2000
expect "ports that change twice: longest time without a command heard, ms" "$(played moved longestUnheardMs)" '<=' 2000
tail -n 1 "$work/rebinding.log"
kill "$server"
wait "$server" || failed=1
exit $failed

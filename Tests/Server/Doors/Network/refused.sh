#!/usr/bin/env bash
# Ends of connections that refuse: a firewall answers the server with "unreachable" for the ports of half of the clients, one on its own machine
# does not let it send there, and at last those clients are killed while it sends. It lives, and the other half loses less than 1 %.
# Needs root, iproute2, nftables and python3.
source "$(dirname "$0")/network.sh"

ports() { ip netns exec $there ss -uanH | awk '{ sub(/.*:/, "", $4); print $4 }' | sort; }
# refuse SPACE HOOK VERDICT SECONDS: what has one of the ports as its destination
refuse() {
    ip netns exec "$1" nft add table ip refuse
    ip netns exec "$1" nft "add chain ip refuse at { type filter hook $2 priority 0; }"
    ip netns exec "$1" nft "add rule ip refuse at udp dport { $refused } counter $3"
    sleep "$4"
    echo "      $3 at $2: $(ip netns exec "$1" nft list table ip refuse | grep -o 'packets [0-9]*')"
    ip netns exec "$1" nft delete table ip refuse
}

serve --duration 200
play others 16 26 &
playing=$!
sleep 4
ports >"$work/others"
ip netns exec $there dotnet $bin/Ecs.Benchmarks.dll load --clients 16 --seconds 100 --names refused --address $address >"$work/refused.log" 2>&1 &
victims=$!
started+=("$victims")
sleep 6
ports >"$work/all"
refused=$(comm -13 "$work/others" "$work/all" | paste -sd, -)
expect "clients in" "$(reported sessions)" == 32
refuse $there input reject 5
refuse $here output drop 4
kill -KILL $victims
wait "$playing" || true
kill -0 "$server" && echo "pass  the server lives" || { echo "FAIL  the server is gone"; exit 1; }
expect "the others: disconnected" "$(played others disconnects)" == 0
expect "the others: snapshots lost, %" "$(lost others)" '<' 1
expect "the others: longest time without a snapshot, ms" "$(played others longestGapMs)" '<' 500
expect "the others: commands too late" "$(reported drops.input-late 0)" '<' 250
kill "$server"
wait "$server" || failed=1
exit $failed

#!/usr/bin/env bash
# A server whose machine has been up for 11.6 days, a billion milliseconds: it plays, and counts as another one would.
# Needs root, iproute2, python3 and a kernel with time namespaces.
source "$(dirname "$0")/network.sh"

ahead=1002240
wrapped=(unshare -T --monotonic $ahead --boottime $ahead)
serve --duration 40
echo "its monotonic clock: $(awk '/monotonic/ { print $2 }' "/proc/$server/timens_offsets") s ahead"
[ "$(awk '/monotonic/ { print $2 }' "/proc/$server/timens_offsets")" -eq $ahead ] || { echo "FAIL  no time namespace"; exit 1; }
play old 8 20 || true
wait "$server" || failed=1
counted() { grep -o "$1=[0-9.]*" "$work/server.log" | cut -d= -f2; }
expect "connected" "$(played old connected)" == 8
expect "disconnected" "$(played old disconnects)" == 0
expect "snapshots lost, %" "$(lost old)" '<' 1
expect "command to effect at p50, ms" "$(played old inputToEffectMs)['p50']" '<' 120
expect "ticks, run and given up" "$(counted ticks) + $(counted skipped)" == 2400
expect "seconds" "abs($(counted seconds) - 40)" '<' 0.5
expect "seconds in the report" "abs($(reported second) - 40)" '<=' 1
expect "ticks in the report" "abs($(reported ticksRun 0) - $(counted ticks))" '<=' 120
cat "$work/server.log"
exit $failed

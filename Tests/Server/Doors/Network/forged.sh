#!/usr/bin/env bash
# Honest clients while a stranger forges: FORGED connect requests from 60,000 addresses; then JUNK_RATE datagrams a second for JUNK_SECONDS, of
# noise and, once more, of what costs the server most. No slot is taken, memory stays, and the honest lose less than 1 %.
# RECEIVE_BUFFER sets net.core.rmem_max of the server's namespace; without it, it is the kernel's own.
# Needs root, iproute2 and python3.
source "$(dirname "$0")/network.sh"

forged=${FORGED:-100000}
rate=${JUNK_RATE:-50000}
seconds=${JUNK_SECONDS:-60}
[ -z "${RECEIVE_BUFFER:-}" ] || ip netns exec $here sysctl -q -w net.core.rmem_max="$RECEIVE_BUFFER"

# Answers to addresses that do not exist have a way, or nothing would be sent to them.
ip -n $here route add default via 192.0.2.2
flood() { ip netns exec $there /usr/bin/python3 "$folder/flood.py" "$@"; }
resident() { awk '/VmRSS/ { print $2 }' "/proc/$server/status"; }

serve --duration 600
echo "receive buffer: rmem_max $(ip netns exec $here cat /proc/sys/net/core/rmem_max), got $(ip netns exec $here ss -uanmH 'sport = :9050' | grep -o 'rb[0-9]*')"

play before 16 5
sleep 3
before=$(resident)
flood connect "$forged" 20000 &
started+=("$!")
flooding=$!
sleep 1
play joining 16 3
wait "$flooding"
sleep 3
expect "forged requests: sessions" "$(reported sessions)" == 0
expect "forged requests: honest clients that came meanwhile" "$(played joining connected)" == 16
echo "      resident $before -> $(resident) KiB, with the clients that came meanwhile"

# under NAME KINDS: 32 honest clients in a flood
under() {
    from=$(second)
    dropped=$(dropped $here)
    flood "$2" $((rate * seconds)) "$rate" >"$work/flood" &
    started+=("$!")
    flooding=$!
    play "$1" 32 $((seconds - 12)) &
    started+=("$!")
    playing=$!
    sleep $((seconds - 6))
    heard=$(reported packetsIn "$from")
    dropped=$(($(dropped $here) - dropped))
    elsewhere=$(dropped $there)
    wait "$playing" || true
    wait "$flooding"
    echo "      $1: $(cat "$work/flood")"
    echo "      $1: kernel dropped $dropped and gave $heard at the server, dropped $elsewhere at the clients; effect of a command $(played "$1" inputToEffectMs)"
    echo "      $1: server $(reported cpuMsPerSecond "$from") ms of CPU a second, tick p50 $(reported tickP50 "$from") ms, commands too late $(reported drops.input-late "$from")"
    expect "$1: honest clients disconnected" "$(played "$1" disconnects)" == 0
    expect "$1: snapshots lost, %" "$(lost "$1")" '<' 1
    expect "$1: datagrams lost at the server, %" "100 * $dropped / ($dropped + $heard)" '<' 1
    expect "$1: tick p99, ms of 16.7" "$(reported tickP99 "$from")" '<' 8.33
    expect "$1: ticks given up, of 1,000" "1000 * $(reported ticksSkipped "$from") / $(reported ticksRun "$from")" '<' 1
}

under noise noise
sleep 3
under worst connect,cookie,list,stray,proof,long
expect "lines logged" "$(grep -vc ' session \|Session' "$work/server.err" || true)" '<=' 40
kill "$server"
wait "$server" || failed=1
exit $failed

# What the scripts of this folder share; they source it. Two network namespaces of their own, a server at 192.0.2.1 in $here and everybody else
# at 192.0.2.2 in $there, on the two ends of one link. They, and all that was started, end with the script.
# Needs root, iproute2 and python3. BUILT=1 takes the binaries that are there.
set -euo pipefail
export ECS_Web__Address=off
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$folder/../../../.."

here=ecs-$$-a
there=ecs-$$-b
work=$(mktemp -d)
bin=Benchmarks/bin/Release/net10.0
started=()
failed=0

leave() {
    for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; done
    wait
    ip netns del $here 2>/dev/null || true
    ip netns del $there 2>/dev/null || true
    rm -rf "$work"
}
trap leave EXIT

[ "$(id -u)" -eq 0 ] || { echo "needs root, for network namespaces of its own"; exit 1; }
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

# serve OPTION...: a server with a report, ready; its process is $server
serve() {
    ip netns exec $here "${wrapped[@]}" dotnet $bin/Ecs.Server.dll --bind 192.0.2.1 --report "$work/report" "$@" \
        </dev/null >"$work/server.log" 2>"$work/server.err" &
    server=$!
    started+=("$server")
    until grep -q '^ready' "$work/server.log"; do kill -0 "$server" || { cat "$work/server.err"; exit 1; }; sleep 0.2; done
}
wrapped=()

# play NAME CLIENTS SECONDS: honest clients, at $address, which measure for so long after four seconds of warming up
address=192.0.2.1:9050
play() {
    ip netns exec $there dotnet $bin/Ecs.Benchmarks.dll load --clients "$2" --seconds "$3" --address "$address" --names "$1" \
        --json "$work/$1.json" >"$work/$1.log" 2>&1
}

# played NAME FIELD
played() { /usr/bin/python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$work/$1.json" "$2"; }

# lost NAME: percent of 30 snapshots a second that the clients of a play did not get
lost() { /usr/bin/python3 -c 'import sys; print(round(max(0, 100 - float(sys.argv[1]) / 0.3), 2))' "$(played "$1" snapshotsPerClientPerSecond)"; }

# second: of the server's life, as its report counts
second() { tail -n 1 "$work/report" | /usr/bin/python3 -c 'import json, sys; print(json.loads(sys.stdin.readline())["second"])'; }

# reported FIELD [FROM]: of the last line of the report, or over the lines after that second: sums, of tickP99 (ms) that of all ticks
reported() { /usr/bin/python3 "$folder/report.py" "$work/report" "$@"; }

# dropped SPACE: datagrams that the kernel has dropped because a socket's buffer was full; of sockets that are open
dropped() { ip netns exec "$1" cat /proc/net/udp | awk 'NR > 1 { sum += $NF } END { print sum + 0 }'; }

# expect NAME VALUE OPERATOR LIMIT: one line that says whether it holds
expect() {
    if /usr/bin/python3 -c "import sys; sys.exit(not ($2 $3 $4))"; then
        echo "pass  $1: $2 ($3 $4)"
    else
        echo "FAIL  $1: $2 ($3 $4)"
        failed=1
    fi
}

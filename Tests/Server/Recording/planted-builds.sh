#!/usr/bin/env bash
# Do the replay tools name a real divergence? Builds this tree three times more, each with one planted difference in one
# system, and lets them meet recordings of the clean build: by the recording's detail, by --with, and by diff.
# Usage: Tests/Server/Recording/planted-builds.sh        (a few minutes; works in a folder of its own, which it removes)
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 ECS_Web__Address=off
failures=0

build() { # name, file, sed expression
    mkdir -p "$work/$1"
    (cd "$root" && git ls-files -z | xargs -0 tar cf -) | tar xf - -C "$work/$1"
    if [ -n "${2:-}" ]; then
        sed -i "$3" "$work/$1/$2"
        if cmp -s "$root/$2" "$work/$1/$2"; then echo "$1: nothing was planted in $2"; exit 2; fi
    fi
    dotnet build -c Release "$work/$1/Server" -v q >"$work/$1.log" 2>&1 || { cat "$work/$1.log"; exit 2; }
}

server() { dotnet "$work/$1/Server/bin/Release/net10.0/Ecs.Server.dll" "${@:2}"; }

record() { # name, file, options
    server "$1" --bots 8 --port 0 --duration 12 --log-level error --record "$2" "${@:3}" >/dev/null </dev/null
}

# Says whether the tool named the system, component and field that were planted.
check() { # what, wanted, output
    local found
    found=$(grep -oE 'First wrong after [A-Za-z]+: .*' <<<"$3" | head -n 1 || true)
    if grep -qE "$2" <<<"$found"; then echo "ok    $1: $found"; else echo "WRONG $1: ${found:-$3}"; failures=$((failures + 1)); fi
}

build clean
record clean "$work/plain.rec"
record clean "$work/detail.rec" --record-detail

try() { # name, file, sed expression, wanted
    build "$1" "$2" "$3"
    record "$1" "$work/$1.rec" --record-detail
    check "$1 by detail" "$4" "$(server "$1" replay verify "$work/detail.rec" || true)"
    check "$1 by --with" "$4" "$(server "$1" replay verify "$work/plain.rec" --with "$work/clean/Server/bin/Release/net10.0/Ecs.Server.dll" || true)"
    check "$1 by diff" "$4" "$(server clean replay diff "$work/detail.rec" "$work/$1.rec" || true)"
}

try cooldown Simulation/Systems/WeaponSystem.cs \
    's/weapon.CooldownLeft = weapon.CooldownTicks;/weapon.CooldownLeft = (ushort)(weapon.CooldownTicks - 1);/' \
    'after Weapons: .*Weapon\.CooldownLeft'
try rounding Simulation/Systems/MovementSystem.cs \
    's/speed.Scale(intent.MoveX, FullMove)/new Fixed((int)((long)speed.Raw * intent.MoveX \/ FullMove))/' \
    'after Movement: .*(Position|Velocity)\.X'
try order Simulation/WorldCommands.cs \
    's/births.Sort(static (left, right) => Birth.Compare(left, right));/births.Reverse();/' \
    'after PlayBack: '

[ "$failures" -eq 0 ] && echo "all named" || { echo "$failures not named"; exit 1; }

#!/bin/sh
# Makes the pictures of this folder anew: a virtual screen, the built window, real keys and clicks; and the page in Chromium.
# Needs xvfb, xdotool, libsdl2-2.0-0 and chromium; run it from anywhere. Pictures of the page (web-*.png) are taken by
# Tests/Page/ChromiumPictureTests.cs, those of the operator's page (admin-*.png) by ChromiumAdminTests.cs.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
export XDG_RUNTIME_DIR="$work"
trap 'rm -rf "$work"' EXIT

dotnet build "$root/DebugView" -c Release -v q
program="$root/DebugView/bin/Release/net10.0/Ecs.DebugView.dll"

# picture NAME 'XDOTOOL COMMANDS' OPTIONS...: starts the window, waits, does the commands, and keeps the last of the frames.
picture() {
    name=$1
    hands=$2
    shift 2
    hands="$hands" file="$work/$name.png" xvfb-run -a -s "-screen 0 1280x720x24" sh -c '
        dotnet "$@" --frames "${FRAMES:-420}" --screenshot "$file" >/dev/null &
        window=$!
        sleep 3
        eval "$hands"
        wait $window
    ' picture "$program" "$@"
    mv "$work/$name.png" "$here/$name.png"
    echo "$here/$name.png"
}

dotnet build "$root/Server" -c Release -v q
dotnet "$root/Server/bin/Release/net10.0/Ecs.Server.dll" --port 0 --web off --bots 16 --duration 40 --record "$work/match.rec" --log-level error >/dev/null

picture hosted 'xdotool key Tab' --port 0 --web off --bots 16 --log-level error
picture cells '
    xdotool key 8 key 5 mousemove 320 230 click 4 click 4 click 4; sleep 0.2
    xdotool mousedown 1; sleep 0.2; xdotool mousemove 600 280; sleep 0.2; xdotool mouseup 1
' --port 0 --web off --bots 32 --log-level error
picture argentum 'xdotool mousemove 606 285 click 4 click 4 click 4 click 4 click 4 click 4 key Tab' --port 0 --web off --mode argentum --bots 12 --log-level error
picture survival 'xdotool mousemove 606 285 click 4 click 4 click 4 key Tab' --port 0 --web off --mode survival --bots 24 --log-level error
picture waves 'xdotool key Tab' --port 0 --web off --mode waves --bots 2 --log-level error
FRAMES=180 picture replay 'xdotool key Tab' --replay "$work/match.rec" --tick 1500

ECS_PAGE_PICTURES="$here" ECS_REQUIRE_ALL=1 dotnet test -c Release "$root/Tests" --filter "FullyQualifiedName~ChromiumPictureTests|FullyQualifiedName~ChromiumAdminTests"

#!/usr/bin/env bash
# A newcomer's hour: packs the packages, and in an empty folder, with an empty package cache, does what docs/tutorial.md says, line by
# line; then the same with the template. Prints each command with what it said; 0 when everything went as the page says.
# Usage: Tests/Packages/newcomer.sh        (a few minutes; works in a folder of its own, which it removes unless KEEP=1)
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
[ "${KEEP:-}" = 1 ] && echo "in $work" || trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_CLI_HOME=$work/home
feed=$work/packages
failed=0

say() { printf '\n$ %s\n' "$*"; }
wrong() { echo "FAIL: $*"; failed=$((failed + 1)); }

say dotnet pack Ecs.sln -c Release -o "$feed"
(cd "$root" && dotnet pack Ecs.sln -c Release -v q -o "$feed") || { echo "FAIL: the packages"; exit 1; }
ls "$feed"
export NUGET_PACKAGES=$work/cache
version=$(basename "$feed"/Ecs.Simulation.*.nupkg .nupkg); version=${version#Ecs.Simulation.}

# A command of the page as a test runs it: the window on a screen that nobody sees, for a few pictures.
run() {
    local line=$1
    case $line in
        "dotnet pack "*|"dotnet new install "*|"dotnet new ecs-game "*) return 0 ;;
        "dotnet nuget add source "*) line=${line//\~\/ecs-packages/$feed} ;;
        *MyGame.Window*) line="xvfb-run -a $line --frames 120 --screenshot $work/window.png" ;;
    esac
    say "$line"
    local wanted=0 code=0
    case $line in *" --flip "*) wanted=1 ;; esac
    bash -c "$line" > "$work/said" 2>&1 || code=$?
    tail -n 25 "$work/said"
    [ "$code" = "$wanted" ] || { cat "$work/said"; wrong "exit code $code: $line"; }
}

mkdir "$work/page"; cd "$work/page"
python3 "$root/Tests/Packages/newcomer.py" "$root/docs/tutorial.md" > "$work/steps.json"
count=$(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))))' "$work/steps.json")
for ((step = 0; step < count; step++)); do
    line=$(python3 - "$work/steps.json" "$step" "$version" <<'PY'
import json, os, sys
step = json.load(open(sys.argv[1]))[int(sys.argv[2])]
if "run" in step:
    print(step["run"])
else:
    os.makedirs(os.path.dirname(step["file"]) or ".", exist_ok=True)
    open(step["file"], "w", encoding="utf-8").write(step["text"].replace("ECS_VERSION", sys.argv[3]))
PY
)
    if [ -n "$line" ]; then run "$line"; fi
done
[ -s "$work/window.png" ] || wrong "no picture of the window"

# A planted bit in the game's own component is named: of a hundred numbers some draw it.
named=""
for flip in $(seq 1 100); do
    dotnet MyGame/bin/Debug/net10.0/MyGame.dll replay verify match.rec --flip "$flip" > "$work/said" 2>&1 || true
    if grep -q 'Caught\.Times' "$work/said"; then named=$flip; break; fi
done
say "dotnet run --project MyGame -- replay verify match.rec --flip $named"
cat "$work/said"
[ -n "$named" ] || wrong "no number of a hundred names Caught.Times"

say "every package that this game restores"
(cd MyGame.Window && dotnet list package --include-transitive) | tee "$work/said"
grep -q MessagePackAnalyzer "$work/said" && wrong "the analyzer is restored"

mkdir "$work/template"; cd "$work/template"
cp "$work/page/nuget.config" .
say dotnet new install "$feed/Ecs.Templates.$version.nupkg"
dotnet new install "$feed/Ecs.Templates.$version.nupkg" || wrong "the template cannot be installed"
say dotnet new ecs-game -n Catch
dotnet new ecs-game -n Catch -o . --force || wrong "the template makes nothing"
for file in $(cd "$work/page" && find . -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.tmj' \) -not -path '*/obj/*' -not -path '*/bin/*'); do
    made=${file//MyGame/Catch}
    diff <(sed 's/MyGame/Catch/g' "$work/page/$file") "$made" || wrong "$made is not the page's"
done
run "dotnet test Catch.Tests"
run "dotnet run --project Catch -- --bots 4 --duration 2"

echo
[ "$failed" = 0 ] && echo "newcomer: all as the page says" || { echo "newcomer: $failed wrong"; exit 1; }

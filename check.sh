#!/usr/bin/env bash
# Format check, build without warnings, all tests. `--genuine` builds and tests against each genuine package instead of its stand-in.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

step() { printf '\n== %s\n' "$*"; }

# One switch on and the other off: what each package changes shows by itself.
genuine() {
    local switch=$1 log
    step "$switch: restore"
    log=$(mktemp)
    if ! dotnet restore Ecs.sln "-p:$switch=true" >"$log" 2>&1; then
        local reason
        reason=$(grep -oE 'NU[0-9]{4}: [^[]*' "$log" | sort -u | head -n 1 | sed -E 's/ No packages exist.*//' || true)
        rm -f "$log"
        echo "$switch: not run, ${reason:-the restore failed}"
        return 0
    fi
    rm -f "$log"
    step "$switch: build and test"
    dotnet build Ecs.sln -c Release --no-restore "-p:$switch=true"
    dotnet test Ecs.sln -c Release --no-build "-p:$switch=true"
}

case "${1:-}" in
    "") ;;
    --genuine) genuine GenuineArch; genuine GenuineRaylib; exit 0 ;;
    *) echo "usage: ./check.sh [--genuine]" >&2; exit 64 ;;
esac

# What the published server is made of comes first: the restore after it is the one that is built from.
step "restore"
dotnet restore Server -p:RuntimeIdentifier=linux-x64
dotnet restore Ecs.sln

# Style and analyzers are the build's, which has them as errors: here is what it does not look at.
step "format"
dotnet format whitespace Ecs.sln --no-restore --verify-no-changes

step "build"
dotnet build Ecs.sln -c Release --no-restore

step "test"
dotnet test Ecs.sln -c Release --no-build

step "the same worlds in a debug build"
# Analyzers have spoken, and that a changed bit is noticed is shown above: here it is the hashes that count.
dotnet test Tests/Tests.csproj -c Debug --no-restore -p:RunAnalyzers=false \
    --filter "FullyQualifiedName~Determinism&FullyQualifiedName!~One_bit_of&FullyQualifiedName!~PlantedFault&FullyQualifiedName!~ProcessTests"

echo
echo "check: all good"

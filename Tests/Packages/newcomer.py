"""What docs/tutorial.md tells a reader to write and to run, in its order: prints one JSON object with a list of steps, each
{"file": path, "text": ...} or {"run": command}."""
import json
import re
import sys

steps = []
lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
i = 0
while i < len(lines):
    if lines[i].startswith("```"):
        language = lines[i][3:]
        end = next(n for n in range(i + 1, len(lines)) if lines[n] == "```")
        body = lines[i + 1:end]
        if language == "":
            steps += [{"run": line} for line in body]
        else:
            name = re.fullmatch(r"`([^`]+)`:", lines[i - 2])
            steps.append({"file": name[1], "text": "\n".join(body) + "\n"})
        i = end
    i += 1
print(json.dumps(steps))

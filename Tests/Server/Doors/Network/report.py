"""report.py FILE FIELD [FROM]: a field of a server's report (docs/report.md), of its last line or summed over all lines after a second."""
import json
import sys

path, field = sys.argv[1:3]
lines = []
for line in open(path):
    try:
        record = json.loads(line)
    except ValueError:
        continue  # The server is writing it.
    if record["kind"] == "second":
        lines.append(record)
if len(sys.argv) > 3:
    lines = [record for record in lines if record["second"] > int(sys.argv[3])]
else:
    lines = lines[-1:]


def percentile(share):
    counts = {}
    for record in lines:
        for bound, count in record["tickUs"]:
            counts[bound] = counts.get(bound, 0) + count
    left = share * sum(counts.values())
    for bound in sorted(counts):
        left -= counts[bound]
        if left <= 0:
            return bound / 1000
    return 0


if field == "tickP99":
    print(percentile(0.99))
elif field == "tickP50":
    print(percentile(0.5))
elif field.startswith("drops."):
    print(sum(record["drops"].get(field[6:], 0) for record in lines))
elif field == "cpuMsPerSecond":
    print(round(sum(record[field] for record in lines) / max(1, len(lines)), 1))
else:
    print(sum(record[field] for record in lines))

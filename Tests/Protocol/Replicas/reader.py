"""An independent reader of snapshots, written from docs/protocol.md alone.

    python3 reader.py RECORDING

RECORDING is text, one JSON object a line. A receiver's stream begins with

    {"receiver": NAME, "entered": HEX, "schema": HEX}

where HEX are the bytes of the messages `Entered` and `SchemaList` as they came. One line for each part that arrived follows,
in the order of arrival:

    {"part": HEX}                     the part finished no snapshot that could be used
    {"part": HEX, "holds": HOLDS}     it did, and this is what another reader then held

    HOLDS = {"tick", "confirmed", "margin", "late", "clock", "own": numbers, "acts": four of them,
             "view": [[id, lane, nearness, [value of each field of the kind, or null where it is not told]], ...]}

The values are those of the snapshot's tick, of 64 bits with a sign. The reader decodes the parts, compares, prints every difference (the first 20 of
them) and a line of sums, and ends with 0 when there is no difference and at least one snapshot, with 1 otherwise, and with 65
where the recording is not one.
"""

import json
import sys
from dataclasses import dataclass, replace
from itertools import groupby

SEVERAL_PARTS, WHOLE, HEADER, MARGIN, CHANGES, ENTERS, PROOF = 1, 2, 4, 8, 16, 32, 64
AVATAR, BULLET, OWN = 1, 2, 6
FLIES, COUNTS_DOWN = 1, 2
NO_ACT = 63
X, Y, OWNER = 1, 2, 3
NOTHING = -128


class Malformed(Exception):
    """Bytes that do not have the layout of the page."""


# ---- MessagePack, as much of it as messages use


class Pack:
    """Reads one MessagePack value after another."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        """The next `count` bytes."""
        piece = self.data[self.at:self.at + count]
        if len(piece) != count:
            raise Malformed("message cut short")
        self.at += count
        return piece

    def number(self, count, signed=False):
        """A big-endian number of `count` bytes."""
        return int.from_bytes(self.take(count), "big", signed=signed)

    def value(self):
        """The next value: an int, bool, str, bytes or list."""
        head = self.number(1)
        if head < 0x80:
            return head
        if 0x90 <= head < 0xA0:
            return self.array(head & 15)
        if 0xA0 <= head < 0xC0:
            return self.take(head & 31).decode("utf-8")
        if head >= 0xE0:
            return head - 256
        if head in (0xC2, 0xC3):
            return head == 0xC3
        if 0xC4 <= head <= 0xC6:
            return self.take(self.number(1 << head - 0xC4))
        if 0xCC <= head <= 0xCF:
            return self.number(1 << head - 0xCC)
        if 0xD0 <= head <= 0xD3:
            return self.number(1 << head - 0xD0, signed=True)
        if 0xD9 <= head <= 0xDB:
            return self.take(self.number(1 << head - 0xD9)).decode("utf-8")
        if head in (0xDC, 0xDD):
            return self.array(self.number(2 << head - 0xDC))
        raise Malformed(f"MessagePack byte {head:#x}")

    def array(self, count):
        """The next `count` values."""
        return [self.value() for _ in range(count)]


def message(data, expected):
    """The fields of the message with the id `expected`."""
    pack = Pack(data)
    fields = pack.value()
    if pack.at != len(data) or not isinstance(fields, list) or fields[:1] != [expected]:
        raise Malformed(f"not a message {expected}")
    return fields[1:]


# ---- Bits and numbers


def word(value):
    """The number as 64 bits with a sign: all arithmetic of the page is modulo 2^64."""
    return (value + (1 << 63)) % (1 << 64) - (1 << 63)


class Bits:
    """Reads bits, the least significant one of each byte first."""

    def __init__(self, data):
        self.value, self.left = int.from_bytes(data, "little"), 8 * len(data)

    def take(self, count):
        """An unsigned number of `count` bits."""
        if count > self.left:
            raise Malformed("body cut short")
        taken = self.value & (1 << count) - 1
        self.value >>= count
        self.left -= count
        return taken

    def take_signed(self, count):
        """A number of `count` bits in two's complement."""
        taken = self.take(count)
        return taken - (1 << count) if taken >> count - 1 else taken

    def number(self, k):
        """Number(k)."""
        ones = 0
        while ones < 64 - k and self.take(1):
            ones += 1
        return self.take(k + ones) + ((1 << ones) - 1 << k)

    def signed(self, k):
        """Signed(k)."""
        counted = self.number(k)
        return -(counted + 1 >> 1) if counted & 1 else counted >> 1

    def groups(self):
        """A number in groups of seven bits, each with a bit that says whether another group follows."""
        result, shift, more = 0, 0, 1
        while more:
            result |= self.take(7) << shift
            shift += 7
            more = self.take(1)
        return result

    def end(self):
        """Holds the body to its end: zeros up to a whole byte."""
        if self.left >= 8 or self.value:
            raise Malformed("bits behind the end")


# ---- Schema


@dataclass(frozen=True)
class Field:
    """One line of a SchemaList."""

    kind: int
    component: str
    name: str
    size: int
    signed: bool
    angle: bool
    quantum: int
    value_bits: int
    change_bits: int
    audience: int
    predictor: int
    by: int
    role: int

    def exact(self):
        """The field as it is told of the receiver's own avatar."""
        more = self.quantum.bit_length() - 1
        change_bits = self.change_bits if self.predictor == FLIES else min(31, self.change_bits + more)
        return replace(self, quantum=1, value_bits=min(31, self.value_bits + more), change_bits=change_bits)

    @property
    def wraps(self):
        """Whether the next multiple of the quantum after the largest is 0."""
        return self.angle and 65536 % self.quantum == 0

    def told(self, quanta):
        """The value that a number of quanta stands for."""
        return word(quanta * self.quantum)

    def changed(self, value, quanta):
        """The value, and a change in quanta on top."""
        value = word(value + quanta * self.quantum)
        return value % 65536 if self.wraps else value

    def rounded(self, value):
        """The nearest multiple of the quantum that the type has, halves upwards."""
        if self.quantum == 1:
            return value
        value = (value + self.quantum // 2) // self.quantum * self.quantum
        if self.wraps:
            return value % 65536
        signed, bits = self.signed or self.size == 8, 8 * self.size
        least = -(1 << bits - 1) if signed else 0
        if value < least:
            return value + self.quantum
        return value - self.quantum if value >= least + (1 << bits) else value

    def rounded_down(self, value):
        """The nearest multiple of the quantum, halves downwards."""
        return -((self.quantum // 2 - value) // self.quantum) * self.quantum


class Kind:
    """The fields of one kind of entity, in the order of the wire, as one lane is told them."""

    def __init__(self, fields):
        self.fields = fields
        flown_by = {field.by for field in fields if field.predictor == FLIES}
        self.ages = any(field.predictor in (FLIES, COUNTS_DOWN) for field in fields)
        self.motion = 0
        while self.motion < len(fields) and (fields[self.motion].predictor == FLIES or self.motion in flown_by):
            self.motion += 1

    def told(self, nearness, among):
        """Those of the field numbers `among` that a receiver of this nearness is told."""
        return [number for number in among if self.fields[number].audience <= nearness]

    def components(self, nearness):
        """The told fields that are not motion, as a list for each component."""
        numbers = self.told(nearness, range(self.motion, len(self.fields)))
        return [list(run) for _, run in groupby(numbers, lambda number: self.fields[number].component)]


class Schema:
    """What a SchemaList says: the kind of each lane."""

    def __init__(self, data):
        self.hash, lines = message(data, 81)
        fields = [Field(*line) for line in lines]
        self.lanes = {kind: Kind([f for f in fields if f.kind == kind]) for kind in {f.kind for f in fields}}
        if AVATAR in self.lanes:
            self.lanes[OWN] = Kind([field.exact() for field in self.lanes[AVATAR].fields])


# ---- Records and views


@dataclass(frozen=True)
class Record:
    """What the receiver was told of an entity: values, None where a field is not told, and the tick that they are of."""

    id: int
    lane: int
    nearness: int
    tick: int
    values: tuple

    def at(self, kind, tick, number):
        """What the predictors make of a field at a later tick."""
        field, value, passed = kind.fields[number], self.values[number], tick - self.tick
        if value is None or field.predictor not in (FLIES, COUNTS_DOWN):
            return value
        if field.predictor == COUNTS_DOWN:
            return max(0, word(value - passed))
        return word(value + passed * (self.values[field.by] or 0))


@dataclass(frozen=True)
class Snapshot:
    """A decoded snapshot: the header, and the records of what is in view, in the order of places."""

    tick: int
    lead: int
    margin: int
    late: int
    clock: int
    own: int
    acts: tuple
    largest: int
    view: tuple

    @property
    def confirmed(self):
        """The newest tick of which the server waits for no command any more, 0 = none."""
        return 0 if self.lead == NOTHING else self.tick + self.lead

    def holds(self, schema):
        """The snapshot in the form of the recording."""
        view = []
        for record in self.view:
            kind = schema.lanes[record.lane]
            values = [record.at(kind, self.tick, number) for number in range(len(kind.fields))]
            view.append([record.id, record.lane, record.nearness, values])
        return {"tick": self.tick, "confirmed": self.confirmed, "margin": self.margin, "late": self.late,
                "clock": self.clock, "own": self.own, "acts": list(self.acts), "view": view}


EMPTY = Snapshot(tick=0, lead=NOTHING, margin=NOTHING, late=0, clock=0, own=0, acts=(NO_ACT,) * 4, largest=0, view=())


class Body:
    """Decodes one body against the snapshot that it starts from."""

    def __init__(self, schema, flags, tick, bits, snapshots):
        """`snapshots` are the ones that the receiver has, by tick."""
        self.schema, self.flags, self.tick, self.bits = schema, flags, tick, bits
        self.start = EMPTY
        if not flags & WHOLE:
            self.start = snapshots.get(tick - 1 - bits.number(2))

    def snapshot(self):
        """The snapshot, or None where the receiver does not have the one that it starts from."""
        if self.start is None:
            return None
        lead, late, clock, self.own, *acts = self.said = self.header()
        margin = self.bits.take_signed(8) if self.flags & MARGIN else NOTHING
        self.largest = self.start.largest
        self.view = list(self.start.view)
        if self.flags & CHANGES:
            self.changes()
        if self.flags & ENTERS:
            self.enters()
        if self.flags & PROOF and self.bits.take(32) != self.hash() % (1 << 32):
            raise Malformed("a proof that fails")
        self.bits.end()
        return Snapshot(self.tick, lead, margin, late, clock, self.own, tuple(acts), self.largest, tuple(self.view))

    def header(self):
        """Lead, late, clock, own, and the ages of the four acts."""
        start, bits = self.start, self.bits
        has = [bits.take(1) for _ in range(5)] if self.flags & HEADER else [0] * 5
        return (bits.take_signed(8) if has[0] else start.lead,
                bits.take(16) if has[1] else start.late,
                bits.take(32) if has[2] else max(0, start.clock - (self.tick - start.tick)),
                bits.groups() if has[3] else start.own,
                *[bits.take(6) if has[4] and bits.take(1) else min(NO_ACT, age + self.tick - start.tick) for age in start.acts])

    def changes(self):
        """Updates and leaves, by places in the view of the starting point."""
        count, places = self.bits.number(1) + 1, len(self.view)
        if count > places:
            raise Malformed("more changes than places")
        k, place = (places // count).bit_length() - 1, -1
        for _ in range(count):
            place += 1 + self.bits.number(k)
            if place >= places:
                raise Malformed("a place beyond the view")
            self.view[place] = None if self.bits.take(1) else self.update(self.view[place])
        self.view = [record for record in self.view if record is not None]

    def update(self, record):
        """The record that replaces this one."""
        kind, bits = self.schema.lanes[record.lane], self.bits
        tick = self.tick - (bits.number(0) if kind.ages else 0)
        rest = bits.take(1)
        changing = [number for number in kind.told(record.nearness, range(kind.motion)) if bits.take(1)]
        for component in kind.components(record.nearness) if rest else []:
            if bits.take(1):
                changing += component if len(component) == 1 else [number for number in component if bits.take(1)]
        quanta = {number: bits.signed(kind.fields[number].change_bits) for number in sorted(changing)}
        values = []
        for number, field in enumerate(kind.fields):
            value = record.at(kind, tick, number)
            if value is not None:
                value = field.changed(field.rounded(value), quanta[number]) if number in quanta else field.rounded(value)
            values.append(value)
        return replace(record, tick=tick, values=tuple(values))

    def hash(self):
        """The hash of the header and the view."""
        numbers = list(self.said)
        for record in self.view:
            kind = self.schema.lanes[record.lane]
            numbers += [record.id, record.lane]
            numbers += [record.at(kind, self.tick, number) for number in kind.told(record.nearness, range(len(kind.fields)))]
        result = self.tick
        for number in numbers:
            mixed = (result ^ number % (1 << 64)) * 0x9E3779B97F4A7C15 % (1 << 64)
            result = mixed ^ mixed >> 29
        return result

    def enters(self):
        """Entities that come into view, behind the others."""
        lane, nearness, id, k = BULLET, 0, self.largest, 9
        while True:
            if self.bits.take(1):
                lane, nearness = self.bits.take(3), self.bits.take(2)
                if lane not in self.schema.lanes or nearness > 2:
                    raise Malformed(f"lane {lane}, nearness {nearness}")
            id = (id + self.bits.signed(k)) % (1 << 64)
            if id == 0:
                raise Malformed("an entity without an id")
            self.view.append(self.enter(id, lane, nearness))
            self.largest, k = max(self.largest, id), 3
            if not self.bits.take(1):
                return

    def enter(self, id, lane, nearness):
        """The record of an entity that comes into view."""
        kind, bits = self.schema.lanes[lane], self.bits
        age = bits.number(5) if kind.ages else 0
        values = [None] * len(kind.fields)
        for number in kind.told(nearness, range(len(kind.fields))):
            field = kind.fields[number]
            if field.role in (X, Y):
                values[number] = word(self.own_place(field) + bits.signed(field.value_bits) * field.quantum)
            elif field.role == OWNER:
                values[number] = word((bits.number(field.value_bits) - 1) % (1 << 8 * field.size))
            else:
                quanta = bits.signed(field.value_bits) if field.signed else bits.number(field.value_bits)
                values[number] = field.told(quanta)
        for number in kind.told(nearness, range(len(kind.fields))):
            field = kind.fields[number]
            if field.predictor == FLIES and field.role in (X, Y):
                values[number] = field.rounded_down(word(values[number] - age * (values[field.by] or 0)))
        return Record(id, lane, nearness, self.tick - age, tuple(values))

    def own_place(self, field):
        """The own avatar's x or y at this tick, rounded as this field is; 0 as long as it is not in the view."""
        kind = self.schema.lanes.get(OWN)
        for record in self.view:
            if record.lane == OWN:
                for number, other in enumerate(kind.fields):
                    if other.role == field.role:
                        return field.rounded(record.at(kind, self.tick, number))
        return 0


# ---- Parts


class Receiver:
    """Puts parts together and keeps the snapshots that later ones may start from. A snapshot that cannot be used takes them all along."""

    KEPT = 65

    def __init__(self, entered, schema):
        """From the bytes of the messages `Entered` and `SchemaList`."""
        fields = message(entered, 67)
        self.near, self.schema = fields[4], Schema(schema)
        if fields[9] != self.schema.hash:
            raise Malformed("a schema of another hash than Entered's")
        self.snapshots, self.newest = {}, None
        self.open, self.pieces = None, {}

    def receive(self, part):
        """The snapshot that this part finishes, or None."""
        if len(part) < 4 or part[0] >= 128:
            raise Malformed("not a part")
        flags = part[0]
        tick = self.near + (int.from_bytes(part[1:3], "little") - self.near + 32768) % 65536 - 32768
        index, count, piece = (part[3], part[4], part[5:]) if flags & SEVERAL_PARTS else (0, 1, part[3:])
        if index >= count or count > 60 or (flags & SEVERAL_PARTS and count < 2):
            raise Malformed(f"part {index} of {count}")
        if self.newest is not None and tick <= self.newest:
            return None
        head = (tick, flags, count)
        if self.open != head:
            if self.open and tick <= self.open[0]:
                return None
            self.open, self.pieces = head, {}
        self.pieces[index] = piece
        if len(self.pieces) < count:
            return None
        self.open = None
        bits = Bits(b"".join(self.pieces[i] for i in range(count)))
        kept, self.snapshots = self.snapshots, {}
        snapshot = Body(self.schema, flags, tick, bits, kept).snapshot()
        if snapshot:
            self.snapshots = kept
            self.keep(snapshot)
        return snapshot

    def keep(self, snapshot):
        """Remembers the snapshot, and forgets what no later one starts from."""
        self.newest = self.near = snapshot.tick
        self.snapshots[snapshot.tick] = snapshot
        if len(self.snapshots) > self.KEPT:
            del self.snapshots[min(self.snapshots)]


# ---- Comparing


class Comparison:
    """Counts what agrees, and says where something differs."""

    SHOWN = 20

    def __init__(self):
        self.snapshots = self.entities = self.values = self.differences = 0

    def differ(self, where, what):
        """Counts a difference, and prints it where there have not been too many."""
        self.differences += 1
        if self.differences <= self.SHOWN:
            print(f"{where}: {what}")

    def compare(self, where, read, held):
        """One snapshot as this reader read it and as the other one held it; None = none."""
        if read is None or held is None:
            if read is not held:
                self.differ(where, "no snapshot here, but there" if read is None else "a snapshot here, but not there")
            return
        self.snapshots += 1
        if read == held:
            self.entities += len(read["view"])
            self.values += sum(value is not None for entity in read["view"] for value in entity[3])
            return
        for name in read:
            if name != "view" and read[name] != held.get(name):
                self.differ(where, f"{name} {read[name]} here, {held.get(name)} there")
        here, there = ({entity[0]: entity for entity in view} for view in (read["view"], held["view"]))
        if list(here) != list(there):
            self.differ(where, f"in view {list(here)} here, {list(there)} there")
        for id in here.keys() & there.keys():
            if here[id] != there[id]:
                self.differ(where, f"entity {here[id]} here, {there[id]} there")


def run(path):
    """Reads a recording and prints the result; the exit code."""
    comparison, receiver, name = Comparison(), None, ""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            entry = json.loads(line)
            if "receiver" in entry:
                name = entry["receiver"]
                receiver = Receiver(bytes.fromhex(entry["entered"]), bytes.fromhex(entry["schema"]))
                continue
            where = f"line {number} ({name})"
            try:
                snapshot = receiver.receive(bytes.fromhex(entry["part"]))
            except Malformed as error:
                comparison.differ(where, f"refused here: {error}")
                continue
            comparison.compare(where, snapshot and snapshot.holds(receiver.schema), entry.get("holds"))
    print(f"{comparison.snapshots} snapshots, {comparison.differences} differences "
          f"({comparison.entities} entities, {comparison.values} values)")
    return 0 if comparison.snapshots and not comparison.differences else 1


def main():
    """The program."""
    if len(sys.argv) != 2:
        print("reader.py RECORDING", file=sys.stderr)
        return 78
    try:
        return run(sys.argv[1])
    except OSError as error:
        print(f"{sys.argv[1]}: {error.strerror}", file=sys.stderr)
        return 66
    except (ValueError, KeyError, TypeError, AttributeError, Malformed) as error:
        print(f"{sys.argv[1]} is no recording: {error}", file=sys.stderr)
        return 65


if __name__ == "__main__":
    sys.exit(main())

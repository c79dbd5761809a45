import { BitReader } from './bits.js';
import { MixingHash } from './hash.js';
import { Malformed } from './malformed.js';
import { OWN_LANE, ROLE, valueAt } from './schema.js';

export const FLAG = Object.freeze({ SEVERAL: 1, WHOLE: 2, HEADER: 4, MARGIN: 8, CHANGES: 16, ENTERS: 32, PROOF: 64 });
export const NO_ACT = 63;
const NOTHING = -128;
const BULLET = 2;
const KEPT = 65;
const ENTITIES = 65_535;
const WORDS = 1 << 21;

const EMPTY = Object.freeze({
  tick: 0, lead: NOTHING, margin: NOTHING, late: 0, clock: 0, own: 0, acts: [NO_ACT, NO_ACT, NO_ACT, NO_ACT], largest: 0, view: [],
});

/**
 * Decodes bodies of snapshots, each against one that it has kept. A snapshot is {tick, lead, margin, late, clock, own, acts, view};
 * its view is a list of records {id, lane, nearness, tick, values}, which never change.
 */
export class SnapshotDecoder {
  #schema;
  #kept = new Map();

  constructor(schema) {
    this.#schema = schema;
  }

  /** Whether any snapshot is there to start from. */
  get isEmpty() {
    return this.#kept.size === 0;
  }

  /** Forgets all; the next one has to be whole. */
  forget() {
    this.#kept.clear();
  }

  /**
   * The snapshot of a body; null where the one that it starts from is not there. What cannot be used makes the decoder forget all.
   * @throws {Malformed}
   */
  decode(tick, flags, bytes) {
    const kept = this.#kept;
    this.#kept = new Map();
    const bits = new BitReader(bytes);
    const start = flags & FLAG.WHOLE ? EMPTY : kept.get(tick - 1 - bits.number(2));
    if (!start) return null;
    const snapshot = new Body(this.#schema, flags, tick, bits, start).read();
    for (const older of kept.keys()) if (older < start.tick || kept.size >= KEPT) kept.delete(older);
    kept.set(tick, snapshot);
    this.#kept = kept;
    return snapshot;
  }
}

/** One body, read from its beginning to its end. */
class Body {
  constructor(schema, flags, tick, bits, start) {
    Object.assign(this, { lanes: schema.lanes, flags, tick, bits, start });
  }

  read() {
    const { flags, bits, start } = this;
    const header = this.header();
    const margin = flags & FLAG.MARGIN ? bits.takeSigned(8) : NOTHING;
    this.largest = start.largest;
    this.view = start.view.slice();
    if (flags & FLAG.CHANGES) this.changes();
    if (flags & FLAG.ENTERS) this.enters();
    if (this.view.length > ENTITIES) throw new Malformed('too many entities');
    if (flags & FLAG.PROOF && bits.take(32) !== this.proof(header)) throw new Malformed('a proof that fails');
    bits.end();
    return { tick: this.tick, margin, ...header, largest: this.largest, view: this.view };
  }

  header() {
    const { bits, start } = this;
    const has = [0, 0, 0, 0, 0];
    if (this.flags & FLAG.HEADER) for (let index = 0; index < 5; index++) has[index] = bits.bit();
    const passed = this.tick - start.tick;
    const lead = has[0] ? bits.takeSigned(8) : start.lead;
    const late = has[1] ? bits.take(16) : start.late;
    const clock = has[2] ? bits.take(32) : Math.max(0, start.clock - passed);
    const own = has[3] ? bits.groups() : start.own;
    const acts = start.acts.map(age => (has[4] && bits.bit() ? bits.take(6) : Math.min(NO_ACT, age + passed)));
    return { lead, late, clock, own, acts };
  }

  /** Updates and leaves, by places in the view of the starting point. */
  changes() {
    const { bits, view } = this;
    const count = bits.number(1) + 1;
    if (!(count <= view.length)) throw new Malformed('more changes than places');
    const k = 31 - Math.clz32(Math.floor(view.length / count));
    let leaves = false;
    for (let change = 0, place = -1; change < count; change++) {
      place += 1 + Number(bits.number(k));
      if (place >= view.length) throw new Malformed('a place beyond the view');
      if (bits.bit()) {
        view[place] = null;
        leaves = true;
      } else {
        view[place] = this.update(view[place]);
      }
    }
    if (leaves) this.view = view.filter(record => record !== null);
  }

  update(record) {
    const { bits } = this;
    const lane = this.lanes[record.lane];
    const told = lane.nearnesses[record.nearness];
    const tick = lane.ages ? this.tick - Number(bits.number(0)) : this.tick;
    const rest = bits.bit();
    const changing = [];
    for (const number of told.motion) if (bits.bit()) changing.push(number);
    if (rest) this.components(told.components, changing);
    const values = record.values.slice();
    for (const number of lane.moving) {
      const value = valueAt(record, lane, tick, number);
      if (value !== null) values[number] = lane.fields[number].rounded(value);
    }
    for (const number of changing) {
      const field = lane.fields[number];
      values[number] = field.changed(values[number], bits.signed(field.changeBits));
    }
    return { id: record.id, lane: record.lane, nearness: record.nearness, tick, values };
  }

  components(components, changing) {
    const { bits } = this;
    for (const component of components) {
      if (!bits.bit()) continue;
      for (const number of component) if (component.length === 1 || bits.bit()) changing.push(number);
    }
  }

  /** Entities that come into view, behind the others. */
  enters() {
    const { bits } = this;
    let [lane, nearness, id, k, words] = [BULLET, 0, this.largest, 9, 0];
    this.ownRecord = this.view.find(record => record.lane === OWN_LANE);
    do {
      if (bits.bit()) [lane, nearness] = [bits.take(3), bits.take(2)];
      if (!this.lanes[lane] || nearness > 2) throw new Malformed(`lane ${lane}, nearness ${nearness}`);
      id = sum(id, bits.signed(k));
      if (id === 0) throw new Malformed('an entity without an id');
      words += this.lanes[lane].fields.length + 3;
      if (words > WORDS) throw new Malformed('too many values');
      const record = this.enter(id, lane, nearness);
      this.view.push(record);
      if (lane === OWN_LANE) this.ownRecord ??= record;
      if (id > this.largest) this.largest = id;
      k = 3;
    } while (bits.bit());
  }

  enter(id, laneNumber, nearness) {
    const { bits } = this;
    const lane = this.lanes[laneNumber];
    const age = lane.ages ? Number(bits.number(5)) : 0;
    const values = new Array(lane.fields.length).fill(null);
    const { all } = lane.nearnesses[nearness];
    for (const number of all) {
      const field = lane.fields[number];
      if (field.isPlace) values[number] = field.changed(this.ownPlace(field), bits.signed(field.valueBits));
      else if (field.role === ROLE.OWNER) values[number] = ownerOf(field, bits.number(field.valueBits));
      else values[number] = field.told(field.signed ? bits.signed(field.valueBits) : bits.number(field.valueBits));
    }
    for (const number of all) {
      const field = lane.fields[number];
      if (field.flies && field.isPlace) values[number] = field.roundedDown(before(field, values, number, age));
    }
    return { id, lane: laneNumber, nearness, tick: this.tick - age, values };
  }

  /** The own avatar's x or y at this tick, rounded as this field is; 0 as long as it is not in the view. */
  ownPlace(field) {
    const none = field.isWide ? 0n : 0;
    if (!this.ownRecord) return none;
    const lane = this.lanes[OWN_LANE];
    const number = field.role === ROLE.X ? lane.x : lane.y;
    const value = number < 0 ? null : valueAt(this.ownRecord, lane, this.tick, number);
    return value === null ? none : field.rounded(field.isWide ? BigInt(value) : Number(value));
  }

  /** The low bits of the hash of header and view. */
  proof({ lead, late, clock, own, acts }) {
    const hash = new MixingHash(this.tick);
    for (const number of [lead, late, clock, own, ...acts]) hash.add(number);
    for (const record of this.view) {
      const lane = this.lanes[record.lane];
      hash.add(record.id);
      hash.add(record.lane);
      for (const number of lane.nearnesses[record.nearness].all) hash.add(valueAt(record, lane, this.tick, number));
    }
    return hash.low;
  }
}

function sum(id, change) {
  const result = typeof id === 'number' && typeof change === 'number' ? id + change : NaN;
  if (Number.isSafeInteger(result) && result >= 0) return result;
  const wide = BigInt.asUintN(64, BigInt(id) + BigInt(change));
  return wide <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wide) : wide;
}

function ownerOf(field, told) {
  const bits = 8 * field.bytes;
  if (field.isWide) return BigInt.asIntN(64, BigInt.asUintN(bits, BigInt(told) - 1n));
  return told === 0 ? 2 ** bits - 1 : (Number(told) - 1) % 2 ** bits;
}

function before(field, values, number, age) {
  const speed = values[field.by] ?? 0;
  return field.isWide ? BigInt.asIntN(64, values[number] - BigInt(age) * BigInt(speed)) : values[number] - age * speed;
}

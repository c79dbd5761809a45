import { Malformed } from './malformed.js';

export const KIND = Object.freeze({ AVATAR: 1, BULLET: 2, CREATURE: 3, SCENERY: 4, ITEM: 5 });

/** The lane of the receiver's own avatar. */
export const OWN_LANE = 6;
export const ROLE = Object.freeze({ X: 1, Y: 2, OWNER: 3, TEAM: 4 });
const FLIES = 1;
const COUNTS_DOWN = 2;

const word = value => BigInt.asIntN(64, value);

/** One line of a SchemaList, as one lane is told it. Values are Numbers, and BigInts where the field may need 64 bits. */
class Field {
  constructor([kind, component, name, bytes, signed, angle, quantum, valueBits, changeBits, audience, predictor, by, role]) {
    Object.assign(this, { kind, component, name, bytes, signed, angle, quantum, valueBits, changeBits, audience, predictor, by, role });
    this.isWide = bytes === 8;
    this.flies = predictor === FLIES;
    this.countsDown = predictor === COUNTS_DOWN;
    this.isPlace = role === ROLE.X || role === ROLE.Y;
    this.least = signed || bytes === 8 ? -(2 ** (8 * bytes - 1)) : 0;
    this.most = this.least + 2 ** (8 * bytes);
  }

  /** The field as it is told of the receiver's own avatar. */
  exact() {
    const field = Object.assign(Object.create(Field.prototype), this);
    const more = 31 - Math.clz32(this.quantum);
    field.quantum = 1;
    field.valueBits = Math.min(31, this.valueBits + more);
    field.changeBits = this.flies ? this.changeBits : Math.min(31, this.changeBits + more);
    return field;
  }

  get wraps() {
    return this.angle && 65536 % this.quantum === 0;
  }

  /** The nearest multiple of the quantum that the type has, halves upwards. */
  rounded(value) {
    if (this.quantum === 1) return value;
    if (typeof value === 'bigint') return this.#roundedWide(value);
    const multiple = Math.floor((value + (this.quantum >> 1)) / this.quantum) * this.quantum;
    return this.wraps ? multiple & 0xffff : this.#within(multiple);
  }

  /** The nearest multiple of the quantum, halves downwards. */
  roundedDown(value) {
    if (typeof value !== 'bigint') return -Math.floor(((this.quantum >> 1) - value) / this.quantum) * this.quantum + 0;
    const quantum = BigInt(this.quantum);
    return word(-floorDivided((quantum >> 1n) - value, quantum) * quantum);
  }

  /** The value that a number of quanta stands for. */
  told(quanta) {
    return this.isWide ? word(BigInt(quanta) * BigInt(this.quantum)) : Number(quanta) * this.quantum;
  }

  /** A value and a change in quanta on top. */
  changed(value, quanta) {
    if (this.isWide) return word(value + BigInt(quanta) * BigInt(this.quantum));
    const sum = value + Number(quanta) * this.quantum;
    return this.wraps ? sum & 0xffff : sum;
  }

  #within(value) {
    return value < this.least ? value + this.quantum : value >= this.most ? value - this.quantum : value;
  }

  #roundedWide(value) {
    const quantum = BigInt(this.quantum);
    const multiple = floorDivided(value + (quantum >> 1n), quantum) * quantum;
    const [least, most] = [-(1n << BigInt(8 * this.bytes - 1)), 1n << BigInt(8 * this.bytes - 1)];
    return multiple < least ? multiple + quantum : multiple >= most ? multiple - quantum : multiple;
  }
}

function floorDivided(value, by) {
  const quotient = value / by;
  return quotient * by > value ? quotient - 1n : quotient;
}

/** The fields of one lane, and which of them a receiver of each nearness is told. */
class Lane {
  constructor(fields) {
    this.fields = fields;
    this.moving = [];
    const flownBy = new Set();
    fields.forEach((field, number) => {
      if (field.flies && !fields[field.by]) throw new Malformed('a field that flies by none');
      if (field.flies) flownBy.add(field.by);
      if (field.flies || field.countsDown) this.moving.push(number);
    });
    this.ages = this.moving.length > 0;
    let motion = 0;
    while (motion < fields.length && (fields[motion].flies || flownBy.has(motion))) motion++;
    this.nearnesses = [0, 1, 2].map(nearness => this.#told(nearness, motion));
    const numbered = role => fields.findIndex(field => field.role === role);
    [this.x, this.y, this.owner, this.team] = [ROLE.X, ROLE.Y, ROLE.OWNER, ROLE.TEAM].map(numbered);
    this.names = new Map(fields.map((field, number) => [`${field.component}.${field.name}`, number]));
  }

  #told(nearness, motion) {
    const all = this.fields.map((_, number) => number).filter(number => this.fields[number].audience <= nearness);
    const components = [];
    for (const number of all.filter(number => number >= motion)) {
      const { component } = this.fields[number];
      const last = components.at(-1);
      if (last && this.fields[last[0]].component === component) last.push(number);
      else components.push([number]);
    }
    return { all, motion: all.filter(number => number < motion), components };
  }
}

/** What a SchemaList says. */
export class Schema {
  /** @param {{hash: number|bigint, lines: Array}} list */
  constructor({ hash, lines }) {
    this.hash = hash;
    const fields = lines.map(line => new Field(line));
    this.lanes = [];
    for (const kind of Object.values(KIND)) {
      const own = fields.filter(field => field.kind === kind);
      if (own.length > 0) this.lanes[kind] = new Lane(withWide(own));
    }
    if (this.lanes[KIND.AVATAR]) this.lanes[OWN_LANE] = new Lane(this.lanes[KIND.AVATAR].fields.map(field => field.exact()));
  }
}

/** What flies by a field of 64 bits needs as many on the way. */
function withWide(fields) {
  for (const field of fields) if (field.flies && fields[field.by]?.isWide) field.isWide = true;
  return fields;
}

/** What the predictors make of a record's field at a later tick; null where the receiver is not told of it. */
export function valueAt(record, lane, tick, number) {
  const value = record.values[number];
  const field = lane.fields[number];
  if (value === null) return null;
  if (field.flies) {
    const speed = record.values[field.by] ?? 0;
    return field.isWide ? word(value + BigInt(tick - record.tick) * BigInt(speed)) : value + (tick - record.tick) * speed;
  }
  if (!field.countsDown) return value;
  const fallen = field.isWide ? word(value - BigInt(tick - record.tick)) : value - (tick - record.tick);
  return fallen > 0 ? fallen : field.isWide ? 0n : 0;
}

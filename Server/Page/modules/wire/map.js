import { MixingHash } from './hash.js';
import { Malformed } from './malformed.js';

const MAGIC = [0x6d, 0x61, 0x70, 0x31]; // map1

/**
 * Reads a packed map: {bounds, limits, walls, spawns, things}; lengths are in 1/4096 of a world unit.
 * @param {Uint8Array} bytes
 * @throws {Malformed}
 */
export function readMap(bytes) {
  const reader = new MapBytes(bytes);
  if (MAGIC.some(byte => reader.unsigned(1) !== byte)) throw new Malformed('not a packed map');
  const [bounds, limits] = [reader.rectangle(), reader.rectangle()];
  const walls = reader.many(() => reader.rectangle());
  const spawns = reader.many(() => ({ x: reader.length(), y: reader.length(), team: reader.unsigned(1) }));
  const classes = reader.many(() => reader.bytes(reader.unsigned(1)));
  const things = reader.many(() => readThing(reader, classes));
  if (!reader.isAtEnd || spawns.length === 0) throw new Malformed('a map that does not end');
  return { bounds, limits, walls, spawns, things };
}

function readThing(reader, classes) {
  const name = classes[reader.unsigned(2)];
  if (!name) throw new Malformed('a thing of no kind');
  return {
    kind: new TextDecoder().decode(name), name, x: reader.length(), y: reader.length(), halfWidth: reader.length(), halfHeight: reader.length(),
    variant: reader.unsigned(2), amount: reader.unsigned(2),
  };
}

/** The hash of a map, as docs/maps.md finds it. */
export function hashOf({ bounds, limits, walls, spawns, things }) {
  const hash = new MixingHash();
  const add = (...numbers) => numbers.forEach(number => hash.add(number >>> 0));
  const sides = ({ left, top, right, bottom }) => add(left, top, right, bottom);
  sides(bounds);
  sides(limits);
  add(walls.length);
  walls.forEach(sides);
  for (const { x, y, team } of spawns) add(x, y, team);
  for (const thing of things) {
    addText(hash, thing.name);
    add(thing.x, thing.y, thing.halfWidth, thing.halfHeight, thing.variant, thing.amount);
  }
  hash.finish();
  return hash.value;
}

function addText(hash, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) hash.add(view.getBigUint64(at, true));
  for (; at < bytes.length; at++) hash.add(bytes[at]);
}

class MapBytes {
  #bytes;
  #view;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd() {
    return this.#at === this.#bytes.length;
  }

  unsigned(count) {
    const at = this.#skip(count);
    return count === 1 ? this.#bytes[at] : this.#view.getUint16(at, true);
  }

  length() {
    return this.#view.getInt32(this.#skip(4), true);
  }

  rectangle() {
    const [left, top, right, bottom] = [this.length(), this.length(), this.length(), this.length()];
    if (left >= right || top >= bottom) throw new Malformed('a rectangle inside out');
    return { left, top, right, bottom };
  }

  bytes(count) {
    const at = this.#skip(count);
    return this.#bytes.slice(at, at + count);
  }

  many(read) {
    const items = [];
    for (let left = this.unsigned(2); left > 0; left--) items.push(read());
    return items;
  }

  #skip(count) {
    const at = this.#at;
    if (at + count > this.#bytes.length) throw new Malformed('a map cut short');
    this.#at += count;
    return at;
  }
}

/** Puts the parts of a map together. */
export class MapReceiver {
  #hash;
  #bodies = [];

  /** @param {number|bigint} hash of the map that is waited for */
  constructor(hash) {
    this.#hash = hash;
  }

  /** Takes a MapPart; the map once it is whole and has its hash, else null. @throws {Malformed} */
  add({ hash, index, count, body }) {
    if (hash !== this.#hash) return null;
    if (index === 0) this.#bodies = [];
    if (index !== this.#bodies.length) return null;
    this.#bodies.push(body.slice());
    if (this.#bodies.length < count) return null;
    const bytes = new Uint8Array(this.#bodies.reduce((sum, one) => sum + one.length, 0));
    let at = 0;
    for (const one of this.#bodies) {
      bytes.set(one, at);
      at += one.length;
    }
    const map = readMap(bytes);
    if (hashOf(map) !== BigInt(hash)) throw new Malformed('a map of another hash');
    return map;
  }
}

import { Malformed } from './malformed.js';

const DEEPEST = 8;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const toUtf8 = new TextEncoder();

/** A whole number as a Number where that is exact, as a BigInt elsewhere. */
export function narrowed(big) {
  return big >= BigInt(Number.MIN_SAFE_INTEGER) && big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big;
}

/** Reads one MessagePack value after another, as much of it as messages use. */
export class PackReader {
  #bytes;
  #view;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd() {
    return this.#at === this.#bytes.length;
  }

  /** The next value: a number, bigint, boolean, string, Uint8Array or array. */
  value(depth = 0) {
    const head = this.#unsigned(1);
    if (head < 0x80) return head;
    if (head >= 0xe0) return head - 256;
    if (head >= 0x90 && head < 0xa0) return this.#array(head & 15, depth);
    if (head >= 0xa0 && head < 0xc0) return this.#text(head & 31);
    switch (head) {
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc4: case 0xc5: case 0xc6: return this.#take(this.#unsigned(1 << (head - 0xc4)));
      case 0xcc: case 0xcd: case 0xce: return this.#unsigned(1 << (head - 0xcc));
      case 0xcf: return narrowed(this.#view.getBigUint64(this.#skip(8)));
      case 0xd0: return this.#view.getInt8(this.#skip(1));
      case 0xd1: return this.#view.getInt16(this.#skip(2));
      case 0xd2: return this.#view.getInt32(this.#skip(4));
      case 0xd3: return narrowed(this.#view.getBigInt64(this.#skip(8)));
      case 0xd9: case 0xda: case 0xdb: return this.#text(this.#unsigned(1 << (head - 0xd9)));
      case 0xdc: case 0xdd: return this.#array(this.#unsigned(2 << (head - 0xdc)), depth);
      default: throw new Malformed(`MessagePack byte ${head}`);
    }
  }

  #skip(count) {
    const from = this.#at;
    if (count > this.#bytes.length - from) throw new Malformed('message cut short');
    this.#at += count;
    return from;
  }

  #take(count) {
    const from = this.#skip(count);
    return this.#bytes.subarray(from, from + count);
  }

  #unsigned(count) {
    const from = this.#skip(count);
    return count === 1 ? this.#bytes[from] : count === 2 ? this.#view.getUint16(from) : this.#view.getUint32(from);
  }

  #text(count) {
    try {
      return utf8.decode(this.#take(count));
    } catch (error) {
      throw error instanceof Malformed ? error : new Malformed('text that is no UTF-8');
    }
  }

  #array(count, depth) {
    if (depth >= DEEPEST || count > this.#bytes.length - this.#at) throw new Malformed('an array that does not fit');
    const values = [];
    for (let index = 0; index < count; index++) values.push(this.value(depth + 1));
    return values;
  }
}

/** Writes values as MessagePack, each in its shortest form. */
export class PackWriter {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** What has been written; a copy. */
  get bytes() {
    return this.#bytes.slice(0, this.#length);
  }

  /** @param {number|bigint|boolean|string|Uint8Array|Array} value */
  value(value) {
    switch (typeof value) {
      case 'number': this.#integer(value); break;
      case 'bigint': this.#wide(value); break;
      case 'boolean': this.#byte(value ? 0xc3 : 0xc2); break;
      case 'string': this.#text(toUtf8.encode(value)); break;
      default:
        if (value instanceof Uint8Array) this.#binary(value);
        else this.#array(value);
    }
    return this;
  }

  #room(count) {
    if (this.#length + count > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length + count, 2 * this.#bytes.length));
      grown.set(this.#bytes);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    const at = this.#length;
    this.#length += count;
    return at;
  }

  #byte(value) {
    // Making room may move the bytes.
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  #integer(value) {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`);
    if (value > 0xffffffff || value < -0x80000000) this.#wide(BigInt(value));
    else if (value >= 0) this.#positive(value);
    else if (value >= -32) this.#byte(value & 0xff);
    else if (value >= -0x80) this.#with(0xd0, 1, at => this.#view.setInt8(at, value));
    else if (value >= -0x8000) this.#with(0xd1, 2, at => this.#view.setInt16(at, value));
    else this.#with(0xd2, 4, at => this.#view.setInt32(at, value));
  }

  #positive(value) {
    if (value < 0x80) this.#byte(value);
    else if (value < 0x100) this.#with(0xcc, 1, at => this.#view.setUint8(at, value));
    else if (value < 0x10000) this.#with(0xcd, 2, at => this.#view.setUint16(at, value));
    else this.#with(0xce, 4, at => this.#view.setUint32(at, value));
  }

  #wide(value) {
    if (narrowed(value) !== value && value <= 0xffffffffn && value >= -0x80000000n) this.#integer(Number(value));
    else if (value >= 0n) this.#with(0xcf, 8, at => this.#view.setBigUint64(at, value));
    else this.#with(0xd3, 8, at => this.#view.setBigInt64(at, value));
  }

  #with(head, count, set) {
    this.#byte(head);
    set(this.#room(count));
  }

  #text(bytes) {
    if (bytes.length < 32) this.#byte(0xa0 | bytes.length);
    else this.#head(bytes.length, [0xd9, 0xda, 0xdb]);
    this.#raw(bytes);
  }

  #binary(bytes) {
    this.#head(bytes.length, [0xc4, 0xc5, 0xc6]);
    this.#raw(bytes);
  }

  #array(values) {
    if (values.length < 16) this.#byte(0x90 | values.length);
    else this.#head(values.length, [null, 0xdc, 0xdd]);
    for (const value of values) this.value(value);
  }

  #head(length, [one, two, four]) {
    if (one && length < 0x100) this.#with(one, 1, at => this.#view.setUint8(at, length));
    else if (length < 0x10000) this.#with(two, 2, at => this.#view.setUint16(at, length));
    else this.#with(four, 4, at => this.#view.setUint32(at, length));
  }

  #raw(bytes) {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }
}

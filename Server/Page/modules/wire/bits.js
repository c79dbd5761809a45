import { Malformed } from './malformed.js';
import { narrowed } from './pack.js';

/** Reads bits, the least significant one of each byte first. Numbers beyond 53 bits come as BigInt. */
export class BitReader {
  #bytes;
  #at = 0;
  #end;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
    this.#end = 8 * bytes.length;
  }

  /** The next bit. */
  bit() {
    const at = this.#at++;
    if (at >= this.#end) throw new Malformed('body cut short');
    return (this.#bytes[at >> 3] >> (at & 7)) & 1;
  }

  /** An unsigned number of 0 to 32 bits. */
  take(count) {
    if (count > 24) return this.take(24) + this.take(count - 24) * 0x1000000;
    const at = this.#at;
    this.#at += count;
    if (this.#at > this.#end) throw new Malformed('body cut short');
    return this.#peek(at) & ((1 << count) - 1);
  }

  /** A number of 1 to 32 bits in two's complement. */
  takeSigned(count) {
    const taken = this.take(count);
    return taken >= 2 ** (count - 1) ? taken - 2 ** count : taken;
  }

  /** Number(k). */
  number(k) {
    const ones = this.#ones(64 - k);
    const count = k + ones;
    if (count <= 32) return this.take(count) + (2 ** ones - 1) * 2 ** k;
    const low = this.take(32);
    const high = this.take(count - 32);
    return count <= 51
      ? low + high * 2 ** 32 + (2 ** ones - 1) * 2 ** k
      : narrowed(BigInt(low) + (BigInt(high) << 32n) + (((1n << BigInt(ones)) - 1n) << BigInt(k)));
  }

  /** Signed(k). */
  signed(k) {
    const counted = this.number(k);
    if (typeof counted === 'bigint') return narrowed(counted & 1n ? -((counted + 1n) >> 1n) : counted >> 1n);
    return counted % 2 === 1 ? -(counted + 1) / 2 : counted / 2;
  }

  /** A number in groups of seven bits, each with a bit that says whether another group follows. */
  groups() {
    let result = 0n;
    for (let shift = 0n; ; shift += 7n) {
      if (shift > 63n) throw new Malformed('a number of more than 64 bits');
      result |= BigInt(this.take(7)) << shift;
      if (!this.bit()) return narrowed(BigInt.asUintN(64, result));
    }
  }

  /** Holds the body to its end: zeros up to a whole byte. */
  end() {
    const left = this.#end - this.#at;
    if (left >= 8 || this.take(left) !== 0) throw new Malformed('bits behind the end');
  }

  /** At least 24 bits from a place on; zeros behind the end. */
  #peek(at) {
    const bytes = this.#bytes;
    const index = at >> 3;
    return (bytes[index] | (bytes[index + 1] << 8) | (bytes[index + 2] << 16) | (bytes[index + 3] << 24)) >>> (at & 7);
  }

  /** How many ones come, at most a limit, behind which there is no zero. */
  #ones(limit) {
    for (let ones = 0; ;) {
      const zeros = ~this.#peek(this.#at) & 0xffffff;
      const run = zeros === 0 ? 24 : 31 - Math.clz32(zeros & -zeros);
      if (ones + run >= limit) {
        this.#at += limit - ones;
        return limit;
      }
      ones += run;
      this.#at += run;
      if (run < 24) {
        if (++this.#at > this.#end) throw new Malformed('body cut short');
        return ones;
      }
      if (this.#at > this.#end) throw new Malformed('body cut short');
    }
  }
}

/** Writes bits in the same order. */
export class BitWriter {
  #bytes;
  #at = 0;

  /** @param {number} capacity in bytes */
  constructor(capacity) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** What has been written; the last byte ends with zeros. */
  get bytes() {
    return this.#bytes.slice(0, this.lengthInBytes);
  }

  get lengthInBytes() {
    return (this.#at + 7) >> 3;
  }

  /** The low bits of a whole number, at most 32 of them; negative ones in two's complement. */
  put(value, count) {
    for (let bit = 0; bit < count; bit++, this.#at++) this.#bytes[this.#at >> 3] |= ((value >>> bit) & 1) << (this.#at & 7);
  }
}

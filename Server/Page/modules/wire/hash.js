/** A hash of 64 bits in two halves: numbers of 64 bits are mixed in without a BigInt. */
export class MixingHash {
  #high;
  #low;

  constructor(start = 0) {
    this.#low = start >>> 0;
    this.#high = Math.floor(start / 2 ** 32) >>> 0;
  }

  /** The low 32 bits. */
  get low() {
    return this.#low;
  }

  /** All of it. */
  get value() {
    return (BigInt(this.#high) << 32n) | BigInt(this.#low);
  }

  /** Mixes in a whole number, a Number or a BigInt, as 64 bits in two's complement. */
  add(number) {
    if (typeof number === 'bigint') this.#mix(Number(BigInt.asUintN(64, number) >> 32n), Number(BigInt.asUintN(32, number)));
    else this.#mix(Math.floor(number / 2 ** 32), number >>> 0);
  }

  /** Spreads what was mixed in last over all bits. */
  finish() {
    this.#shift(30);
    this.#times(0xbf58476d, 0x1ce4e5b9);
    this.#shift(27);
    this.#times(0x94d049bb, 0x133111eb);
    this.#shift(31);
  }

  #mix(high, low) {
    this.#high = (this.#high ^ high) >>> 0;
    this.#low = (this.#low ^ low) >>> 0;
    this.#times(0x9e3779b9, 0x7f4a7c15);
    this.#shift(29);
  }

  #shift(count) {
    const low = (this.#low >>> count) | (this.#high << (32 - count));
    this.#low = (this.#low ^ low) >>> 0;
    this.#high = (this.#high ^ (this.#high >>> count)) >>> 0;
  }

  #times(high, low) {
    const [a0, a1, b0, b1] = [this.#low & 0xffff, this.#low >>> 16, low & 0xffff, low >>> 16];
    const [p00, p01, p10] = [a0 * b0, a0 * b1, a1 * b0];
    const middle = (p00 >>> 16) + (p01 & 0xffff) + (p10 & 0xffff);
    const carried = a1 * b1 + (p01 >>> 16) + (p10 >>> 16) + (middle >>> 16);
    this.#high = (carried + Math.imul(this.#low, high) + Math.imul(this.#high, low)) >>> 0;
    this.#low = (((middle & 0xffff) << 16) | (p00 & 0xffff)) >>> 0;
  }
}

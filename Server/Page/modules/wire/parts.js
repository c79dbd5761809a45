import { Malformed } from './malformed.js';
import { FLAG } from './snapshots.js';

/** Puts parts of snapshots together: one snapshot at a time, the newest. */
export class PartAssembler {
  #near;
  #newest = null;
  #open = null;

  /** @param {number} tick that of Entered */
  constructor(tick) {
    this.#near = tick;
  }

  /** What this part completes, {tick, flags, body}, or null. @throws {Malformed} */
  add(part) {
    if (part.length < 4 || part[0] >= 128) throw new Malformed('not a part');
    const flags = part[0];
    const near = this.#near;
    const tick = near + ((((part[1] | (part[2] << 8)) - near + 32768) & 0xffff) - 32768);
    const several = (flags & FLAG.SEVERAL) !== 0;
    const [index, count, piece] = several ? [part[3], part[4], part.subarray(5)] : [0, 1, part.subarray(3)];
    if (index >= count || count > 60 || piece.length === 0 || (several && count < 2)) throw new Malformed(`part ${index} of ${count}`);
    if (this.#newest !== null && tick <= this.#newest) return null;
    if (!this.#take(tick, flags, index, count, piece)) return null;
    const body = joined(this.#open.pieces);
    this.#open = null;
    return { tick, flags, body };
  }

  /** The snapshot of this tick was read: what is older is of no use any more. */
  wasRead(tick) {
    this.#newest = this.#near = tick;
  }

  /** Keeps a piece; whether it was the last one that was missing. */
  #take(tick, flags, index, count, piece) {
    const open = this.#open;
    if (!open || open.tick !== tick || open.flags !== flags || open.pieces.length !== count) {
      if (open && tick <= open.tick) return false;
      this.#open = { tick, flags, pieces: new Array(count).fill(null), missing: count };
    }
    if (this.#open.pieces[index] !== null) return false;
    this.#open.pieces[index] = piece;
    return --this.#open.missing === 0;
  }
}

function joined(pieces) {
  if (pieces.length === 1) return pieces[0];
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const WINDOW = 128;
const LONGEST_LOSS = 4;
const SLIDE = 0.10;
const GAIN = 0.05;

/**
 * Says which moment of the world is drawn: so far behind the newest snapshot that the next one is there before it is needed. It never goes
 * back. The second largest need of the last four seconds is the delay; the moment slides there by running up to 10 % faster or slower.
 */
export class Playout {
  #rate;
  #interval;
  #needs = [];
  #local = 0;
  #delay = 0;
  #newest = 0;

  /** @param {number} tickRate @param {number} interval ticks from one snapshot to the next */
  constructor(tickRate, interval) {
    this.#rate = tickRate;
    this.#interval = interval;
    this.moment = 0;
  }

  /** Ticks kept in hand against jitter and loss. */
  get buffer() {
    return this.#needs.length === 0 ? 0 : this.#delay - Math.min(...this.#needs) + this.#interval;
  }

  /**
   * Lets time pass.
   * @param {number} elapsed seconds
   * @param {number} silence ticks beyond the newest snapshot at which the moment waits for another
   */
  advance(elapsed, silence) {
    const ticks = Math.max(0, elapsed) * this.#rate;
    this.#local += ticks;
    if (this.#needs.length === 0) return;
    const error = this.#local - this.#delay - (this.moment + ticks);
    const jump = this.#rate / 4;
    const rate = error > jump ? 0 : error < -jump ? -1 : Math.min(Math.max(error * GAIN, -SLIDE), SLIDE);
    const moment = this.moment + ticks * (1 + rate) + (error > jump ? error : 0);
    this.moment = Math.max(this.moment, Math.min(moment, this.#newest + silence));
  }

  /**
   * A snapshot newer than all before has come.
   * @param {number} tick
   * @param {boolean} isForetold whether nobody would have seen a difference if it had come later
   */
  arrive(tick, isForetold) {
    if (this.#needs.length === 0) {
      this.#add(this.#local - tick + this.#interval);
      this.moment = tick - this.#interval;
    } else {
      const gap = tick - this.#newest;
      const age = this.#local - tick;
      if (Math.abs(age + this.#interval - this.#delay) > this.#rate) this.#needs.length = 0;
      this.#add(age + (isForetold || gap > LONGEST_LOSS * this.#interval ? this.#interval : gap));
    }
    this.#newest = tick;
  }

  #add(need) {
    this.#needs.push(need);
    if (this.#needs.length > WINDOW) this.#needs.shift();
    let [first, second] = [-Infinity, -Infinity];
    for (const one of this.#needs) {
      if (one > first) [first, second] = [one, first];
      else if (one > second) second = one;
    }
    this.#delay = this.#needs.length > 1 ? second : first;
  }
}

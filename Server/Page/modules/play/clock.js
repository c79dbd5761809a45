/** Spare time of the tightest command of the last seconds, in ticks. */
const SPARE = 1.25;

/** The first guess leaves so much room for jitter that nobody has measured yet. */
const FIRST_SPARE = 4;
const FASTEST_SLIDE = 0.10;
const SLOWEST_SLIDE = -0.05;
const GAIN = 0.06;
const JUMP = 16;
const BUFFER = 32;
const NO_MARGIN = -128;
const WINDOW_SECONDS = 16;
const SILENCE_SECONDS = 1;
const LONGEST_SEARCH_SECONDS = 3;

/** The largest sample of the last seconds, in buckets of one second. */
class NeedWindow {
  #largest = new Array(WINDOW_SECONDS).fill(-Infinity);
  #current = 0;

  get largest() {
    return Math.max(...this.#largest);
  }

  get largestOfLate() {
    const at = back => this.#largest[(this.#current + WINDOW_SECONDS - back) % WINDOW_SECONDS];
    const late = Math.max(at(0), at(1), at(2));

    // When none came in them they say nothing.
    return late === -Infinity ? this.largest : late;
  }

  add(sample) {
    this.#largest[this.#current] = Math.max(this.#largest[this.#current], sample);
  }

  nextSecond() {
    this.#current = (this.#current + 1) % WINDOW_SECONDS;
    this.#largest[this.#current] = -Infinity;
  }

  clear() {
    this.#largest.fill(-Infinity);
  }
}

/**
 * Says which tick the next command is for, so that it reaches the server just before that tick runs. It knows no clock of the server:
 * only how early its own commands came, as snapshots tell it.
 *
 * Local time runs in ticks. A command for tick k leaves when local + offset reaches k; the server reports that it came m whole ticks early.
 * With the offset of the moment it left, that measures how much offset the way needed: offset - (m + 1/2).
 */
export class Clock {
  #rate;
  #needs = new NeedWindow();
  #sent = new Map();
  #local = 0;
  #offset = 0;
  #sinceSecond = 0;
  #roundTrip;
  #heardAt = 0;
  #origin;
  #validFrom = 0;
  #newestSent;
  #sentBefore = 0;
  #confirmed;
  #late = 0;
  #silences = 0;

  // What was needed by the newest snapshot, where even that was too early for the server's buffer.
  #beyond;
  #measured = 0;
  #searched = 0;

  /**
   * @param {number} tickRate ticks per second
   * @param {number} tick the server's, of Entered
   * @param {number} roundTrip seconds from the request to Entered
   */
  constructor(tickRate, tick, roundTrip) {
    this.#rate = tickRate;
    this.#origin = this.#confirmed = this.#newestSent = tick;
    this.#roundTrip = Math.min(Math.max(roundTrip, 0), SILENCE_SECONDS) * tickRate;
    this.jumps = 0;
    this.#aim(tick);
  }

  /** The moment whose command leaves now, in ticks with a fraction. */
  get now() {
    return this.#origin + this.#local + this.#offset;
  }

  /** The newest tick whose command should have left by now. */
  get due() {
    return Math.floor(this.now);
  }

  /** From a command to the snapshot that confirms it, in seconds. */
  get roundTrip() {
    return this.#roundTrip / this.#rate;
  }

  /** Lets time pass, in seconds. */
  advance(elapsed) {
    const ticks = Math.max(0, elapsed) * this.#rate;
    this.#local += ticks;
    this.#sinceSecond += ticks;
    for (; this.#sinceSecond >= this.#rate; this.#sinceSecond -= this.#rate) this.#needs.nextSecond();
    const error = this.#error;
    if (error === -Infinity) return;
    const step = ticks * Math.min(Math.max(error * GAIN, SLOWEST_SLIDE), FASTEST_SLIDE);
    this.#offset += Math.abs(step) < Math.abs(error) ? step : error;
  }

  /** Notes that the command of this tick leaves now. */
  sent(tick) {
    this.#newestSent = Math.max(this.#newestSent, tick);
    this.#sent.set(tick, { time: this.#local, offset: this.#offset });
    this.#sent.delete(tick - 256);
  }

  /** Takes in what a new snapshot says about the commands that arrived. */
  observe({ tick, lead, margin, late }) {
    this.#noteRoundTrip(tick, lead);
    this.#noteMargin(tick, margin, late);
    if (this.#isLost(tick)) {
      this.jumps++;
      if (this.#isUnheard) this.#search();
      this.#aim(tick);
    } else if (this.#beyond !== undefined) {
      // Nothing that is sent counts, so what was needed until now is no reason to wait: the way has become shorter.
      this.jumps++;
      this.#restart(this.#beyond + SPARE);
    } else if (this.#error > JUMP) {
      this.jumps++;
      this.#restart(this.#offset + this.#error);
      this.#roundTrip = Math.max(this.#roundTrip, this.due - tick);
    } else if (this.#error !== -Infinity && this.#needs.largestOfLate + SPARE - this.#offset < -JUMP) {
      this.jumps++;
      this.#restart(this.#needs.largestOfLate + SPARE);
    }
  }

  get #error() {
    return this.#needs.largest + SPARE - this.#offset;
  }

  get #isUnheard() {
    return this.#local - this.#heardAt > SILENCE_SECONDS * this.#rate + this.#roundTrip;
  }

  #noteRoundTrip(tick, lead) {
    // Up to its own tick a snapshot confirms what came and what never will; beyond it only what came.
    const confirmed = tick + lead;
    if (lead === NO_MARGIN || lead <= 0 || confirmed <= this.#confirmed) return;
    this.#confirmed = confirmed;
    const sent = confirmed > this.#sentBefore && this.#sent.get(confirmed);
    if (sent) {
      const measured = this.#local - sent.time;
      this.#roundTrip = measured < this.#roundTrip ? measured : this.#roundTrip + (measured - this.#roundTrip) / 16;
    }
  }

  #noteMargin(tick, margin, late) {
    const newlyLate = (late - this.#late) & 0xffff;
    this.#late = late;
    this.#beyond = undefined;
    const heard = margin !== NO_MARGIN;
    if (heard) this.#note(tick + margin, margin);
    if (newlyLate > 0 && (!heard || margin >= 0)) this.#note(tick - 1, -1);
  }

  #note(tick, margin) {
    const sent = tick >= this.#validFrom && this.#sent.get(tick);
    if (!sent) return;
    this.#heardAt = this.#local;
    this.#silences = 0;
    const need = sent.offset - (margin + 0.5);
    this.#needs.add(need);
    this.#beyond = margin >= BUFFER ? need : undefined;
  }

  #isLost(tick) {
    const lead = this.due - tick;
    return lead <= 0 || lead > BUFFER + this.#roundTrip + JUMP || this.#isUnheard;
  }

  /** Nothing was heard: longer ways are tried, and each second time the one that was measured. */
  #search() {
    const longest = LONGEST_SEARCH_SECONDS * this.#rate;
    if (this.#silences++ === 0) {
      this.#searched = this.#measured = this.#roundTrip;
    } else if (this.#silences % 2 === 1 && this.#searched < longest) {
      this.#roundTrip = this.#searched += 0.75 * BUFFER;
    } else {
      if (this.#searched >= longest) this.#searched = this.#measured;
      this.#roundTrip = this.#measured;
    }
  }

  #aim(tick) {
    this.#restart(tick - this.#origin + this.#roundTrip + FIRST_SPARE - this.#local);
  }

  #restart(offset) {
    this.#offset = offset;
    this.#needs.clear();
    this.#heardAt = this.#local;
    this.#validFrom = this.due + 1;
    this.#sentBefore = this.#newestSent;
    this.#sent.clear();
  }
}

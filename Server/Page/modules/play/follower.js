/** A frame longer than this is no motion: what comes after it is shown where it is. */
const LONGEST_FRAME_SECONDS = 1;

/** An error is caught up with within about this time, however large. */
const CATCH_UP_SECONDS = 1;

/** Draws somebody where it is, but never moves it faster than it walks and a little more: errors end without a leap. */
export class Follower {
  #place = null;
  #leaps;

  /** @param {boolean} leaps whether further than a second's way is a leap, and shown as one; else it is walked the faster the further it is */
  constructor(leaps) {
    this.#leaps = leaps;
  }

  /** Where it was drawn last; null before. */
  get place() {
    return this.#place;
  }

  /** Draws what comes next where it is. */
  clear() {
    this.#place = null;
  }

  /**
   * The place to draw.
   * @param target where it is, {x, y}
   * @param {number} speed that it walks at, a second
   * @param {number} seconds since the last time
   * @param {number} haste how many times the speed it may catch up with
   */
  follow(target, speed, seconds, haste) {
    if (this.#place === null || speed <= 0 || seconds > LONGEST_FRAME_SECONDS) {
      this.#place = { ...target };
      return this.#place;
    }
    const [x, y] = [target.x - this.#place.x, target.y - this.#place.y];
    const distance = Math.hypot(x, y);
    const walked = haste * speed * seconds;
    const step = this.#leaps ? walked : Math.max(walked, haste * distance / CATCH_UP_SECONDS * seconds);
    if (distance <= step || (this.#leaps && distance > speed * CATCH_UP_SECONDS + step)) this.#place = { ...target };
    else this.#place = { x: this.#place.x + (x / distance) * step, y: this.#place.y + (y / distance) * step };
    return this.#place;
  }
}

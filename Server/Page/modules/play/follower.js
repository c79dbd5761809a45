/** A step that would take longer than this at the usual speed is no walk: it is shown at once. */
const LONGEST_CATCH_UP_SECONDS = 1;

/** Draws somebody where it is, but never moves it faster than it walks and a little more: errors end without a leap. */
export class Follower {
  #place = null;

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
    if (this.#place === null) {
      this.#place = { ...target };
      return this.#place;
    }
    const [x, y] = [target.x - this.#place.x, target.y - this.#place.y];
    const distance = Math.hypot(x, y);
    const step = haste * speed * Math.min(seconds, LONGEST_CATCH_UP_SECONDS);
    if (distance <= step || distance > speed * LONGEST_CATCH_UP_SECONDS + step) this.#place = { ...target };
    else this.#place = { x: this.#place.x + (x / distance) * step, y: this.#place.y + (y / distance) * step };
    return this.#place;
  }
}

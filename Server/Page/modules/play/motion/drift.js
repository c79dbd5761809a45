import { clamped, RAW, rootOf, scaled } from './fixed.js';

const EXTRA_BITS = 12;
const PUSHES = 4;
const REST_SPEED = 10;
const DIAGONAL = 759_250_125n;
const SCENERY = new Set(['tree', 'bush', 'rock', 'gold']);

/** Speeds up and slows down, in eight directions: round scenery pushes it out, the edge of the map holds it. */
export class Drift {
  #limits;
  #circles;
  #rest;

  constructor(map, tickRate) {
    this.#limits = map.limits;
    this.#circles = map.things.filter(thing => SCENERY.has(thing.kind) && thing.halfWidth > 0).map(({ x, y, halfWidth }) => ({ x, y, radius: halfWidth }));
    this.#rest = Math.floor((REST_SPEED * RAW + tickRate / 2) / tickRate) << EXTRA_BITS;
  }

  speedOf(state) {
    return Math.max(state.speed, Math.hypot(state.momentumX, state.momentumY) / 2 ** EXTRA_BITS);
  }

  step(state) {
    if (!state.alive) {
      [state.momentumX, state.momentumY] = [0, 0];
      return;
    }
    const [steerX, steerY] = octantOf(state.moveX, state.moveY);
    const push = pushOf(state, steerX !== 0 && steerY !== 0);
    state.momentumX += push * steerX;
    state.momentumY += push * steerY;
    this.#move(state);
    state.momentumX = slowed(state.momentumX, state.decay, steerX === 0 ? this.#rest : 0);
    state.momentumY = slowed(state.momentumY, state.decay, steerY === 0 ? this.#rest : 0);
  }

  #move(state) {
    const { x, y, momentumX, momentumY } = state;
    if (momentumX === 0 && momentumY === 0) return;
    const to = this.#pushedOut({ x, y }, this.#within({ x: x + stepOf(momentumX), y: y + stepOf(momentumY) }), state.halfWidth);
    const fastest = Math.max(Math.abs(momentumX), Math.abs(momentumY));
    state.momentumX = afterContact(momentumX, to.x - x, fastest);
    state.momentumY = afterContact(momentumY, to.y - y, fastest);
    [state.x, state.y] = [to.x, to.y];
  }

  /** Out of the deepest circle first, until none is left; in a corner without a way out no move at all. */
  #pushedOut(from, to, radius) {
    let place = to;
    for (let pushes = 0; pushes < PUSHES; pushes++) {
      const deepest = this.#deepest(place, radius);
      if (!deepest) return place;
      place = this.#within(pushedFrom(deepest, place, radius));
    }
    return !this.#deepest(place, radius) || this.#deepest(from, radius) ? place : from;
  }

  #deepest(place, radius) {
    let [deepest, greatest] = [null, 0];
    for (const circle of this.#circles) {
      const touch = circle.radius + radius;
      const apart = (place.x - circle.x) ** 2 + (place.y - circle.y) ** 2;
      const depth = apart >= touch * touch ? 0 : touch - rootOf(apart);
      if (depth > greatest) [deepest, greatest] = [circle, depth];
    }
    return deepest;
  }

  #within({ x, y }) {
    const { left, top, right, bottom } = this.#limits;
    return { x: clamped(x, left, right), y: clamped(y, top, bottom) };
  }
}

/** Free directions brought to the nearest of eight, as signs. */
function octantOf(x, y) {
  const across = 2 * Math.abs(x) * Math.abs(y);
  const along = x * x - y * y;
  if (across > Math.abs(along)) return [Math.sign(x), Math.sign(y)];
  return along >= 0 ? [Math.sign(x), 0] : [0, Math.sign(y)];
}

function pushOf({ speed, decay }, isDiagonal) {
  const push = ((BigInt(speed) << BigInt(EXTRA_BITS)) * ((1n << 32n) - BigInt(decay))) >> 32n;
  return Number(isDiagonal ? (push * DIAGONAL) >> 30n : push);
}

function slowed(speed, decay, rest) {
  const left = Number((BigInt(speed) * BigInt(decay)) / (1n << 32n));
  return Math.abs(left) < rest ? 0 : left;
}

const stepOf = momentum => (momentum + (1 << (EXTRA_BITS - 1))) >> EXTRA_BITS;

/** What a tree or the edge takes from the way, it takes from the speed. */
function afterContact(speed, went, fastest) {
  return went === stepOf(speed) ? speed : clamped(went * 2 ** EXTRA_BITS, -fastest, fastest);
}

function pushedFrom(circle, place, radius) {
  let [x, y] = [place.x - circle.x, place.y - circle.y];
  if (x === 0 && y === 0) x = RAW;
  const apart = circle.radius + radius + 2;
  const length = Math.max(1, rootOf(x * x + y * y));
  return { x: circle.x + scaled(x, apart, length), y: circle.y + scaled(y, apart, length) };
}

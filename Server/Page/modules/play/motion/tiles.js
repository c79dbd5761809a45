import { contains, RAW } from './fixed.js';

export const HEADING = Object.freeze({ NORTH: 1, EAST: 2, SOUTH: 3, WEST: 4 });
const WAYS = { 1: [0, -1], 2: [1, 0], 3: [0, 1], 4: [-1, 0] };
const EFFECTS_PER_SECOND = 2;
const STAMINA_PER_EFFECT = 2;

/** Steps from tile to tile: a step needs an open tile that nobody stands on, breath, and time since the step before. */
export class Tiles {
  #map;
  #effectTicks;
  #taken = new Set();

  constructor(map, tickRate) {
    this.#map = map;
    this.#effectTicks = Math.floor(tickRate / EFFECTS_PER_SECOND);
  }

  speedOf(state) {
    return RAW / Math.max(1, state.stepTicks);
  }

  /** Notes where others stand: places in raw units. */
  stand(places) {
    this.#taken = new Set(places.map(({ x, y }) => `${x},${y}`));
  }

  step(state) {
    if (state.alive && state.tick % this.#effectTicks === 0) state.stamina = Math.min(state.stamina + STAMINA_PER_EFFECT, Math.max(state.maxStamina, state.stamina));
    const heading = headingOf(state.moveX, state.moveY);
    if (heading !== 0 && state.debt === 0 && state.alive) this.#tryStep(state, heading);
    if (state.debt > 0) state.debt--;
  }

  #tryStep(state, heading) {
    state.heading = heading;
    const [x, y] = [state.x + WAYS[heading][0] * RAW, state.y + WAYS[heading][1] * RAW];
    if (state.stamina === 0 || !this.#isFree(x, y)) return;
    state.stamina--;
    state.debt += state.stepTicks;
    [state.x, state.y] = [x, y];
  }

  #isFree(x, y) {
    return contains(this.#map.limits, x, y) && !this.#taken.has(`${x},${y}`) && !this.#map.walls.some(wall => contains(wall, x, y));
  }
}

/** The direction that is held most, y where both are; 0 for none. */
export function headingOf(moveX, moveY) {
  if (Math.abs(moveX) > Math.abs(moveY)) return moveX > 0 ? HEADING.EAST : HEADING.WEST;
  return moveY === 0 ? 0 : moveY > 0 ? HEADING.SOUTH : HEADING.NORTH;
}

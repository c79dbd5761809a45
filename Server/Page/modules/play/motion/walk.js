import { contains, rootOf, scaled, sweptX, sweptY } from './fixed.js';

const FULL = 127;

/** Goes where its player points, at its own speed: walls stop it at contact, places beyond the limits refuse the whole move. */
export class Walk {
  #map;
  #byAxis;

  /** @param map as it came @param {boolean} byAxis whether each axis has the speed for itself, and edges are outside */
  constructor(map, byAxis) {
    this.#map = map;
    this.#byAxis = byAxis;
  }

  /** Units per tick at which the avatar may be drawn to move. */
  speedOf(state) {
    return this.#byAxis ? state.speed * Math.SQRT2 : state.speed;
  }

  /** One tick. */
  step(state) {
    const { x: stepX, y: stepY } = this.#wished(state);
    if (!state.alive || (stepX === 0 && stepY === 0)) return;
    const { walls } = this.#map;
    const from = { x: state.x, y: state.y };
    const x = sweptX(walls, state, stepX);
    const y = sweptY(walls, { ...state, x }, stepY);
    if (this.#mayStandAt(x, y)) [state.x, state.y] = [x, y];
    else if (this.#byAxis) {
      if (this.#mayStandAt(x, from.y)) state.x = x;
      if (this.#mayStandAt(state.x, y)) state.y = y;
    }
  }

  #wished({ moveX, moveY, speed }) {
    const squared = moveX * moveX + moveY * moveY;
    if (this.#byAxis || squared <= FULL * FULL) return { x: scaled(speed, moveX, FULL), y: scaled(speed, moveY, FULL) };
    const length = rootOf(squared * 2 ** 20) * 2 ** 10;
    return { x: scaled(speed, moveX * 2 ** 20, length), y: scaled(speed, moveY * 2 ** 20, length) };
  }

  #mayStandAt(x, y) {
    const { limits } = this.#map;
    return this.#byAxis ? x > limits.left && x < limits.right && y > limits.top && y < limits.bottom : contains(limits, x, y);
  }
}

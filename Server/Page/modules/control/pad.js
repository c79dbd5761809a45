const DEAD = 0.22;
const FIRE_BUTTONS = [0, 5, 7];
const SECOND_BUTTONS = [1, 4, 6];
const CROSS = Object.freeze({ UP: 12, DOWN: 13, LEFT: 14, RIGHT: 15 });

/** Buttons of the standard layout that panels know: those below, right, left and above of the right thumb, the shoulders, the cross. */
export const PAD = Object.freeze({ BELOW: 0, RIGHT: 1, LEFT: 2, ABOVE: 3, LEFT_SHOULDER: 4, RIGHT_SHOULDER: 5, CROSS });

/** The first gamepad that is there. */
export class Pad {
  #held = new Set();
  #muted = new Set();
  #isLent = false;

  /** Its buttons and its cross are a panel's from now on, or no more; what is held when they come back counts once it was let go. */
  lend(isLent) {
    if (this.#isLent && !isLent) this.#muted = heldOf(first());
    this.#isLent = isLent;
  }

  /** {x, y, way, fire, second} of this tick. */
  read() {
    const pad = first();
    if (!pad) return { x: 0, y: 0, way: null, fire: false, second: false };
    const held = heldOf(pad);
    for (const button of this.#muted) if (!held.has(button)) this.#muted.delete(button);
    const counts = button => !this.#isLent && held.has(button) && !this.#muted.has(button);
    const cross = { x: Number(counts(CROSS.RIGHT)) - Number(counts(CROSS.LEFT)), y: Number(counts(CROSS.DOWN)) - Number(counts(CROSS.UP)) };
    const move = stick(pad, 0, 1) ?? cross;
    return { x: move.x, y: move.y, way: stick(pad, 2, 3), fire: FIRE_BUTTONS.some(counts), second: SECOND_BUTTONS.some(counts) };
  }

  /** The buttons that went down since this was asked last. */
  presses() {
    const held = heldOf(first());
    const pressed = [...held].filter(button => !this.#held.has(button));
    this.#held = held;
    return pressed;
  }
}

const first = () => [...navigator.getGamepads?.() ?? []].find(one => one?.connected);
const heldOf = pad => new Set(pad?.buttons.flatMap((button, number) => (button.pressed ? [number] : [])));

function stick(pad, x, y) {
  return Math.hypot(pad.axes[x] ?? 0, pad.axes[y] ?? 0) < DEAD ? null : { x: pad.axes[x], y: pad.axes[y] };
}

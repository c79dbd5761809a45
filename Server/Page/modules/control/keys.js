const MOVES = {
  KeyW: [0, -1], ArrowUp: [0, -1], KeyS: [0, 1], ArrowDown: [0, 1], KeyA: [-1, 0], ArrowLeft: [-1, 0], KeyD: [1, 0], ArrowRight: [1, 0],
};
const FIRE = new Set(['Space', 'KeyJ']);
const SECOND = new Set(['ShiftLeft', 'ShiftRight', 'KeyK']);

/** Keys that are held. A key that was pressed and let go within one tick counts for one all the same. */
export class Keys {
  #held = new Set();
  #tapped = new Set();

  /** Whether the key is one of these; it is held from now on. */
  press(code) {
    if (!(code in MOVES) && !FIRE.has(code) && !SECOND.has(code)) return false;
    this.#held.add(code);
    this.#tapped.add(code);
    return true;
  }

  release(code) {
    this.#held.delete(code);
  }

  clear() {
    this.#held.clear();
    this.#tapped.clear();
  }

  /** {x, y, fire, second} of this tick: x and y from -1 to 1. */
  take() {
    const active = new Set([...this.#held, ...this.#tapped]);
    this.#tapped.clear();
    let [x, y] = [0, 0];
    for (const code of active) {
      x += MOVES[code]?.[0] ?? 0;
      y += MOVES[code]?.[1] ?? 0;
    }
    const any = set => [...active].some(code => set.has(code));
    return { x: Math.sign(x), y: Math.sign(y), fire: any(FIRE), second: any(SECOND) };
  }
}

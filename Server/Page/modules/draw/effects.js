const LONGEST_SECONDS = { ring: 0.6, spark: 0.3, swing: 0.22 };
const MOST = 64;

/** Short-lived pictures of what happened. Who asked for less motion sees none that moves. */
export class Effects {
  #items = [];
  #calm = matchMedia('(prefers-reduced-motion: reduce)');

  /** @param {'ring'|'spark'|'swing'} kind @param {number} size in world units @param {number} facing radians */
  add(kind, x, y, colour, size, facing = 0) {
    if (this.#calm.matches && kind !== 'swing') return;
    this.#items.push({ kind, x, y, colour, size, facing, age: 0 });
    if (this.#items.length > MOST) this.#items.shift();
  }

  draw(context, camera, seconds) {
    for (const item of this.#items) {
      item.age += seconds;
      const part = item.age / LONGEST_SECONDS[item.kind];
      if (part < 1) drawOne(context, camera, item, part);
    }
    this.#items = this.#items.filter(item => item.age < LONGEST_SECONDS[item.kind]);
  }
}

function drawOne(context, camera, { kind, x, y, colour, size, facing }, part) {
  const at = camera.toScreen(x, y);
  context.save();
  context.globalAlpha = 1 - part;
  context.strokeStyle = colour;
  context.lineWidth = 4 * (1 - part) + 1;
  context.beginPath();
  if (kind === 'swing') context.arc(at.x, at.y, size * camera.scale, facing - Math.PI / 2 - 0.8 + part, facing - Math.PI / 2 + 0.2 + part * 0.8);
  else context.arc(at.x, at.y, size * camera.scale * (kind === 'ring' ? 0.6 + 1.6 * part : 0.4 + 0.5 * part), 0, 2 * Math.PI);
  context.stroke();
  context.restore();
}

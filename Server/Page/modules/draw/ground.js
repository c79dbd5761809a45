import { COLOUR } from './colours.js';

const RAW = 4096;
/** What each mode's ground looks like: its colour, that of its lines, and how far apart they are. */
const LOOKS = {
  arena: { fill: '#161d27', line: '#1f2936', step: 80 },
  waves: { fill: '#0f1424', line: '#0f1424', step: 80, stars: 140 },
  survival: { fill: '#1d2c26', line: '#243730', step: 200 },
  argentum: { fill: '#212b25', line: '#29352d', step: 1, offset: 0.5, checks: '#252f28' },
  plaza: { fill: '#23272f', line: '#2f343f', step: 5 },
  other: { fill: '#161d27', line: '#1f2936', step: 80 },
};

/** A rectangle of the wire in world units. */
export const inUnits = ({ left, top, right, bottom }) => ({ left: left / RAW, top: top / RAW, right: right / RAW, bottom: bottom / RAW });

/** A map, ready to be drawn. */
export class Ground {
  #walls;
  #look;
  #stars;

  constructor(map, mode) {
    this.bounds = inUnits(map.bounds);
    this.limits = inUnits(map.limits);
    this.#walls = map.walls.map(inUnits);
    this.#look = LOOKS[mode] ?? LOOKS.other;
    this.#stars = starsOf(this.bounds, this.#look.stars ?? 0);
    this.mode = mode;
  }

  /** Whether a place is on the map. */
  holds({ x, y }) {
    const { left, top, right, bottom } = this.bounds;
    return x >= left && x <= right && y >= top && y <= bottom;
  }

  draw(context, camera) {
    const { left, top, right, bottom } = this.bounds;
    const from = camera.toScreen(left, top);
    const to = camera.toScreen(right, bottom);
    context.fillStyle = this.#look.fill;
    context.fillRect(from.x, from.y, to.x - from.x, to.y - from.y);
    this.#drawSides(context, camera);
    this.#drawChecks(context, camera);
    this.#drawGrid(context, camera, from, to);
    this.#drawStars(context, camera);
    context.strokeStyle = COLOUR.limits;
    context.lineWidth = 2;
    context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
    for (const wall of this.#walls) this.#drawWall(context, camera, wall);
  }

  /** The two sides of the arena, faintly in the teams' colours. */
  #drawSides(context, camera) {
    if (this.mode !== 'arena') return;
    const { left, top, right, bottom } = this.bounds;
    const from = camera.toScreen(left, top);
    const to = camera.toScreen(right, bottom);
    const shade = context.createLinearGradient(0, from.y, 0, to.y);
    shade.addColorStop(0, 'rgba(98, 198, 255, 0.12)');
    shade.addColorStop(0.42, 'rgba(98, 198, 255, 0)');
    shade.addColorStop(0.58, 'rgba(255, 140, 192, 0)');
    shade.addColorStop(1, 'rgba(255, 140, 192, 0.12)');
    context.fillStyle = shade;
    context.fillRect(from.x, from.y, to.x - from.x, to.y - from.y);
    if (this.limits.bottom < bottom) {
      const line = camera.toScreen(left, this.limits.bottom).y;
      context.strokeStyle = COLOUR.limits;
      context.lineWidth = 1;
      context.setLineDash([6, 8]);
      context.beginPath();
      context.moveTo(from.x, line);
      context.lineTo(to.x, line);
      context.stroke();
      context.setLineDash([]);
    }
  }

  #drawGrid(context, camera, from, to) {
    const step = this.#look.step * camera.scale;
    if (step < 8) return;
    context.strokeStyle = this.#look.line;
    context.lineWidth = 1;
    context.beginPath();
    const [left, right, top, bottom] = [Math.max(from.x, 0), Math.min(to.x, camera.width), Math.max(from.y, 0), Math.min(to.y, camera.height)];
    const offset = this.#look.offset ?? 0;
    const zero = camera.toScreen(offset, offset);
    const begin = (edge, at) => at + Math.ceil((edge - at) / step) * step;
    for (let x = begin(left, zero.x); x <= right; x += step) {
      context.moveTo(Math.round(x) + 0.5, top);
      context.lineTo(Math.round(x) + 0.5, bottom);
    }
    for (let y = begin(top, zero.y); y <= bottom; y += step) {
      context.moveTo(left, Math.round(y) + 0.5);
      context.lineTo(right, Math.round(y) + 0.5);
    }
    context.stroke();
  }

  /** Every second tile a little lighter. */
  #drawChecks(context, camera) {
    if (!this.#look.checks) return;
    const { left, top, right, bottom } = this.bounds;
    const least = camera.toWorld(0, 0);
    const most = camera.toWorld(camera.width, camera.height);
    context.fillStyle = this.#look.checks;
    for (let y = Math.max(Math.ceil(top), Math.floor(least.y)); y <= Math.min(bottom - 0.5, most.y + 1); y++) {
      for (let x = Math.max(Math.ceil(left), Math.floor(least.x)); x <= Math.min(right - 0.5, most.x + 1); x++) {
        if ((x + y) % 2 !== 0) continue;
        const at = camera.toScreen(x - 0.5, y - 0.5);
        context.fillRect(at.x, at.y, camera.scale, camera.scale);
      }
    }
  }

  #drawStars(context, camera) {
    for (const { x, y, size, light } of this.#stars) {
      const at = camera.toScreen(x, y);
      context.fillStyle = `rgba(200, 216, 255, ${light})`;
      context.fillRect(at.x, at.y, size, size);
    }
  }

  #drawWall(context, camera, { left, top, right, bottom }) {
    const from = camera.toScreen(left, top);
    const to = camera.toScreen(right, bottom);
    if (to.x < 0 || to.y < 0 || from.x > camera.width || from.y > camera.height) return;
    const [width, height] = [to.x - from.x, to.y - from.y];
    const edge = Math.min(6, width / 5, height / 5);
    context.fillStyle = COLOUR.wallDark;
    context.fillRect(from.x, from.y, width, height);
    context.fillStyle = COLOUR.wallLight;
    context.fillRect(from.x, from.y, width, edge);
    context.fillStyle = COLOUR.wall;
    context.fillRect(from.x, from.y + edge, width, height - 2 * edge);
  }
}

/** Stars that are always the same. */
function starsOf({ left, top, right, bottom }, count) {
  let seed = 20;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Array.from({ length: count }, () => ({ x: left + random() * (right - left), y: top + random() * (bottom - top), size: 1 + random() * 1.6, light: 0.12 + random() * 0.4 }));
}

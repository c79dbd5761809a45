import { COLOUR } from './colours.js';

const RAW = 4096;
const GRIDS = { argentum: 1, plaza: 10, survival: 200 };

/** A rectangle of the wire in world units. */
export const inUnits = ({ left, top, right, bottom }) => ({ left: left / RAW, top: top / RAW, right: right / RAW, bottom: bottom / RAW });

/** A map, ready to be drawn. */
export class Ground {
  #walls;
  #grid;
  #offset;

  constructor(map, mode) {
    this.bounds = inUnits(map.bounds);
    this.limits = inUnits(map.limits);
    this.#walls = map.walls.map(inUnits);
    this.#grid = GRIDS[mode] ?? 80;
    this.#offset = mode === 'argentum' ? 0.5 : 0;
    this.mode = mode;
  }

  draw(context, camera) {
    const { left, top, right, bottom } = this.bounds;
    const from = camera.toScreen(left, top);
    const to = camera.toScreen(right, bottom);
    context.fillStyle = COLOUR.ground;
    context.fillRect(from.x, from.y, to.x - from.x, to.y - from.y);
    this.#drawSides(context, camera);
    this.#drawGrid(context, camera, from, to);
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
    const step = this.#grid * camera.scale;
    if (step < 8) return;
    context.strokeStyle = COLOUR.grid;
    context.lineWidth = 1;
    context.beginPath();
    const [left, right, top, bottom] = [Math.max(from.x, 0), Math.min(to.x, camera.width), Math.max(from.y, 0), Math.min(to.y, camera.height)];
    const zero = camera.toScreen(this.#offset, this.#offset);
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

import { kindOf } from '../play/others.js';
import { Follower } from '../play/follower.js';
import { KIND } from '../wire/schema.js';
import { Camera } from './camera.js';
import { COLOUR, playerColour, teamColour } from './colours.js';
import { Effects } from './effects.js';
import { Ground } from './ground.js';
import { drawAvatar, drawBullet, drawCreature, drawHealth, drawItem, drawName, drawScenery } from './shapes.js';

const RAW = 4096;
const TURN = 2 * Math.PI / 65536;

/** Half width and height of an avatar in world units, where the wire does not say. */
const AVATAR_BOXES = { arena: [32, 11], waves: [40, 40], survival: [35, 35], argentum: [0.5, 0.5], plaza: [0.5, 0.5] };
const BULLET_BOXES = { arena: [4, 15], waves: [5, 15] };
const OTHER_BOX = [16, 16];
const LAYERS = [KIND.SCENERY, KIND.ITEM, KIND.CREATURE, KIND.BULLET, KIND.AVATAR];
/** What flies in from outside, and out again. */
const LEAVES = new Set([KIND.BULLET, KIND.CREATURE]);
const TILES_A_SECOND = 3.75;
const LEAST_PIXELS = 3;
const LEAST_AVATAR_PIXELS = 11;
/** Pixels between an avatar and what is said of it, and what the bar of health and the name take of them. */
const LABEL = Object.freeze({ GAP: 6, BARREL_GAP: 10, BAR: 10, NAME: 21 });
const EVENT = Object.freeze({ HIT: 4, DIED: 5, SWUNG: 23 });

/** Draws a room on a canvas. */
export class Scene {
  #context;
  #room = null;
  #ground = null;
  #effects = new Effects();
  #walkers = new Map();
  #places = new Map();
  #pan = null;

  constructor(canvas) {
    this.canvas = canvas;
    this.#context = canvas.getContext('2d', { alpha: false });
    this.camera = new Camera();
    this.own = null;
    this.labels = [];
    this.drawn = 0;
    /** Pixels at the top that belong to what lies over the canvas: no name is drawn there. */
    this.top = 0;
  }

  /** Fits the canvas to its place on the screen. */
  fit() {
    const dense = Math.min(globalThis.devicePixelRatio || 1, 3);
    const { clientWidth, clientHeight } = this.canvas;
    const [width, height] = [Math.round(clientWidth * dense), Math.round(clientHeight * dense)];
    if (this.canvas.width !== width || this.canvas.height !== height) [this.canvas.width, this.canvas.height] = [width, height];
    this.#context.setTransform(dense, 0, 0, dense, 0, 0);
    return { width: clientWidth, height: clientHeight };
  }

  /** Nothing but the dark. */
  clear() {
    const { width, height } = this.fit();
    this.#context.fillStyle = COLOUR.void;
    this.#context.fillRect(0, 0, width, height);
    this.own = null;
  }

  /**
   * A frame.
   * @param room @param {number} seconds since the last one @param {number} aim of the own avatar, 0 to 65535
   * @param {{moveX: number, moveY: number}} wish where a spectator looks
   */
  draw(room, seconds, aim, wish) {
    const { width, height } = this.fit();
    this.#take(room);
    const { own, others } = room.draw(seconds);
    const ownRecord = room.ownRecord;
    this.own = own;
    this.labels = [];
    const context = this.#context;
    context.fillStyle = COLOUR.void;
    context.fillRect(0, 0, width, height);
    this.camera.look(own ?? this.#spectated(room, others, seconds, wish), this.#ground.bounds, room.entered.mode, width, height);
    this.#ground.draw(context, this.camera);
    const items = this.#itemsOf(room, others, own, ownRecord, seconds, aim);
    for (const kind of LAYERS) for (const item of items) if (item.kind === kind) this.#drawItem(room, item);
    this.#effects.draw(context, this.camera, seconds);
    for (const item of items) if (item.kind === KIND.AVATAR) this.#drawLabel(room, item);
    this.drawn = items.length;
  }

  /** Shows what happened, where it did. */
  happened(event, room) {
    const at = this.#places.get(event.entity) ?? this.#places.get(`slot ${event.slot}`);
    if (!at) return;
    if (event.kind === EVENT.DIED) this.#effects.add('ring', at.x, at.y, at.colour, at.size);
    else if (event.kind === EVENT.HIT) this.#effects.add('spark', at.x, at.y, '#ffffff', at.size);
    else if (event.kind === EVENT.SWUNG && room.names) this.#effects.add('swing', at.x, at.y, '#ffffff', at.size * 1.8, at.facing);
  }

  #take(room) {
    if (this.#room === room) return;
    this.#room = room;
    this.#ground = new Ground(room.map, room.entered.mode);
    this.#walkers.clear();
    this.#places.clear();
    this.#pan = null;
  }

  /** A spectator looks at a player until it pans. */
  #spectated(room, others, seconds, { moveX, moveY }) {
    const { bounds } = this.#ground;
    if (moveX !== 0 || moveY !== 0) {
      this.#pan ??= { x: this.camera.x, y: this.camera.y };
      const speed = 6 * seconds * this.camera.width / 10 / this.camera.scale / 127;
      this.#pan.x = Math.min(Math.max(this.#pan.x + moveX * speed, bounds.left), bounds.right);
      this.#pan.y = Math.min(Math.max(this.#pan.y + moveY * speed, bounds.top), bounds.bottom);
    }
    const first = others.find(({ record }) => kindOf(record) === KIND.AVATAR && (room.names.read(record, 'Health.Current', 0) ?? 1) > 0);
    return this.#pan ?? (first && this.#placeOf(room, first, seconds)) ?? { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
  }

  #itemsOf(room, others, own, ownRecord, seconds, aim) {
    const { names, snapshot } = room;
    const items = [];
    const seen = new Set();
    for (const other of others) {
      const { record } = other;
      if (record.id === snapshot.own) continue;
      seen.add(record.id);
      const place = this.#placeOf(room, other, seconds);
      const item = this.#describe(room, record, other.tick, place);
      if (item.alive) items.push(item);
    }
    if (own && ownRecord && room.prediction.state?.alive) {
      const item = { ...this.#describe(room, ownRecord, snapshot.tick, own), isOwn: true };
      if (names.drifts || !names.isTiled && ownRecord && names.read(ownRecord, 'Stance.Facing', 0) !== null) item.facing = aim * TURN;
      items.push(item);
    }
    for (const id of this.#walkers.keys()) if (!seen.has(id)) this.#walkers.delete(id);
    this.#places.clear();
    for (const item of items) this.#remember(item);
    return items;
  }

  #remember({ record, x, y, colour, width, slot, facing }) {
    const place = { x, y, colour, size: width, facing };
    this.#places.set(record.id, place);
    if (slot !== null) this.#places.set(`slot ${slot}`, place);
  }

  /** On tiles others walk from one to the next instead of being there at once. */
  #placeOf(room, { record, x, y }, seconds) {
    if (!room.names.isTiled || kindOf(record) === KIND.ITEM || kindOf(record) === KIND.SCENERY) return { x, y };
    if (!this.#walkers.has(record.id)) this.#walkers.set(record.id, new Follower(true));
    return this.#walkers.get(record.id).follow({ x, y }, TILES_A_SECOND, seconds, 1.15);
  }

  #describe(room, record, tick, { x, y }) {
    const { names, entered } = room;
    const read = name => names.read(record, name, tick);
    const kind = kindOf(record);
    const [width, height] = this.#boxOf(entered.mode, kind, read);
    const current = read('Health.Current');
    const slot = kind === KIND.AVATAR ? read('Player.Slot') : null;
    const facing = (read('Weapon.Barrel') ?? read('Stance.Facing') ?? 0) * TURN;
    const colour = kind === KIND.BULLET ? bulletColour(entered.mode, read) : playerColour(entered.mode, slot, read('Player.Team') ?? 0);
    return {
      record, kind, x, y, width, height, slot, facing, colour, isOwn: false,
      alive: kind !== KIND.AVATAR || current === null || current > 0, health: current, most: read('Health.Max'),
      variant: read('Thing.Variant') ?? 0, way: { x: read('Velocity.X') ?? 0, y: read('Velocity.Y') ?? 0 }, power: read('PowerUp.Active') === 1, amount: read('Thing.Amount') ?? 1,
    };
  }

  #boxOf(mode, kind, read) {
    if (kind === KIND.BULLET) return BULLET_BOXES[mode] ?? [3, 6];
    if (kind === KIND.AVATAR && AVATAR_BOXES[mode]) return AVATAR_BOXES[mode];
    const [width, height] = [read('Box.HalfWidth'), read('Box.HalfHeight')];
    return width > 0 && height > 0 ? [width / RAW, height / RAW] : AVATAR_BOXES[mode] ?? OTHER_BOX;
  }

  #drawItem(room, item) {
    const { camera } = this;
    if (!camera.sees(item.x, item.y, Math.max(item.width, item.height)) || (LEAVES.has(item.kind) && !this.#ground.holds(item))) return;
    const context = this.#context;
    const { mode } = room.entered;
    const at = camera.toScreen(item.x, item.y);
    const least = item.kind === KIND.AVATAR && item.width === item.height ? LEAST_AVATAR_PIXELS : LEAST_PIXELS;
    const size = { width: Math.max(item.width * camera.scale, least), height: Math.max(item.height * camera.scale, least) };
    context.save();
    context.translate(at.x, at.y);
    switch (item.kind) {
      case KIND.AVATAR: this.#drawBody(mode, item, size); break;
      case KIND.BULLET: drawBullet(context, { length: Math.max(size.height, 5), width: Math.max(size.width * 1.4, 4) }, item.colour, Math.atan2(item.way.x, -item.way.y)); break;
      case KIND.CREATURE: drawCreature(context, mode, size, item.variant); break;
      case KIND.SCENERY: drawScenery(context, mode, size, item.variant); break;
      default: drawItem(context, size, item.variant);
    }
    context.restore();
  }

  #drawBody(mode, item, size) {
    const context = this.#context;
    if (item.power) {
      context.beginPath();
      context.arc(0, 0, size.width * 1.25, 0, 2 * Math.PI);
      context.strokeStyle = COLOUR.power;
      context.lineWidth = 3;
      context.stroke();
    }
    if (item.isOwn) {
      context.beginPath();
      context.ellipse(0, 0, size.width + 7, size.height + 7, 0, 0, 2 * Math.PI);
      context.strokeStyle = 'rgba(255, 255, 255, 0.75)';
      context.lineWidth = 2;
      context.stroke();
    }
    const facing = mode === 'waves' ? 0 : item.facing;
    drawAvatar(context, mode, size, item.colour, facing);
  }

  /** Health and name above an avatar; beneath it where the top of the screen is too near. */
  #drawLabel(room, item) {
    const { camera } = this;
    if (!camera.sees(item.x, item.y, item.height)) return;
    const at = camera.toScreen(item.x, item.y);
    const half = Math.max(item.height * camera.scale, LEAST_AVATAR_PIXELS) + (room.entered.mode === 'arena' ? LABEL.BARREL_GAP : LABEL.GAP);
    const isHurt = item.most > 0 && item.health < item.most;
    const height = LABEL.NAME + (isHurt ? LABEL.BAR : 0);
    const isBeneath = at.y >= 0 && at.y - half - height < this.top;
    const name = room.players.get(item.slot)?.name ?? '';
    const bar = isBeneath ? Math.max(at.y + half, this.top) : at.y - half - 6;
    if (isHurt) drawHealth(this.#context, at.x, bar, Math.max(40, item.width * camera.scale * 1.6), item.health / item.most);
    if (!name) return;
    const middle = isBeneath ? bar + height - 11 : at.y - half - height + 11;
    this.labels.push({ ...drawName(this.#context, name, at.x, middle, item.isOwn, camera.width), isBeneath });
  }
}

function bulletColour(mode, read) {
  return mode === 'arena' ? teamColour(read('Bullet.Team') ?? 0) : playerColour(mode, read('Bullet.ShooterSlot'), read('Bullet.Team') ?? 0);
}

import { KIND, OWN_LANE, valueAt } from '../wire/schema.js';
import { Playout } from './playout.js';

const RAW = 4096;
const KEPT = 64;

/** Seconds for which bodies go on by their velocity where a snapshot is missing. */
const EXTRAPOLATION = 0.1;

/** Ticks of silence that the server allows itself where all goes as foretold. */
const LONGEST_PAUSE = 30;

/** Further than by so many ticks of its speed more than there were, and a unit, nobody walks between two snapshots: it was put there. */
export const LEAP = 3;

const WORDS = ['Player.Slot', 'Player.Team', 'Player.IsBot', 'Health.Current', 'Health.Max', 'Weapon.Barrel', 'Stance.Facing', 'Intent.Aim', 'PowerUp.Active',
  'Respawn.TicksLeft', 'Score.Kills', 'Score.Deaths', 'Bullet.Team', 'Bullet.ShooterSlot', 'Thing.Variant', 'Thing.Amount', 'Box.HalfWidth', 'Box.HalfHeight',
  'Mobility.Speed', 'Velocity.X', 'Velocity.Y'];

/** Reads fields of records by their names; a name that a lane does not have is null. */
export class FieldNames {
  #lanes;

  constructor(schema) {
    this.#lanes = schema.lanes.map(lane => lane && { lane, of: Object.fromEntries(WORDS.map(name => [name, lane.names.get(name) ?? -1])) });
  }

  /** Whether avatars go by whole tiles. */
  get isTiled() {
    return this.#avatarHas('TilePace.Heading');
  }

  /** Whether avatars speed up and slow down. */
  get drifts() {
    return this.#avatarHas('Momentum.Decay');
  }

  /** @param record a snapshot's @param {string} name "Component.Field" @param {number} tick */
  read(record, name, tick) {
    const { lane, of } = this.#lanes[record.lane];
    const number = of[name] ?? lane.names.get(name) ?? -1;
    return number < 0 ? null : Number(valueAt(record, lane, tick, number) ?? NaN);
  }

  /** The place in world units. */
  place(record, tick) {
    const { lane } = this.#lanes[record.lane];
    if (lane.x < 0 || lane.y < 0) return null;
    return { x: Number(valueAt(record, lane, tick, lane.x)) / RAW, y: Number(valueAt(record, lane, tick, lane.y)) / RAW };
  }

  #avatarHas(name) {
    return this.#lanes[KIND.AVATAR]?.lane.names.has(name) ?? false;
  }

  /** All that is told of a record, by name. */
  all(record, tick) {
    const { lane } = this.#lanes[record.lane];
    return [...lane.names].map(([name, number]) => [name, valueAt(record, lane, tick, number)]).filter(([, value]) => value !== null);
  }
}

export const kindOf = record => (record.lane === OWN_LANE ? KIND.AVATAR : record.lane);

/** What to draw of others: the world at a moment between two snapshots, a little in the past. */
export class Others {
  #names;
  #rate;
  #clock;
  #kept = [];

  constructor(names, tickRate, interval) {
    this.#names = names;
    this.#rate = tickRate;
    this.#clock = new Playout(tickRate, interval);
    this.interval = interval;
  }

  /** The newest snapshot; null before the first. */
  get newest() {
    return this.#kept.at(-1)?.snapshot ?? null;
  }

  /** The moment drawn, in ticks. */
  get moment() {
    return this.#clock.moment;
  }

  get bufferTicks() {
    return this.#clock.buffer;
  }

  advance(elapsed) {
    this.#clock.advance(elapsed, this.#silence);
  }

  add(snapshot) {
    const before = this.newest;
    const isForetold = before !== null && snapshot.tick - before.tick > this.interval && this.#foretold(this.#kept.at(-1), snapshot);
    this.#kept.push({ snapshot, byId: new Map(snapshot.view.map(record => [record.id, record])) });
    if (this.#kept.length > KEPT) this.#kept.shift();
    this.#clock.arrive(snapshot.tick, isForetold);
  }

  /** What is in the world at the moment: [{record, x, y, tick, next}], x and y in world units. */
  draw() {
    const moment = Math.max(this.#clock.moment, this.#kept[0]?.snapshot.tick ?? 0);
    while (this.#kept.length > 1 && this.#kept[1].snapshot.tick <= moment) this.#kept.shift();
    if (this.#kept.length === 0) return [];
    const [from, to] = this.#kept;
    const drawn = [];
    for (const record of from.snapshot.view) {
      const place = to ? this.#between(record, to.byId.get(record.id), from.snapshot.tick, to.snapshot.tick, moment) : this.#ahead(record, from.snapshot.tick, moment);
      if (place) drawn.push({ record, x: place.x, y: place.y, tick: from.snapshot.tick });
    }
    return drawn;
  }

  /** Whether all is where the snapshot before said it would be, but for what may have happened in the last interval. */
  #foretold({ byId }, snapshot) {
    return snapshot.view.every(record => {
      const earlier = byId.get(record.id);
      const [there, here] = [earlier && this.#names.place(earlier, snapshot.tick), this.#names.place(record, snapshot.tick)];
      if (!there || !here) return true;
      const speed = Math.max(this.#speedOf(earlier), this.#speedOf(record));
      return Math.max(Math.abs(there.x - here.x), Math.abs(there.y - here.y)) <= 2 * speed * this.interval + 0.1;
    });
  }

  /** The larger of the speeds along both axes, in units a tick. */
  #speedOf(record) {
    return Math.max(Math.abs(this.#names.read(record, 'Velocity.X', 0) ?? 0), Math.abs(this.#names.read(record, 'Velocity.Y', 0) ?? 0)) / RAW;
  }

  get #silence() {
    return Math.max(LONGEST_PAUSE, this.interval);
  }

  #ahead(record, tick, moment) {
    // Silence says that all goes as foretold, and what is overdue stands after a while.
    const most = record.lane === KIND.AVATAR ? EXTRAPOLATION * this.#rate : this.#silence;
    return this.#names.place(record, tick + Math.min(Math.max(0, moment - tick), most));
  }

  #between(record, next, from, to, moment) {
    const here = this.#names.place(record, from);
    const past = moment - from;
    if (!here) return null;
    if (!next || next.lane !== record.lane) return this.#names.place(record, from + past);
    const there = this.#names.place(next, to);
    const speed = Math.max(this.#speedOf(record), this.#speedOf(next));
    const walk = this.#names.read(record, 'Mobility.Speed', from);
    const reach = Math.max(speed, walk === null ? Infinity : walk / RAW) * (to - from + LEAP) + 1;
    const isTiled = this.#names.isTiled;
    if (!isTiled && Math.max(Math.abs(there.x - here.x), Math.abs(there.y - here.y)) > reach) return here;
    const part = past / (to - from);
    return { x: here.x + (there.x - here.x) * part, y: here.y + (there.y - here.y) * part };
  }
}

import { Drift } from './motion/drift.js';
import { RAW } from './motion/fixed.js';
import { Tiles } from './motion/tiles.js';
import { Walk } from './motion/walk.js';
import { Follower } from './follower.js';
import { LEAP } from './others.js';

/** The server goes on with a silent player's last move for so many ticks. */
const REPEAT_TICKS = 6;
const KEPT_COMMANDS = 512;
const HASTE = 1.35;
const TILE_HASTE = 1.1;

/** What a record tells of the own avatar, in raw units. */
function stateOf(names, record, tick) {
  const read = (name, missing = 0) => names.read(record, name, tick) ?? missing;
  return {
    tick, x: read('Position.X'), y: read('Position.Y'), alive: read('Health.Current', 1) > 0, speed: read('Mobility.Speed'),
    moveX: read('Intent.MoveX'), moveY: read('Intent.MoveY'), drought: read('Intent.Drought'), halfWidth: read('Box.HalfWidth'), halfHeight: read('Box.HalfHeight'),
    momentumX: read('Momentum.X'), momentumY: read('Momentum.Y'), decay: read('Momentum.Decay'),
    heading: read('TilePace.Heading'), stepTicks: read('TilePace.StepTicks', 1), debt: read('TilePace.Debt'), stamina: read('Vitals.Stamina'), maxStamina: read('Vitals.MaxStamina'),
  };
}

/** How avatars of a mode move. */
export function motionOf(mode, names, map, tickRate) {
  if (names.isTiled) return new Tiles(map, tickRate);
  return names.drifts ? new Drift(map, tickRate) : new Walk(map, mode === 'waves');
}

/** Moves the own avatar in the frame in which its commands are made; each snapshot says where it really was. */
export class Prediction {
  #names;
  #motion;
  #rate;
  #commands = new Map();
  #state = null;
  #before = null;
  #told = null;
  #follower = new Follower(false);

  constructor(motion, names, tickRate) {
    this.#motion = motion;
    this.#names = names;
    this.#rate = tickRate;
    this.corrections = 0;
    this.largestStep = 0;
    this.largestError = 0;
  }

  /** The predicted state after the newest command; null before the first snapshot with the avatar. */
  get state() {
    return this.#state;
  }

  /** Takes in where the avatar was after a tick, and goes from there by the commands since. */
  observe(snapshot, record) {
    const expected = this.#state;
    if (!record) {
      this.#state = this.#before = this.#told = null;
      this.#follower.clear();
      return;
    }
    const told = stateOf(this.#names, record, snapshot.tick);
    if (this.#told && this.#wasPut(this.#told, told)) this.#follower.clear();
    this.#told = told;
    this.#motion.stand?.(this.#bodies(snapshot, record));
    this.#state = this.#before = { ...told };
    const newest = Math.max(expected?.tick ?? 0, told.tick);
    while (this.#state.tick < newest) this.#step();
    for (const tick of this.#commands.keys()) if (tick <= told.tick) this.#commands.delete(tick);
    this.#compare(expected);
  }

  /** A command leaves: the avatar moves by it. */
  command(command) {
    this.#commands.set(command.tick, command);
    this.#commands.delete(command.tick - KEPT_COMMANDS);
    if (!this.#state) return;
    // After a jump of the clock far ahead nothing is known of the ticks between.
    if (command.tick - this.#state.tick > KEPT_COMMANDS) this.#state.tick = command.tick - 1;
    while (this.#state.tick < command.tick) this.#step();
  }

  /**
   * Where to draw it, {x, y} in world units; null where there is none.
   * @param {number} now the clock's moment, in ticks
   * @param {number} seconds since the last frame
   */
  draw(now, seconds) {
    if (!this.#state) return null;
    const part = Math.min(Math.max(now - this.#state.tick, 0), 1);
    const [from, to] = [this.#before, this.#state];
    const tiled = this.#names.isTiled;
    const target = tiled ? { x: to.x / RAW, y: to.y / RAW } : { x: (from.x + (to.x - from.x) * part) / RAW, y: (from.y + (to.y - from.y) * part) / RAW };
    const speed = this.#motion.speedOf(to) * this.#rate / RAW;
    const last = this.#follower.place;
    const place = this.#follower.follow(target, speed, seconds, tiled ? TILE_HASTE : HASTE);
    if (last && speed > 0 && seconds > 0) this.largestStep = Math.max(this.largestStep, Math.hypot(place.x - last.x, place.y - last.y) / (speed * seconds));
    return place;
  }

  /** Whether the server put it elsewhere: it came back from death, or stands where nobody walks to in the time. Whatever else was foretold wrongly was walked. */
  #wasPut(before, now) {
    if (now.alive && !before.alive) return true;
    const speed = Math.max(this.#motion.speedOf(before), this.#motion.speedOf(now));
    return Math.max(Math.abs(now.x - before.x), Math.abs(now.y - before.y)) > speed * (now.tick - before.tick + LEAP) + RAW;
  }

  #step() {
    const state = { ...this.#state, tick: this.#state.tick + 1 };
    const command = this.#commands.get(state.tick);
    if (command) {
      [state.moveX, state.moveY, state.drought] = [command.moveX, command.moveY, 0];
    } else if (++state.drought > REPEAT_TICKS) {
      [state.moveX, state.moveY] = [0, 0];
    }
    this.#motion.step(state);
    [this.#before, this.#state] = [this.#state, state];
  }

  #compare(expected) {
    if (!expected || expected.tick !== this.#state.tick) return;
    const error = Math.hypot(expected.x - this.#state.x, expected.y - this.#state.y) / RAW;
    if (error > 0) this.corrections++;
    this.largestError = Math.max(this.largestError, error);
  }

  #bodies(snapshot, own) {
    return snapshot.view
      .filter(record => record !== own && (this.#names.read(record, 'Health.Current', snapshot.tick) ?? 0) > 0)
      .map(record => ({ x: this.#names.read(record, 'Position.X', snapshot.tick), y: this.#names.read(record, 'Position.Y', snapshot.tick) }));
  }
}

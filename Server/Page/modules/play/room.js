import { Malformed } from '../wire/malformed.js';
import { MapReceiver } from '../wire/map.js';
import { say } from '../wire/messages.js';
import { PartAssembler } from '../wire/parts.js';
import { KIND, Schema } from '../wire/schema.js';
import { SnapshotDecoder } from '../wire/snapshots.js';
import { Clock } from './clock.js';
import { FieldNames, Others } from './others.js';
import { motionOf, Prediction } from './prediction.js';
import { Sender } from './sender.js';

/** After a pause of this page so many of the last commands are made up for; those before would come too late anyway. */
const CAUGHT_UP_TICKS = 24;
const ACKNOWLEDGE_SECONDS = 0.25;

const schemas = new Map();
const maps = new Map();

/** A room from Entered on: what is known of it, and the commands that go there. */
export class Room {
  #send;
  #parts;
  #decoder = null;
  #mapParts;
  #clock;
  #sender = new Sender();
  #newestTick = 0;
  #lastCommand;
  #sinceInput = 0;
  #answer = false;

  /**
   * @param entered the message
   * @param {number} roundTrip seconds from the request to it
   * @param {{control: function(Uint8Array), stream: function(Uint8Array)}} send
   */
  constructor(entered, roundTrip, send) {
    this.entered = entered;
    this.#send = send;
    this.#parts = new PartAssembler(entered.tick);
    this.#clock = new Clock(entered.tickRate, entered.tick, roundTrip);
    this.#lastCommand = this.#clock.due;
    this.#mapParts = new MapReceiver(entered.mapHash);
    this.players = new Map();
    this.carried = null;
    this.figures = { snapshots: 0, refused: 0, bytes: 0, arrivals: [] };
    this.map = maps.get(entered.mapHash) ?? null;
    this.names = null;
    this.others = null;
    this.prediction = null;
    if (!this.map) send.control(say.map(entered.mapHash));
    if (schemas.has(entered.schemaHash)) this.#learn(schemas.get(entered.schemaHash));
    else send.control(say.schema());
  }

  get isSpectator() {
    return this.entered.slot === null;
  }

  /** Whether there is something to draw. */
  get isReady() {
    return this.map !== null && this.others?.newest != null;
  }

  /** The newest snapshot. */
  get snapshot() {
    return this.others?.newest ?? null;
  }

  /** The own avatar's record in the newest snapshot, or null. */
  get ownRecord() {
    const { snapshot } = this;
    return snapshot?.view.find(record => record.id === snapshot.own) ?? null;
  }

  get roundTrip() {
    return this.#clock.roundTrip;
  }

  get clockJumps() {
    return this.#clock.jumps;
  }

  /** How many ticks early the tightest command of late came; null while nothing is said of it. */
  get margin() {
    const margin = this.snapshot?.margin ?? -128;
    return margin === -128 ? null : margin;
  }

  /** Takes a message of the control lane; whether it was one of the room's own affairs. */
  take(message) {
    switch (message.type) {
      case 'PlayerInfo': this.players.set(message.slot, message); return true;
      case 'PlayerGone': this.players.delete(message.slot); return true;
      case 'Carried': this.carried = message; return true;
      case 'SchemaList': this.#takeSchema(message); return true;
      case 'MapPart': this.#takeMap(message); return true;
      default: return false;
    }
  }

  /** Takes a message of the stream lane. */
  takePart(bytes) {
    this.figures.bytes += bytes.length;
    if (!this.#decoder || bytes[0] >= 128) return;
    try {
      const whole = this.#parts.add(bytes);
      const snapshot = whole && this.#decoder.decode(whole.tick, whole.flags, whole.body);
      if (snapshot) this.#takeSnapshot(snapshot);
      else if (whole) this.#newestTick = 0;
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.figures.refused++;
      if (this.#decoder.isEmpty) this.#newestTick = 0;
    }
  }

  /**
   * Lets time pass, and sends the commands that are due.
   * @param {number} seconds since the last time
   * @param {function(): object} intent what the player wants: {moveX, moveY, aim, buttons}
   */
  update(seconds, intent) {
    this.#clock.advance(seconds);
    this.others?.advance(seconds);
    this.#sinceInput += seconds;
    if (this.isSpectator || !this.snapshot) this.#acknowledge();
    else this.#command(intent);
  }

  /** What to draw: {own, others, moment}. */
  draw(seconds) {
    const own = this.prediction?.draw(this.#clock.now, seconds) ?? null;
    return { own, others: this.others?.draw() ?? [], moment: this.others?.moment ?? 0 };
  }

  #command(intent) {
    const { due } = this.#clock;
    if (due <= this.#lastCommand) {
      if (this.#lastCommand - due > CAUGHT_UP_TICKS) this.#lastCommand = due;
      return;
    }
    const age = Math.min(Math.max(0, Math.round((due - this.others.moment) * 256)), 65535);
    for (let tick = Math.max(this.#lastCommand + 1, due - CAUGHT_UP_TICKS); tick <= due; tick++) {
      const command = { tick, ...intent(), age };
      this.#sender.add(command);
      this.#clock.sent(tick);
      this.prediction?.command(command);
    }
    this.#lastCommand = due;
    this.#sendInput();
  }

  #acknowledge() {
    if (this.#answer || this.#sinceInput >= ACKNOWLEDGE_SECONDS) this.#sendInput();
  }

  #sendInput() {
    this.#answer = false;
    this.#sinceInput = 0;
    this.#send.stream(say.input(this.#sender.body(this.#newestTick)));
  }

  #takeSnapshot(snapshot) {
    this.#parts.wasRead(snapshot.tick);
    this.#newestTick = snapshot.tick;
    this.#answer = true;
    this.figures.snapshots++;
    this.figures.arrivals.push({ at: performance.now(), tick: snapshot.tick });
    if (this.figures.arrivals.length > 120) this.figures.arrivals.shift();
    this.others.add(snapshot);
    if (this.isSpectator) return;
    if (snapshot.lead !== -128) this.#sender.confirm(snapshot.tick + snapshot.lead);
    this.#clock.observe(snapshot);
    this.prediction?.observe(snapshot, this.ownRecord);
  }

  #takeSchema(message) {
    if (message.hash !== this.entered.schemaHash) return;
    const schema = new Schema(message);
    schemas.set(message.hash, schema);
    this.#learn(schema);
  }

  #learn(schema) {
    this.schema = schema;
    this.#decoder = new SnapshotDecoder(schema);
    this.names = new FieldNames(schema);
    this.others = new Others(this.names, this.entered.tickRate, this.entered.divisor);
    this.#predict();
  }

  #takeMap(message) {
    const map = this.#mapParts.add(message);
    if (!map) return;
    maps.set(message.hash, map);
    this.map = map;
    this.#predict();
  }

  #predict() {
    if (this.isSpectator || !this.map || !this.names || !this.schema.lanes[KIND.AVATAR]) return;
    const { mode, tickRate } = this.entered;
    this.prediction = new Prediction(motionOf(mode, this.names, this.map, tickRate), this.names, tickRate);
  }
}

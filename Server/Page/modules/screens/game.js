import { Controls } from '../control/controls.js';
import { Scene } from '../draw/scene.js';
import { Session } from '../play/session.js';
import { Chat } from './chat.js';
import { byId, say, show } from './elements.js';
import { Feed } from './feed.js';
import { Hud } from './hud.js';
import { Inventory } from './inventory.js';
import { NetGraph } from './netgraph.js';
import { Prompts } from './prompts.js';
import { Scores } from './scores.js';

/** A hidden page is given no frames, and timers seldom: what arrives drives it, and this where nothing does. */
const TIMER_MILLISECONDS = 250;
const BANNER_MILLISECONDS = 5000;
const SILENT_SECONDS = 1.5;
const HUD_MILLISECONDS = 100;
const SWUNG = 23;
const LABEL_AIR = 4;

/** The second screen: the game itself. */
export class Game {
  #canvas = byId('canvas');
  #corners = [...document.querySelectorAll('#game .corner')];
  #scene = new Scene(this.#canvas);
  #controls = new Controls(this.#canvas);
  #hud = new Hud();
  #feed = new Feed();
  #scores = new Scores();
  #net = new NetGraph();
  #prompts;
  #inventory;
  #chat;
  #session = null;
  #ended;
  #updatedAt = 0;
  #drawnAt = 0;
  #hudAt = 0;
  #bannerTimer = 0;
  #swings = 0;

  /** @param {{ended: function(string, number)}} actions */
  constructor({ ended }) {
    this.#ended = ended;
    this.#prompts = new Prompts((...act) => this.#session?.act(...act));
    this.#inventory = new Inventory({ act: (...act) => this.#session?.act(...act), toggled: isOpen => this.#lend(isOpen) });
    this.#chat = new Chat({ send: text => this.#session?.chat(text), closed: () => this.#resume() });
    addEventListener('keydown', event => this.#press(event));
    addEventListener('keyup', event => this.#release(event));
    byId('open-chat').addEventListener('click', () => this.#openChat());
    byId('open-scores').addEventListener('click', () => this.#scores.open(!this.#scores.isOpen));
    byId('open-net').addEventListener('click', () => this.#net.open(!this.#net.isOpen));
    byId('leave').addEventListener('click', () => this.#session?.leave());
    setInterval(() => this.#update(), TIMER_MILLISECONDS);
    addEventListener('pagehide', () => this.#session?.leave());
    // For whoever measures the page; nothing in it listens.
    Object.defineProperty(this.#canvas, 'figures', { get: () => this.#figures() });
  }

  /** Goes to a room. */
  play(choice) {
    const session = new Session(choice);
    this.#session = session;
    const ifCurrent = action => event => {
      if (this.#session === session) action(event.detail);
    };
    session.addEventListener('heard', ifCurrent(() => this.#heard()));
    session.addEventListener('chat', ifCurrent(line => this.#chat.add(line)));
    session.addEventListener('notice', ifCurrent(text => this.#banner(text)));
    session.addEventListener('room', ifCurrent(() => this.#controls.clear()));
    session.addEventListener('state', ifCurrent(state => state === 'lost' && this.#banner('The connection is lost. Coming back…', true)));
    session.addEventListener('happened', ifCurrent(event => this.#happened(event)));
    session.addEventListener('ended', ifCurrent(({ text, reason }) => this.#end(text, reason)));
    this.#chat.clear();
    this.#feed.clear();
    this.#banner('Entering…', true);
    show(byId('game'), true);
    this.#canvas.focus();
    this.#updatedAt = this.#drawnAt = performance.now();
    session.start();
    requestAnimationFrame(() => this.#frame());
  }

  #end(text, reason) {
    this.#session = null;
    this.#controls.clear();
    this.#hud.clear();
    this.#prompts.clear();
    this.#inventory.clear();
    this.#scores.open(false);
    this.#banner('');
    if (this.#chat.isOpen) this.#chat.close();
    show(byId('game'), false);
    this.#ended(text, reason);
    byId('nickname').focus();
  }

  #update(now = performance.now()) {
    if (!this.#session) return;
    const seconds = (now - this.#updatedAt) / 1000;
    this.#updatedAt = now;
    this.#session.update(seconds, () => this.#intent());
  }

  #heard() {
    this.#update();
    const room = this.#session?.room;
    if (room?.isReady) this.#inventory.update(room);
  }

  #intent() {
    const { own, camera } = this.#scene;
    return this.#controls.take(own && camera.toScreen(own.x, own.y));
  }

  #frame() {
    if (!this.#session) return;
    requestAnimationFrame(() => this.#frame());
    const now = performance.now();
    for (const button of this.#controls.pad.presses()) this.#inventory.pressPad(button);
    this.#update(now);
    const seconds = (now - this.#drawnAt) / 1000;
    this.#drawnAt = now;
    const room = this.#session?.room;
    if (!room?.isReady) {
      this.#scene.clear();
      return;
    }
    const wish = room.isSpectator ? this.#intent() : { moveX: 0, moveY: 0 };
    this.#scene.draw(room, seconds, this.#controls.aim, wish);
    if (now - this.#hudAt > HUD_MILLISECONDS) {
      this.#hudAt = now;
      this.#tell(room);
    }
  }

  #tell(room) {
    this.#hud.update(room);
    this.#prompts.update(room);
    this.#scores.update(room);
    this.#net.update(room, this.#session);
    this.#scene.top = Math.max(...this.#corners.map(corner => corner.getBoundingClientRect().bottom)) + LABEL_AIR;
    if (byId('banner').textContent === 'Entering…') this.#banner('');
    if (this.#session.silence > SILENT_SECONDS) this.#banner('The network is silent…');
  }

  #happened(event) {
    const { room } = this.#session;
    if (!room?.isReady) return;
    if (event.kind === SWUNG && event.slot === room.entered.slot) this.#swings++;
    this.#feed.happened(event, room);
    this.#scene.happened(event, room);
  }

  /** A word in the middle; it goes by itself unless it is to stay. */
  #banner(text, stays = false) {
    clearTimeout(this.#bannerTimer);
    say(byId('banner'), text);
    show(byId('banner'), text !== '');
    if (text && !stays) this.#bannerTimer = setTimeout(() => this.#banner(''), BANNER_MILLISECONDS);
  }

  /** Keys and the gamepad's buttons are the inventory's while it is open; sticks, thumbs and the mouse play on. */
  #lend(isLent) {
    this.#controls.clear();
    this.#controls.pad.lend(isLent);
    if (!isLent && this.#session && !this.#chat.isOpen) this.#canvas.focus();
  }

  #openChat() {
    this.#inventory.open(false);
    this.#controls.clear();
    this.#controls.isOff = true;
    this.#chat.open();
  }

  #resume() {
    this.#controls.isOff = false;
    this.#canvas.focus();
  }

  #press(event) {
    if (!this.#session || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    if (this.#inventory.hasFocus) {
      if (this.#inventory.press(event) || this.#prompts.press(event.code)) event.preventDefault();
      return;
    }
    if (event.target instanceof HTMLButtonElement) {
      if (event.key === 'Escape') this.#canvas.focus();
      return;
    }
    if (this.#pressed(event)) event.preventDefault();
  }

  #pressed({ code, key, repeat }) {
    if (this.#controls.press(code)) return true;
    if (repeat) return code === 'Tab';
    switch (code) {
      case 'Enter': case 'NumpadEnter': this.#openChat(); return true;
      case 'Tab': this.#scores.open(true); return true;
      case 'KeyI': this.#inventory.open(!this.#inventory.isOpen); return true;
      case 'KeyN': this.#net.open(!this.#net.isOpen); return true;
      case 'Escape': byId('open-chat').focus(); return true;
      default: return key !== 'F5' && this.#prompts.press(code);
    }
  }

  #release(event) {
    this.#controls.release(event.code);
    if (event.code === 'Tab' && this.#session && event.target === this.#canvas) this.#scores.open(false);
  }

  #figures() {
    const session = this.#session;
    const room = session?.room;
    const read = name => (room?.ownRecord ? room.names.read(room.ownRecord, name, room.snapshot.tick) : null);
    return {
      state: session?.state ?? 'menu', own: this.#scene.own && { ...this.#scene.own }, drawn: this.#scene.drawn, labels: this.#scene.labels, players: [...room?.players.values() ?? []].map(({ name }) => name),
      slot: room?.entered.slot ?? null, carried: room?.carried ?? null, aim: this.#controls.aim, swings: this.#swings, health: read('Health.Current'), kills: read('Score.Kills'), speed: read('Mobility.Speed'), snapshots: room?.figures.snapshots ?? 0, refused: room?.figures.refused ?? 0,
      roundTrip: room?.roundTrip ?? 0, largestStep: room?.prediction?.largestStep ?? 0, corrections: room?.prediction?.corrections ?? 0,
      largestError: room?.prediction?.largestError ?? 0, cameBack: session?.cameBack ?? 0, clockJumps: room?.clockJumps ?? 0, scale: this.#scene.camera.scale,
      onScreen: this.#scene.own && this.#scene.camera.toScreen(this.#scene.own.x, this.#scene.own.y),
    };
  }
}

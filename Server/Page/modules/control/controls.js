import { BUTTON } from '../wire/inputs.js';
import { byId } from '../screens/elements.js';
import { Keys } from './keys.js';
import { Pad } from './pad.js';
import { Touch } from './touch.js';

const FULL = 127;
const NOTHING = Object.freeze({ moveX: 0, moveY: 0, aim: 0, buttons: 0 });

/** What the player wants, whatever it is said with: keyboard, mouse, touch or gamepad. */
export class Controls {
  #canvas;
  #keys = new Keys();
  #touch;
  #mouse = { x: 0, y: 0, isOver: false, fire: false, second: false, tapped: false };
  #aim = 0;

  constructor(canvas) {
    this.#canvas = canvas;
    this.#touch = new Touch(canvas, byId('stick'), byId('aim'));
    this.isOff = false;
    this.pad = new Pad();
    canvas.addEventListener('pointerdown', event => this.#point(event, true));
    canvas.addEventListener('pointermove', event => this.#point(event, null));
    canvas.addEventListener('pointerup', event => this.#point(event, false));
    canvas.addEventListener('contextmenu', event => event.preventDefault());
    addEventListener('blur', () => this.clear());
    document.addEventListener('visibilitychange', () => this.clear());
  }

  /** The aim as it was last said, 0 to 65535. */
  get aim() {
    return this.#aim;
  }

  /** Whether the key means something here. */
  press(code) {
    return this.#keys.press(code);
  }

  release(code) {
    this.#keys.release(code);
  }

  /** Nothing is held any more. */
  clear() {
    this.#keys.clear();
    this.#touch.clear();
    Object.assign(this.#mouse, { fire: false, second: false, tapped: false });
  }

  /**
   * What is wanted in the next tick.
   * @param {{x: number, y: number}|null} own where the own avatar is on the screen
   */
  take(own) {
    if (this.isOff) return { ...NOTHING, aim: this.#aim };
    const [keys, touch, pad, mouse] = [this.#keys.take(), this.#touch.take(), this.pad.read(), this.#mouse];
    const move = [keys, touch, pad].find(({ x, y }) => x !== 0 || y !== 0) ?? keys;
    this.#turn(touch.way ?? pad.way, move, own);
    const fire = keys.fire || touch.fire || pad.fire || mouse.fire || mouse.tapped;
    mouse.tapped = false;
    const second = keys.second || pad.second || mouse.second;
    return {
      moveX: Math.round(move.x * FULL), moveY: Math.round(move.y * FULL), aim: this.#aim, buttons: (fire ? BUTTON.FIRE : 0) | (second ? BUTTON.SECOND : 0),
    };
  }

  #turn(way, move, own) {
    if (way) this.#aim = angleOf(way.x, way.y);
    else if (this.#mouse.isOver && own) this.#aim = angleOf(this.#mouse.x - own.x, this.#mouse.y - own.y);
    else if (move.x !== 0 || move.y !== 0) this.#aim = angleOf(move.x, move.y);
  }

  #point(event, isDown) {
    if (event.pointerType === 'touch') return;
    const mouse = this.#mouse;
    const box = this.#canvas.getBoundingClientRect();
    Object.assign(mouse, { x: event.clientX - box.left, y: event.clientY - box.top, isOver: true });
    if (isDown === null) return;
    if (event.button === 0) mouse.fire = isDown;
    if (event.button === 2) mouse.second = isDown;
    if (isDown && event.button === 0) mouse.tapped = true;
    if (isDown) this.#canvas.setPointerCapture(event.pointerId);
  }
}

/** The angle of a direction: 0 up, clockwise, 65,536 to the turn. */
export function angleOf(x, y) {
  return Math.round(Math.atan2(x, -y) / (2 * Math.PI) * 65536) & 0xffff;
}

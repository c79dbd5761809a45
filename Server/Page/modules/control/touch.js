import { show } from '../screens/elements.js';

const REACH = 48;
const DEAD = 0.22;

/** One thumb: where it came down is the middle of its stick. */
class Thumb {
  #element;
  #id = null;
  #from = { x: 0, y: 0 };

  constructor(element) {
    this.#element = element;
    this.x = this.y = 0;
    this.tapped = false;
  }

  get isDown() {
    return this.#id !== null;
  }

  owns(event) {
    return event.pointerId === this.#id;
  }

  down(event) {
    this.#id = event.pointerId;
    this.#from = { x: event.clientX, y: event.clientY };
    this.tapped = true;
    this.#element.style.left = `${event.clientX}px`;
    this.#element.style.top = `${event.clientY}px`;
    show(this.#element, true);
    this.move(event);
  }

  move(event) {
    const [x, y] = [(event.clientX - this.#from.x) / REACH, (event.clientY - this.#from.y) / REACH];
    const length = Math.max(1, Math.hypot(x, y));
    [this.x, this.y] = [x / length, y / length];
    this.#element.firstElementChild.style.transform = `translate(${this.x * REACH}px, ${this.y * REACH}px)`;
  }

  up() {
    this.#id = null;
    this.x = this.y = 0;
    show(this.#element, false);
  }

  /** The direction, null in the middle. */
  get way() {
    return Math.hypot(this.x, this.y) < DEAD ? null : { x: this.x, y: this.y };
  }
}

/** Two thumbs: the left half of the screen moves, the right half aims and acts. */
export class Touch {
  constructor(canvas, moveElement, aimElement) {
    this.move = new Thumb(moveElement);
    this.aim = new Thumb(aimElement);
    canvas.addEventListener('pointerdown', event => this.#down(canvas, event));
    canvas.addEventListener('pointermove', event => this.#of(event)?.move(event));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) canvas.addEventListener(end, event => this.#of(event)?.up());
  }

  /** {x, y, way, fire} of this tick. */
  take() {
    const fire = this.aim.isDown || this.aim.tapped;
    this.aim.tapped = false;
    const move = this.move.way ?? { x: 0, y: 0 };
    return { x: move.x, y: move.y, way: this.aim.way, fire };
  }

  clear() {
    this.move.up();
    this.aim.up();
    this.aim.tapped = false;
  }

  #down(canvas, event) {
    if (event.pointerType !== 'touch') return;
    event.preventDefault();
    const thumb = event.clientX < canvas.clientWidth / 2 ? this.move : this.aim;
    if (thumb.isDown) return;
    canvas.setPointerCapture(event.pointerId);
    thumb.down(event);
  }

  #of(event) {
    return [this.move, this.aim].find(thumb => thumb.owns(event)) ?? null;
  }
}

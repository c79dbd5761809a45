import { PAD } from '../control/pad.js';
import { drawItem } from '../draw/shapes.js';
import { ACT, USE } from '../wire/messages.js';
import { byId, make, say, show } from './elements.js';

const PICTURE_PIXELS = 40;
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const CROSS = { [PAD.CROSS.LEFT]: [-1, 0], [PAD.CROSS.RIGHT]: [1, 0], [PAD.CROSS.UP]: [0, -1], [PAD.CROSS.DOWN]: [0, 1] };

/** What the own avatar carries, and what can be done with it: by keys, by buttons for mouse and touch, and by gamepad. */
export class Inventory {
  #panel = byId('inventory');
  #slots = byId('slots');
  #act;
  #toggled;
  #carried = null;
  #drawn = null;
  #selected = 1;
  /** The slot whose thing is on its way to another; 0 for none. */
  #moving = 0;

  /** @param {{act: function(number, number, number), toggled: function(boolean)}} actions */
  constructor({ act, toggled }) {
    this.#act = act;
    this.#toggled = toggled;
    byId('open-inventory').addEventListener('click', () => this.open(!this.isOpen));
    byId('inventory-close').addEventListener('click', () => this.open(false));
    const does = (id, action) => byId(id).addEventListener('click', () => {
      action();
      this.#slots.focus();
    });
    does('slot-use', () => this.#use());
    does('slot-drop', () => this.#drop(false));
    does('slot-drop-all', () => this.#drop(true));
    does('slot-move', () => this.#move());
    this.#slots.addEventListener('click', event => {
      const slot = Number(event.target.closest('.slot')?.dataset.slot);
      if (slot) this.#choose(slot);
    });
  }

  get isOpen() {
    return !this.#panel.hidden;
  }

  /** Whether keys are its own: the slots have the focus. */
  get hasFocus() {
    return document.activeElement === this.#slots;
  }

  /** Opens it, where something is carried at all, or closes it. */
  open(isOpen) {
    if (isOpen === this.isOpen || (isOpen && !this.#carried)) return;
    this.#moving = 0;
    show(this.#panel, isOpen);
    byId('game').classList.toggle('with-inventory', isOpen);
    byId('open-inventory').setAttribute('aria-pressed', String(isOpen));
    if (isOpen) {
      this.#draw();
      this.#slots.focus();
    }
    this.#toggled(isOpen);
  }

  /** Shows what the server said last, as soon as it does: acts are on what is there now. The dead have no use for anything. */
  update({ carried, ownRecord, names, snapshot }) {
    this.#carried = carried;
    show(byId('open-inventory'), carried !== null);
    if (!carried || (ownRecord && names.read(ownRecord, 'Health.Current', snapshot.tick) === 0)) this.open(false);
    if (this.isOpen && carried !== this.#drawn) this.#draw();
  }

  clear() {
    this.#carried = null;
    this.#selected = 1;
    this.open(false);
    show(byId('open-inventory'), false);
  }

  /** Whether the key means something here; it is done then. */
  press({ code, shiftKey, repeat }) {
    if (code in WAYS) this.#go(...WAYS[code]);
    else if (repeat) return false;
    else if (code === 'Enter' || code === 'NumpadEnter' || code === 'Space') this.#confirm();
    else if (code === 'KeyD' || code === 'Delete') this.#drop(shiftKey);
    else if (code === 'KeyM') this.#move();
    else if (code === 'Escape' && this.#moving > 0) this.#move();
    else if (code === 'Escape' || code === 'KeyI') this.open(false);
    else return false;
    return true;
  }

  /** A button of the gamepad went down. */
  pressPad(button) {
    if (button === PAD.ABOVE) this.open(!this.isOpen);
    else if (!this.isOpen) return;
    else if (button in CROSS) this.#go(...CROSS[button]);
    else if (button === PAD.BELOW) this.#confirm();
    else if (button === PAD.RIGHT && this.#moving > 0) this.#move();
    else if (button === PAD.RIGHT) this.open(false);
    else if (button === PAD.LEFT) this.#drop(false);
    else if (button === PAD.RIGHT_SHOULDER) this.#drop(true);
    else if (button === PAD.LEFT_SHOULDER) this.#move();
  }

  get #thing() {
    return this.#in(this.#selected);
  }

  #in(slot) {
    return this.#carried?.things.find(thing => thing.slot === slot) ?? null;
  }

  #go(x, y) {
    const [first] = this.#slots.children;
    if (!first) return;
    const columns = [...this.#slots.children].filter(slot => slot.offsetTop === first.offsetTop).length;
    const slot = this.#selected + x + y * columns;
    if (slot >= 1 && slot <= this.#carried.slots) this.#select(slot);
  }

  /** A slot was pointed at. */
  #choose(slot) {
    if (this.#moving > 0) this.#put(slot);
    this.#select(slot);
  }

  #confirm() {
    if (this.#moving > 0) this.#put(this.#selected);
    else this.#use();
    this.#tell();
  }

  #select(slot) {
    this.#selected = slot;
    this.#tell();
    byId(`slot-${slot}`).scrollIntoView({ block: 'nearest' });
  }

  #use() {
    const { use, slot } = this.#thing ?? {};
    if (use === USE.USED_UP) this.#act(ACT.USE, slot);
    else if (use === USE.PUT_ON) this.#act(ACT.EQUIP, slot);
  }

  #drop(all) {
    if (this.#thing) this.#act(ACT.DROP, this.#thing.slot, all ? this.#thing.amount : 1);
  }

  /** Takes up what is in the selected slot, to be put into another; or leaves it where it is after all. */
  #move() {
    this.#moving = this.#moving === 0 && this.#thing ? this.#selected : 0;
    this.#tell();
  }

  #put(slot) {
    if (slot !== this.#moving) this.#act(ACT.MOVE, this.#moving, slot);
    this.#moving = 0;
  }

  /** Draws the slots anew where the server has said something since. */
  #draw() {
    if (this.#drawn !== this.#carried) {
      this.#drawn = this.#carried;
      this.#selected = Math.min(this.#selected, this.#carried.slots);
      if (!this.#in(this.#moving)) this.#moving = 0;
      this.#slots.replaceChildren(...Array.from({ length: this.#carried.slots }, (_, index) => slotElement(index + 1, this.#in(index + 1))));
    }
    this.#tell();
  }

  /** Says what is selected, and what can be done with it. */
  #tell() {
    for (const element of this.#slots.children) {
      const slot = Number(element.dataset.slot);
      element.setAttribute('aria-selected', String(slot === this.#selected));
      element.classList.toggle('moving', slot === this.#moving);
    }
    this.#slots.setAttribute('aria-activedescendant', `slot-${this.#selected}`);
    const thing = this.#thing;
    say(byId('slot-line'), this.#moving > 0 ? `Where to with ${this.#in(this.#moving)?.name ?? 'it'}?` : thing ? wordsOf(thing) : 'Nothing here');
    say(byId('slot-use').firstElementChild, thing?.use !== USE.PUT_ON ? 'Use' : thing.worn ? 'Take off' : 'Put on');
    byId('slot-use').disabled = thing?.use !== USE.PUT_ON && thing?.use !== USE.USED_UP;
    for (const id of ['slot-drop', 'slot-drop-all']) byId(id).disabled = !thing;
    byId('slot-move').disabled = !thing && this.#moving === 0;
    byId('slot-move').setAttribute('aria-pressed', String(this.#moving > 0));
  }
}

const wordsOf = ({ name, amount, worn }) => `${name}${amount === 1 ? '' : `, ${amount} of them`}${worn ? ', put on' : ''}`;

function slotElement(slot, thing) {
  const element = make('div', { className: thing ? 'slot' : 'slot empty' });
  element.id = `slot-${slot}`;
  element.dataset.slot = slot;
  element.setAttribute('role', 'option');
  element.setAttribute('aria-label', `Slot ${slot}: ${thing ? wordsOf(thing) : 'empty'}`);
  if (!thing) return element;
  element.append(pictureOf(thing.item), make('span', { text: thing.name, className: 'name' }));
  if (thing.amount !== 1) element.append(make('b', { text: String(thing.amount), className: 'amount' }));
  if (thing.worn) element.append(make('span', { text: 'on', className: 'worn' }));
  return element;
}

function pictureOf(item) {
  const canvas = make('canvas');
  const dense = Math.min(devicePixelRatio || 1, 3);
  canvas.width = canvas.height = PICTURE_PIXELS * dense;
  const context = canvas.getContext('2d');
  context.setTransform(dense, 0, 0, dense, PICTURE_PIXELS / 2 * dense, PICTURE_PIXELS / 2 * dense);
  drawItem(context, { width: PICTURE_PIXELS * 0.55 }, item);
  return canvas;
}

import { slotColour } from '../draw/colours.js';
import { byId, make, show } from './elements.js';

const LINES = 60;
const FRESH_MILLISECONDS = 12_000;
const KIND = Object.freeze({ PLAYER: 0, ANNOUNCEMENT: 3 });

/** What is said in the room. All of it is text, whatever it looks like. */
export class Chat {
  #lines = byId('chat-lines');
  #form = byId('chat-form');
  #text = byId('chat-text');
  #box = this.#form.closest('.chat');

  /** @param {{send: function(string), closed: function()}} actions */
  constructor({ send, closed }) {
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      const text = this.#text.value.trim();
      if (text) send(text);
      this.close();
    });
    this.#text.addEventListener('keydown', event => {
      event.stopPropagation();
      if (event.key === 'Escape') this.close();
    });
    this.#text.addEventListener('keyup', event => event.stopPropagation());
    this.closed = closed;
  }

  get isOpen() {
    return !this.#form.hidden;
  }

  open() {
    show(this.#form, true);
    this.#box.classList.add('open');
    this.#text.focus();
  }

  close() {
    this.#text.value = '';
    show(this.#form, false);
    this.#box.classList.remove('open');
    this.closed();
  }

  clear() {
    this.#lines.replaceChildren();
  }

  /** Shows a line of ChatReceived; what the mode announces is in the feed and in the scores already. */
  add({ kind, slot, name, text }) {
    if (kind === KIND.ANNOUNCEMENT) return;
    const plate = make('span');
    const line = make('li', { className: kind === KIND.PLAYER ? '' : 'server' }, plate);
    if (kind === KIND.PLAYER) {
      const who = make('b', { text: `${name}: ` });
      who.style.color = slotColour(slot);
      plate.append(who, text);
    } else {
      plate.append(name ? `${name}: ${text}` : text);
    }
    // The newest first: what does not fit above it is not shown by half.
    this.#lines.prepend(line);
    while (this.#lines.childElementCount > LINES) this.#lines.lastElementChild.remove();
    setTimeout(() => line.classList.add('old'), FRESH_MILLISECONDS);
  }
}

import { byId, make } from './elements.js';

const LINES = 5;
const SHOWN_MILLISECONDS = 6000;
const EVENT = Object.freeze({ DIED: 5, TEAM: 7, WARNING: 9, ENDED: 10, STARTED: 11, FRIENDLY_FIRE: 12, WAVE: 16 });

/** What happened, in a few words; the oldest go by themselves. */
export class Feed {
  #list = byId('feed');

  happened(event, room) {
    const text = textOf(event, room);
    if (text) this.add(text);
  }

  add(text) {
    const line = make('li', { text });
    this.#list.append(line);
    while (this.#list.childElementCount > LINES) this.#list.firstElementChild.remove();
    setTimeout(() => line.remove(), SHOWN_MILLISECONDS);
  }

  clear() {
    this.#list.replaceChildren();
  }
}

function textOf({ kind, slot, other, a, b }, room) {
  const nameOf = who => room.players.get(who)?.name ?? 'Somebody';
  switch (kind) {
    case EVENT.DIED: return other === null ? `${nameOf(slot)} fell` : `${nameOf(other)} beat ${nameOf(slot)}`;
    case EVENT.TEAM: return `${nameOf(slot)} changed sides`;
    case EVENT.WARNING: return `${a} seconds left`;
    case EVENT.ENDED: return slot === null ? 'The match is over' : `${nameOf(slot)} wins${a > 0 ? ` with ${a}` : ''}`;
    case EVENT.STARTED: return 'A match begins';
    case EVENT.FRIENDLY_FIRE: return a === 1 ? 'Friendly fire is on' : 'Friendly fire is off';
    case EVENT.WAVE: return `Wave ${a}: ${b} enemies`;
    default: return '';
  }
}

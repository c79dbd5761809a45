import { ACT, USE } from '../wire/messages.js';
import { byId, make } from './elements.js';

/** Rare acts of the modes: a key, a word, the act, and when it is offered. */
const ACTS = {
  arena: [['KeyT', 'Change team', [ACT.CHANGE_TEAM]], ['KeyP', 'Power-up', [ACT.POWER_UP]]],
  waves: [['KeyR', 'Ready', [ACT.READY, 1], read => read('Ship.Number') > 0 && read('Ship.IsReady') === 0]],
  argentum: [['KeyE', 'Pick up', [ACT.PICK_UP]], ['KeyX', 'Safety', [ACT.SAFETY]]],
  survival: [['KeyR', 'Come back', [ACT.READY, 1], read => read('Health.Current') === 0 && read('Respawn.TicksLeft') === 0]],
};

/** The first carried thing of a use, with its key: what a player in a hurry reaches for. */
function handy(carried) {
  const first = use => carried?.things.find(thing => thing.use === use);
  const [food, gear] = [first(USE.USED_UP), first(USE.PUT_ON)];
  return [
    ...food ? [{ code: 'KeyQ', word: 'Eat', what: food.name, act: [ACT.USE, food.slot] }] : [],
    ...gear ? [{ code: 'KeyF', word: gear.worn ? 'Take off' : 'Put on', what: gear.name, act: [ACT.EQUIP, gear.slot] }] : [],
  ];
}

/** Buttons for the rare acts, with their keys. */
export class Prompts {
  #list = byId('prompts');
  #offered = [];
  #drawn = '';
  #act;

  constructor(act) {
    this.#act = act;
  }

  /** Offers what makes sense now. */
  update(room) {
    const { snapshot, names, ownRecord, carried, entered } = room;
    const read = name => (ownRecord ? names.read(ownRecord, name, snapshot.tick) : null);
    const acts = ownRecord ? (ACTS[entered.mode] ?? []).filter(([, , , when]) => !when || when(read)) : [];
    this.#offered = [...acts.map(([code, word, act]) => ({ code, word, what: '', act })), ...ownRecord ? handy(carried) : []];
    const drawn = JSON.stringify(this.#offered);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#list.replaceChildren(...this.#offered.map(offer => this.#button(offer)));
  }

  /** Whether the key was one of an act that is offered; it is done then. */
  press(key) {
    const offer = this.#offered.find(({ code }) => code === key);
    if (offer) this.#act(...offer.act);
    return offer !== undefined;
  }

  clear() {
    this.#offered = [];
    this.#drawn = '';
    this.#list.replaceChildren();
  }

  #button({ code, word, what, act }) {
    const button = make('button', { text: word, className: 'tool' }, make('kbd', { text: code.slice(3) }));
    button.type = 'button';
    if (what) button.title = `${word}: ${what}`;
    button.addEventListener('click', () => {
      this.#act(...act);
      byId('canvas').focus();
    });
    return button;
  }
}

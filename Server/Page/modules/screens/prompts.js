import { byId, make } from './elements.js';

const ACT = Object.freeze({ CHANGE_TEAM: 1, POWER_UP: 2, READY: 4, USE: 7, EQUIP: 8, PICK_UP: 10, SAFETY: 14 });

/** Rare acts of the modes: a key, a word, the act, and when it is offered. */
const ACTS = {
  arena: [['KeyT', 'Change team', [ACT.CHANGE_TEAM]], ['KeyP', 'Power-up', [ACT.POWER_UP]]],
  waves: [['KeyR', 'Ready', [ACT.READY, 1], read => read('Ship.Number') > 0 && read('Ship.IsReady') === 0]],
  argentum: [['KeyE', 'Pick up', [ACT.PICK_UP]], ['KeyQ', 'Eat', [ACT.USE, 1]], ['KeyF', 'Sword', [ACT.EQUIP, 2]], ['KeyX', 'Safety', [ACT.SAFETY]]],
  survival: [['KeyR', 'Come back', [ACT.READY, 1], read => read('Health.Current') === 0 && read('Respawn.TicksLeft') === 0]],
};

/** Buttons for the rare acts, with their keys. */
export class Prompts {
  #list = byId('prompts');
  #offered = [];
  #act;

  constructor(act) {
    this.#act = act;
  }

  /** Offers what makes sense now. */
  update(room) {
    const { snapshot, names, ownRecord } = room;
    const read = name => (ownRecord ? names.read(ownRecord, name, snapshot.tick) : null);
    const acts = ownRecord ? (ACTS[room.entered.mode] ?? []).filter(([, , , when]) => !when || when(read)) : [];
    if (acts.length === this.#offered.length && acts.every((act, index) => act === this.#offered[index])) return;
    this.#offered = acts;
    this.#list.replaceChildren(...acts.map(([code, word, act]) => {
      const button = make('button', { text: word, className: 'tool' }, make('kbd', { text: code.slice(3) }));
      button.type = 'button';
      button.addEventListener('click', () => {
        this.#act(...act);
        byId('canvas').focus();
      });
      return button;
    }));
  }

  /** Whether the key was one of an act that is offered; it is done then. */
  press(key) {
    const act = this.#offered.find(([code]) => code === key);
    if (act) this.#act(...act[2]);
    return act !== undefined;
  }

  clear() {
    this.#offered = [];
    this.#list.replaceChildren();
  }
}

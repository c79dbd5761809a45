import { byId, make, roomWords, say, show } from './elements.js';

/** What of an avatar a mode shows beside its health: a word, the field, and the field of its most. */
const BAGS = {
  survival: [['Wood', 'Holdings.Wood'], ['Food', 'Holdings.Food'], ['Stone', 'Holdings.Stone'], ['Points', 'Holdings.Points']],
  argentum: [['Stamina', 'Vitals.Stamina', 'Vitals.MaxStamina'], ['Mana', 'Vitals.Mana', 'Vitals.MaxMana'], ['Food', 'Vitals.Food'], ['Water', 'Vitals.Water'],
    ['Level', 'Vitals.Level'], ['Experience', 'Vitals.Experience', 'Vitals.NextLevel'], ['Gold', 'Vitals.Gold']],
  arena: [], waves: [], plaza: [],
};
const PLAIN_LINES = 12;

/** Health, clock, what the avatar has, death: what the wire tells of the player itself. */
export class Hud {
  #drawnBag = '';

  update(room) {
    const { entered, snapshot, names, ownRecord } = room;
    say(byId('room-line'), roomWords(entered.room, entered.mode, entered.map) + (room.isSpectator ? ' · watching' : ''));
    const seconds = Math.ceil((snapshot?.clock ?? 0) / entered.tickRate);
    show(byId('clock-line'), seconds > 0);
    say(byId('clock-line'), `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
    const read = name => (ownRecord ? names.read(ownRecord, name, snapshot.tick) : null);
    this.#health(entered.mode, read);
    this.#death(room, read);
    this.#bag(room, read);
  }

  clear() {
    for (const id of ['vitals', 'death', 'bag', 'clock-line']) show(byId(id), false);
    say(byId('room-line'), '');
  }

  #health(mode, read) {
    const [current, most] = [read('Health.Current'), read('Health.Max')];
    const hasHealth = most > 1;
    show(byId('vitals'), hasHealth);
    if (!hasHealth) return;
    const bar = byId('health');
    bar.firstElementChild.style.width = `${100 * Math.min(current / most, 1)}%`;
    bar.classList.toggle('low', current / most <= 0.3);
    bar.setAttribute('aria-valuenow', current);
    bar.setAttribute('aria-valuemax', most);
    say(bar.lastElementChild, `${current} / ${most}`);
    const kills = read('Score.Kills');
    say(byId('vitals-line'), kills === null || mode === 'argentum' ? '' : `${counted(kills, 'kill')}, ${counted(read('Score.Deaths') ?? 0, 'death')}`);
  }

  #death(room, read) {
    const current = read('Health.Current');
    const isDead = current === 0 && read('Ship.Number') !== 0;
    show(byId('death'), isDead);
    if (!isDead) return;
    const ticks = read('Respawn.TicksLeft');
    const seconds = Math.ceil(ticks / room.entered.tickRate);
    say(byId('death-line'), ticks > 0 ? `Back in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : 'You come back as soon as the game lets you.');
  }

  #bag(room, read) {
    const lines = room.ownRecord ? linesOf(room, read) : [];
    show(byId('bag'), lines.length > 0);
    const drawn = JSON.stringify(lines);
    if (drawn === this.#drawnBag) return;
    this.#drawnBag = drawn;
    byId('bag-lines').replaceChildren(...lines.flatMap(([name, value]) => [make('dt', { text: name }), make('dd', { text: value })]));
  }
}

const counted = (count, word) => `${count} ${count === 1 ? word : `${word}s`}`;

/** In a mode that this page does not know: the first fields of the avatar, by name, as the schema has them. */
function linesOf({ entered, names, snapshot, ownRecord }, read) {
  const known = BAGS[entered.mode];
  if (!known) return names.all(ownRecord, snapshot.tick).slice(-PLAIN_LINES).map(([name, value]) => [name, String(value)]);
  return known.filter(([, field]) => read(field) !== null).map(([word, field, most]) => [word, most ? `${read(field)} / ${read(most)}` : String(read(field))]);
}

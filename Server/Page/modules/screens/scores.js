import { playerColour } from '../draw/colours.js';
import { kindOf } from '../play/others.js';
import { KIND } from '../wire/schema.js';
import { byId, make, say, show } from './elements.js';

/** Who plays, and how well. */
export class Scores {
  #panel = byId('scores');
  #drawn = '';

  get isOpen() {
    return !this.#panel.hidden;
  }

  open(isOpen) {
    show(this.#panel, isOpen);
    byId('open-scores').setAttribute('aria-pressed', String(isOpen));
    this.#drawn = '';
  }

  /** Draws the table anew where something in it differs. */
  update(room) {
    if (!this.isOpen) return;
    const rows = rowsOf(room);
    const drawn = JSON.stringify(rows);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    say(byId('scores-title'), `${room.entered.room}: ${rows.length === 1 ? '1 player' : `${rows.length} players`}`);
    byId('scores-rows').replaceChildren(...rows.map(rowElement));
  }
}

function rowsOf(room) {
  const { names, snapshot, players, entered } = room;
  const told = new Map();
  for (const record of snapshot?.view ?? []) {
    if (kindOf(record) === KIND.AVATAR) told.set(names.read(record, 'Player.Slot', snapshot.tick), record);
  }
  const rows = [...players.values()].map(player => {
    const record = told.get(player.slot);
    const read = name => (record ? names.read(record, name, snapshot.tick) : null);
    return {
      name: player.name, bot: player.bot, own: player.slot === entered.slot, kills: read('Score.Kills'), deaths: read('Score.Deaths'),
      colour: playerColour(entered.mode, player.slot, player.team),
    };
  });
  return rows.sort((one, other) => (other.kills ?? -1) - (one.kills ?? -1) || (one.deaths ?? 0) - (other.deaths ?? 0) || one.name.localeCompare(other.name));
}

function rowElement({ name, bot, own, kills, deaths, colour }) {
  const dot = make('span', { className: 'dot' });
  dot.style.background = colour;
  const number = value => make('td', { text: value === null || Number.isNaN(value) ? '–' : String(value), className: 'number' });
  return make('tr', { className: own ? 'own' : '' }, make('td', {}, dot, bot ? `${name} (bot)` : name), number(kills), number(deaths));
}

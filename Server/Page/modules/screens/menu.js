import { drawEmblem } from '../draw/emblem.js';
import { VERSION } from '../wire/version.js';
import { REASON } from '../wire/messages.js';
import { Account } from './account.js';
import { byId, make, memory, roomWords, say, show } from './elements.js';
import { KnownServer } from './servers.js';

const REFRESH_MILLISECONDS = 3000;
const GUEST_NAMES = ['Heron', 'Otter', 'Maple', 'Comet', 'Lynx', 'Pebble', 'Sparrow', 'Clover', 'Ember', 'Willow'];
const ROLE = Object.freeze({ PLAYER: 0, SPECTATOR: 1 });

/** The first screen: who somebody is, which server, which room. */
export class Menu {
  #play;
  #account = new Account();
  #own = new KnownServer('This server', '');
  #servers = [this.#own];
  #chosen = this.#own;
  #timer = 0;
  #drawn = '';
  #last = null;

  /** @param {{play: function(object)}} actions */
  constructor({ play }) {
    this.#play = play;
    const nickname = byId('nickname');
    nickname.value = memory.get('nickname') || `${GUEST_NAMES[Math.floor(Math.random() * GUEST_NAMES.length)]} ${10 + Math.floor(Math.random() * 90)}`;
    nickname.addEventListener('input', () => {
      memory.set('nickname', nickname.value.trim());
      this.#account.update(this.#own.says);
    });
    nickname.addEventListener('keydown', event => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      byId('rooms').querySelector('button')?.focus();
    });
    byId('player').addEventListener('submit', event => event.preventDefault());
  }

  /** Shows the menu, with a word about why where there is one. */
  show(text, reason = 0) {
    say(byId('menu-notice'), text);
    show(byId('menu-notice'), text !== '');
    show(byId('menu'), true);
    if (reason === REASON.BAD_TOKEN) this.#account.forget('The log-in has ended. Log in again.');
    if (reason === REASON.NAME_REGISTERED || reason === REASON.ACCOUNT_REQUIRED) byId('account').open = true;
    this.#drawn = '';
    this.#refresh(true);
    if (reason === REASON.WRONG_ROOM_PASSWORD && this.#last) this.#choose(this.#last.server, { ...this.#last.room, locked: true }, this.#last.role);
  }

  #hide() {
    clearTimeout(this.#timer);
    show(byId('menu'), false);
  }

  async #refresh(measures) {
    clearTimeout(this.#timer);
    await (measures || this.#chosen.ping === null ? this.#chosen.measure() : this.#chosen.ask());
    if (this.#own.says) this.#meet(this.#own.says.servers);
    // Who does not answer is waited for by nobody but itself.
    if (!byId('menu').hidden) this.#draw();
    if (measures) await Promise.all(this.#servers.filter(server => server !== this.#chosen).map(server => server.measure()));
    if (byId('menu').hidden) return;
    this.#draw();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(false), REFRESH_MILLISECONDS);
  }

  #meet(servers) {
    for (const { name, url } of servers) {
      if (!this.#servers.some(server => server.url === url.replace(/\/+$/, ''))) this.#servers.push(new KnownServer(name, url));
    }
  }

  #draw() {
    const { says } = this.#own;
    this.#account.update(says);
    say(byId('server-name'), says?.name || 'Ecs');
    say(byId('server-line'), says ? lineOf(says) : 'The server does not answer. This page tries again by itself.');
    // Drawn anew only where something differs: the focus stays where it is.
    const drawn = JSON.stringify([this.#servers.map(server => [server.name, server.pingText, server === this.#chosen]), this.#chosen.says]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused = document.activeElement?.dataset?.key;
    this.#drawServers();
    this.#drawRooms();
    if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #drawServers() {
    show(byId('servers'), this.#servers.length > 1);
    byId('servers').replaceChildren(...this.#servers.map(server => {
      const button = make('button', { text: `${server.name} `, className: 'plain' }, make('span', { text: server.pingText }));
      button.type = 'button';
      button.dataset.key = `server ${server.url}`;
      button.setAttribute('aria-pressed', String(server === this.#chosen));
      button.addEventListener('click', () => {
        this.#chosen = server;
        this.#drawn = '';
        this.#refresh(true);
        this.#draw();
      });
      return button;
    }));
  }

  #drawRooms() {
    const server = this.#chosen;
    const rooms = server.says?.rooms ?? [];
    byId('rooms').replaceChildren(...rooms.map(room => this.#roomLine(server, room)));
    const why = !server.says ? 'This server does not answer.' : server.says.protocol !== VERSION ? `This server speaks version ${server.says.protocol}, this page version ${VERSION}.`
      : rooms.length === 0 ? 'No room is open.' : '';
    say(byId('rooms-empty'), why);
    show(byId('rooms-empty'), why !== '');
  }

  #roomLine(server, room) {
    const people = `${room.players} of ${room.limit} places${room.bots > 0 ? ` · ${room.bots === 1 ? '1 bot' : `${room.bots} bots`}` : ''}`;
    const ping = server.ping === null ? '' : ` · ${server.ping} ms`;
    const emblem = make('canvas');
    drawEmblem(emblem, room.mode);
    const words = make('div', {}, make('h3', { text: `${roomWords(room.name, room.mode, room.map)}${room.locked ? ' · locked' : ''}` }), make('p', { text: `${people}${ping}` }));
    return make('li', {}, emblem, words, make('div', { className: 'buttons' }, this.#button('Join', server, room, ROLE.PLAYER), this.#button('Watch', server, room, ROLE.SPECTATOR)));
  }

  #button(text, server, room, role) {
    const button = make('button', { text, className: role === ROLE.PLAYER ? '' : 'plain' });
    button.type = 'button';
    button.dataset.key = `${text} ${room.name}`;
    button.setAttribute('aria-label', `${text} ${room.name}, ${room.mode}`);
    button.addEventListener('click', () => this.#choose(server, room, role));
    return button;
  }

  async #choose(server, room, role) {
    const nickname = byId('nickname');
    if (!nickname.value.trim()) {
      nickname.focus();
      nickname.reportValidity();
      return;
    }
    const password = room.locked ? await askPassword(room.name) : '';
    if (password === null) return;
    memory.set('nickname', nickname.value.trim());
    this.#last = { server, room, role };
    this.#hide();
    this.#play({ url: server.socketUrl, name: nickname.value.trim(), token: byId('token').value.trim() || (server.isOwn ? this.#account.token : ''), room: room.name, role, password });
  }
}

function lineOf({ version, rooms }) {
  const players = rooms.reduce((sum, room) => sum + room.players, 0);
  return `${players === 1 ? '1 player' : `${players} players`} in ${rooms.length === 1 ? '1 room' : `${rooms.length} rooms`}${version ? ` · version ${version}` : ''}`;
}

/** Asks for a room's password; null where the player thinks better of it. */
function askPassword(room) {
  const dialog = byId('ask');
  say(byId('ask-title'), `${room} is locked`);
  byId('ask-password').value = '';
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'enter' ? byId('ask-password').value : null), { once: true });
  });
}

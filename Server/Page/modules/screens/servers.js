const PING_TRIES = 3;

/** One server that the menu knows: what it says of itself, and how long it takes. */
export class KnownServer {
  /** @param {string} name @param {string} url of its page; empty for the one that this page is from */
  constructor(name, url) {
    this.name = name;
    this.url = url.replace(/\/+$/, '');
    this.isOwn = url === '';
    this.says = null;
    this.ping = null;
    this.isAsked = false;
  }

  /** How long it takes, in words. */
  get pingText() {
    return this.ping !== null ? `${this.ping} ms` : this.isAsked && !this.says ? 'no answer' : '…';
  }

  /** Where its socket is. */
  get socketUrl() {
    const socket = new URL(this.says?.socket ?? '/play', this.isOwn ? location.href : `${this.url}/`);
    socket.protocol = socket.protocol === 'https:' ? 'wss:' : 'ws:';
    return socket.href;
  }

  /** Asks it; `says` is null where it does not answer. */
  async ask() {
    try {
      const response = await fetch(`${this.url}/api/server`, { cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(4000) });
      this.says = response.ok ? checked(await response.json()) : null;
    } catch {
      this.says = null;
    }
    this.isAsked = true;
    if (this.says?.name) this.name = this.says.name;
    if (!this.says) this.ping = null;
    return this.says;
  }

  /** Measures the way there and back over a connection that stands: the shortest of a few. */
  async measure() {
    let shortest = Infinity;
    for (let tries = 0; tries < PING_TRIES; tries++) {
      const began = performance.now();
      if (!await this.ask()) return;
      shortest = Math.min(shortest, performance.now() - began);
    }
    this.ping = Math.round(shortest);
  }
}

/** What another server says is not ours to trust: only what has the form of an answer is kept. */
function checked(says) {
  if (typeof says !== 'object' || says === null) return null;
  const list = value => (Array.isArray(value) ? value.filter(item => typeof item === 'object' && item !== null) : []);
  return {
    name: String(says.name ?? ''), version: String(says.version ?? ''), protocol: Number(says.protocol) || 0, accounts: String(says.accounts ?? 'off'),
    passwords: says.passwords === true, socket: typeof says.socket === 'string' && says.socket.startsWith('/') ? says.socket : '/play',
    rooms: list(says.rooms).map(roomOf),
    servers: list(says.servers).filter(({ url }) => /^https?:\/\//.test(url)).map(({ name, url }) => ({ name: String(name ?? url), url: String(url) })),
  };
}

function roomOf(room) {
  return {
    name: String(room.name ?? ''), mode: String(room.mode ?? ''), map: String(room.map ?? ''), players: Number(room.players) || 0, bots: Number(room.bots) || 0,
    limit: Number(room.limit) || 0, locked: room.locked === true,
  };
}

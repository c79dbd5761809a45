import { byId, memory, say, show } from './elements.js';

const REFUSALS = {
  'wrong-password': 'Name or password is wrong.', 'name-taken': 'That name is registered already.', 'bad-name': 'That name cannot be used.',
  'bad-password': 'That password cannot be used: it is too short or too long.', insecure: 'Passwords are only taken over a secure connection.',
};

/** The part of the menu with a registered name: log in, register, change the password, delete. */
export class Account {
  #nickname = byId('nickname');
  #says = null;

  constructor() {
    const press = (id, action) => byId(id).addEventListener('click', action);
    press('login', () => this.#send('login', { password: byId('password').value }));
    press('register', () => this.#send('register', { password: byId('password').value }));
    press('change-password', () => this.#send('password', { password: byId('old-password').value, newPassword: byId('new-password').value }));
    press('delete-account', () => this.#send('delete', { password: byId('old-password').value }));
    press('logout', () => this.forget('You are logged out.'));
    byId('password').addEventListener('keydown', event => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      byId('login').click();
    });
  }

  /** The token for RequestAuth; empty for a guest, or where the name is another one. */
  get token() {
    return memory.get('token') && memory.get('account') === this.#nickname.value.trim() ? memory.get('token') : '';
  }

  /** What the own server says decides what may be asked. */
  update(says) {
    this.#says = says;
    const offered = says !== null && says.accounts !== 'off' && says.accounts !== '';
    const may = offered && says.passwords;
    show(byId('account'), may);
    const line = offered && !may ? 'Names can be registered here, but passwords are only asked over a secure connection (https).'
      : this.token ? `You are logged in as ${memory.get('account')}.`
        : offered && says.accounts === 'required' ? 'This server is for registered names: log in or register first.' : '';
    say(byId('account-line'), line);
    show(byId('account-line'), line !== '');
    show(byId('account-guest'), this.token === '');
    show(byId('account-own'), this.token !== '');
    if (may && says.accounts === 'required' && !this.token) byId('account').open = true;
  }

  /** The token is of no use any more. */
  forget(text) {
    memory.set('token', '');
    memory.set('account', '');
    this.#answer(text);
  }

  async #send(what, values) {
    const name = this.#nickname.value.trim();
    if (!name || !values.password) {
      this.#answer('Type a name and a password first.');
      return;
    }
    try {
      const response = await fetch(`/api/${what}`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, ...values }), credentials: 'omit', cache: 'no-store',
      });
      const said = await response.json().catch(() => ({}));
      if (response.ok) this.#succeeded(what, said, name);
      else this.#answer(refusalOf(response, said));
    } catch {
      this.#answer('The server does not answer.');
    }
  }

  #succeeded(what, said, name) {
    for (const id of ['password', 'old-password', 'new-password']) byId(id).value = '';
    if (what === 'delete') {
      this.forget('The name is free again.');
      return;
    }
    if (typeof said.token === 'string') {
      const token = said.token.startsWith('account:') ? said.token : `account:${said.token}`;
      this.#nickname.value = String(said.name ?? name);
      memory.set('nickname', this.#nickname.value);
      memory.set('account', this.#nickname.value);
      memory.set('token', token);
    }
    this.#answer(what === 'password' ? 'The password is changed.' : what === 'register' ? 'The name is yours.' : 'You are logged in.');
  }

  #answer(text) {
    say(byId('account-answer'), text);
    this.update(this.#says);
  }
}

function refusalOf(response, said) {
  if (response.status === 429) return `Too many tries. Wait ${Number(response.headers.get('Retry-After')) || 60} seconds.`;
  return REFUSALS[said.error] ?? (typeof said.text === 'string' && said.text ? said.text : 'The server said no.');
}

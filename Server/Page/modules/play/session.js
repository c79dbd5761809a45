import { Malformed } from '../wire/malformed.js';
import { decodeMessage, REASON, reasonText, say } from '../wire/messages.js';
import { Room } from './room.js';
import { LANE, LaneSocket } from './socket.js';

/** Pauses between tries to come back grow from the first to the second of these, in seconds. */
const PAUSES = [0.1, 2];

/** A session waits for its player for so long; a server that starts again may take a while longer. */
const PATIENCE_SECONDS = 120;

/** Without a word from the server for so long, in a room, the connection is given up and another one tried. */
const SILENCE_SECONDS = 4;
const LONGEST_PATH = 1001;
const PLAYER = 0;

/** Farewells after which nobody comes back by itself. */
const COMES_BACK = new Set([0, REASON.STOPPING, REASON.TIMEOUT, REASON.LOST, REASON.RECONNECT, REASON.SERVER_FULL, REASON.RATE]);

/**
 * A player's stay on one server: it logs in, enters a room, and comes back by itself when the network or the server was gone. Tells by
 * events: "state", "room", "chat", "happened", "notice", "ended" (detail: what there is to say).
 */
export class Session extends EventTarget {
  #options;
  #socket = null;
  #resume = '';
  #lostAt = null;
  #tries = 0;
  #timer = 0;
  #heardAt = 0;
  #askedAt = 0;
  #knocked = false;
  #isNew = false;

  /** @param options {url, name, token, room, role, password} */
  constructor(options) {
    super();
    this.#options = options;
    this.state = 'connecting';
    this.room = null;
    this.name = options.name;
    this.server = '';
    this.cameBack = 0;
  }

  /** Begins. */
  start() {
    this.#connect();
  }

  /** Leaves, for good. */
  leave() {
    this.#socket?.control(say.leave());
    this.#end('');
  }

  chat(text) {
    const isOrder = this.isOperator && text.startsWith('/') && !text.startsWith('/vote');
    this.#socket?.control(isOrder ? say.operatorLine(text.slice(1)) : say.chat(text));
  }

  act(code, a = 0, b = 0) {
    if (this.room && !this.room.isSpectator) this.#socket?.control(say.act(code, a, b));
  }

  get isOperator() {
    return this.role === 2;
  }

  /** Seconds since the server said anything. */
  get silence() {
    return (performance.now() - this.#heardAt) / 1000;
  }

  /** Lets time pass; called by frames, by a timer, and by what arrives, so that a hidden page goes on too. */
  update(seconds, intent) {
    if (this.state !== 'playing') return;
    if (this.silence > SILENCE_SECONDS) {
      const silent = this.#socket;
      this.#socket = null;
      silent?.close();
      this.#lose();
      return;
    }
    this.room.update(seconds, intent);
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#askedAt = performance.now();
    let socket = null;
    const ifCurrent = action => (...values) => {
      if (this.#socket === socket) action(...values);
    };
    try {
      socket = new LaneSocket(this.#options.url, {
        opened: ifCurrent(() => this.#authenticate()),
        received: ifCurrent((lane, bytes) => this.#receive(lane, bytes)),
        closed: ifCurrent(() => this.#lose()),
      });
    } catch {
      this.#end('That address cannot be opened.');
      return;
    }
    this.#socket = socket;
  }

  #authenticate() {
    this.#heardAt = performance.now();
    this.#knocked = true;
    this.#socket.control(say.auth(this.name, this.#resume || this.#options.token));
  }

  #receive(lane, bytes) {
    this.#heardAt = performance.now();
    try {
      if (lane === LANE.STREAM) {
        this.room?.takePart(bytes);
      } else if (lane === LANE.CONTROL) {
        const message = decodeMessage(bytes);
        if (message && !this.room?.take(message)) this.#handle(message);
      }
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.dispatchEvent(new CustomEvent('malformed', { detail: error.message }));
    }
    this.dispatchEvent(new Event('heard'));
  }

  #handle(message) {
    switch (message.type) {
      case 'AuthSuccess': this.#admitted(message); break;
      case 'AuthFailure': this.#refused(message); break;
      case 'Entered': this.#entered(message); break;
      case 'Refused': if (message.message === 2) this.#end(reasonText(message), message.reason); break;
      case 'ChatReceived': this.dispatchEvent(new CustomEvent('chat', { detail: message })); break;
      case 'OperatorAnswer': this.dispatchEvent(new CustomEvent('chat', { detail: { kind: 2, slot: null, name: '', text: message.text } })); break;
      case 'Events': message.events.forEach(one => this.dispatchEvent(new CustomEvent('happened', { detail: one }))); break;
      case 'RoleChanged': this.role = message.role; break;
      case 'Farewell': this.#farewell(message); break;
    }
  }

  #admitted(message) {
    this.#resume = message.resume;
    this.name = message.name;
    this.server = message.server;
    this.role = message.role;
    this.#tries = 0;
    this.#socket.control(say.pathFound(LONGEST_PATH));
    this.#askedAt = performance.now();
    if (!message.inRoom) this.#socket.control(say.enter(this.#options.room, this.#options.role ?? PLAYER, this.#options.password));
  }

  #refused(message) {
    if (message.reason === REASON.BAD_TOKEN && this.#resume) {
      // The session is gone, because the server was or the time is over: come in as somebody new.
      this.#resume = '';
      this.#isNew = true;
      this.#authenticate();
    } else if (this.#lostAt !== null && [REASON.NAME_TAKEN, REASON.SERVER_FULL, REASON.RATE].includes(message.reason)) {
      this.#socket.close();
    } else {
      this.#end(reasonText(message), message.reason);
    }
  }

  #entered(message) {
    const roundTrip = (performance.now() - this.#askedAt) / 1000;
    this.room = new Room(message, roundTrip, { control: bytes => this.#socket?.control(bytes), stream: bytes => this.#socket?.stream(bytes) });
    const wasLost = this.#lostAt !== null;
    this.#lostAt = null;
    this.#setState('playing');
    this.dispatchEvent(new Event('room'));
    if (wasLost) {
      this.cameBack++;
      this.#notice(this.#isNew ? 'The server was restarted. You are back in.' : 'You are back.');
      this.#isNew = false;
    }
  }

  #farewell(message) {
    if (!COMES_BACK.has(message.reason)) {
      this.#end(reasonText(message), message.reason);
      return;
    }
    if (message.reason === REASON.STOPPING) this.#notice('The server is stopping or starting again. You come back as soon as it does.');
    this.#lose();
  }

  #lose() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    if (this.state === 'ended') return;
    this.#lostAt ??= performance.now();
    this.room = null;
    if (!this.#knocked || performance.now() - this.#lostAt > PATIENCE_SECONDS * 1000) {
      this.#end(this.#knocked ? 'The server does not answer any more.' : 'The server does not answer, or does not let this page in.');
      return;
    }
    this.#setState('lost');
    const longest = Math.min(PAUSES[0] * 2 ** this.#tries++, PAUSES[1]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), 1000 * longest * (0.5 + Math.random() / 2));
  }

  #end(text, reason = 0) {
    if (this.state === 'ended') return;
    clearTimeout(this.#timer);
    this.state = 'ended';
    const socket = this.#socket;
    this.#socket = null;
    // What was said last goes out before the end does.
    socket?.close();
    this.room = null;
    this.dispatchEvent(new CustomEvent('ended', { detail: { text, reason } }));
  }

  #notice(text) {
    this.dispatchEvent(new CustomEvent('notice', { detail: text }));
  }

  #setState(state) {
    this.state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }
}

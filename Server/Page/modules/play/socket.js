import { SUBPROTOCOL } from '../wire/version.js';

export const LANE = Object.freeze({ CONTROL: 0, STREAM: 1, PING: 2 });

/** A WebSocket that carries the lanes of the wire: the first byte of a frame says which one. */
export class LaneSocket {
  #socket;

  /**
   * @param {string} url
   * @param {{opened: function(), received: function(number, Uint8Array), closed: function()}} listener
   */
  constructor(url, listener) {
    this.#socket = new WebSocket(url, SUBPROTOCOL);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.addEventListener('open', () => listener.opened());
    this.#socket.addEventListener('message', event => this.#receive(event.data, listener));
    this.#socket.addEventListener('close', () => listener.closed());
  }

  control(message) {
    this.#send(LANE.CONTROL, message);
  }

  stream(message) {
    this.#send(LANE.STREAM, message);
  }

  close() {
    this.#socket.close(1000);
  }

  #receive(data, listener) {
    if (!(data instanceof ArrayBuffer) || data.byteLength < 2) return;
    const frame = new Uint8Array(data);
    if (frame[0] === LANE.PING) this.#send(LANE.PING, frame.subarray(1));
    else listener.received(frame[0], frame.subarray(1));
  }

  #send(lane, message) {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const frame = new Uint8Array(1 + message.length);
    frame[0] = lane;
    frame.set(message, 1);
    this.#socket.send(frame);
  }
}

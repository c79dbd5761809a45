import { byId, make, show } from './elements.js';

const WIDTH = 260;
const HEIGHT = 80;
const DRAW_MILLISECONDS = 200;

/** How the network does: pauses between snapshots as bars, and a few numbers. */
export class NetGraph {
  #panel = byId('net');
  #context = byId('net-graph').getContext('2d');
  #drawnAt = 0;
  #bytes = { at: 0, count: 0, rate: null };

  get isOpen() {
    return !this.#panel.hidden;
  }

  open(isOpen) {
    show(this.#panel, isOpen);
    byId('open-net').setAttribute('aria-pressed', String(isOpen));
  }

  update(room, session) {
    const now = performance.now();
    if (!this.isOpen || now - this.#drawnAt < DRAW_MILLISECONDS) return;
    this.#drawnAt = now;
    this.#measure(room, now);
    this.#draw(room.figures.arrivals, room.entered);
    const { prediction, others, entered } = room;
    const lines = [
      ['Round trip', room.isSpectator || room.roundTrip === 0 ? '–' : `${Math.round(1000 * room.roundTrip)} ms`],
      ['Commands early', room.margin === null ? '–' : `${room.margin} ticks`],
      ['Others behind', others ? `${Math.max(0, Math.round(1000 * ((room.snapshot?.tick ?? 0) - others.moment) / entered.tickRate))} ms` : '–'],
      ['Buffer', others ? `${Math.round(1000 * others.bufferTicks / entered.tickRate)} ms` : '–'],
      ['Received', this.#bytes.rate === null ? '–' : `${this.#bytes.rate.toFixed(1)} kB/s`],
      ['Corrections', prediction ? String(prediction.corrections) : '–'],
      ['Came back', String(session.cameBack)],
    ];
    byId('net-lines').replaceChildren(...lines.flatMap(([name, value]) => [make('dt', { text: name }), make('dd', { text: value })]));
  }

  #measure({ figures }, now) {
    const seconds = (now - this.#bytes.at) / 1000;
    if (seconds < 1 && figures.bytes >= this.#bytes.count) return;
    if (figures.bytes >= this.#bytes.count && this.#bytes.at > 0) this.#bytes.rate = (figures.bytes - this.#bytes.count) / seconds / 1000;
    Object.assign(this.#bytes, { at: now, count: figures.bytes });
  }

  /** A bar for each pause between two snapshots, coloured by how late the second one was; the line is the usual pause. */
  #draw(arrivals, { divisor, tickRate }) {
    const meant = 1000 * divisor / tickRate;
    const context = this.#context;
    context.fillStyle = '#0c1016';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    const bar = WIDTH / 120;
    for (let index = 1; index < arrivals.length; index++) {
      const pause = arrivals[index].at - arrivals[index - 1].at;
      const height = Math.min(HEIGHT, pause / (4 * meant) * HEIGHT);
      const late = pause - 1000 * (arrivals[index].tick - arrivals[index - 1].tick) / tickRate;
      context.fillStyle = late > 1.5 * meant ? '#f26d6d' : late > 0.75 * meant ? '#f5d76e' : '#57c785';
      context.fillRect(WIDTH - (arrivals.length - index) * bar, HEIGHT - height, Math.max(1, bar - 1), height);
    }
    context.fillStyle = '#7cc9ff';
    context.fillRect(0, HEIGHT - HEIGHT / 4, WIDTH, 1);
  }
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Prediction } from '../../Server/Page/modules/play/prediction.js';

const RATE = 60;
const SPEED = 4096;
const names = { isTiled: false, read: (record, name) => record[name] ?? null };
/** Along one axis, as fast as is wished for. */
const motion = { speedOf: state => state.speed, step: state => void (state.x += state.alive ? Math.trunc(state.speed * state.moveX / 127) : 0) };

/** An avatar that walks to the right, a command a tick, drawn once a tick. */
class Walk {
  constructor() {
    this.prediction = new Prediction(motion, names, RATE);
    this.tick = 0;
    this.x = 0;
    this.tell();
    this.largest = 0;
  }

  /** The server says where it is, in world units. */
  tell(more = {}) {
    this.prediction.observe({ tick: this.tick, view: [] }, { 'Position.X': this.x * 4096, 'Position.Y': 0, 'Mobility.Speed': SPEED, 'Health.Current': 1, 'Intent.Drought': 9, ...more });
  }

  /** Some ticks pass: the largest step of a frame, in steps of a walk. */
  pass(ticks, { moves = 127, tells = true } = {}) {
    let largest = 0;
    for (let passed = 0; passed < ticks; passed++) {
      this.tick++;
      this.prediction.command({ tick: this.tick, moveX: moves, moveY: 0 });
      if (tells && moves > 0) this.x++;
      if (tells) this.tell({ 'Intent.MoveX': moves });
      const before = this.drawn;
      this.drawn = this.prediction.draw(this.tick + 1, 1 / RATE).x;
      if (before !== undefined) largest = Math.max(largest, Math.abs(this.drawn - before));
    }
    return largest;
  }
}

test('who walks as foretold is drawn at its own pace', () => {
  const walk = new Walk();
  const largest = walk.pass(120);
  assert.ok(largest <= 1.001, `${largest}`);
  assert.equal(walk.drawn, walk.x);
});

for (const [seconds, most] of [[0.5, 1.36], [1, 1.36], [3, 4.1]]) {
  test(`steps of ${seconds} s that the server never heard of are walked back, not leapt`, () => {
    const walk = new Walk();
    walk.pass(60);
    walk.pass(seconds * RATE, { tells: false });
    assert.equal(Math.round(walk.drawn - walk.x), seconds * RATE);
    const largest = walk.pass(150, { moves: 0 });
    assert.ok(largest > 1.2 && largest <= most, `${largest}`);
    assert.equal(walk.drawn, walk.x);
    assert.ok(walk.prediction.largestStep <= most, `${walk.prediction.largestStep}`);
  });
}

test('who is put elsewhere is there at once', () => {
  const walk = new Walk();
  walk.pass(60);
  walk.x += 500;
  walk.pass(1);
  assert.equal(walk.drawn, walk.x);
  assert.ok(walk.prediction.largestStep < 1.36);
});

test('who comes back from death is there at once, however near', () => {
  const walk = new Walk();
  walk.pass(60);
  walk.tick++;
  walk.tell({ 'Health.Current': 0 });
  walk.tick++;
  walk.x -= 3;
  walk.tell();
  walk.pass(1, { moves: 0 });
  assert.equal(walk.drawn, walk.x);
});

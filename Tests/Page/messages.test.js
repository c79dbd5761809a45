import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeInput } from '../../Server/Page/modules/wire/inputs.js';
import { Malformed } from '../../Server/Page/modules/wire/malformed.js';
import { hashOf, readMap } from '../../Server/Page/modules/wire/map.js';
import { cut, decodeMessage, say } from '../../Server/Page/modules/wire/messages.js';
import { PackReader, PackWriter } from '../../Server/Page/modules/wire/pack.js';
import { VERSION } from '../../Server/Page/modules/wire/version.js';
import { fromHex, linesOf, toHex } from './recording.js';

const { ECS_RECORDING } = process.env;
const lines = ECS_RECORDING ? [...linesOf(ECS_RECORDING)] : [];
const skip = { skip: !ECS_RECORDING };

/** What this page has no use for. */
const UNUSED = new Set(['Diagnostics', 'PathEcho', 'AuthChallenge', 'AuthVerified']);

const plain = value => (value instanceof Uint8Array ? { bytes: toHex(value) } : Array.isArray(value) ? value.map(plain) : value);

test('values of all messages are read as MessagePack says, and written back to the same bytes', skip, t => {
  let count = 0;
  for (const { message, hex, values } of lines.filter(line => line.message)) {
    const reader = new PackReader(fromHex(hex));
    const read = reader.value();
    assert.ok(reader.isAtEnd, message);
    assert.deepEqual(plain(read), values, message);
    assert.equal(toHex(new PackWriter().value(read).bytes), hex, message);
    count++;
  }
  assert.ok(count > 0);
  t.diagnostic(`${count} messages, 0 differences`);
});

test('messages of the server have the fields of the page', skip, () => {
  for (const { message, hex } of lines.filter(line => line.server)) {
    const read = decodeMessage(fromHex(hex));
    assert.equal(read?.type ?? null, UNUSED.has(message) ? null : message);
  }
});

test('a message that was changed on the way is refused or read, and nothing else happens', skip, () => {
  let [seed, refused] = [3, 0];
  const random = below => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
  for (const { hex } of lines.filter(line => line.server)) {
    const bytes = fromHex(hex);
    for (let tries = 0; tries < 20; tries++) {
      const changed = bytes.slice(0, random(4) === 0 ? random(bytes.length + 1) : bytes.length);
      if (changed.length > 0) changed[random(changed.length)] ^= 1 << random(8);
      try {
        decodeMessage(changed);
      } catch (error) {
        assert.ok(error instanceof Malformed, error.stack);
        refused++;
      }
    }
  }
  assert.ok(refused > 0);
});

test('bodies of inputs are the bytes that our client writes', skip, () => {
  const inputs = lines.filter(line => line.commands);
  assert.ok(inputs.length > 0);
  for (const { input, hex, commands } of inputs) assert.equal(toHex(writeInput(input, commands)), hex);
});

test('packed maps are read to the hash that they have', skip, () => {
  const maps = lines.filter(line => line.map);
  assert.ok(maps.length > 0);
  for (const { map, hex, hash, walls, things } of maps) {
    const read = readMap(fromHex(hex));
    assert.equal(String(hashOf(read)), hash, map);
    assert.deepEqual([read.walls.length, read.things.length], [walls, things]);
    for (let length = 0; length < hex.length / 2; length += 7) assert.throws(() => readMap(fromHex(hex).subarray(0, length)), Malformed);
  }
});

test('what the page says begins with the version that it speaks', () => {
  assert.deepEqual(new PackReader(say.auth('ana', 't')).value(), [1, VERSION, 'ana', 't']);
  assert.equal(new PackReader(say.chat('x'.repeat(2000))).value()[1].length, 512);
});

test('texts are cut at whole code points, in code points and in bytes', () => {
  assert.equal(cut('\u{1F600}'.repeat(5), 3), '\u{1F600}'.repeat(3));
  assert.equal(cut('\u{1F600}'.repeat(5), 5, 10), '\u{1F600}'.repeat(2));
  assert.equal(cut('a\ud800b', 9).length, 3);
});

const carried = (slots, ...things) => new PackWriter().value([84, slots, things]).bytes;
const apples = [1, 1, 5, false, 1, 'Apple'];

test('what is carried has its fields', () => {
  assert.deepEqual(decodeMessage(carried(25, apples, [25, 1073, 10_000, true, 2, 'Árbol'], [3, 0, 0, false, 255, ''])), {
    type: 'Carried', slots: 25, things: [
      { slot: 1, item: 1, amount: 5, worn: false, use: 1, name: 'Apple' },
      { slot: 25, item: 1073, amount: 10_000, worn: true, use: 2, name: 'Árbol' },
      { slot: 3, item: 0, amount: 0, worn: false, use: 255, name: '' },
    ],
  });
  assert.deepEqual(decodeMessage(carried(64)), { type: 'Carried', slots: 64, things: [] });
  assert.equal(decodeMessage(carried(64, ...Array(64).fill(apples))).things.length, 64);
});

test('what is carried is refused where it is cut short', () => {
  const bytes = carried(25, apples, [2, 2, 1, true, 2, 'Sword']);
  for (let length = 0; length < bytes.length; length++) assert.throws(() => decodeMessage(bytes.subarray(0, length)), Malformed, `${length} bytes`);
});

test('what is carried is refused where a value is out of its range, or of another kind', () => {
  const changed = (index, value) => apples.with(index, value);
  const wrong = [
    carried(0), carried(65), carried(-1), carried('25'), carried(1, apples, apples), carried(64, ...Array(65).fill(apples)), carried(25, 7), carried(25, 'apple'),
    ...[[0, 0], [0, 65], [0, 255], [1, -1], [1, 65_536], [2, 65_536], [2, -1], [3, 1], [3, 'yes'], [4, 256], [4, -1], [4, true], [5, 'x'.repeat(33)], [5, 5], [5, new Uint8Array(3)]]
      .map(([index, value]) => carried(25, changed(index, value))),
  ];
  for (const bytes of wrong) assert.throws(() => decodeMessage(bytes), Malformed, toHex(bytes));
  assert.equal(decodeMessage(carried(25, changed(5, '\u{1F34E}'.repeat(32)))).things[0].name.length, 64);
});

test('what is carried is refused where it has a field more or less', () => {
  for (const values of [[84], [84, 25], [84, 25, [apples], 1], [84, 25, [[...apples, 0]]], [84, 25, [apples.slice(0, 5)]], [84, 25, apples]]) {
    assert.throws(() => decodeMessage(new PackWriter().value(values).bytes), Malformed, JSON.stringify(values));
  }
  assert.throws(() => decodeMessage(Uint8Array.from([...carried(25, apples), 0])), Malformed);
});

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

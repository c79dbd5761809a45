import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Malformed } from '../../Server/Page/modules/wire/malformed.js';
import { decodeMessage } from '../../Server/Page/modules/wire/messages.js';
import { PartAssembler } from '../../Server/Page/modules/wire/parts.js';
import { Schema, valueAt } from '../../Server/Page/modules/wire/schema.js';
import { SnapshotDecoder } from '../../Server/Page/modules/wire/snapshots.js';
import { fromHex, linesOf } from './recording.js';

const { ECS_RECORDING } = process.env;

/** A receiver of the page, as far as snapshots go. */
class Receiver {
  constructor({ entered, schema }) {
    this.schema = new Schema(decodeMessage(fromHex(schema)));
    this.assembler = new PartAssembler(decodeMessage(fromHex(entered)).tick);
    this.decoder = new SnapshotDecoder(this.schema);
  }

  receive(bytes) {
    const whole = this.assembler.add(bytes);
    const snapshot = whole && this.decoder.decode(whole.tick, whole.flags, whole.body);
    if (snapshot) this.assembler.wasRead(snapshot.tick);
    return snapshot;
  }
}

function holds(snapshot, schema) {
  const { tick, lead, margin, late, clock, own, acts } = snapshot;
  const view = snapshot.view.map(record => {
    const lane = schema.lanes[record.lane];
    return [record.id, record.lane, record.nearness, lane.fields.map((_, number) => plain(valueAt(record, lane, tick, number)))];
  });
  return { tick, confirmed: lead === -128 ? 0 : tick + lead, margin, late, clock, own, acts, view };
}

/** Quicker to compare than objects are. */
function textOf(value) {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
}

function plain(value) {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

test('what came over bad lines is read to the values that the server\'s own client has', { skip: !ECS_RECORDING }, t => {
  let [receiver, snapshots, entities, spent, name, number] = [null, 0, 0, 0, '', 0];
  for (const line of linesOf(ECS_RECORDING)) {
    number++;
    if (line.receiver) {
      receiver = new Receiver(line);
      name = line.receiver;
      continue;
    }
    const bytes = fromHex(line.part);
    const began = performance.now();
    const snapshot = receiver.receive(bytes);
    spent += performance.now() - began;
    if (!snapshot) {
      assert.equal(line.holds, undefined, `line ${number} (${name}): no snapshot here, but there`);
      continue;
    }
    const here = holds(snapshot, receiver.schema);
    if (textOf(here) !== textOf(line.holds)) assert.deepEqual(here, line.holds, `line ${number} (${name})`);
    snapshots++;
    entities += snapshot.view.length;
  }
  assert.ok(snapshots > 0);
  t.diagnostic(`${snapshots} snapshots, ${entities} entities, 0 differences, ${(1000 * spent / snapshots).toFixed(0)} us each`);
});

test('what was changed on the way is refused or means something, and nothing else happens', { skip: !ECS_RECORDING }, () => {
  let seed = 7;
  const random = below => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
  let [receiver, read, refused] = [null, 0, 0];
  for (const line of linesOf(ECS_RECORDING)) {
    if (line.receiver) {
      receiver = new Receiver(line);
      continue;
    }
    const bytes = fromHex(line.part);
    if (random(3) === 0) bytes[random(bytes.length)] ^= 1 << random(8);
    try {
      read += receiver.receive(bytes) ? 1 : 0;
    } catch (error) {
      assert.ok(error instanceof Malformed, `${error.stack}`);
      refused++;
    }
  }
  assert.ok(read > 0 && refused > 0, `${read} read, ${refused} refused`);
});

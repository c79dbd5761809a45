import { Malformed } from './malformed.js';
import { PackReader, PackWriter } from './pack.js';
import { VERSION } from './version.js';

const NOBODY = 65535;
const SLOTS = 4096;

const whole = (least, most) => value => {
  if (typeof value !== 'number' || value < least || value > most) throw new Malformed(`no number from ${least} to ${most}`);
  return value;
};
const u8 = whole(0, 0xff);
const u16 = whole(0, 0xffff);
const u32 = whole(0, 0xffffffff);
const s32 = whole(-0x80000000, 0x7fffffff);
const slot = value => (value === NOBODY ? null : whole(0, SLOTS - 1)(value));

/** An entity's id or a hash: a Number where that is exact, else a BigInt. */
const u64 = value => {
  if ((typeof value !== 'number' && typeof value !== 'bigint') || value < 0) throw new Malformed('no number of 64 bits');
  return value;
};
const bool = value => is(value, 'boolean');
const text = points => value => {
  if (is(value, 'string').length > points && [...value].length > points) throw new Malformed('a text that is too long');
  return value;
};
const binary = value => {
  if (!(value instanceof Uint8Array) || value.length === 0) throw new Malformed('no bytes');
  return value;
};
const list = (most, item) => value => {
  if (!Array.isArray(value) || value.length > most) throw new Malformed('no list');
  return value.map(item);
};
const record = shape => value => fieldsOf(shape, value);

function is(value, type) {
  if (typeof value !== type) throw new Malformed(`no ${type}`);
  return value;
}

function fieldsOf(shape, values) {
  const names = Object.keys(shape);
  if (!Array.isArray(values) || values.length !== names.length) throw new Malformed('a different number of fields');
  return Object.fromEntries(names.map((name, index) => [name, shape[name](values[index])]));
}

const EVENT_FIELDS = ['kind', 'slot', 'other', 'entity', 'a', 'b'];
const SHOT_JUDGED = 26;

function event(values) {
  const expected = values?.[0] === SHOT_JUDGED ? EVENT_FIELDS.length + 10 : EVENT_FIELDS.length;
  if (!Array.isArray(values) || values.length !== expected) throw new Malformed('no event');
  const [kind, who, other, entity, a, b] = values;
  return { kind: u8(kind), slot: slot(who), other: slot(other), entity: u64(entity), a: s32(a), b: s32(b) };
}

function schemaLine(values) {
  const types = [whole(1, 5), text(64), text(64), whole(1, 8), bool, bool, whole(1, 65536), whole(0, 31), whole(0, 31), whole(0, 2), whole(0, 2), u8, whole(0, 4)];
  if (!Array.isArray(values) || values.length !== types.length) throw new Malformed('no line of a schema');
  return values.map((value, index) => types[index](value));
}

const ROOM = { name: text(32), mode: text(32), map: text(64), players: u16, bots: u16, limit: u16, locked: bool };
const CARRIED_SLOT = whole(1, 64);
const CARRIED = { slot: CARRIED_SLOT, item: u16, amount: u16, worn: bool, use: u8, name: text(32) };

/** What a carried thing is good for; other numbers are good for nothing that this page knows. */
export const USE = Object.freeze({ USED_UP: 1, PUT_ON: 2 });

/** What the server says, by id. Diagnostics, PathEcho and the challenges of those who log in by password are for others. */
const FROM_SERVER = new Map(Object.entries({
  65: ['AuthSuccess', {
    client: u32, role: whole(0, 2), name: text(24), server: text(64), resume: text(39), inRoom: bool, registered: bool,
  }],
  66: ['AuthFailure', { reason: u8, text: text(128) }],
  67: ['Entered', {
    entity: u64, slot, tickRate: whole(20, 240), divisor: whole(1, 240), tick: u32, room: text(32), mode: text(32), map: text(64),
    mapHash: u64, schemaHash: u64, wishSpeed: whole(0, 32000),
  }],
  68: ['Refused', { message: u8, reason: u8, text: text(128) }],
  69: ['RoomList', { rooms: list(32, record(ROOM)) }],
  70: ['ChatReceived', { kind: whole(0, 3), slot, name: text(24), text: text(256) }],
  71: ['PlayerInfo', { slot: whole(0, SLOTS - 1), entity: u64, team: u8, bot: bool, name: text(24) }],
  72: ['PlayerGone', { slot: whole(0, SLOTS - 1), reason: u8 }],
  73: ['Events', { tick: u32, events: list(256, event) }],
  74: ['Farewell', { reason: u8, text: text(128) }],
  75: ['OperatorAnswer', { text: text(1000) }],
  76: ['RoleChanged', { role: whole(0, 2) }],
  80: ['MapPart', { hash: u64, index: u8, count: whole(1, 250), body: binary }],
  81: ['SchemaList', { hash: u64, lines: list(315, schemaLine) }],
  84: ['Carried', { slots: CARRIED_SLOT, things: list(64, record(CARRIED)) }, ({ slots, things }) => things.length <= slots],
}).map(([id, shape]) => [Number(id), shape]));

/**
 * A message of the control lane, {type, ...fields}; null for one that this page has no use for.
 * @throws {Malformed}
 */
export function decodeMessage(bytes) {
  const reader = new PackReader(bytes);
  const values = reader.value();
  if (!Array.isArray(values) || !reader.isAtEnd) throw new Malformed('no message');
  const shape = FROM_SERVER.get(values[0]);
  if (!shape) return null;
  const [type, fields, holds] = shape;
  const read = fieldsOf(fields, values.slice(1));
  if (holds && !holds(read)) throw new Malformed('fields that do not go together');
  return { type, ...read };
}

/** Codes of acts. */
export const ACT = Object.freeze({ CHANGE_TEAM: 1, POWER_UP: 2, READY: 4, USE: 7, EQUIP: 8, DROP: 9, PICK_UP: 10, MOVE: 12, SAFETY: 14 });

const message = (...values) => new PackWriter().value(values).bytes;

/** What the page says: each gives the bytes of one message. */
export const say = Object.freeze({
  auth: (name, token) => message(1, VERSION, cut(name, 64), cut(token, 128)),
  enter: (room, role, password = '') => message(2, cut(room, 32), role, cut(password, 64)),
  rooms: () => message(3),
  chat: line => message(4, cut(line, 512, 1000)),
  act: (code, a = 0, b = 0) => message(5, code, a, b),
  operatorLine: line => message(6, cut(line, 512, 1000)),
  leave: () => message(7),
  input: body => message(8, body),
  pathFound: bytes => message(10, bytes),
  map: hash => message(11, hash),
  schema: () => message(12),
});

/** As many code points of a text as fit, in code points and in bytes of UTF-8. */
export function cut(value, points, bytes = 1000) {
  const encoder = new TextEncoder();
  let [result, length] = ['', 0];
  for (const point of [...value.toWellFormed?.() ?? value].slice(0, points)) {
    length += encoder.encode(point).length;
    if (length > bytes) break;
    result += point;
  }
  return result;
}

const REASONS = [
  '', 'This page and the server speak different versions.', 'That name cannot be used.', 'Somebody else has that name.', 'The server is full.',
  'The room is full.', 'There is no such room.', 'That came out of order.', 'That is not allowed.', 'Too many tries. Wait a little.',
  'You were removed by an operator.', 'The server is stopping.', 'The server heard nothing for too long.', 'The server could not read what this page said.', 'You left.',
  'This server speaks another protocol.', 'The log-in is not valid any more.', 'That was done already.', 'The connection is lost.', 'You are banned.',
  'You play in another window now.', 'The server asks to come back.', 'The network passes only short messages.', 'There is no such map.', 'The map is too long.',
  'The password is wrong.', 'That name is registered: log in with its password.', 'This server is for accounts: log in first.', 'The room\'s password is wrong.',
];

export const REASON = Object.freeze({
  WRONG_VERSION: 1, BAD_NAME: 2, NAME_TAKEN: 3, SERVER_FULL: 4, RATE: 9, KICKED: 10, STOPPING: 11, TIMEOUT: 12, BAD_TOKEN: 16, LOST: 18, BANNED: 19, RESUMED: 20, RECONNECT: 21,
  NAME_REGISTERED: 26, ACCOUNT_REQUIRED: 27, WRONG_ROOM_PASSWORD: 28,
});

/** Reasons whose text says more than the reason does: which versions, why, until when. */
const TELLING = new Set([REASON.WRONG_VERSION, REASON.BAD_NAME, REASON.KICKED, REASON.BANNED]);

/** A reason in words for a player. */
export function reasonText({ reason, text: detail }) {
  const known = REASONS[reason] ?? 'The server said no.';
  return detail && (TELLING.has(reason) || !REASONS[reason]) ? `${known} (${detail})` : known;
}

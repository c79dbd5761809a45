import { readFileSync } from 'node:fs';

const BIG = /(?<=[[,:])(-?\d{16,})(?=[,\]}])/g;

/** The lines of a recording that our server made; numbers that a Number cannot hold come as BigInt. */
export function* linesOf(path) {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.length === 0) continue;
    const marked = line.replace(BIG, '"big$1"');
    yield marked === line ? JSON.parse(line) : JSON.parse(marked, (_, value) => (isBig(value) ? exact(value.slice(3)) : value));
  }
}

function isBig(value) {
  return typeof value === 'string' && value.startsWith('big');
}

function exact(digits) {
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : BigInt(digits);
}

/** The bytes of a text of hexadecimal digits. */
export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
}

export function toHex(bytes) {
  return Buffer.from(bytes).toString('hex');
}

import { BitWriter } from './bits.js';

export const COMMANDS_PER_INPUT = 48;
const LONGEST = 542;
const BITS_OF_COMMAND = 1 + 8 + 8 + 16 + 16 + 1 + 16 + 1;

export const BUTTON = Object.freeze({ FIRE: 1, SECOND: 2 });

/**
 * The body of an Input.
 * @param {number} newest tick of the newest complete snapshot, 0 for none
 * @param {Array} commands {tick, moveX, moveY, aim, buttons, age}, newest first, of consecutive ticks
 */
export function writeInput(newest, commands) {
  const bits = new BitWriter(LONGEST);
  const count = fitting(commands);
  bits.put(newest, 32);
  bits.put(count > 0 ? commands[0].tick : 0, 32);
  bits.put(count, 6);
  for (let index = 0; index < count; index++) writeCommand(bits, commands[index], commands[index - 1]);
  return bits.bytes;
}

/** How many commands fit however different they are; repetitions of one another always do. */
function fitting(commands) {
  let [count, bits] = [0, 70];
  while (count < commands.length && count < COMMANDS_PER_INPUT) {
    bits += areSame(commands[count], commands[count - 1]) ? 1 : BITS_OF_COMMAND;
    if (bits > 8 * LONGEST) break;
    count++;
  }
  return count;
}

function writeCommand(bits, command, newer) {
  if (areSame(command, newer)) {
    bits.put(1, 1);
    return;
  }
  bits.put(0, 1);
  bits.put(command.moveX, 8);
  bits.put(command.moveY, 8);
  bits.put(command.aim, 16);
  bits.put(command.buttons, 16);
  bits.put(command.age > 0 ? 1 : 0, 1);
  if (command.age > 0) {
    bits.put(Math.min(command.age, 65535), 16);
    bits.put(0, 1);
  }
}

function areSame(one, other) {
  return other !== undefined && one.moveX === other.moveX && one.moveY === other.moveY && one.aim === other.aim
    && one.buttons === other.buttons && one.age === other.age;
}

import { COMMANDS_PER_INPUT, writeInput } from '../wire/inputs.js';

/** The commands that the server has not confirmed, newest first: each Input repeats all of them. */
export class Sender {
  #commands = [];

  /** Adds the command of the next tick; one that does not follow the last begins a new list. */
  add(command) {
    if (this.#commands.length > 0 && command.tick !== this.#commands[0].tick + 1) this.#commands.length = 0;
    this.#commands.unshift(command);
    if (this.#commands.length > COMMANDS_PER_INPUT) this.#commands.pop();
  }

  /** Forgets the commands up to this tick. */
  confirm(tick) {
    while (this.#commands.length > 0 && this.#commands.at(-1).tick <= tick) this.#commands.pop();
  }

  /** The body of the Input of this moment. */
  body(newestSnapshot) {
    return writeInput(newestSnapshot, this.#commands);
  }
}

import { COLOUR, slotColour, teamColour } from './colours.js';
import { drawAvatar, drawCreature, drawScenery } from './shapes.js';

/** A small picture of a mode, for the menu. */
export function drawEmblem(canvas, mode) {
  const side = 44;
  const dense = Math.min(globalThis.devicePixelRatio || 1, 3);
  [canvas.width, canvas.height] = [side * dense, side * dense];
  canvas.setAttribute('aria-hidden', 'true');
  const context = canvas.getContext('2d');
  context.scale(dense, dense);
  context.fillStyle = COLOUR.emblem;
  context.fillRect(0, 0, side, side);
  const at = (x, y, draw) => {
    context.save();
    context.translate(x, y);
    draw();
    context.restore();
  };
  switch (mode) {
    case 'arena':
      at(15, 12, () => drawAvatar(context, mode, { width: 11, height: 5 }, teamColour(0), Math.PI));
      at(29, 33, () => drawAvatar(context, mode, { width: 11, height: 5 }, teamColour(1), 0));
      break;
    case 'waves':
      at(13, 11, () => drawCreature(context, mode, { width: 8, height: 5 }, 0));
      at(31, 13, () => drawCreature(context, mode, { width: 8, height: 5 }, 2));
      at(22, 32, () => drawAvatar(context, mode, { width: 10, height: 9 }, teamColour(0), 0));
      break;
    case 'survival':
      at(9, 10, () => drawScenery(context, mode, { width: 12 }, 0));
      at(24, 28, () => drawAvatar(context, mode, { width: 9 }, slotColour(3), 0.9));
      break;
    case 'argentum':
      at(14, 26, () => drawAvatar(context, mode, { width: 12 }, slotColour(5), 1.57));
      at(33, 27, () => drawCreature(context, mode, { width: 9, height: 9 }, 0));
      break;
    default:
      at(15, 27, () => drawAvatar(context, mode, { width: 7 }, slotColour(2), 0.6));
      at(30, 17, () => drawAvatar(context, mode, { width: 7 }, slotColour(0), 4));
  }
}

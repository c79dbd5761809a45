const DEAD = 0.22;
const FIRE_BUTTONS = [0, 5, 7];
const SECOND_BUTTONS = [1, 4, 6];

/** The first gamepad that is there: {x, y, way, fire, second}. */
export function readPad() {
  const pad = [...navigator.getGamepads?.() ?? []].find(one => one?.connected);
  const none = { x: 0, y: 0, way: null, fire: false, second: false };
  if (!pad) return none;
  const stick = (x, y) => (Math.hypot(pad.axes[x] ?? 0, pad.axes[y] ?? 0) < DEAD ? null : { x: pad.axes[x], y: pad.axes[y] });
  const cross = { x: pressed(pad, 15) - pressed(pad, 14), y: pressed(pad, 13) - pressed(pad, 12) };
  const move = stick(0, 1) ?? cross;
  const any = buttons => buttons.some(button => pressed(pad, button));
  return { x: move.x, y: move.y, way: stick(2, 3), fire: any(FIRE_BUTTONS), second: any(SECOND_BUTTONS) };
}

function pressed(pad, button) {
  return pad.buttons[button]?.pressed ? 1 : 0;
}

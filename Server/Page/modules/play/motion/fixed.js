/** World units are counted in raw units: 4096 of them are one. */
export const RAW = 4096;

/** value times numerator / denominator, rounded to the nearest, halves away from zero. */
export function scaled(value, numerator, denominator) {
  const product = value * numerator;
  const magnitude = Math.floor((Math.abs(product) + Math.floor(denominator / 2)) / denominator);
  return product < 0 ? -magnitude : magnitude;
}

export const clamped = (value, least, most) => Math.max(least, Math.min(value, most));

/** The largest whole number whose square is no more. */
export function rootOf(square) {
  let root = Math.floor(Math.sqrt(square));
  while (root * root > square) root--;
  while ((root + 1) * (root + 1) <= square) root++;
  return root;
}

export const contains = ({ left, top, right, bottom }, x, y) => x >= left && x <= right && y >= top && y <= bottom;

const overlap = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

function around({ x, y, halfWidth, halfHeight }) {
  return { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight };
}

/** Where a body is along x after a step that walls may end. One that is in a wall already is not held by it. */
export function sweptX(walls, body, step) {
  const box = around(body);
  const way = { ...box, left: box.left + Math.min(step, 0), right: box.right + Math.max(step, 0) };
  let target = body.x + step;
  for (const wall of step === 0 ? [] : walls) {
    if (!overlap(wall, way) || overlap(wall, box)) continue;
    target = step > 0 ? Math.min(target, wall.left - body.halfWidth) : Math.max(target, wall.right + body.halfWidth);
  }
  return target;
}

/** The same along y. */
export function sweptY(walls, body, step) {
  const box = around(body);
  const way = { ...box, top: box.top + Math.min(step, 0), bottom: box.bottom + Math.max(step, 0) };
  let target = body.y + step;
  for (const wall of step === 0 ? [] : walls) {
    if (!overlap(wall, way) || overlap(wall, box)) continue;
    target = step > 0 ? Math.min(target, wall.top - body.halfHeight) : Math.max(target, wall.bottom + body.halfHeight);
  }
  return target;
}

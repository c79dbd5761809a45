import { COLOUR } from './colours.js';

const EDGE = 'rgba(8, 11, 16, 0.85)';

function circle(context, x, y, radius, fill, edge = EDGE) {
  context.beginPath();
  context.arc(x, y, Math.max(radius, 0.5), 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  if (edge) {
    context.strokeStyle = edge;
    context.stroke();
  }
}

function rounded(context, x, y, width, height, radius, fill) {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = EDGE;
  context.stroke();
}

function polygon(context, points, fill) {
  context.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = EDGE;
  context.stroke();
}

/**
 * Avatars: each draws around (0, 0) with y downwards, one pixel a pixel.
 * size: {width, height} halves in pixels; facing: radians, 0 up and clockwise.
 */
const AVATARS = {
  arena(context, { width, height }, colour, facing) {
    context.save();
    context.rotate(facing);
    rounded(context, -height * 0.34, -width * 0.95, height * 0.68, width * 0.9, height * 0.3, '#d8dfe9');
    context.restore();
    rounded(context, -width, -height, 2 * width, 2 * height, height, colour);
    circle(context, 0, 0, height * 0.62, 'rgba(255, 255, 255, 0.78)', null);
  },
  waves(context, { width, height }, colour) {
    polygon(context, [[0, -height], [width * 0.34, -height * 0.1], [width, height * 0.55], [width * 0.36, height * 0.5], [width * 0.22, height], [-width * 0.22, height],
      [-width * 0.36, height * 0.5], [-width, height * 0.55], [-width * 0.34, -height * 0.1]], colour);
    circle(context, 0, -height * 0.15, width * 0.16, '#eef6ff');
  },
  survival(context, { width }, colour, facing) {
    context.save();
    context.rotate(facing);
    rounded(context, width * 0.62, -width * 2.1, width * 0.2, width * 1.5, width * 0.1, '#a9825a');
    polygon(context, [[width * 0.42, -width * 2.05], [width * 1.25, -width * 1.85], [width * 1.15, -width * 1.45], [width * 0.72, -width * 1.6]], '#c9d3df');
    circle(context, 0, 0, width, colour);
    circle(context, -width * 0.62, -width * 0.72, width * 0.34, colour);
    circle(context, width * 0.72, -width * 0.72, width * 0.34, colour);
    circle(context, -width * 0.3, -width * 0.34, width * 0.12, '#10141b', null);
    circle(context, width * 0.3, -width * 0.34, width * 0.12, '#10141b', null);
    context.restore();
  },
  argentum(context, { width }, colour, facing) {
    circle(context, 0, width * 0.78, width * 0.62, 'rgba(0, 0, 0, 0.3)', null);
    rounded(context, -width * 0.66, -width * 0.28, width * 1.32, width * 1.22, width * 0.46, colour);
    circle(context, 0, -width * 0.5, width * 0.52, '#f1d3b3');
    const [x, y] = [Math.sin(facing), -Math.cos(facing)];
    circle(context, x * width * 0.28, -width * 0.5 + y * width * 0.24, width * 0.14, '#2a2018', null);
  },
  other(context, { width }, colour, facing) {
    context.save();
    context.rotate(facing);
    polygon(context, [[-width * 0.62, -width * 0.7], [0, -width * 1.6], [width * 0.62, -width * 0.7]], '#d8dfe9');
    context.restore();
    circle(context, 0, 0, width, colour);
  },
};

export function drawAvatar(context, mode, size, colour, facing) {
  context.lineWidth = 2;
  (AVATARS[mode] ?? AVATARS.other)(context, size, colour, facing);
}

const ENEMIES = ['#ff7b72', '#8ddb8c', '#7fb2ff'];

export function drawCreature(context, mode, { width, height }, variant) {
  context.lineWidth = 2;
  if (mode === 'waves') {
    const colour = ENEMIES[variant % ENEMIES.length];
    polygon(context, [[0, height * 1.3], [width, -height * 0.2], [width * 0.55, -height], [-width * 0.55, -height], [-width, -height * 0.2]], colour);
    circle(context, 0, 0, height * 0.36, '#10141b', null);
    return;
  }
  circle(context, 0, height * 0.6, width * 0.6, 'rgba(0, 0, 0, 0.3)', null);
  circle(context, 0, 0, width * 0.8, '#b0645d');
  circle(context, -width * 0.26, -height * 0.14, width * 0.15, '#fff3d6', null);
  circle(context, width * 0.26, -height * 0.14, width * 0.15, '#fff3d6', null);
  circle(context, -width * 0.26, -height * 0.1, width * 0.07, '#10141b', null);
  circle(context, width * 0.26, -height * 0.1, width * 0.07, '#10141b', null);
}

const SCENERY = {
  tree(context, radius) {
    circle(context, 0, 0, radius, '#2f6b46');
    circle(context, -radius * 0.18, -radius * 0.2, radius * 0.66, '#3b8256', null);
    circle(context, -radius * 0.26, -radius * 0.3, radius * 0.34, '#4c9a69', null);
  },
  bush(context, radius) {
    circle(context, 0, 0, radius, '#4d7a3a');
    for (let berry = 0; berry < 6; berry++) {
      const angle = berry * 1.047 + 0.4;
      circle(context, Math.cos(angle) * radius * 0.55, Math.sin(angle) * radius * 0.55, radius * 0.15, '#e0607e', null);
    }
  },
  rock(context, radius) {
    const points = [0.95, 1, 0.9, 1, 0.93, 0.98, 0.9].map((part, index) => [Math.cos(index * 0.898) * radius * part, Math.sin(index * 0.898) * radius * part]);
    polygon(context, points, '#6c7889');
    polygon(context, points.map(([x, y]) => [x * 0.55 - radius * 0.14, y * 0.55 - radius * 0.16]), '#8592a5');
  },
  gold(context, radius) {
    const points = [1, 0.9, 1, 0.92, 1, 0.9].map((part, index) => [Math.cos(index * 1.047) * radius * part, Math.sin(index * 1.047) * radius * part]);
    polygon(context, points, '#c79a2d');
    polygon(context, points.map(([x, y]) => [x * 0.5 - radius * 0.14, y * 0.5 - radius * 0.16]), '#f0cf63');
  },
};
const SCENERY_KINDS = ['tree', 'bush', 'rock', 'gold'];

export function drawScenery(context, mode, { width }, variant) {
  context.lineWidth = 2;
  if (mode === 'survival') {
    SCENERY[SCENERY_KINDS[variant] ?? 'rock'](context, width);
    return;
  }
  circle(context, 0, 0, width * 0.9, '#4a3a2c');
  circle(context, 0, 0, width * 0.5, '#1d1712', null);
}

export function drawItem(context, { width }, variant) {
  context.lineWidth = 1.5;
  if (variant === 1) {
    circle(context, 0, width * 0.1, width * 0.5, '#e2564f');
    rounded(context, -width * 0.06, -width * 0.66, width * 0.12, width * 0.36, 1, '#6d4d2f');
    return;
  }
  context.save();
  context.rotate(Math.PI / 4);
  if (variant === 2 || variant === 3 || (variant >= 561 && variant <= 563)) {
    rounded(context, -width * 0.1, -width * 0.85, width * 0.2, width * 1.2, width * 0.08, '#c9d3df');
    rounded(context, -width * 0.36, width * 0.3, width * 0.72, width * 0.16, 2, '#b58a4a');
    rounded(context, -width * 0.09, width * 0.42, width * 0.18, width * 0.4, 2, '#7a5a36');
  } else {
    rounded(context, -width * 0.45, -width * 0.45, width * 0.9, width * 0.9, width * 0.16, '#b58a4a');
  }
  context.restore();
}

/** A shot with a tail of light against its way. */
export function drawBullet(context, { length, width }, colour, way) {
  context.save();
  context.rotate(way);
  const tail = context.createLinearGradient(0, -length, 0, length * 3);
  tail.addColorStop(0, colour);
  tail.addColorStop(1, 'rgba(255, 255, 255, 0)');
  context.fillStyle = tail;
  context.beginPath();
  context.roundRect(-width / 2, -length, width, length * 4, width / 2);
  context.fill();
  context.fillStyle = '#ffffff';
  context.beginPath();
  context.roundRect(-width / 4, -length, width / 2, length * 1.4, width / 4);
  context.fill();
  context.restore();
}

/** A bar of health above somebody. */
export function drawHealth(context, x, y, width, part) {
  context.fillStyle = COLOUR.empty;
  context.beginPath();
  context.roundRect(x - width / 2 - 1, y - 1, width + 2, 7, 3.5);
  context.fill();
  context.fillStyle = part > 0.6 ? COLOUR.health : part > 0.3 ? COLOUR.hurt : COLOUR.dying;
  context.beginPath();
  context.roundRect(x - width / 2, y, Math.max(2, width * Math.min(part, 1)), 5, 2.5);
  context.fill();
}

/**
 * A name: text on a plate, so that it can be read on anything. What would lie beyond an edge of the screen by less than half is moved in.
 * Returns the plate: {left, top, right, bottom}.
 */
export function drawName(context, text, x, y, isOwn, screenWidth) {
  context.font = `${isOwn ? 700 : 600} 16px system-ui, "Segoe UI", Roboto, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const half = Math.min(context.measureText(text).width, 220) / 2 + 6;
  const middle = x < 0 || x > screenWidth ? x : Math.min(Math.max(x, half), Math.max(screenWidth - half, half));
  context.fillStyle = COLOUR.plate;
  context.beginPath();
  context.roundRect(middle - half, y - 11, 2 * half, 22, 7);
  context.fill();
  context.fillStyle = isOwn ? COLOUR.own : COLOUR.ink;
  context.fillText(text, middle, y, 220);
  return { left: middle - half, top: y - 11, right: middle + half, bottom: y + 11 };
}

/** How much of a mode's world is to be seen: pixels of one world unit, at least and at most, and what the height of the view is meant to be. */
const VIEWS = {
  arena: { least: 0.56, most: 1.6, fits: true },
  waves: { least: 0.44, most: 1.3, fits: true },
  survival: { least: 0.55, most: 1, height: 900 },
  argentum: { least: 30, most: 48, height: 18 },
  plaza: { least: 16, most: 28, height: 42 },
};
/** Pixels at the edges that belong to what lies over the canvas. */
const SIDE = 16;
const TOP = 96;
const BOTTOM = 82;

/** Where the world lies on the screen. Follows a place, stays within the map where that is larger than the screen. */
export class Camera {
  constructor() {
    [this.x, this.y, this.scale, this.width, this.height] = [0, 0, 1, 1, 1];
    this.middle = { x: 0, y: 0 };
  }

  /**
   * Looks at a place.
   * @param place {x, y} in world units
   * @param bounds of the map, in world units
   */
  look(place, bounds, mode, width, height) {
    const [w, h] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
    const view = VIEWS[mode] ?? { least: Math.max(width / w, height / h) / 2, most: 2, fits: true };
    const fit = Math.min((width - 2 * SIDE) / w, (height - TOP - BOTTOM) / h);
    const wanted = view.fits ? fit : height / view.height;
    this.scale = Math.min(Math.max(wanted, view.least), view.most);
    [this.width, this.height] = [width, height];
    const isWhole = view.fits && this.scale <= fit + 1e-9;
    this.middle = { x: width / 2, y: isWhole ? (height + TOP - BOTTOM) / 2 : height / 2 };
    this.x = held(place.x, bounds.left, bounds.right, width / this.scale, isWhole);
    this.y = held(place.y, bounds.top, bounds.bottom, height / this.scale, isWhole);
  }

  /** A place of the world on the screen, in pixels. */
  toScreen(x, y) {
    return { x: this.middle.x + (x - this.x) * this.scale, y: this.middle.y + (y - this.y) * this.scale };
  }

  /** A place of the screen in the world. */
  toWorld(x, y) {
    return { x: this.x + (x - this.middle.x) / this.scale, y: this.y + (y - this.middle.y) / this.scale };
  }

  /** Whether something of so many units around a place is on the screen. */
  sees(x, y, reach) {
    const { x: left, y: top } = this.toScreen(x, y);
    const margin = reach * this.scale + 40;
    return left > -margin && top > -margin && left < this.width + margin && top < this.height + margin;
  }
}

/** A middle for the view on one axis: the place, but no further beyond the edge than a fifth of the view; where all fits, the map's middle. */
function held(place, least, most, visible, isWhole = false) {
  const free = visible / 5;
  if (isWhole || most - least + 2 * free <= visible) return (least + most) / 2;
  return Math.min(Math.max(place, least - free + visible / 2), most + free - visible / 2);
}

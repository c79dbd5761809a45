/** Colours of the canvas: calm ground, clear figures. Text on them keeps a contrast of 4.5 to 1 and more. */
export const COLOUR = Object.freeze({
  void: '#0b0e13', emblem: '#263244', limits: '#3a485d', wall: '#3d4a5e', wallLight: '#55657d', wallDark: '#2a3442',
  ink: '#eef2f7', quiet: '#b4c0d0', plate: 'rgba(11, 14, 19, 0.72)', own: '#ffffff', health: '#57c785', hurt: '#f0b429', dying: '#f26d6d', empty: '#0b0e13',
  power: '#f5d76e',
});

const TEAMS = ['#62c6ff', '#ff8cc0', '#9be28a', '#f5c56b', '#c7a6ff', '#7ee0d2', '#ff9f7a', '#d9e36b'];

/** The colour of a team. */
export const teamColour = team => TEAMS[team % TEAMS.length];

/** The colour of a player where everybody is for themselves. */
export const slotColour = slot => (slot === null || slot === 65535 || Number.isNaN(slot) ? COLOUR.quiet : `hsl(${(slot * 137.508) % 360}deg 68% 70%)`);

/** Whether players of a mode are of teams. */
export const hasTeams = mode => mode === 'arena';

/** The colour of a player in a mode. */
export function playerColour(mode, slot, team) {
  return hasTeams(mode) || mode === 'waves' ? teamColour(hasTeams(mode) ? team : slot) : slotColour(slot);
}

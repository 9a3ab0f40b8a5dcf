// Colours of cells: from nothing to the largest value, or from negative to positive with 0 in the middle.
const dark = matchMedia('(prefers-color-scheme: dark)');
let printing = false;

const PALETTES = {
  light: {
    ground: '#fbfaf8', ink: '#1c1e22', muted: '#5b6069', line: '#d9d5cc', none: '#e9e4da',
    zero: ['#f3f1ec', '#c9d8ea', '#86aed6', '#3f7cbb', '#0d3a70'], middle: ['#a3182a', '#dd7a63', '#f3f1ec', '#7aaad4', '#1f5c9e'],
    marks: ['#9a5b00', '#0d6b6b', '#6b3fa0', '#5a6b1c'],
  },
  dark: {
    ground: '#14161a', ink: '#e7e5e0', muted: '#a3a8b1', line: '#3a3f47', none: '#3a3f47',
    zero: ['#1e2127', '#24405f', '#2f6ba6', '#6aa6e0', '#d4e8ff'], middle: ['#ff9a8c', '#94443b', '#1e2127', '#2d6196', '#93c6fb'],
    marks: ['#f0b45a', '#5cc9c4', '#c3a3f0', '#b7cc6a'],
  },
};
PALETTES.paper = { ...PALETTES.light, ground: '#ffffff' };
const palette = () => PALETTES[printing ? 'paper' : dark.matches ? 'dark' : 'light'];

const channels = hex => [1, 3, 5].map(k => parseInt(hex.slice(k, k + 2), 16));

function blend(stops, share) {
  const at = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const k = Math.min(stops.length - 2, Math.floor(at));
  const [from, to] = [channels(stops[k]), channels(stops[k + 1])];
  return from.map((c, i) => Math.round(c + (to[i] - c) * (at - k)));
}

// A scale for panels that are compared: the same value has the same colour in all of them.
function scaleOf(panels, ends) {
  let most = 0;
  for (const p of panels) for (const v of p.values) if (Math.abs(v) > most) most = Math.abs(v);
  if (ends === 'one') most = 1;
  const middle = ends !== 'zero';
  const top = most > 0 ? most : 1;
  const stops = palette()[middle ? 'middle' : 'zero'];
  return {
    middle, low: middle ? -top : 0, high: top, stops,
    colour: v => (Number.isNaN(v) ? channels(palette().none) : blend(stops, middle ? (v / top + 1) / 2 : v / top)),
    share: v => (Number.isNaN(v) ? 0 : Math.min(1, Math.abs(v) / top)),
  };
}

const rgb = c => '#' + c.map(x => x.toString(16).padStart(2, '0')).join('');

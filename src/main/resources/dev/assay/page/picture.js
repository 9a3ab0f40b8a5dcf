// One SVG of what is looked at: panels side by side, each a map or lines, with its scale beneath. It names its own colours, so that a
// copy that is saved looks the same.
const FONT = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif';
const RECTS = 64; // tokens up to which every cell is a shape of its own; beyond, cells are the pixels of an image

// About how wide a text is, without asking a font.
const breadth = (text, size) => [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 1.05 : /[ilj.,:;'|!I\/]/.test(c) ? 0.36 : /[mwMW@%]/.test(c) ? 0.95 : 0.64), 0) * size;
const shorten = (text, most) => { const c = [...text]; return c.length > most ? c.slice(0, most - 1).join('') + '…' : text; };

function text(x, y, content, attributes = {}) {
  return svg('text', { x, y, 'font-size': 12, fill: palette().ink, ...attributes }, content);
}

function nameStyle(p, k) {
  const mark = p.marks[k];
  return { fill: mark >= 0 ? palette().marks[mark % 4] : p.special[k] ? palette().muted : palette().ink,
    'fill-opacity': p.special[k] ? 0.7 : undefined, 'font-weight': mark >= 0 ? 700 : undefined };
}

// Where everything in a map panel is.
function mapLayout(p, room, labels) {
  const cell = Math.max(p.m > 256 ? 1.5 : 2, Math.min(34, Math.floor((room - labels * 1.3 - 4) / Math.max(1, p.m)) || 1));
  return { labels, cell, left: labels, top: 26 + labels * 0.82, size: cell * p.m, width: labels + cell * p.m + labels * 0.3, height: 26 + labels * 0.82 + cell * p.m };
}

function map(p, scale, layout) {
  const { cell, left, top, size } = layout;
  const every = Math.ceil(10 / cell); // not every token has room for its name
  const label = Math.min(12, Math.max(8, cell * every * 0.9));
  return [
    p.m > RECTS ? cellsAsImage(p, scale, layout) : cellsAsShapes(p, scale, layout),
    svg('rect', { x: left - 0.5, y: top - 0.5, width: size + 1, height: size + 1, fill: 'none', stroke: palette().line }),
    p.names.map((name, k) => (k % every === 0 || p.marks[k] >= 0) && [
      text(left - 6, top + k * cell + cell / 2 + label * 0.35, shorten(name, 16), { ...nameStyle(p, k), 'text-anchor': 'end', 'font-size': label }),
      text(0, 0, shorten(name, 16), { ...nameStyle(p, k), 'font-size': label, transform: `translate(${left + k * cell + cell / 2 + label * 0.3} ${top - 6}) rotate(-55)` }),
    ]),
  ];
}

function cellsAsShapes(p, scale, { cell, left, top }) {
  const gap = cell > 8 ? 1 : 0;
  return svg('g', { 'shape-rendering': 'crispEdges' }, Array.from(p.values, (v, k) => svg('rect', {
    x: left + (k % p.m) * cell, y: top + Math.floor(k / p.m) * cell, width: cell - gap, height: cell - gap, fill: rgb(scale.colour(v)),
  })));
}

function cellsAsImage(p, scale, { left, top, size }) {
  const canvas = el('canvas', { width: p.m, height: p.m });
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(p.m, p.m);
  p.values.forEach((v, k) => pixels.data.set([...scale.colour(v), 255], 4 * k));
  context.putImageData(pixels, 0, 0);
  return svg('image', { x: left, y: top, width: size, height: size, href: canvas.toDataURL(), style: 'image-rendering: pixelated', preserveAspectRatio: 'none' });
}

// BertViz's view: from the tokens on the left to those on the right.
function linesLayout(p) {
  const labels = 10 + Math.max(20, ...p.names.map(t => breadth(shorten(t, 18), 13)));
  const step = p.m > 120 ? 11 : 21;
  return { labels, step, left: labels, right: labels + 190, top: 34, size: step * p.m, width: 2 * labels + 190, height: 34 + step * p.m };
}

const MOST_LINES = 4000;

function lines(p, scale, layout, from = -1, to = -1) {
  const { step, left, right, top } = layout;
  let shown = [];
  p.values.forEach((v, k) => {
    const [i, j] = [Math.floor(k / p.m), k % p.m];
    if ((from < 0 || from === i) && (to < 0 || to === j) && scale.share(v) > 0.01) shown.push([i, j, v]);
  });
  if (shown.length > MOST_LINES) shown = shown.sort((a, b) => Math.abs(b[2]) - Math.abs(a[2])).slice(0, MOST_LINES);
  const end = scale.stops.length - 1;
  const y = k => top + k * step + step / 2;
  return [
    shown.map(([i, j, v]) => svg('line', { x1: left, y1: y(i), x2: right, y2: y(j), 'stroke-width': 2, stroke: scale.stops[v < 0 ? 0 : scale.middle ? end : end - 1], 'stroke-opacity': scale.share(v).toFixed(3) })),
    p.names.map((name, k) => [
      text(left - 8, y(k) + 4, shorten(name, 18), { ...nameStyle(p, k), 'text-anchor': 'end', 'font-size': step < 14 ? 10 : 13, opacity: from >= 0 && from !== k ? 0.35 : undefined }),
      text(right + 8, y(k) + 4, shorten(name, 18), { ...nameStyle(p, k), 'font-size': step < 14 ? 10 : 13, opacity: to >= 0 && to !== k ? 0.35 : undefined }),
    ]),
  ];
}

function scaleBar(scale, unit, x, y, id) {
  const width = 150;
  return [
    svg('defs', {}, svg('linearGradient', { id }, scale.stops.map((c, k) => svg('stop', { offset: k / (scale.stops.length - 1), 'stop-color': c })))),
    svg('rect', { x, y, width, height: 8, fill: `url(#${id})`, stroke: palette().line, 'stroke-width': 0.5 }),
    text(x, y + 22, short(scale.low), { fill: palette().muted, 'font-size': 11 }),
    scale.middle && text(x + width / 2, y + 22, '0', { fill: palette().muted, 'font-size': 11, 'text-anchor': 'middle' }),
    text(x + width, y + 22, short(scale.high), { fill: palette().muted, 'font-size': 11, 'text-anchor': 'end' }),
    text(x + width + 10, y + 8, unit, { fill: palette().muted, 'font-size': 11 }),
  ];
}

// The whole picture; its panels know where they are, for whoever asks what is under a point.
function picture(panels, asLines, kind, caption, room) {
  const own = panels.filter(p => !p.difference);
  const scales = { own: scaleOf(own, KINDS[kind].ends), difference: scaleOf(panels.filter(p => p.difference), 'difference') };
  const perRow = asLines ? room : Math.max(Math.min(room, 260), Math.floor(room / Math.min(panels.length, Math.max(1, Math.floor(room / 300)))) - 12);
  // Alike for all, so that panels stand in line.
  const labels = Math.min(110, 10 + Math.max(20, ...panels.flatMap(p => p.names.map(t => breadth(shorten(t, 16), 12)))));
  let [x, y, tall, wide] = [0, 26, 0, 0];
  const placed = panels.map((p, k) => {
    const layout = asLines ? linesLayout(p) : mapLayout(p, perRow, labels);
    if (x > 0 && x + layout.width > room) [x, y, tall] = [0, y + tall + 56, 0];
    const place = { panel: p, layout, x, y, scale: p.difference ? scales.difference : scales.own, key: 'scale' + k };
    x += layout.width + 20;
    tall = Math.max(tall, layout.height);
    wide = Math.max(wide, x - 20, breadth(caption, 13));
    return place;
  });
  const [width, height] = [Math.ceil(wide + 2), Math.ceil(y + tall + 44)];
  const drawing = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': FONT, role: 'img', 'aria-label': caption },
    svg('rect', { width: '100%', height: '100%', fill: palette().ground }),
    text(0, 15, caption, { 'font-size': 13, 'font-weight': 600 }),
    placed.map(place => svg('g', { transform: `translate(${place.x} ${place.y})` },
      text(asLines ? place.layout.left - 8 : place.layout.left, 14, place.panel.title || ' ', { fill: palette().muted, 'font-size': 12 }),
      svg('g', { class: 'drawn' }, asLines ? lines(place.panel, place.scale, place.layout) : map(place.panel, place.scale, place.layout)),
      scaleBar(place.scale, place.panel.difference ? 'difference' : KINDS[kind].unit, place.layout.left, place.layout.height + 10, place.key))));
  return { drawing, placed, width, height };
}

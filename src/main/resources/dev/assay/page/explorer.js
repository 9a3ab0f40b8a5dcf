// What is looked at, which is in the address too; the controls; what is under the pointer.
const initial = { row: 0, layer: 0, head: 0, show: 'raw', text: 0, beside: 1, view: 'map', special: 'grey' };
const state = { ...initial };
let shown = null; // the picture on the page
let missing = null; // the row that the address asks for, if the page does not hold it
let turn = 0; // pictures are made asynchronously: only the last one that was asked for is shown

const rowOf = () => data.rows[state.row];

function readAddress() {
  Object.assign(state, initial);
  const asked = new Map(location.hash.slice(1).split('&').map(part => {
    const at = part.indexOf('=');
    try {
      return [part.slice(0, at), decodeURIComponent(part.slice(at + 1))];
    } catch {
      return ['', ''];
    }
  }));
  const row = data.rows.findIndex(r => wellFormed(r.id) === asked.get('row'));
  missing = asked.has('row') && row < 0 ? asked.get('row') : null;
  if (row >= 0) state.row = row;
  const within = (name, count) => { const v = asked.get(name); if (/^\d+$/.test(v || '') && Number(v) < count) state[name] = Number(v); };
  within('layer', data.layers);
  within('head', data.heads);
  if (asked.get('head') === 'mean') state.head = 'mean';
  if (kinds.includes(asked.get('show'))) state.show = asked.get('show');
  within('text', rowOf().texts.length);
  within('beside', rowOf().texts.length);
  if (asked.get('beside') === 'none') state.beside = 'none';
  if (asked.get('view') === 'lines') state.view = 'lines';
  if (asked.get('special') === 'hidden') state.special = 'hidden';
}

function writeAddress() {
  const parts = [`row=${inAddress(rowOf().id)}`, `layer=${state.layer}`, `head=${state.head}`];
  for (const name of ['show', 'text', 'beside', 'view', 'special']) if (state[name] !== initial[name]) parts.push(`${name}=${state[name]}`);
  history.replaceState(null, '', '#' + parts.join('&'));
}

function change(next) {
  Object.assign(state, next);
  writeAddress();
  show();
}

const besideOf = () => (state.beside !== 'none' && state.beside !== state.text && rowOf().texts[state.beside] ? state.beside : null);

async function show() {
  const mine = ++turn;
  if (!rowOf().texts[state.text]) state.text = 0;
  const row = rowOf();
  const texts = [state.text, besideOf()].filter(t => t !== null);
  fillControls();
  if (texts.some(t => !unpacked.has(row.texts[t]))) say('Unpacking…');
  const panels = [];
  for (const t of texts) panels.push(await panel(row.texts[t], state.layer, state.head, state.show, state.special === 'hidden'));
  if (texts.length === 2) panels.push(difference(panels[0], panels[1], partnersOf(row, ...texts)));
  if (mine !== turn) return;
  const caption = `${row.id}: ${KINDS[state.show].name}, layer ${state.layer}, ${state.head === 'mean' ? 'mean over heads' : 'head ' + state.head}, ${data.model}`;
  draw(panels, caption);
  say(missing === null ? 'Point at a cell or a token, or use the arrow keys.' : `Row ${missing} is not on this page: it was left out for its length, or there is no such row.`);
  missing = null;
  document.title = caption;
  overview(mine);
}

function draw(panels, caption) {
  const stage = document.getElementById('stage');
  shown = picture(panels, state.view === 'lines', state.show, caption, Math.max(260, stage.clientWidth - 4));
  Object.assign(shown, { panels, caption });
  stage.replaceChildren(shown.drawing);
  cursor = null;
}

// Paper is white, whatever the screen is.
function onPaper(yes) {
  printing = yes;
  if (shown) draw(shown.panels, shown.caption);
}

// Alignments are with the first text; two others meet over it.
function partnersOf(row, a, b) {
  if (a === 0) return row.partners[b];
  const over = new Map(row.partners[a]);
  const other = new Map(row.partners[b]);
  return [...over].filter(([p]) => other.has(p)).map(([p, q]) => [q, other.get(p)]);
}

// ---- Under the pointer
let cursor = null; // { place, i, j }: a cell, or with i or j -1 a token

function under(event) {
  const box = shown.drawing.getBoundingClientRect();
  const [px, py] = [((event.clientX - box.left) * shown.width) / box.width, ((event.clientY - box.top) * shown.height) / box.height];
  for (const place of shown.placed) {
    const { layout, panel: p } = place;
    const [x, y] = [px - place.x - layout.left, py - place.y - layout.top];
    if (state.view === 'lines') {
      const k = Math.floor(y / layout.step);
      if (k < 0 || k >= p.m || x < -layout.labels || x > layout.right - layout.left + layout.labels) continue;
      if (x < 20) return { place, i: k, j: -1 };
      if (x > layout.right - layout.left - 20) return { place, i: -1, j: k };
      continue;
    }
    const [i, j] = [Math.floor(y / layout.cell), Math.floor(x / layout.cell)];
    const [inRow, inColumn] = [i >= 0 && i < p.m, j >= 0 && j < p.m];
    if (inRow && inColumn) return { place, i, j };
    if (inRow && x < 0 && x > -layout.labels) return { place, i, j: -1 };
    if (inColumn && y < 0 && y > -layout.top + 20) return { place, i: -1, j };
  }
  return null;
}

function look(next) {
  cursor = next;
  shown.drawing.querySelectorAll('.looked').forEach(e => e.remove());
  if (state.view === 'lines') relight();
  if (!next) return say('Point at a cell or a token, or use the arrow keys.');
  const { place, i, j } = next;
  const { layout, panel: p } = place;
  if (state.view === 'map') {
    const frame = (x, y, width, height) => svg('rect', { x, y, width, height, fill: 'none', stroke: palette().ink, 'stroke-width': 1.5 });
    const { left, top, cell, size } = layout;
    shown.drawing.append(svg('g', { class: 'looked', transform: `translate(${place.x} ${place.y})`, 'pointer-events': 'none' },
      i >= 0 && svg('g', { opacity: j >= 0 ? 0.4 : 1 }, frame(left - 1, top + i * cell - 1, size + 1, cell + 1)),
      j >= 0 && svg('g', { opacity: i >= 0 ? 0.4 : 1 }, frame(left + j * cell - 1, top - 1, cell + 1, size + 1)),
      i >= 0 && j >= 0 && frame(left + j * cell - 1, top + i * cell - 1, cell + 1, cell + 1)));
  }
  if (i >= 0 && j >= 0) say(valueOf(p, i, j), `${p.names[i]} → ${p.names[j]}`, p.title);
  else say(strongest(p, i, j), i >= 0 ? `from ${p.names[i]}` : `to ${p.names[j]}`, p.title);
}

function relight() {
  for (const place of shown.placed) {
    const mine = cursor && cursor.place === place;
    const g = shown.drawing.querySelectorAll('.drawn')[shown.placed.indexOf(place)];
    g.replaceChildren();
    fill(g, {}, [lines(place.panel, place.scale, place.layout, mine ? cursor.i : -1, mine ? cursor.j : -1)]);
  }
}

const shownValue = v => (Number.isNaN(v) ? 'no value' : fixed(v, 4));
const valueOf = (p, i, j) => shownValue(p.values[i * p.m + j]);

function strongest(p, i, j) {
  return Array.from({ length: p.m }, (_, k) => [p.names[k], i >= 0 ? p.values[i * p.m + k] : p.values[k * p.m + j]])
    .filter(([, v]) => !Number.isNaN(v)).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 5)
    .map(([name, v]) => `${i >= 0 ? 'to' : 'from'} ${name} ${fixed(v, 4)}`).join('; ') || 'no value';
}

function say(value, what, which) {
  document.getElementById('reading').replaceChildren(...[which && el('span', { class: 'muted' }, which + ' '), what && el('strong', {}, what), what && ' ', el('span', { class: 'read' }, value)].filter(Boolean));
}

function keys(event) {
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  if (!moves[event.key] || !shown) {
    if (event.key === 'Escape') look(null);
    return;
  }
  event.preventDefault();
  const place = cursor?.place || shown.placed[0];
  const last = place.panel.m - 1;
  let [i, j] = [cursor ? cursor.i : 0, cursor ? cursor.j : state.view === 'lines' ? -1 : 0];
  if (cursor) {
    if (state.view === 'lines') {
      const k = Math.max(0, Math.min(last, Math.max(i, j) + moves[event.key][0]));
      const onLeft = event.key === 'ArrowLeft' || (event.key !== 'ArrowRight' && i >= 0);
      [i, j] = onLeft ? [k, -1] : [-1, k];
    } else {
      i = Math.max(0, Math.min(last, Math.max(0, i) + moves[event.key][0]));
      j = j + moves[event.key][1];
      if (j > last || j < 0) return step(place, j > last ? 1 : -1, i);
    }
  }
  look({ place, i, j });
}

// Beyond a panel's edge comes the next panel.
function step(place, by, i) {
  const next = shown.placed[shown.placed.indexOf(place) + by];
  if (next) look({ place: next, i: Math.min(i, next.panel.m - 1), j: by > 0 ? 0 : next.panel.m - 1 });
}

// ---- Every head at a glance
async function overview(mine) {
  const cells = await unpack(rowOf().texts[state.text]);
  if (mine !== turn) return;
  const canvas = document.getElementById('heads');
  const tile = cells.n > 96 ? 56 : 44;
  const [gap, edge] = [6, 22];
  const [width, height] = [edge + data.heads * (tile + gap), edge + data.layers * (tile + gap)];
  const dots = window.devicePixelRatio || 1;
  Object.assign(canvas, { width: width * dots, height: height * dots });
  canvas.style.width = width + 'px';
  const context = canvas.getContext('2d');
  context.scale(dots, dots);
  Object.assign(context, { font: '11px ' + FONT, fillStyle: palette().muted, imageSmoothingEnabled: false, textAlign: 'center' });
  for (let h = 0; h < data.heads; h++) context.fillText(String(h), edge + h * (tile + gap) + tile / 2, 12);
  for (let l = 0; l < data.layers; l++) context.fillText(String(l), 8, edge + l * (tile + gap) + tile / 2 + 4);
  const small = el('canvas', {});
  for (let l = 0; l < data.layers; l++) {
    await new Promise(r => setTimeout(r)); // long texts take a while, and the page stays alive
    if (mine !== turn) return;
    for (let h = 0; h < data.heads; h++) {
      const p = await panel(rowOf().texts[state.text], l, h, state.show, state.special === 'hidden');
      if (mine !== turn) return;
      const scale = scaleOf([p], KINDS[state.show].ends);
      Object.assign(small, { width: p.m, height: p.m });
      const to = small.getContext('2d');
      const pixels = to.createImageData(p.m, p.m);
      p.values.forEach((v, k) => pixels.data.set([...scale.colour(v), 255], 4 * k));
      to.putImageData(pixels, 0, 0);
      const [x, y] = [edge + h * (tile + gap), edge + l * (tile + gap)];
      context.drawImage(small, x, y, tile, tile);
      const chosen = l === state.layer && (h === state.head || state.head === 'mean');
      Object.assign(context, { strokeStyle: chosen ? palette().ink : palette().line, lineWidth: chosen ? 2 : 1 });
      context.strokeRect(x - 1, y - 1, tile + 2, tile + 2);
    }
  }
  canvas.onclick = e => {
    const box = canvas.getBoundingClientRect();
    const at = (v, size) => Math.floor(((v * size) - edge) / (tile + gap));
    const [h, l] = [at((e.clientX - box.left) / box.width, width), at((e.clientY - box.top) / box.height, height)];
    if (h >= 0 && h < data.heads && l >= 0 && l < data.layers) change({ layer: l, head: h });
  };
}

// ---- Controls
const choice = (id, label, options, onchange) => el('label', { class: 'choice' }, el('span', {}, label),
  el('select', { id, onchange: e => onchange(e.target.value) }, options.map(([value, name]) => el('option', { value }, name))));

function controls() {
  const many = data.rows.length > 1;
  return el('div', { class: 'controls noprint' },
    el('div', { class: 'line' },
      choice('row', 'Row', data.rows.map((r, k) => [k, shorten(`${r.id}  ${r.texts[0].text}`, 90)]), v => change({ row: Number(v) })),
      many && el('button', { id: 'previous', onclick: () => change({ row: Math.max(0, state.row - 1) }) }, '← Previous'),
      many && el('button', { id: 'next', onclick: () => change({ row: Math.min(data.rows.length - 1, state.row + 1) }) }, 'Next →')),
    el('div', { class: 'line' },
      choice('layer', 'Layer', Array.from({ length: data.layers }, (_, l) => [l, l]), v => change({ layer: Number(v) })),
      choice('head', 'Head', [['mean', 'mean'], ...Array.from({ length: data.heads }, (_, h) => [h, h])], v => change({ head: v === 'mean' ? v : Number(v) })),
      choice('show', 'Show', kinds.map(k => [k, KINDS[k].name]), v => change({ show: v })),
      choice('special', '[CLS], [SEP]', [['grey', 'grey'], ['hidden', 'hidden']], v => change({ special: v })),
      choice('text', 'Text', [], v => change({ text: Number(v) })),
      choice('beside', 'Beside', [], v => change({ beside: v === 'none' ? v : Number(v) })),
      el('div', { class: 'pair', role: 'group', 'aria-label': 'View' },
        ['map', 'lines'].map(v => el('button', { id: 'as-' + v, onclick: () => change({ view: v }) }, v === 'map' ? 'Map' : 'Lines'))),
      el('div', { class: 'pair', role: 'group', 'aria-label': 'Save what is seen' },
        el('button', { id: 'save-svg', onclick: () => save('svg') }, 'Save SVG'), el('button', { id: 'save-png', onclick: () => save('png') }, 'PNG'))));
}

function fillControls() {
  const row = rowOf();
  const name = (t, k) => t.label || (row.texts.length > 1 ? 'text ' + (k + 1) : 'text');
  document.getElementById('text').replaceChildren(...row.texts.map((t, k) => el('option', { value: k }, name(t, k))));
  document.getElementById('beside').replaceChildren(el('option', { value: 'none' }, 'nothing'), ...row.texts.map((t, k) => el('option', { value: k, disabled: k === state.text }, name(t, k))));
  for (const id of ['text', 'beside']) document.getElementById(id).closest('label').hidden = row.texts.length < 2;
  for (const id of ['row', 'layer', 'head', 'show', 'special', 'text']) document.getElementById(id).value = String(state[id]);
  document.getElementById('beside').value = String(besideOf() ?? 'none');
  document.getElementById('special').disabled = KINDS[state.show].special === false;
  for (const v of ['map', 'lines']) document.getElementById('as-' + v).setAttribute('aria-pressed', String(state.view === v));
  if (data.rows.length > 1) {
    document.getElementById('previous').disabled = state.row === 0;
    document.getElementById('next').disabled = state.row === data.rows.length - 1;
  }
  document.getElementById('sentences').replaceChildren(...row.texts.map((t, k) => el('div', { class: k === state.text || k === besideOf() ? '' : 'aside' },
    el('dt', {}, name(t, k)), el('dd', t.tokens.length > 60 ? { class: 'long', tabindex: 0 } : {}, sentence(t)))));
}

// The text as tokens, with its marked words and what they are.
function sentence(t) {
  const content = new Set(t.content);
  return t.tokens.map((token, p) => {
    const mark = t.marks.findIndex(m => m.at.includes(p));
    const first = mark >= 0 && !t.marks[mark].at.includes(p - 1);
    return [el('span', { class: 'token' + (content.has(p) ? '' : ' special') + (mark >= 0 ? ' mark m' + (mark % 4) : '') }, token,
      first && el('span', { class: 'label' }, t.marks[mark].label)), ' '];
  });
}

// ---- Saving what is seen
function save(as) {
  look(null);
  const source = new XMLSerializer().serializeToString(shown.drawing);
  const name = shown.caption.normalize('NFKD').replace(/[^\w.]+/g, '-').slice(0, 80) + '.' + as;
  const svgFile = new Blob([source], { type: 'image/svg+xml' });
  if (as === 'svg') return download(svgFile, name);
  const image = new Image();
  image.onload = () => {
    const canvas = el('canvas', { width: shown.width * 2, height: shown.height * 2 });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(png => (png ? download(png, name) : say('This picture has more pixels than the browser can draw; save it as SVG.')), 'image/png');
  };
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(source);
}

function download(blob, name) {
  const url = URL.createObjectURL(blob);
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// ---- The page
document.getElementById('top').replaceChildren(el('p', { class: 'brand' }, 'Assay', el('span', { class: 'muted' }, ' on ' + data.model)), el('h1', {}, data.title));
document.getElementById('main').append(controls(), el('dl', { id: 'sentences' }),
  el('p', { id: 'reading', role: 'status', 'aria-live': 'polite' }),
  el('div', { id: 'stage', tabindex: 0, role: 'application', 'aria-label': 'Attention; the arrow keys move from cell to cell', onkeydown: keys, onpointermove: e => shown && look(under(e)), onpointerleave: () => shown && look(null) }),
  el('section', { class: 'noprint', 'aria-labelledby': 'heads-heading' }, el('h2', { id: 'heads-heading' }, 'Every head'),
    el('p', { class: 'muted small' }, 'Layers downwards, heads across, each on a scale of its own. Choose one to see it above.'),
    el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-labelledby': 'heads-heading' }, el('canvas', { id: 'heads', 'aria-hidden': 'true' }))));
readAddress();
show();
addEventListener('hashchange', () => { readAddress(); show(); });
dark.addEventListener('change', show);
addEventListener('beforeprint', () => onPaper(true));
addEventListener('afterprint', () => onPaper(false));
let resized;
addEventListener('resize', () => { clearTimeout(resized); resized = setTimeout(show, 150); });

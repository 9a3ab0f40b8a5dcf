// Drawings: the interval in the table, the forest over models and nulls, the rows' effects, and estimates over checkpoints.

// A scale from a domain to pixels; infinite ends stay at the edge.
function scale(low, high, from, to) {
  const span = high - low || 1;
  return value => (value === Infinity ? to : value === -Infinity ? from : from + ((value - low) / span) * (to - from));
}

function domain(values) {
  const all = [0, ...values].filter(finite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const pad = (high - low || 1) * 0.04;
  return [low < 0 ? low - pad : low, high > 0 ? high + pad : high];
}

function marksOf(claim) {
  const m = claim.measured;
  return m ? [m.estimate, m.interval.low, m.interval.high, bounded(claim) ? m.minimum_effect : 0, strongestNull(claim)?.value].map(number) : [];
}

// One claim's interval beside 0, what was needed and the strongest null; all claims of a unit share the scale.
function intervalStrip(claim, [low, high], width = 132) {
  const height = 22;
  const x = scale(low, high, 5, width - 5);
  const m = claim.measured;
  const label = 'estimate ' + estimate(claim) + ', 95% interval ' + interval(m.interval.low, m.interval.high, unitOf(claim), digitsOf(claim));
  const strongest = strongestNull(claim);
  return svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label, class: 'strip' },
    svg('line', { x1: x(0), x2: x(0), y1: 1, y2: height - 1, class: 'zero' }),
    bounded(claim) && svg('line', { x1: x(number(m.minimum_effect)), x2: x(number(m.minimum_effect)), y1: 2, y2: height - 2, class: 'needed' }),
    strongest && svg('path', { d: diamond(x(number(strongest.value)), height / 2, 3.5), class: 'null' },
      svg('title', {}, 'strongest null: ' + strongest.model + ' ' + short(number(strongest.value), true))),
    svg('line', { x1: x(number(m.interval.low)), x2: x(number(m.interval.high)), y1: height / 2, y2: height / 2, class: 'interval ' + m.verdict }),
    mark(x(number(m.estimate)), height / 2, 3.5, m.verdict, label));
}

// Verdicts differ in shape as well as in colour, which not everybody sees.
function mark(x, y, r, verdict, title) {
  const path = verdict === 'REFUTED' ? `M${x - r} ${y - r}L${x + r} ${y + r}M${x - r} ${y + r}L${x + r} ${y - r}` : undefined;
  return svg('g', { class: 'mark ' + verdict }, svg('title', {}, title), path ? [svg('circle', { cx: x, cy: y, r: r + 2, class: 'ground' }), svg('path', { d: path })] : svg('circle', { cx: x, cy: y, r: verdict === 'SUPPORTED' ? r : r - 0.5 }));
}

const diamond = (x, y, r) => `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`;

function axis(x, low, high, top, bottom, share) {
  return ticks(low, high).map(t => [
    svg('line', { x1: x(t), x2: x(t), y1: top, y2: bottom, class: t === 0 ? 'zero' : 'grid' }),
    svg('text', { x: x(t), y: bottom + 14, 'text-anchor': 'middle' }, share ? short(t * 100) + '%' : short(t)),
  ]);
}

// Every model's estimate, and beneath it what the same claim measures on each kind of null.
function forest(entry) {
  const shown = models.map(m => entry.on.get(m)).filter(c => c?.measured);
  if (shown.length === 0) return null;
  const unit = unitOf(shown[0]);
  const published = number(entry.first.published);
  const [low, high] = domain([published, ...shown.flatMap(c => [...marksOf(c), ...(c.nulls || []).map(n => number(n.value)),
    ...(c.recorded ? [number(c.recorded.interval.low), number(c.recorded.interval.high)] : [])])]);
  const [left, width, line] = [178, 720, 21];
  const x = scale(low, high, left, width - 16);
  const rows = [];
  for (const claim of shown) {
    rows.push(y => modelRow(claim, x, y, models.length > 1 ? claim.model : 'this model'));
    const kinds = new Map();
    for (const n of claim.nulls || []) {
      if (!kinds.has(kindOfNull(n.model))) kinds.set(kindOfNull(n.model), []);
      kinds.get(kindOfNull(n.model)).push(n);
    }
    for (const [kind, members] of kinds) rows.push(y => nullRow(kind, members, claim, x, y));
  }
  const bottom = 10 + rows.length * line;
  const needed = shown.find(bounded)?.measured.minimum_effect;
  const height = bottom + 38;
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'forest', role: 'img', 'aria-label': 'Estimates with their intervals, and what null models show: ' +
      shown.map(c => `${c.model} ${estimate(c)}`).join('; ') },
    axis(x, low, high, 4, bottom, isShare(unit)),
    needed !== undefined && svg('line', { x1: x(needed), x2: x(needed), y1: 4, y2: bottom, class: 'needed' }, svg('title', {}, 'needed: ' + short(needed, true))),
    finite(published) && svg('line', { x1: x(published), x2: x(published), y1: 4, y2: bottom, class: 'published' }, svg('title', {}, 'published: ' + short(published, true))),
    rows.map((row, k) => row(10 + k * line + line / 2)),
    svg('text', { x: (left + width - 16) / 2, y: height - 6, 'text-anchor': 'middle' }, unit));
}

function modelRow(claim, x, y, label) {
  const m = claim.measured;
  const old = claim.recorded?.interval;
  return [
    svg('text', { x: 168, y: y + 4, 'text-anchor': 'end', class: 'strong' }, cut(label, 26)),
    old && svg('line', { x1: x(number(old.low)), x2: x(number(old.high)), y1: y, y2: y, class: 'recorded' },
      svg('title', {}, 'on record: ' + interval(old.low, old.high, unitOf(claim)))),
    svg('line', { x1: x(number(m.interval.low)), x2: x(number(m.interval.high)), y1: y, y2: y, class: 'interval ' + m.verdict }),
    mark(x(number(m.estimate)), y, 4.5, m.verdict, `${claim.model}: ${m.estimate} ${interval(m.interval.low, m.interval.high, unitOf(claim))} ${unitOf(claim)}, ${m.verdict}`),
  ];
}

function nullRow(kind, members, claim, x, y) {
  return [
    svg('text', { x: 168, y: y + 4, 'text-anchor': 'end' }, cut(kind, 26) + (members.length > 1 ? ' ×' + members.length : '')),
    members.map(n => svg('circle', { cx: x(number(n.value)), cy: y, r: 3.5, class: 'nullmodel' },
      svg('title', {}, `${n.model}: ${n.value}, n = ${n.n}`))),
  ];
}

const cut = (text, most) => (text.length > most ? '…' + text.slice(-(most - 1)) : text);

// One bar per row, the least favourable first as in claims.json.
function rowEffects(claim) {
  const rows = claim.rows || [];
  if (rows.length === 0) return null;
  const values = rows.map(r => number(r.value));
  const every = !bounded(claim);
  const needed = every ? undefined : claim.measured.minimum_effect;
  const [low, high] = domain([...values, needed]);
  const [left, width, height] = [56, 720, 150];
  const y = scale(low, high, height - 8, 8);
  const step = (width - left - 8) / rows.length;
  const bar = Math.max(0.75, Math.min(14, step * 0.72));
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'effects', role: 'img', 'aria-label':
      `Effects of ${rows.length} rows from ${short(Math.min(...values))} to ${short(Math.max(...values))}; the table below has them all` },
    ticks(low, high, 4).map(t => [
      svg('line', { x1: left, x2: width - 8, y1: y(t), y2: y(t), class: t === 0 ? 'zero' : 'grid' }),
      svg('text', { x: left - 8, y: y(t) + 4, 'text-anchor': 'end' }, short(t)),
    ]),
    rows.map((row, k) => svg('rect', {
      x: left + k * step + (step - bar) / 2, width: bar, y: Math.min(y(0), y(number(row.value))),
      height: Math.max(1, Math.abs(y(number(row.value)) - y(0))), class: row.favourable === false ? 'against' : 'for',
    }, svg('title', {}, `${row.id}: ${row.value}`))),
    needed !== undefined && svg('line', { x1: left, x2: width - 8, y1: y(needed), y2: y(needed), class: 'needed' }, svg('title', {}, 'needed: ' + short(needed, true))));
}

// A claim's estimate over the checkpoints of one training.
function overCheckpoints(entry, members, width = 300, height = 130) {
  const shown = members.map(m => entry.on.get(m)).filter(c => c?.measured);
  if (shown.length < 2) return null;
  const unit = unitOf(shown[0]);
  const at = shown.map(c => step(c.model).at);
  const needed = bounded(shown[0]) ? shown[0].measured.minimum_effect : undefined;
  const published = number(entry.first.published);
  const [low, high] = domain([needed, published, ...shown.flatMap(c => [c.measured.estimate, c.measured.interval.low, c.measured.interval.high].map(number))]);
  const x = scale(Math.min(...at), Math.max(...at), 48, width - 14);
  const y = scale(low, high, height - 22, 8);
  const inside = value => Math.max(low, Math.min(high, number(value)));
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'over', role: 'img', 'aria-label':
      `${entry.id} over checkpoints: ` + shown.map(c => `${step(c.model).at} ${estimate(c)} ${c.measured.verdict}`).join('; ') },
    ticks(low, high, 3).map(t => [
      svg('line', { x1: 48, x2: width - 8, y1: y(t), y2: y(t), class: t === 0 ? 'zero' : 'grid' }),
      svg('text', { x: 42, y: y(t) + 4, 'text-anchor': 'end' }, isShare(unit) ? short(t * 100) + '%' : short(t)),
    ]),
    [at[0], at[at.length - 1]].map((t, k) => svg('text', { x: x(t), y: height - 5, 'text-anchor': k ? 'end' : 'start' }, short(t))),
    needed !== undefined && svg('line', { x1: 48, x2: width - 8, y1: y(needed), y2: y(needed), class: 'needed' }),
    finite(published) && svg('line', { x1: 48, x2: width - 8, y1: y(published), y2: y(published), class: 'published' }),
    svg('path', { class: 'band', d: 'M' + shown.map((c, k) => `${x(at[k])} ${y(inside(c.measured.interval.high))}`).join('L') +
      'L' + shown.map((c, k) => `${x(at[k])} ${y(inside(c.measured.interval.low))}`).reverse().join('L') + 'Z' }),
    svg('path', { class: 'path', d: 'M' + shown.map((c, k) => `${x(at[k])} ${y(number(c.measured.estimate))}`).join('L') }),
    shown.map((c, k) => mark(x(at[k]), y(number(c.measured.estimate)), 4, c.measured.verdict, `${c.model}: ${c.measured.estimate} ${unit}, ${c.measured.verdict}`)));
}

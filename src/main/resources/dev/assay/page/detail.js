// What a claim says, and all that was measured for it.
function detail(entry) {
  const claim = entry.first;
  const measured = [...entry.on.values()].filter(c => c.measured);
  return el('div', { class: 'sheet' },
    el('p', { class: 'says' }, claim.statement),
    el('dl', { class: 'facts' },
      fact('Claim', el('code', {}, claim.id)),
      fact('Source', linked(claim.source)),
      fact('Expected', [expectation(claim), unitOf(claim) && !isShare(unitOf(claim)) && bounded(claim) ? ' ' + unitOf(claim) : '', finite(number(claim.published)) && `; published ${short(number(claim.published))}`]),
      fact('Because', claim.because),
      fact('Sentences', [el('code', {}, claim.fixture), measured[0] && `, n = ${measured[0].measured.n} in ${measured[0].measured.clusters} independent groups`]),
      claim.evidence && fact('Evidence', [claim.evidence].flat().map(words).join(', '))),
    [...entry.on.values()].map(outcome),
    measured.length > 0 && part('Estimates, intervals and nulls', sideways('Estimates, intervals and nulls', forest(entry)), el('p', { class: 'key muted small' },
      'Dot and line: estimate and 95% interval. Pale line: the interval on record. Dashed: what is needed.',
      finite(number(claim.published)) && ' Dotted: the published number.', ' Grey dots: null models, one strip a kind.')),
    series.map(members => { const chart = overCheckpoints(entry, members, 720, 190); return chart && part('Over checkpoints', chart); }),
    measured.filter(c => (c.rows || []).length > 0).map(c => part(several ? 'Effects per row, ' + c.model : 'Effects per row', sideways('Effects per row', rowEffects(c)), rowsTable(c))),
    measured.filter(headsOf).map(c => part(several ? 'Every head, ' + c.model : 'Every head', headTable(c))),
    measured.filter(c => (c.reported || []).length > 0).map(c => part(several ? 'Also measured, ' + c.model : 'Also measured', el('table', { class: 'plain' },
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'What'), el('th', { scope: 'col', class: 'n' }, 'mean'), el('th', { scope: 'col' }, 'unit'), el('th', { scope: 'col', class: 'n' }, 'n'))),
      el('tbody', {}, c.reported.map(r => el('tr', {}, el('td', {}, r.name), el('td', { class: 'n' }, short(number(r.mean), true)), el('td', {}, r.unit), el('td', { class: 'n' }, r.n))))))),
    [...entry.on.values()].filter(c => c.rerun || c.record).map(c => part(several ? 'Commands, ' + c.model : 'Commands', command('Judge again', c.rerun), command('Put on record', c.record))));
}

const part = (title, ...content) => el('section', { class: 'part' }, el('h3', {}, title), content);

// What a narrow window cannot hold is scrolled by itself, with the keyboard too.
const sideways = (label, content) => el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, content);

const fact = (name, value) => value && [el('dt', {}, name), el('dd', {}, value)];

// One line a model: what became of the claim, in words.
function outcome(claim) {
  const m = claim.measured;
  const change = changeOf(claim);
  const line = el('p', { class: 'outcome' }, verdict(verdictOf(claim)), several && [' on ', el('strong', {}, claim.model)]);
  if (!m) {
    line.append(' ' + printable(claim.broken || 'It could not be judged.'));
    return line;
  }
  const strongest = strongestNull(claim);
  fill(line, {}, [
    ` ${estimate(claim)} ${interval(m.interval.low, m.interval.high, unitOf(claim), digitsOf(claim))} ${unitOf(claim)}`,
    finite(number(m.adjusted_p)) && `, p ${short(number(m.adjusted_p))} after correction`,
    finite(number(claim.dz)) && `, d_z ${short(number(claim.dz))}`,
    (m.heads || []).length > 0 && `, heads ${m.heads.join(' and ')}`,
    strongest && `; strongest null ${strongest.model} ${quantity(number(strongest.value), unitOf(claim), digitsOf(claim))}`,
    `; ${CHANGES[change.kind] || words(change.kind)}`,
    claim.recorded && ` (${words(claim.recorded.verdict)} ${quantity(number(claim.recorded.estimate), unitOf(claim), digitsOf(claim))}, ${claim.recorded.recorded})`,
    (claim.changed || []).length > 0 && `, changed since: ${claim.changed.join(', ')}`,
    change.flipped && `; what flipped: ${change.flipped}`,
    claim.fixture_rows && `; ${claim.fixture_rows}`,
    '.',
  ]);
  return line;
}

function rowsTable(claim) {
  const link = explorerOf(claim);
  return el('details', {}, el('summary', {}, `All ${claim.rows.length} rows, the least favourable first`), el('table', { class: 'plain rows' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Row'), el('th', { scope: 'col', class: 'n' }, 'Value'), el('th', { scope: 'col' }, 'Speaks'))),
    el('tbody', {}, claim.rows.map(r => el('tr', {}, el('td', { class: 'mono' }, link ? el('a', { href: link + '#row=' + inAddress(r.id) }, r.id) : r.id),
      el('td', { class: 'n' }, short(number(r.value), bounded(claim))), el('td', {}, r.favourable === false ? 'against' : 'for'))))));
}

// A page beside this one, and nothing else: a name from a file does not choose where a link leads.
function explorerOf(claim) {
  const told = claim.explorer;
  return typeof told === 'string' && /^[\w.@-]+(\/[\w.@-]+)*\.html$/.test(told) && !told.split('/').includes('..') ? told : null;
}

const headsOf = claim => [claim.head_effects, claim.measured?.head_effects, claim.heads].find(t => Array.isArray(t) && Array.isArray(t[0]));

function headTable(claim) {
  const table = headsOf(claim);
  const most = Math.max(...table.flat().map(v => Math.abs(number(v))).filter(finite), 1e-12);
  const chosen = new Set(claim.measured.heads || []);
  return sideways('Mean effect of every head', el('table', { class: 'heads' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'layer'), table[0].map((_, h) => el('th', { scope: 'col', class: 'n' }, 'head ' + h)))),
    el('tbody', {}, table.map((effects, l) => el('tr', {}, el('th', { scope: 'row' }, l), effects.map((v, h) => {
      const value = number(v);
      const share = finite(value) ? Math.round((Math.abs(value) / most) * 42) : 0;
      return el('td', { class: 'n' + (chosen.has(`${l}.${h}`) ? ' chosen' : ''), title: `head ${l}.${h}: ${v}`,
        style: `background: color-mix(in srgb, var(${value < 0 ? '--warm' : '--cold'}) ${share}%, transparent)` }, short(value, true));
    }))))));
}

function linked(source) {
  if (!source) return null;
  const parts = String(source).split(/(https?:\/\/[^\s)"'<>]+|10\.\d{4,9}\/[^\s)"'<>,;]+|arXiv:\s?\d{4}\.\d{4,5})/i);
  return parts.map((text, k) => {
    if (k % 2 === 0) return text;
    const href = /^http/i.test(text) ? text : /^10\./.test(text) ? 'https://doi.org/' + text : 'https://arxiv.org/abs/' + text.replace(/^arXiv:\s?/i, '');
    return el('a', { href, rel: 'noreferrer' }, text);
  });
}

function command(what, text) {
  if (!text) return null;
  const code = el('code', {}, text);
  return el('div', { class: 'command' }, el('span', { class: 'muted small' }, what), el('pre', { tabindex: 0 }, code),
    el('button', { class: 'noprint', onclick: e => copy(e.currentTarget, text, code) }, 'Copy', el('span', { class: 'unseen' }, ' the command: ' + what)));
}

function copy(button, text, code) {
  const select = () => getSelection().selectAllChildren(code);
  const done = () => { button.firstChild.data = 'Copied'; setTimeout(() => { button.firstChild.data = 'Copy'; }, 1500); };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, select);
  else select();
}

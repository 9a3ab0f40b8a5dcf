// The findings and their claims: a column for each number of one model, or a column for each of several models.
const several = models.length > 1;
const state = { text: '', verdicts: new Set(), changedOnly: false, sort: null, descending: false };
const has = field => run.claims.some(c => [c[field]].flat().some(v => v !== undefined && v !== null && v !== ''));
const withPublished = has('published');
const withEvidence = has('evidence');

const domains = new Map();
for (const claim of run.claims) {
  domains.set(unitOf(claim), [...(domains.get(unitOf(claim)) || []), ...marksOf(claim)]);
}
domains.forEach((values, unit) => domains.set(unit, domain(values)));

// What a column shows, and what it is sorted by; a column without a key is not sorted.
const columns = [
  { name: 'Claim', key: entry => entry.id },
  ...(several ? [] : [
    { name: 'Verdict', cell: (entry, c) => verdict(verdictOf(c)), key: entry => VERDICTS.indexOf(verdictOf(entry.first)) },
    { name: 'Estimate', type: 'n', cell: (entry, c) => c.measured ? el('span', { class: 'figure', title: c.measured.estimate }, estimate(c)) : '–', key: entry => number(entry.first.measured?.estimate) },
    { name: '95% interval', cell: (entry, c) => c.measured && [interval(c.measured.interval.low, c.measured.interval.high, unitOf(c), digitsOf(c)), ' ', el('span', { class: 'muted' }, unitOf(c))] },
    { name: 'Beside 0, what is needed (dashed) and the strongest null (◇)', brief: '', cell: (entry, c) => c.measured && intervalStrip(c, domains.get(unitOf(c))) },
  ]),
  { name: 'Needs', cell: (entry, c) => expectation(c) },
  ...(withPublished ? [{ name: 'Published', type: 'n', cell: (entry, c) => finite(number(c.published)) ? short(number(c.published)) : '', key: entry => number(entry.first.published) }] : []),
  ...(several ? [] : [{ name: 'Strongest null', cell: (entry, c) => nullCell(c), key: entry => number(strongestNull(entry.first)?.value) }]),
  ...(withEvidence ? [{ name: 'Evidence', cell: (entry, c) => [c.evidence || []].flat().map(words).join(', ') }] : []),
  ...(several ? models.map(m => ({ name: m, model: m, cell: entry => modelCell(entry.on.get(m)), key: entry => entry.on.has(m) ? VERDICTS.indexOf(verdictOf(entry.on.get(m))) : 99 }))
    : [{ name: 'Change', cell: (entry, c) => changeCell(c), key: entry => gravity(entry.first) - changeSize(entry.first) / 1e6 }]),
];

function nullCell(claim) {
  const strongest = strongestNull(claim);
  if (!strongest) return el('span', { class: 'muted' }, claim.measured ? 'none run' : '');
  const value = quantity(number(strongest.value), unitOf(claim), digitsOf(claim));
  return [el('span', { class: nullReaches(claim) ? 'reached' : '' }, value), ' ',
    el('span', { class: 'muted small' }, strongest.model, nullReaches(claim) && ', as much')];
}

function changeCell(claim) {
  const change = changeOf(claim);
  const quiet = gravity(claim) >= gravityOf('NOT_ON_RECORD');
  return el('span', { class: quiet ? 'muted' : 'strong' }, CHANGES[change.kind] || words(change.kind),
    !quiet && finite(change.mean) && ' ' + difference(change.mean, unitOf(claim), claim.measured && digitsOf(claim)));
}

function modelCell(claim) {
  if (!claim) return el('span', { class: 'muted' }, '–');
  const change = changeOf(claim);
  const strongest = strongestNull(claim);
  return [
    verdict(verdictOf(claim)),
    claim.measured && el('div', {}, el('span', { class: 'figure', title: claim.measured.estimate }, estimate(claim)), ' ', interval(claim.measured.interval.low, claim.measured.interval.high, unitOf(claim), digitsOf(claim))),
    strongest && el('div', { class: 'muted small' }, 'null ', el('span', { class: nullReaches(claim) ? 'reached' : '' }, quantity(number(strongest.value), unitOf(claim), digitsOf(claim))), ' ', kindOfNull(strongest.model)),
    change.kind !== 'AS_RECORDED' && change.kind !== 'BROKEN' && el('div', { class: 'small' }, changeCell(claim)),
  ];
}

function matches(entry) {
  const of = several ? [...entry.on.values()] : [entry.first];
  const text = state.text.trim().toLowerCase();
  return (text === '' || [entry.id, entry.first.finding, entry.first.topic, entry.first.statement, entry.first.source].some(t => String(t || '').toLowerCase().includes(text))) &&
    (state.verdicts.size === 0 || of.some(c => state.verdicts.has(verdictOf(c)))) &&
    (!state.changedOnly || of.some(c => gravity(c) < gravityOf('NOT_ON_RECORD')));
}

function sorted(list) {
  const column = columns.find(c => c.name === state.sort);
  if (!column) return list;
  const missing = value => value === undefined || Number.isNaN(value);
  return [...list].sort((a, b) => {
    const [x, y] = [column.key(a), column.key(b)];
    if (missing(x) || missing(y)) return missing(x) - missing(y);
    const order = typeof x === 'string' ? x.localeCompare(y) : x - y;
    return state.descending ? -order : order;
  });
}

function heading(column) {
  const by = state.sort === column.name;
  return el('th', { scope: 'col', role: 'columnheader', class: column.type || '', 'aria-sort': by ? (state.descending ? 'descending' : 'ascending') : column.key ? 'none' : undefined },
    column.key ? el('button', { class: 'sort', onclick: () => sortBy(column.name) }, column.name, el('span', { class: 'order', 'aria-hidden': 'true' }, by ? (state.descending ? '↓' : '↑') : '↕'))
      : column.brief === '' ? el('span', { class: 'unseen' }, column.name) : column.name);
}

// Ascending, descending, and as the run has them.
function sortBy(name) {
  if (state.sort !== name) Object.assign(state, { sort: name, descending: false });
  else if (!state.descending) state.descending = true;
  else Object.assign(state, { sort: null, descending: false });
  fillTable();
  [...document.querySelectorAll('#claims-table .sort')].find(b => b.firstChild.data === name)?.focus();
}

const open = new Set();
const rows = new Map(); // by claim

function fillTable() {
  const table = document.getElementById('claims-table');
  const shown = sorted(claims.filter(matches));
  table.tHead.replaceChildren(el('tr', { role: 'row' }, columns.map(heading)));
  const list = [];
  let finding = null;
  for (const entry of shown) {
    if (!state.sort && entry.first.finding !== finding) {
      finding = entry.first.finding;
      list.push(findingRow(finding, shown.filter(e => e.first.finding === finding)));
    }
    rows.set(entry.id, claimRow(entry));
    list.push(rows.get(entry.id));
    if (open.has(entry.id)) list.push(detailRow(entry));
  }
  table.tBodies[0].replaceChildren(...list);
  document.getElementById('shown').textContent = shown.length === claims.length ? `${claims.length} claims` : `${shown.length} of ${claims.length} claims`;
}

function findingRow(finding, entries) {
  const counts = count(entries.flatMap(e => [...e.on.values()]));
  return el('tr', { class: 'finding', role: 'row' }, el('th', { colspan: columns.length, scope: 'rowgroup', role: 'rowheader' },
    el('span', { class: 'name' }, finding), el('span', { class: 'tally' }, VERDICTS.filter(v => counts[v]).map(v => el('span', { class: v }, `${counts[v]} ${words(v)}`))),
    el('p', { class: 'statement' }, entries[0].first.statement)));
}

function claimRow(entry) {
  const isOpen = open.has(entry.id);
  return el('tr', { class: 'claim' + (isOpen ? ' open' : ''), role: 'row', 'data-id': entry.id }, columns.map((column, k) => k === 0
    ? el('th', { scope: 'row', role: 'rowheader' }, el('button', { class: 'opener', 'aria-expanded': String(isOpen), onclick: () => toggle(entry.id) }, state.sort ? entry.id : variantOf(entry.first)))
    : el('td', { class: column.type || '', role: 'cell', 'data-label': column.brief === '' ? '' : column.name }, el('div', { class: 'value' }, column.cell(entry, entry.first)))));
}

function detailRow(entry) {
  return el('tr', { class: 'detail', role: 'row' }, el('td', { colspan: columns.length, role: 'cell' }, detail(entry)));
}

function toggle(id) {
  const row = rows.get(id);
  const button = row.querySelector('.opener');
  if (open.delete(id)) {
    row.nextElementSibling.remove();
    if (location.hash === claimLink(id)) history.replaceState(null, '', '#');
  } else {
    open.add(id);
    row.after(detailRow(claims.find(e => e.id === id)));
    history.replaceState(null, '', claimLink(id));
  }
  row.classList.toggle('open', open.has(id));
  button.setAttribute('aria-expanded', String(open.has(id)));
}

function filters() {
  const verdicts = VERDICTS.filter(v => run.claims.some(c => verdictOf(c) === v));
  const press = (button, on) => button.setAttribute('aria-pressed', String(on));
  return el('div', { class: 'filters noprint', role: 'search' },
    el('input', { type: 'search', id: 'filter', placeholder: 'Filter by words', 'aria-label': 'Filter claims by words', oninput: e => { state.text = e.target.value; fillTable(); } }),
    el('div', { class: 'toggles', role: 'group', 'aria-label': 'Show verdicts' }, verdicts.map(v => el('button', { 'aria-pressed': 'false', class: 'toggle', 'data-verdict': v, onclick: e => {
      if (!state.verdicts.delete(v)) state.verdicts.add(v);
      press(e.currentTarget, state.verdicts.has(v));
      fillTable();
    } }, el('span', { class: 'sign ' + v, 'aria-hidden': 'true' }, SIGNS[v]), words(v)))),
    el('button', { 'aria-pressed': 'false', class: 'toggle', id: 'changed-only', onclick: e => { state.changedOnly = !state.changedOnly; press(e.currentTarget, state.changedOnly); fillTable(); } }, 'changed'),
    el('span', { class: 'muted', id: 'shown', role: 'status' }));
}

function claimsSection() {
  return el('section', { 'aria-labelledby': 'claims-heading' },
    el('h2', { id: 'claims-heading', tabindex: -1 }, 'Findings and claims'),
    filters(),
    el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-labelledby': 'claims-heading' },
      el('table', { id: 'claims-table', class: several ? 'several' : 'single', role: 'table', 'aria-labelledby': 'claims-heading' }, el('thead', { role: 'rowgroup' }), el('tbody', { role: 'rowgroup' }))));
}

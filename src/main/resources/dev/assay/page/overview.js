// What stands above the table: what holds on which model, and what changed.
function overview() {
  const counts = models.map(m => count(run.claims.filter(c => c.model === m)));
  const all = run.claims;
  const changed = all.filter(c => gravity(c) < gravityOf('NOT_ON_RECORD'));
  const supported = all.filter(c => verdictOf(c) === 'SUPPORTED').length;
  const title = models.length === 1 ? `${supported} of ${all.length} ${all.length === 1 ? 'claim holds' : 'claims hold'}`
    : `${supported} of ${all.length} verdicts are SUPPORTED, on ${models.length} models`;
  document.title = `Assay: ${title}`;
  return [
    el('p', { class: 'brand' }, 'Assay', el('span', { class: 'muted' }, models.length === 1 ? ' on ' + models[0] : '')),
    el('h1', {}, title),
    el('p', { class: 'lede' }, changeSentence(changed)),
    el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Verdicts by model' }, el('table', { class: 'models' },
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Model'), el('td', { 'aria-hidden': 'true' }),
        VERDICTS.filter(v => v !== 'BROKEN' || all.some(c => verdictOf(c) === v)).map(v => el('th', { scope: 'col', class: 'n' }, words(v))),
        el('th', { scope: 'col', class: 'n' }, 'changed'))),
      el('tbody', {}, models.map((m, k) => modelSummary(m, counts[k], all))))),
  ];
}

const gravityOf = kind => Object.keys(CHANGES).indexOf(kind);

function count(list) {
  const found = { changed: 0 };
  for (const claim of list) {
    found[verdictOf(claim)] = (found[verdictOf(claim)] || 0) + 1;
    if (gravity(claim) < gravityOf('NOT_ON_RECORD')) found.changed++;
  }
  return found;
}

function modelSummary(name, counts, all) {
  const told = run.models.find(m => m.name === name);
  const total = VERDICTS.reduce((sum, v) => sum + (counts[v] || 0), 0);
  return el('tr', {},
    el('th', { scope: 'row' }, name,
      told.judged_against && told.judged_against !== name && el('span', { class: 'muted small' }, ' compared with ' + told.judged_against),
      told.broken && el('p', { class: 'BROKEN small' }, told.broken)),
    el('td', { class: 'shares', 'aria-hidden': 'true' }, total > 0 && bar(counts, total)),
    VERDICTS.filter(v => v !== 'BROKEN' || all.some(c => verdictOf(c) === v))
      .map(v => el('td', { class: 'n ' + (counts[v] ? v : 'muted') }, told.broken ? '–' : counts[v] || 0)),
    el('td', { class: 'n' + (counts.changed ? '' : ' muted') }, told.broken ? '–' : counts.changed));
}

function bar(counts, total) {
  let from = 0;
  return svg('svg', { width: 180, height: 10, viewBox: '0 0 180 10' }, VERDICTS.filter(v => counts[v]).map(v => {
    const width = (counts[v] / total) * 180;
    const piece = svg('rect', { x: from, y: 0, width: Math.max(1, width - 1.5), height: 10, class: 'fill ' + v }, svg('title', {}, `${words(v)} ${counts[v]}`));
    from += width;
    return piece;
  }));
}

function changeSentence(changed) {
  const recorded = run.claims.filter(c => changeOf(c).kind === 'AS_RECORDED').length;
  const missing = run.claims.filter(c => changeOf(c).kind === 'NOT_ON_RECORD').length;
  if (run.claims.length === 0) return 'No claim was part of this run.';
  if (changed.length === 0 && recorded === 0) return 'Nothing is on record to compare with.';
  const alike = run.claims.filter(c => verdictOf(c) === 'SUPPORTED' && nullReaches(c)).length;
  const flips = changed.filter(c => changeOf(c).kind === 'VERDICT_CHANGED').length;
  return [
    changed.length === 0 ? `Nothing changed: ${recorded === run.claims.length ? 'all' : recorded} verdicts are as recorded.`
      : el('strong', {}, `${changed.length} of ${run.claims.length} ${flips ? `differ from the record, ${flips} in the verdict.` : 'differ from the record, none in the verdict.'}`),
    missing > 0 && ` ${missing} ${missing === 1 ? 'is' : 'are'} not on record.`,
    alike > 0 && ` Of the claims that hold, ${alike} hold${alike === 1 ? 's' : ''} on a null model as well, which says that the numbers lie where they were said to lie, not why.`,
  ];
}

// As many as one sees at a glance; the rest is folded.
const FIRST_CHANGES = 15;

// The largest first; what was kept is folded.
function changes() {
  const notable = run.claims.filter(c => gravity(c) < gravityOf('NOT_ON_RECORD'))
    .sort((a, b) => gravity(a) - gravity(b) || changeSize(b) - changeSize(a));
  const gone = run.gone || [];
  if (notable.length === 0 && gone.length === 0) return null;
  const kept = run.claims.filter(c => gravity(c) >= gravityOf('NOT_ON_RECORD'));
  return el('section', { 'aria-labelledby': 'changes-heading' },
    el('h2', { id: 'changes-heading' }, 'What changed'),
    notable.length > 0 && changeTable(notable.slice(0, FIRST_CHANGES), 'The largest changes'),
    notable.length > FIRST_CHANGES && el('details', { class: 'more' }, el('summary', {}, `${notable.length - FIRST_CHANGES} smaller changes`),
      changeTable(notable.slice(FIRST_CHANGES), 'Smaller changes')),
    gone.length > 0 && el('div', {}, el('p', {}, 'On record, but there is no such claim any more:'), el('ul', {}, gone.map(g => el('li', { class: 'mono' }, g)))),
    kept.length > 0 && notable.length > 0 && el('details', { class: 'kept' }, el('summary', {}, `${kept.length} others are as recorded or not on record`),
      el('ul', { class: 'columns' }, kept.map(c => el('li', {}, el('a', { href: claimLink(c.id) }, c.id), el('span', { class: 'muted' }, ` ${models.length > 1 ? c.model + ', ' : ''}${CHANGES[changeOf(c).kind]}`))))));
}

function changeTable(list, label) {
  return el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, el('table', { class: 'changes' },
    el('thead', {}, el('tr', {}, ['Claim', 'Change', 'Verdict', 'By', '95% interval', 'p', 'Why'].map((h, k) =>
      el('th', { scope: 'col', class: k === 3 || k === 5 ? 'n' : '' }, h)))),
    el('tbody', {}, list.map(changeRow))));
}

function changeRow(claim) {
  const change = changeOf(claim);
  const was = claim.recorded?.verdict;
  const now = verdictOf(claim);
  const digits = claim.measured && digitsOf(claim);
  return el('tr', {},
    el('th', { scope: 'row' }, el('a', { href: claimLink(claim.id) }, claim.id), models.length > 1 && el('div', { class: 'muted small' }, claim.model)),
    el('td', {}, CHANGES[change.kind] || words(change.kind)),
    el('td', {}, was && was !== now && [verdict(was), el('span', { class: 'arrow' }, ' → ')], verdict(now)),
    el('td', { class: 'n' }, finite(change.mean) ? difference(change.mean, unitOf(claim), digits) : '–'),
    el('td', {}, finite(change.low) && `[${difference(change.low, unitOf(claim), digits)}, ${difference(change.high, unitOf(claim), digits)}]`),
    el('td', { class: 'n' }, finite(change.p) && short(change.p)),
    el('td', { class: 'why' }, [change.flipped, (claim.changed || []).length > 0 && 'changed: ' + claim.changed.join(', '), claim.fixture_rows, claim.broken].filter(Boolean).join('; ')));
}

// Small multiples, one per claim, where models are checkpoints of one training.
function checkpoints() {
  return series.map(members => {
    const charts = claims.map(entry => [entry, overCheckpoints(entry, members)]).filter(([, chart]) => chart);
    return charts.length > 0 && el('section', { 'aria-label': 'Over checkpoints' },
      el('h2', {}, 'Over checkpoints of ', el('span', { class: 'mono' }, step(members[0]).series.replace(/-$/, ''))),
      el('div', { class: 'charts' }, charts.map(([entry, chart]) => el('figure', {}, el('figcaption', {}, el('a', { href: claimLink(entry.id) }, entry.id)), chart))));
  });
}

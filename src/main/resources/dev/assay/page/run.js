// The run's claims.json: what is on the page is read from here, and what an older or newer Assay leaves out is left out here too.
const run = JSON.parse(document.getElementById('claims').textContent);

const SIGNS = { SUPPORTED: '●', REFUTED: '✕', INCONCLUSIVE: '◐', UNDERPOWERED: '○', BROKEN: '!' };
const VERDICTS = Object.keys(SIGNS);

// In order of gravity, with what each means.
const CHANGES = {
  BROKEN: 'could not be judged',
  NOT_REPRODUCED: 'not reproduced',
  VERDICT_CHANGED: 'verdict changed',
  AT_THE_BOUNDARY: 'at the boundary',
  MOVED: 'moved',
  INTERVAL_MOVED: 'moved',
  HEADS_MOVED: 'other heads',
  NOT_ON_RECORD: 'not on record',
  AS_RECORDED: 'as recorded',
};

function words(name) {
  return String(name || '').toLowerCase().replaceAll('_', ' ');
}

function verdictOf(claim) {
  return claim.measured ? claim.measured.verdict : 'BROKEN';
}

function verdict(name) {
  return el('span', { class: 'verdict ' + (SIGNS[name] ? name : ''), 'data-sign': SIGNS[name] || '' }, String(name).replaceAll('_', ' '));
}

// Whatever the run says about how a claim compares with the record or the baseline.
function changeOf(claim) {
  const told = claim.change || {};
  const kind = told.kind || claim.drift || (claim.broken ? 'BROKEN' : 'NOT_ON_RECORD');
  const mean = told.mean !== undefined ? number(told.mean)
    : claim.measured && claim.recorded ? number(claim.measured.estimate) - number(claim.recorded.estimate) : undefined;
  return {
    kind, mean, low: number(told.low), high: number(told.high), p: number(told.adjusted_p), n: told.n,
    flipped: [told.flipped].flat().filter(Boolean).map(words).join(', '),
  };
}

function gravity(claim) {
  const place = Object.keys(CHANGES).indexOf(changeOf(claim).kind);
  return place < 0 ? 1 : place;
}

// How large a change is beside what would be worth a statement.
function changeSize(claim) {
  const mean = Math.abs(changeOf(claim).mean ?? 0);
  const minimum = Math.abs(claim.measured?.minimum_effect || 0);
  return minimum > 0 ? mean / minimum : mean;
}

// 'name-NUMBER': the checkpoints of one training, in order.
function step(model) {
  const found = /^(.+-)(\d+)$/.exec(model);
  return found ? { series: found[1], at: Number(found[2]) } : null;
}

const models = run.models.map(m => m.name);
const series = [...new Set(models.filter(step).map(m => step(m).series))]
  .map(name => models.filter(m => step(m)?.series === name))
  .filter(members => members.length > 1)
  .map(members => [...members].sort((a, b) => step(a).at - step(b).at));
models.sort((a, b) => {
  const [x, y] = [step(a), step(b)];
  return x && y && x.series === y.series ? x.at - y.at : 0;
});

// One entry per claim, with its results by model.
const claims = [...run.claims.reduce((all, claim) => {
  if (!all.has(claim.id)) all.set(claim.id, { id: claim.id, first: claim, on: new Map() });
  all.get(claim.id).on.set(claim.model, claim);
  return all;
}, new Map()).values()];

// What a finding's claims are told apart by.
function variantOf(claim) {
  return claim.variant || (claim.id.startsWith(claim.finding + '.') ? claim.id.slice(claim.finding.length + 1) : claim.id);
}

function unitOf(claim) {
  return claim.measured?.unit || claim.recorded?.unit || '';
}

// A share of rows reads best as a percentage.
const isShare = unit => unit === 'of rows';

function quantity(value, unit, decimals, signed = true) {
  return isShare(unit) ? (finite(value) ? short(value * 100) + '%' : '–')
    : decimals === undefined ? short(value, signed) : fixed(value, decimals, signed);
}

// A difference, which has a sign whatever it is a difference of.
function difference(value, unit, decimals) {
  return isShare(unit) && finite(value) ? short(value * 100, true) + '%' : quantity(value, unit, decimals);
}

function digitsOf(claim) {
  const { low, high } = claim.measured.interval;
  return decimalsFor(number(high) - number(low));
}

function estimate(claim) {
  return quantity(number(claim.measured.estimate), unitOf(claim), digitsOf(claim));
}

function interval(low, high, unit, decimals) {
  return '[' + quantity(number(low), unit, decimals) + ', ' + quantity(number(high), unit, decimals) + ']';
}

// What was expected, as a sign and numbers.
function expectation(claim) {
  const unit = claim.expectation?.unit || unitOf(claim);
  const kind = claim.expectation?.kind || claim.prediction || '';
  const given = claim.expectation?.numbers;
  const numbers = (Array.isArray(given) ? given : given ? Object.values(given) : []).map(number).filter(finite);
  if (/EVERY_?ROW/i.test(kind)) {
    return numbers.length === 2 ? 'every row in [' + numbers.map(n => short(n)).join(', ') + ']' : 'every row';
  }
  const minimum = numbers.length > 0 ? numbers : [number(claim.measured?.minimum_effect ?? claim.recorded?.minimum_effect)].filter(finite);
  if (minimum.length === 0) return words(kind);
  const share = /SHARE/i.test(kind);
  const shown = minimum.map(n => (share ? short(n * 100) + '%' : short(n, true)));
  const head = /HEAD/i.test(kind) ? 'a head ' : '';
  if (/COUNT/i.test(kind)) return '≥ ' + short(minimum[0]) + ' heads' + (minimum.length > 1 ? ' ≥ ' + short(minimum[1], true) : '');
  if (/WITHIN/i.test(kind) && shown.length > 1) return shown[0] + ' to ' + shown[1];
  return head + (/MOST/i.test(kind) ? '≤ ' : '≥ ') + shown[0] + (share ? ' of rows' : '');
}

const bounded = claim => !/EVERY_?ROW/i.test(claim.expectation?.kind || claim.prediction || '');

function kindOfNull(name) {
  return String(name).replace(/\s*#\d+$/, '');
}

function strongestNull(claim) {
  return claim.measured?.strongest_null;
}

// Does a null model show as much? For a claim of "at most" the other way round.
function nullReaches(claim) {
  const strongest = strongestNull(claim);
  if (!strongest) return false;
  const down = /MOST/i.test(claim.expectation?.kind || '');
  const [mine, its] = [number(claim.measured.estimate), number(strongest.value)];
  return down ? its <= mine : its >= mine;
}

const claimLink = id => '#claim=' + inAddress(id);

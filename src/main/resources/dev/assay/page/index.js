// Puts the page together, and follows its links.
document.getElementById('top').replaceChildren(...[overview()].flat());
document.getElementById('main').append(...[changes(), checkpoints(), claimsSection()].flat().filter(Boolean));
fillTable();

function follow() {
  const found = /^#claim=(.*)$/.exec(location.hash);
  if (!found) return;
  let id;
  try {
    id = decodeURIComponent(found[1]);
  } catch {
    return;
  }
  const entry = claims.find(e => wellFormed(e.id) === id);
  if (!entry) return;
  if (!matches(entry)) {
    Object.assign(state, { text: '', changedOnly: false });
    state.verdicts.clear();
    document.getElementById('filter').value = '';
    document.querySelectorAll('.filters [aria-pressed]').forEach(b => b.setAttribute('aria-pressed', 'false'));
  }
  open.add(entry.id);
  fillTable();
  const row = rows.get(entry.id);
  row.scrollIntoView({ block: 'start' });
  row.querySelector('.opener').focus({ preventScroll: true });
}
addEventListener('hashchange', follow);
follow();

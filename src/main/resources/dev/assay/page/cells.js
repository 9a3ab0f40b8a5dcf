// The numbers of a text's heads, unpacked when they are looked at; HeadCells.java says how they are packed.
const data = JSON.parse(document.getElementById('data').textContent);
const ATTENTION = Float32Array.from({ length: 1024 }, (_, q) => (q / 1023) ** 2);
const unpacked = new Map(); // the last few texts

async function unpack(text) {
  if (unpacked.has(text)) return unpacked.get(text);
  const packed = Uint8Array.from(atob(text.cells), c => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const n = text.tokens.length;
  const heads = data.layers * data.heads;
  const found = { n, heads, bytes, attention: 0, cosines: 2 * heads * n * n, norms: 0 };
  found.norms = found.cosines + (data.values ? heads * ((n * (n - 1)) / 2) : 0);
  if (unpacked.size > 5) unpacked.delete(unpacked.keys().next().value);
  unpacked.set(text, found);
  return found;
}

// What can be shown, with the scale it is drawn on.
const KINDS = {
  raw: { name: 'attention', unit: 'attention', ends: 'zero' },
  content: { name: 'attention, content tokens', unit: 'attention', ends: 'zero', special: false },
  'without-self': { name: 'attention, content without self', unit: 'attention', ends: 'zero', special: false },
  value: { name: 'value-weighted, as cosines', unit: 'cosine', ends: 'one', needs: 'values' },
  norm: { name: 'norm-weighted attention', unit: 'norm', ends: 'zero', needs: 'norms' },
};
const kinds = Object.keys(KINDS).filter(k => !KINDS[k].needs || data[KINDS[k].needs]);

// One head of one layer, or with head 'mean' the mean over the layer's heads, [n,n] over all tokens.
function plain(cells, layer, head, of) {
  const { n } = cells;
  const list = head === 'mean' ? Array.from({ length: data.heads }, (_, h) => h) : [head];
  const sum = new Float64Array(n * n);
  for (const h of list) {
    of(cells, layer * data.heads + h, (i, j, value) => { sum[i * n + j] += value / list.length; });
  }
  return sum;
}

function attention(cells, head, put) {
  const { n, bytes } = cells;
  const low = head * n * n;
  const high = low + cells.heads * n * n;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) put(i, j, ATTENTION[bytes[low + i * n + j] | (bytes[high + i * n + j] << 8)]);
  }
}

function cosines(cells, head, put) {
  const { n, bytes } = cells;
  let at = cells.cosines + head * ((n * (n - 1)) / 2);
  for (let i = 0; i < n; i++) {
    put(i, i, 1);
    for (let j = i + 1; j < n; j++) {
      const q = bytes[at++];
      const value = q === 255 ? NaN : q / 127 - 1;
      put(i, j, value);
      put(j, i, value);
    }
  }
}

const normed = largest => (cells, head, put) => {
  const { n, bytes } = cells;
  const low = cells.norms + head * n;
  const high = low + cells.heads * n;
  attention(cells, head, (i, j, weight) => put(i, j, weight * ((bytes[low + j] | (bytes[high + j] << 8)) / 4095) * largest));
};

// What a panel shows: values [m,m] over the positions that are left, rows are from, columns to.
async function panel(text, layer, head, kind, hidden) {
  const cells = await unpack(text);
  const { n } = cells;
  const special = KINDS[kind].special === false || hidden;
  const at = special ? text.content : Array.from({ length: n }, (_, i) => i);
  const all = plain(cells, layer, head, kind === 'value' ? cosines : kind === 'norm' ? normed(text.largest) : attention);
  const m = at.length;
  const values = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < m; j++) {
      const value = kind === 'without-self' && i === j ? 0 : all[at[i] * n + at[j]];
      values[i * m + j] = value;
      sum += value;
    }
    if (KINDS[kind].special === false) for (let j = 0; j < m; j++) values[i * m + j] = sum > 0 ? values[i * m + j] / sum : NaN;
  }
  const content = new Set(text.content);
  return {
    title: text.label, values, m, at,
    names: at.map(p => text.tokens[p]),
    special: at.map(p => !content.has(p)),
    marks: at.map(p => text.marks.findIndex(mark => mark.at.includes(p))),
  };
}

// First less other, over the tokens that have a partner.
function difference(a, b, partners) {
  const pairs = partners.map(([p, q]) => [a.at.indexOf(p), b.at.indexOf(q)]).filter(([i, j]) => i >= 0 && j >= 0);
  const m = pairs.length;
  const values = new Float64Array(m * m);
  pairs.forEach(([i, k], row) => pairs.forEach(([j, l], column) => { values[row * m + column] = a.values[i * a.m + j] - b.values[k * b.m + l]; }));
  return {
    title: `${a.title || 'first'} less ${b.title || 'other'}`, values, m, difference: true,
    at: pairs.map(([i]) => a.at[i]),
    names: pairs.map(([i, k]) => (a.names[i] === b.names[k] ? a.names[i] : `${a.names[i]} / ${b.names[k]}`)),
    special: pairs.map(([i]) => a.special[i]),
    marks: pairs.map(([i]) => a.marks[i]),
  };
}

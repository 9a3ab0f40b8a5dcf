// Elements and numbers. Text becomes text nodes and attributes only: nothing that a user wrote is ever parsed as HTML.
const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? '' : printable(String(value)));
  }
  for (const child of children.flat(9)) {
    if (child !== undefined && child !== null && child !== false && child !== '') {
      element.append(child instanceof Node ? child : printable(String(child)));
    }
  }
  return element;
}

const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// Control characters would vanish, and direction marks turn what follows around: both are shown as what stands for them.
function printable(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, c => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, '\ufffd')
    .replace(HALVES, '\ufffd');
}

// A text as part of an address, which halves of surrogate pairs cannot be.
const wellFormed = text => text.replace(HALVES, '\ufffd');
const inAddress = text => encodeURIComponent(wellFormed(text));

const finite = value => typeof value === 'number' && Number.isFinite(value);

// What JSON has no number for comes as a string, such as "-Infinity".
const number = value => (typeof value === 'string' ? Number(value) : value);

// As many decimals as show the spread to two digits.
function decimalsFor(spread) {
  return finite(spread) && spread > 0 ? Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(spread) + 1e-9))) : 3;
}

function fixed(value, decimals, signed) {
  if (value === Infinity) return '∞';
  if (value === -Infinity) return '−∞';
  if (!finite(value)) return '–';
  const text = Math.abs(value).toFixed(decimals);
  const zero = Number(text) === 0;
  return (value < 0 && !zero ? '−' : signed && !zero ? '+' : '') + text;
}

// Three significant digits, without noughts at the end.
function short(value, signed) {
  if (!finite(value)) return fixed(value, 3, signed);
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 1e-4 || size >= 1e6 ? size.toExponential(2) : String(Number(size.toPrecision(3)));
  return (value < 0 ? '−' : signed ? '+' : '') + text;
}

// About five round values between two ends.
function ticks(low, high, about = 5) {
  const rough = (high - low) / about;
  if (!(rough > 0) || !finite(rough)) return [low];
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(f => f * magnitude).find(s => s >= rough * 0.999);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) found.push(Number((k * step).toPrecision(12)));
  return found;
}

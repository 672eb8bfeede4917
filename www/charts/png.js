// SVG images as PNG.

/** The canvas names of SVG's text alignments. @type {Record<string, CanvasTextAlign>} */
const ALIGNS = { middle: 'center', end: 'right' };

/**
 * A PNG image at twice the size. It is painted part by part, because the page's policy allows only images that
 * are its own files.
 * @param {Element} svg from `svgOf`
 */
export function pngOf(svg) {
  const canvas = document.createElement('canvas');
  const [width, height] = ['width', 'height'].map((name) => Number(svg.getAttribute(name)));
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  const context = canvas.getContext('2d');
  if (context) {
    context.scale(2, 2);
    for (const part of svg.children) paint(context, part, [width, height]);
  }
  // After a click Chromium puts `toBlob` off until it is idle, for up to a second. This takes about 20 milliseconds.
  const [, base64] = canvas.toDataURL('image/png').split(',');
  if (!base64) throw new Error('The canvas gives no picture.');
  const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Element} part
 * @param {[number, number]} size of all
 */
function paint(context, part, size) {
  const get = (/** @type {string} */ name, otherwise = '') => part.getAttribute(name) ?? otherwise;
  context.save();
  context.fillStyle = get('fill');
  context.strokeStyle = get('stroke', 'none');
  context.lineWidth = Number(get('stroke-width', '1'));
  context.setLineDash(get('stroke-dasharray').split(' ').filter(Boolean).map(Number));
  if (part.localName === 'text') write(context, part);
  const path = pathOf(part, size);
  if (part.hasAttribute('stroke')) context.stroke(path);
  if (get('fill', 'none') !== 'none') context.fill(path);
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Element} part */
function write(context, part) {
  const get = (/** @type {string} */ name, otherwise = '') => part.getAttribute(name) ?? otherwise;
  const [x, y, turned] = numbers(part, 'x', 'y', 'data-turned');
  context.font = `${get('font-weight', '400')} ${get('font-size', '12')}px system-ui, sans-serif`;
  context.textAlign = ALIGNS[get('text-anchor')] ?? 'left';
  context.translate(x, y);
  context.rotate(turned);
  context.fillText(part.textContent ?? '', 0, 0);
}

/** @param {Element} part @param {[number, number]} size of all */
function pathOf(part, size) {
  const path = new Path2D(part.getAttribute('d') ?? '');
  if (part.localName === 'rect') path.rect(0, 0, ...size);
  if (part.localName === 'circle') {
    const [x, y, r] = numbers(part, 'cx', 'cy', 'r');
    path.arc(x, y, r, 0, 2 * Math.PI);
  }
  if (part.localName === 'line') {
    const [x1, x2, y1, y2] = numbers(part, 'x1', 'x2', 'y1', 'y2');
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
  }
  return path;
}

/** @param {Element} part @param {string[]} names */
function numbers(part, ...names) {
  return names.map((name) => Number(part.getAttribute(name) ?? 0));
}

// Numbers as text.

/** The text of NaN and infinity. */
const NONE = 'not finite';

/** Single precision's epsilon at 1: a smaller loss is a rounding error. */
const ROUNDING_ERROR = 2 ** -23;

/**
 * A learning rate in a table: three digits.
 * @param {number} value
 * @param {number} [digits]
 * @param {number} [least] the smallest number without an exponent
 */
export function short(value, digits = 3, least = 0.001) {
  if (!Number.isFinite(value)) return NONE;
  const size = Math.abs(value);
  const plain = size === 0 || (size >= least && size < 1e5);
  return plain ? String(Number(value.toPrecision(digits))) : exponential(value, digits - 1);
}

/**
 * A learning rate in a sentence or beside a mark: two digits.
 * @param {number} value
 */
export function brief(value) {
  return short(value, 2);
}

/**
 * A loss in a sentence or a table: three digits, 0 below the rounding error, and an exponent only below 0.0001.
 * @param {number} value
 */
export function shortLoss(value) {
  return short(Math.abs(value) < ROUNDING_ERROR ? 0 : value, 3, 0.0001);
}

/**
 * A share as a percentage.
 * @param {number} value
 */
export function percent(value) {
  if (!Number.isFinite(value)) return NONE;
  return `${Number((100 * value).toPrecision(3))}%`;
}

/**
 * A difference in loss, with its sign.
 * @param {number} value
 */
export function signed(value) {
  if (!Number.isFinite(value)) return NONE;
  const size = shortLoss(Math.abs(value));
  if (size === '0') return size;
  return value > 0 ? `+${size}` : `−${size}`;
}

/**
 * A learning rate in the log, in the original notebook's format.
 * @param {number} lr
 */
export function logged(lr) {
  return lr >= 0.001 && lr < 1000 ? lr.toFixed(5) : lr.toExponential(4).replace('e+', 'e');
}

/**
 * A loss in the log.
 * @param {number} loss
 */
export function loggedLoss(loss) {
  if (!Number.isFinite(loss)) return NONE;
  if (Math.abs(loss) < ROUNDING_ERROR) return '0.0000';
  return loss >= 0.0001 && loss < 1000 ? loss.toFixed(4) : loss.toExponential(2).replace('e+', 'e');
}

/**
 * A step, with at least two digits, as in the original notebook.
 * @param {number} step
 */
export function batch(step) {
  return String(step).padStart(2, '0');
}

/**
 * `1e-10` rather than `1.00e-10`.
 * @param {number} value
 * @param {number} digits
 */
function exponential(value, digits) {
  return value.toExponential(digits).replace(/\.?0*e\+?/, 'e');
}

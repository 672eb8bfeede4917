// Announcements for screen readers: the start and the end of work, and nothing in between. While the page keeps
// changing, as when a slider moves, nothing is announced; afterwards the latest text of each subject.

import { byId, setText } from './dom.js';

/** Milliseconds without a change before announcing; a held key repeats sooner. */
const QUIET_TIME = 600;

/** The latest text of each subject. @type {Map<string, string>} */
const latest = new Map();
/** The subjects with a new text. @type {Set<string>} */
const pending = new Set();
let timer = 0;

/** @param {string} subject @param {string} text empty for no announcement */
export function announce(subject, text) {
  if (latest.get(subject) === text) return;
  latest.set(subject, text);
  if (text) pending.add(subject);
  else pending.delete(subject);
  clearTimeout(timer);
  timer = window.setTimeout(announcePending, QUIET_TIME);
}

/** Shows a text and announces it. @param {HTMLElement} element @param {string} text */
export function setAndAnnounceText(element, text) {
  setText(element, text);
  announce(element.id, text);
}

function announcePending() {
  if (pending.size === 0) return;
  const texts = [...pending].map((subject) => latest.get(subject));
  pending.clear();
  byId('announcement', HTMLElement).textContent = texts.join(' ');
}

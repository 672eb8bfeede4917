// Announcements for screen readers: the start and the end of work, and nothing in between. While the page keeps
// changing, as when a slider moves, nothing is announced; afterwards the newest text of each subject.

import { byId, say } from './dom.js';

/** Milliseconds without a change before announcing; a held key repeats sooner. */
const REST = 600;

/** The newest text of each subject. @type {Map<string, string>} */
const newest = new Map();
/** The subjects with a new text. @type {Set<string>} */
const unsaid = new Set();
let timer = 0;

/** @param {string} subject @param {string} text empty for no announcement */
export function announce(subject, text) {
  if (newest.get(subject) === text) return;
  newest.set(subject, text);
  if (text) unsaid.add(subject);
  else unsaid.delete(subject);
  clearTimeout(timer);
  timer = window.setTimeout(speak, REST);
}

/** Shows a text and announces it. @param {HTMLElement} element @param {string} text */
export function sayAloud(element, text) {
  say(element, text);
  announce(element.id, text);
}

function speak() {
  if (unsaid.size === 0) return;
  const texts = [...unsaid].map((subject) => newest.get(subject));
  unsaid.clear();
  byId('announcement', HTMLElement).textContent = texts.join(' ');
}

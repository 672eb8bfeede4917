// What is said to those who listen: how something begins and how it ends, and nothing in between. While
// the picture keeps changing, as under a slider that moves, nothing is said; then the newest of each.

import { byId, say } from './dom.js';

/** Milliseconds without news after which they are said; a key that is held repeats sooner. */
const REST = 600;

/** The newest about each subject. @type {Map<string, string>} */
const newest = new Map();
/** The subjects of which there is something new to say. @type {Set<string>} */
const unsaid = new Set();
let timer = 0;

/** @param {string} subject @param {string} text nothing is said of an empty one */
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

// Features for teaching: titles and notes of a link, lessons, frames for other pages, and a pinned curve.

import './styles/teaching.css';
import { firstStep } from './link/lesson.js';
import { startEmbed } from './panels/embed.js';
import { startLessons } from './panels/lessons.js';
import { startPin } from './panels/pin.js';
import { startShown } from './panels/shown.js';

/** @param {import('./state.js').State} state */
export function startTeaching(state) {
  startShown(state);
  startPin(state);
  startEmbed(state);
  startLessons(async () => {
    const { default: lessons } = await import('./data/lessons.json');
    return lessons.map((lesson) => ({ ...lesson, link: firstStep(lesson.steps) }));
  });
}

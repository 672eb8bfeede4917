// The preview of links to the page on other sites: a title, a description and a picture. They need absolute
// addresses, which only the publisher of the page knows.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, root } from './shared.mjs';

const PICTURE = 'card.png';
const TITLE = 'Rangefinder: which learning rate?';
const DESCRIPTION =
  'The learning-rate range test, run live in your browser: one curve, one answer, and a link that repeats both.';
const SEEN =
  'The loss against the learning rate: it falls, then diverges; a dot marks the rate to use';

/** Adds the preview to the page if the environment has the page's address. @returns {import('vite').Plugin} */
export function card() {
  const { tags, picture } = cardAt(process.env.SITE_URL ?? '');
  return {
    name: 'card',
    apply: 'build',
    transformIndexHtml: () => tags,
    generateBundle() {
      if (picture) this.emitFile({ type: 'asset', fileName: PICTURE, source: picture });
    },
  };
}

/** @param {string} site the page's address, or nothing */
export function cardAt(site) {
  if (site === '') return { tags: [] };
  if (!/^https?:/.test(site) || !URL.canParse(site)) {
    throw new Failure(
      `SITE_URL=${site} is not possible: it must be the whole address of the page.`,
    );
  }
  const address = new URL(site.endsWith('/') ? site : `${site}/`).href;
  const properties = {
    'og:type': 'website',
    'og:title': TITLE,
    'og:description': DESCRIPTION,
    'og:url': address,
    'og:image': new URL(PICTURE, address).href,
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:alt': SEEN,
    'twitter:card': 'summary_large_image',
  };
  const tags = Object.entries(properties).map(([property, content]) => ({
    tag: 'meta',
    attrs: { property, content },
    injectTo: /** @type {const} */ ('head'),
  }));
  return { tags, picture: readFileSync(join(root, 'www', PICTURE)) };
}

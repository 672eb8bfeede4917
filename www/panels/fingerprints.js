// The fingerprints of the results, and whether they are those that a shared link claims.

import { effect } from '@preact/signals-core';
import { announce } from '../page/announce.js';
import { byId, setText } from '../page/dom.js';
import { compare, PARTS } from '../text/fingerprints.js';

/** @param {import('../state.js').State} state */
export function startFingerprints(state) {
  effect(() => {
    const found = state.fingerprints.value;
    for (const part of PARTS) {
      setText(byId(`${part}-fingerprint`, HTMLElement), found[part] ?? '…');
    }
    const { text, complete } = compare(state.reading.value, found);
    const proof = byId('proof', HTMLElement);
    proof.hidden = text === '';
    setText(proof, text);
    announce('proof', complete ? text : '');
  });
}

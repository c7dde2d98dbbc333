import type { Page } from 'playwright-core';
import { sounds } from '../../../src/renderer/lib/browser/sounds.ts';

/** Replaces the page's audio and records the pitch of each note. */
const counting = `(() => {
  const struck = [];
  const gain = { value: 1, setValueAtTime() {}, exponentialRampToValueAtTime() {} };
  const node = () => ({ gain, connect: (to) => to });
  class CountingContext extends EventTarget {
    state = 'running';
    currentTime = 0;
    destination = {};
    createGain() { return node(); }
    createOscillator() {
      const frequency = { value: 0 };
      return { frequency, connect: (to) => to, start() { struck.push(frequency.value); }, stop() {} };
    }
    async resume() {}
  }
  Object.assign(window, { AudioContext: CountingContext, struckNotes: struck });
})()`;

/** Must be called before the page is opened. */
export const countSounds = (page: Page): Promise<unknown> => page.addInitScript(counting);

/** The number of times each sound was played, recognised by its first note. */
export async function soundsOf(page: Page): Promise<{ readonly [S in keyof typeof sounds]: number }> {
  const struck = await page.evaluate<readonly number[]>('window.struckNotes');
  const count = (name: keyof typeof sounds): number => {
    const own = sounds[name].filter(({ hertz }) => hertz === sounds[name][0]?.hertz).length;
    return struck.filter((hertz) => hertz === sounds[name][0]?.hertz).length / own;
  };
  return { 'new-order': count('new-order'), 'needs-review': count('needs-review'), late: count('late') };
}

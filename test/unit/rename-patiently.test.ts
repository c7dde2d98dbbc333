import { describe, expect, it } from 'vitest';
import { renamePatiently } from '../../src/main/rename-patiently.ts';

/** Renames a file that is open at first. */
function renameHeld(platform: string, code: string, refusals: number) {
  let asked = 0;
  let waitedMs = 0;
  const ask = () =>
    renamePatiently('a.new', 'a', {
      platform,
      rename: () => {
        asked += 1;
        if (asked <= refusals) throw Object.assign(new Error('held'), { code });
      },
      wait: (ms) => {
        waitedMs += ms;
      },
    });
  return { ask, asked: () => asked, waitedMs: () => waitedMs };
}

describe('on Windows', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('renames a file as soon as it is closed (%s)', (code) => {
    const held = renameHeld('win32', code, 3);
    held.ask();
    expect(held.asked()).toBe(4);
  });

  it('gives a file up that stays open for two seconds', () => {
    const held = renameHeld('win32', 'EBUSY', Number.POSITIVE_INFINITY);
    expect(held.ask).toThrow('held');
    expect(held.waitedMs()).toBe(2_000);
  });

  it('waits for no file that is not there', () => {
    const held = renameHeld('win32', 'ENOENT', 1);
    expect(held.ask).toThrow('held');
    expect(held.waitedMs()).toBe(0);
  });
});

it('waits nowhere else, where a refusal is none that passes', () => {
  const held = renameHeld('linux', 'EPERM', 1);
  expect(held.ask).toThrow('held');
  expect(held.waitedMs()).toBe(0);
});

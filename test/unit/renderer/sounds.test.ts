import { afterEach, describe, expect, it } from 'vitest';
import type { PlayerParts } from '../../../src/renderer/lib/browser/sounds.ts';
import { createPlayer, sounds } from '../../../src/renderer/lib/browser/sounds.ts';
import { fakeAudio } from './fake-audio.ts';
import { pageClock } from './page-clock.ts';

let audio: ReturnType<typeof fakeAudio>;
afterEach(() => audio.remove());

function open(parts: Partial<PlayerParts> & { readonly runs?: boolean } = {}) {
  audio = fakeAudio({ runs: parts.runs ?? true });
  const clock = pageClock();
  return { clock, player: createPlayer({ muted: () => false, volume: () => 1, clock, ...parts }) };
}
/** Each note has three partials, of which the first has its pitch. */
const notes = (): readonly number[] => audio.struck.filter((_, index) => index % 3 === 0);
const bell = sounds['new-order'].map(({ hertz }) => hertz);

describe('the player', () => {
  it('strikes the notes of a sound, and a burst of orders once', async () => {
    const { clock, player } = open();
    for (let order = 0; order < 20; order += 1) player.play('new-order');
    expect(notes()).toEqual(bell);
    await clock.advance(2_000);
    player.play('new-order');
    expect(notes()).toEqual([...bell, ...bell]);
  });

  it('rings two seconds later, also after the clock was set back', async () => {
    const { clock, player } = open();
    player.play('new-order');
    clock.set(-3_600_000);
    await clock.advance(2_000);
    player.play('new-order');
    expect(notes()).toEqual([...bell, ...bell]);
  });

  it('reads its volume setting each time', async () => {
    let volume = 1;
    const { clock, player } = open({ volume: () => volume });
    player.play('late');
    expect(audio.loudness()).toBe(1);
    volume = 0.5;
    await clock.advance(2_000);
    player.play('late');
    expect(audio.loudness()).toBe(0.25);
  });

  it('plays nothing while muted, except as a test', () => {
    const muted = open({ muted: () => true });
    muted.player.play('new-order');
    expect(audio.struck).toEqual([]);
    muted.player.try('new-order');
    expect(notes()).toEqual(bell);
    audio.remove();
    open({ volume: () => 0 }).player.play('new-order');
    expect(audio.struck).toEqual([]);
  });

  it('reports that it waits for a press, then that it plays', async () => {
    const { clock, player } = open({ runs: false });
    player.listen();
    expect(player.voice.getState()).toBe('unknown');
    await clock.advance(1_000);
    expect(player.voice.getState()).toBe('waits');
    audio.press();
    audio.allow();
    player.unlock();
    expect(player.voice.getState()).toBe('heard');
  });

  it('plays one of the sounds that waited for the first press', async () => {
    const { clock, player } = open({ runs: false });
    for (let order = 0; order < 5; order += 1) {
      player.play('new-order');
      await clock.advance(20_000);
    }
    expect(notes()).toEqual(bell);
  });

  it('says that it is refused where a press does not help', async () => {
    const { clock, player } = open({ runs: false });
    player.listen();
    audio.press();
    player.unlock();
    await clock.advance(1_000);
    expect(player.voice.getState()).toBe('refused');
  });
});

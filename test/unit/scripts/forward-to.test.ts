import { expect, it } from 'vitest';
import { z } from 'zod';

type Child = {
  readonly connected: boolean;
  readonly kill: (signal: string) => void;
  readonly send: (message: string) => void;
};
type ForwardTo = (child: Child, platform: string) => (signal: string) => void;

const script = new URL('../../../scripts/lib/forward-to.mjs', import.meta.url).href;
const { forwardTo } = z
  .object({ forwardTo: z.custom<ForwardTo>((value) => typeof value === 'function') })
  .parse(await import(script));

/** What a program receives of a Ctrl-C in the script that started it. */
function signalsOf(platform: string, connected: boolean): readonly string[] {
  const signals: string[] = [];
  const child = {
    connected,
    kill: (signal: string) => signals.push(signal),
    send: (message: string) => signals.push(message),
  };
  forwardTo(child, platform)('SIGINT');
  return signals;
}

it('passes a signal on where a program can hear it', () => {
  expect(signalsOf('linux', true)).toEqual(['SIGINT']);
  expect(signalsOf('darwin', false)).toEqual(['SIGINT']);
});

it('asks a Windows program over its channel, as a signal kills it', () => {
  expect(signalsOf('win32', true)).toEqual(['stop']);
});

it('leaves a Windows program in the console to its own Ctrl-C', () => {
  expect(signalsOf('win32', false)).toEqual([]);
});

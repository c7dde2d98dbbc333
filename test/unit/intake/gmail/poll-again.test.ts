import { expect, it } from 'vitest';
import { gmailDesk } from './desk.ts';

const { state: at, poller } = gmailDesk();

it('polls once more for all that is announced while a poll runs', async () => {
  const desk = poller();
  await desk.now();
  const polls = () => at.gmail.calls.filter((path) => path.endsWith('/history')).length;
  const before = polls();
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  at.gmail.hold = (path) => (path.endsWith('/history') ? held : null);
  const running = desk.now();
  const announced = Promise.all([desk.now(), desk.now(), desk.now()]);
  answer();
  await Promise.all([running, announced]);
  expect(polls() - before).toBe(2);
  await desk.stop();
});

import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createBugBox } from '../../../../src/main/shell/electron/bug-box.ts';
import type { Electron } from '../../../../src/main/shell/electron/electron.ts';
import { quietLog } from '../../../support/log.ts';
import { electronDouble } from '../electron-double.ts';

const question = 'Coś poszło źle wewnątrz Orderbell. Szczegóły są w dzienniku.';

function box() {
  const { electron, happened } = electronDouble();
  electron.app.getPreferredSystemLanguages = () => ['de-DE', 'pl-PL'];
  const log = quietLog();
  // the part of Electron that it uses
  return { electron, happened, log, report: createBugBox(electron as unknown as Electron, log) };
}

it('reports a bug once per run, without blocking', async () => {
  const { happened, report } = box();
  report(new TypeError('x is not a function'));
  report(new TypeError('y is not a function'));
  await turn();
  expect(happened.questions).toEqual([question]);
  expect(happened.errors).toEqual([]);
});

it('shows a bug from before Electron’s start once it is ready', async () => {
  const { electron, happened, log, report } = box();
  const ready = Promise.withResolvers<void>();
  let isReady = false;
  electron.app.whenReady = () => ready.promise;
  const show = electron.dialog.showMessageBox;
  // like Electron, at once
  electron.dialog.showMessageBox = (asked) => {
    if (!isReady) throw new Error('dialog module can only be used after app is ready');
    return show(asked);
  };
  report(new TypeError('x is not a function'));
  await turn();
  expect(happened.questions).toEqual([]);
  isReady = true;
  ready.resolve();
  await turn();
  expect(happened.questions).toEqual([question]);
  expect(log.lines.map(({ message }) => message)).toEqual(['a bug']);
});

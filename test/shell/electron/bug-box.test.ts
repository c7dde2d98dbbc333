import { expect, it } from 'vitest';
import { createBugBox } from '../../../src/main/shell/electron/bug-box.ts';
import type { Electron } from '../../../src/main/shell/electron/electron.ts';
import { quietLog } from '../../support/log.ts';
import { electronDouble } from '../electron-double.ts';

it('says once a run that something went wrong, and holds nothing up for it', () => {
  const { electron, happened } = electronDouble();
  electron.app.getPreferredSystemLanguages = () => ['de-DE', 'pl-PL'];
  const log = quietLog();
  const tell = createBugBox(electron as unknown as Electron, log); // the part of Electron that it uses
  tell(new TypeError('x is not a function'));
  tell(new TypeError('y is not a function'));
  expect(happened.questions).toEqual(['Coś poszło źle wewnątrz Orderbell. Szczegóły są w dzienniku.']);
  expect(happened.errors).toEqual([]);
});

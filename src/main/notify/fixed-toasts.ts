import type { Language } from '../../shared/languages.ts';
import { textsOf } from '../../shared/texts.ts';
import type { Toast } from '../host.ts';

/**
 * Native notifications whose text never changes: of a test run, a trial of this computer's notifications, a second copy of the data
 * directory, a database that a repair does not help, and a shop that is closed although no user closed it.
 */
export type FixedToast = 'testRun' | 'trial' | 'copied' | 'damaged' | 'shut';

export function fixedToast(name: FixedToast, language: Language): Toast {
  const t = textsOf(language, 'systemToast');
  return { title: t(`${name}_title`), body: t(`${name}_body`), orderId: null };
}

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useStores } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import { testRunGoingOn } from '../../../state/test-run-state.ts';
import type { StatusLine } from './status-line.ts';

/** Shown during a test run, so that its alert is not taken for an order or looked for in the counts. */
export function useTestRunLines(): readonly StatusLine[] {
  const { t } = useTranslation('frame');
  const run = testRunGoingOn(useStore(useStores().drill));
  if (run === null) return [];
  const link = { href: hrefTo('diagnostics'), label: t('statusView') };
  return [{ key: 'test-run', tone: 'warn', text: t('drillOn', { name: run.by }), link }];
}

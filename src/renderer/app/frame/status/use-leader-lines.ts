import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useStores } from '../../../state/context.tsx';
import { leadingOf } from '../../../state/leading.ts';
import { hrefTo } from '../../../state/routes/route.ts';
import type { StatusLine } from './status-line.ts';

/** The leader, and whether it sends heartbeats; shown on the other computers only. */
export function useLeaderLines(): readonly StatusLine[] {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const asked = useStore(useStores().computers);
  if (asked.state !== 'ready') return [];
  const leading = leadingOf(asked.value, now);
  const link = { href: hrefTo('setup', { path: ['computers'] }), label: t('statusView') };
  if (leading.kind === 'nobody') return [{ key: 'leader', tone: 'bad', text: t('leadsNobody'), link }];
  if (leading.kind !== 'there') return [];
  const { name, silentMs } = leading;
  if (silentMs === null) return [{ key: 'leader', tone: 'info', text: t('leads', { name }), link }];
  return [
    { key: 'leader', tone: 'bad', text: t('leadsSilent', { name, span: format.span(silentMs) }), link },
  ];
}

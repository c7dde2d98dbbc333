import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SourceCounts } from '../../../../shared/completeness.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useCountedSource } from '../../../components/source/counted-source.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import { hrefTo, hrefToInbox } from '../../../state/routes/route.ts';
import type { StatusLine } from './status-line.ts';

/** Older than three polls: the last count is stale. */
const freshMs = 6 * 60_000;

/** Orders that are missing somewhere, parked messages, and counts that could not be read. */
export function useSyncLines(): readonly StatusLine[] {
  const { t } = useTranslation('frame');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const nameOf = useCountedSource();
  const asked = useStore(useStores().strip);
  if (asked.state === 'loading') return [];
  if (asked.state === 'failed') {
    const text = t('stripFailed', { message: said(asked.error.message) });
    return [{ key: 'sync', tone: 'bad', text }];
  }
  const { day, sources, noticesToLook, parked, before, quarantined, warehouseOff, notifyOff } = asked.value;
  const view = (href: string) => ({ href, label: t('statusView') });
  const sync = view(hrefTo('sync'));

  function linesOf({ source, late, canBeAsked, askedAt, problem }: SourceCounts): readonly StatusLine[] {
    const link = view(hrefTo('sync', { params: { source, day } }));
    // the inbox itself shows the orders that are not taken yet
    const isMissing = late.some((stage) => stage !== 'taken');
    const isStale = canBeAsked && askedAt !== null && now - askedAt > freshMs;
    const more = problem === null ? [] : [said(problem)];
    return [
      ...(isMissing
        ? [
            {
              key: `late:${source}`,
              tone: 'bad',
              text: t('statusLate', { source: nameOf(source) }),
              link,
            } as const,
          ]
        : []),
      ...(isStale
        ? [
            {
              key: `stale:${source}`,
              tone: 'warn',
              text: t('statusStale', { source: nameOf(source), age: format.span(now - askedAt) }),
              more,
              link,
            } as const,
          ]
        : []),
    ];
  }
  return [
    ...(asked.error === null
      ? []
      : [{ key: 'sync', tone: 'bad', text: said(asked.error.message), link: sync } as const]),
    ...counted(noticesToLook, {
      key: 'notifications',
      tone: 'bad',
      text: t('stripNoticesToLook', { count: noticesToLook }),
      link: view(hrefTo('notification-log', { params: { view: 'look' } })),
    }),
    ...counted(parked, { key: 'parked', tone: 'bad', text: t('stripParked', { count: parked }), link: sync }),
    ...sources.flatMap(linesOf),
    ...counted(before, {
      key: 'before',
      tone: 'warn',
      text: t('stripBefore', { count: before }),
      link: sync,
    }),
    ...counted(quarantined, {
      key: 'quarantine',
      tone: 'warn',
      text: t('stripQuarantine', { count: quarantined }),
      link: view(hrefToInbox({ view: 'quarantine', text: '', order: null })),
    }),
    ...counted(warehouseOff ? 1 : 0, { key: 'bigquery', tone: 'info', text: t('stripWarehouseOff') }),
    ...counted(notifyOff ? 1 : 0, { key: 'messenger', tone: 'info', text: t('stripToldOff') }),
  ];
}

const counted = (count: number, line: StatusLine): readonly StatusLine[] => (count > 0 ? [line] : []);

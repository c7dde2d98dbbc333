import { ActionIcon, Button, Kbd } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { mostTickets } from '../../../shared/ticket-commands.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { stepWords } from '../../components/order/step-words.ts';
import { useActionWords } from '../../components/order/use-action-words.ts';
import { FarAlong } from '../../components/ui/far-along.tsx';
import { useStores } from '../../state/context.tsx';
import type { ActionMenuKind } from '../../state/inbox/action-menu.ts';
import { hasPicked } from '../../state/inbox/picked.ts';
import styles from './action-bar.module.css';
import { BatchReport } from './batch-report.tsx';
import { focusList } from './list-focus.ts';
import { commonStep, useWork } from './use-work.ts';

const menus = [
  { kind: 'status', key: 'S' },
  { kind: 'tag', key: 'L' },
  { kind: 'assign', key: 'A' },
  { kind: 'snooze', key: 'H' },
  { kind: 'payment', key: null },
] as const satisfies readonly { readonly kind: ActionMenuKind; readonly key: string | null }[];

const BarButton = Button.withProps({ size: 'compact-sm', px: 6, fz: 12 });

/** Below the list: the progress of a bulk action, its refusals, and the actions on the selection. */
export function ActionBar() {
  const { picked } = useStores();
  const isAny = useStore(picked, hasPicked);
  return (
    <>
      <BatchReport />
      <Progress />
      {isAny && <Bar />}
    </>
  );
}

/** Maximum number of orders that are named; the line has no room for more. */
const mostNamed = 12;

function Bar() {
  const { t } = useTranslation(['orderActions', 'order', 'common']);
  const format = useFormat();
  const { picked, inbox, decisions, batches } = useStores();
  const { ids, all } = useStore(picked);
  const listing = useStore(inbox, (state) => state.listing);
  const total = listing.state === 'ready' ? listing.total : 0;
  // checks the rows, because an order may have left and another arrived with the same count
  const isAnyLeftOut = listing.state === 'ready' && [...listing.rows.values()].some(({ id }) => !ids.has(id));
  useStore(decisions);
  useStore(batches);
  const work = useWork();
  const listed = work.listedOfPicked();
  const step = commonStep(listed, ids.size);
  const numbers = listed.slice(0, mostNamed).map(({ number }) => number || t('common:noNumber'));
  const isAll = all !== null && ids.size === total && !isAnyLeftOut;
  const shownTotal = format.count(total);
  const letGo = (): void => {
    picked.clear();
    focusList(); // the bar is removed with the selection
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('orderActions:bar')} data-deed-bar>
      <div className={styles.top}>
        <span className={styles.count} role="status">
          {isAll
            ? t('orderActions:allPicked', { count: total, total: shownTotal })
            : t('orderActions:picked', { count: ids.size, shown: format.count(ids.size) })}
        </span>
        {!isAll && numbers.length > 0 && (
          <span className={styles.numbers}>
            {numbers.join(', ')}
            {numbers.length < ids.size && '…'}
          </span>
        )}
        {(ids.size < total || isAnyLeftOut) && (
          <BarButton
            variant="subtle"
            onClick={() => {
              void work.pickAll();
              focusList();
            }}
          >
            {t('orderActions:pickAll', { count: total, total: shownTotal })}
          </BarButton>
        )}
        <ActionIcon size={24} aria-label={t('orderActions:letGo')} aria-keyshortcuts="Escape" onClick={letGo}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <div className={styles.deeds}>
        {step !== null && (
          <BarButton
            variant="light"
            aria-keyshortcuts="T"
            rightSection={
              <Kbd size="xs" aria-hidden>
                T
              </Kbd>
            }
            onClick={() => {
              work.step();
              focusList();
            }}
          >
            {t(step.kind === 'take' ? 'orderActions:take' : `order:${stepWords(step)}`)}
          </BarButton>
        )}
        {menus.map(({ kind, key }) => (
          <BarButton
            key={kind}
            variant="subtle"
            color="gray"
            aria-haspopup="dialog"
            {...(key !== null && { 'aria-keyshortcuts': key })}
            onClick={(event) => work.ask(kind, event.currentTarget)}
          >
            {t(`orderActions:${kind}`)}
          </BarButton>
        ))}
        {ids.size <= mostTickets && (
          <BarButton
            variant="subtle"
            color="gray"
            aria-keyshortcuts="P"
            onClick={() => {
              work.print();
              focusList();
            }}
          >
            {t('orderActions:print')}
          </BarButton>
        )}
      </div>
    </div>
  );
}

/** So few orders that the action ends before its progress could be read. */
const few = 40;

function Progress() {
  const { t } = useTranslation('orderActions');
  const format = useFormat();
  const running = useStore(useStores().batches, (state) => state.running);
  const { whatOf, saidOf } = useActionWords();
  return (
    <>
      {running
        .filter(({ total }) => total > few)
        .map(({ batches, target, deed, done, total }) => {
          const what = saidOf(whatOf(target, ''), deed);
          const words = t('progress', { what, done: format.count(done), total: format.count(total) });
          return (
            <div key={batches[0]} className={styles.progress}>
              <FarAlong words={words} done={done} total={total} />
            </div>
          );
        })}
    </>
  );
}

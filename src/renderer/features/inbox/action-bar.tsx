import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OrderId } from '../../../shared/ids.ts';
import { mostTickets } from '../../../shared/ticket-commands.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useDeedWords } from '../../order-parts/use-deed-words.ts';
import { usePrint } from '../../order-parts/use-print.ts';
import { useStores } from '../../state/context.tsx';
import type { DeedMenuKind } from '../../state/deed-menu.ts';
import { hasPicked } from '../../state/picked.ts';
import { FarAlong } from '../../ui/far-along.tsx';
import styles from './action-bar.module.css';
import { BatchReport } from './batch-report.tsx';
import { focusList } from './list-focus.ts';
import { useWork } from './use-work.ts';

const menus = [
  { kind: 'status', key: 'S' },
  { kind: 'tag', key: 'L' },
  { kind: 'assign', key: 'A' },
  { kind: 'snooze', key: 'H' },
  { kind: 'payment', key: null },
] as const satisfies readonly { readonly kind: DeedMenuKind; readonly key: string | null }[];

/** Under the list: how far a deed on many has got, what of it was refused, and what can be done with what is picked. */
export function ActionBar({ open }: { readonly open: OrderId | null }) {
  const { picked } = useStores();
  const isAny = useStore(picked, hasPicked);
  return (
    <>
      <BatchReport />
      <Progress />
      {isAny && <Bar open={open} />}
    </>
  );
}

function Bar({ open }: { readonly open: OrderId | null }) {
  const { t } = useTranslation('deeds');
  const format = useFormat();
  const { picked, inbox } = useStores();
  const { ids, all } = useStore(picked);
  const total = useStore(inbox, ({ listing }) => (listing.state === 'ready' ? listing.total : 0));
  // one may have left and another come: the number alone does not tell
  const isAnyLeftOut = useStore(
    inbox,
    ({ listing }) => listing.state === 'ready' && [...listing.rows.values()].some(({ id }) => !ids.has(id)),
  );
  const work = useWork(open);
  const shownTotal = format.count(total);
  const letGo = (): void => {
    picked.clear();
    focusList(); // the bar goes with what is picked
  };
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bar')} data-deed-bar>
      <div className={styles.top}>
        <span className={styles.count} role="status">
          {all === null || ids.size !== total || isAnyLeftOut
            ? t('picked', { count: ids.size, shown: format.count(ids.size) })
            : t('allPicked', { count: total, total: shownTotal })}
        </span>
        {(ids.size < total || isAnyLeftOut) && (
          <Button
            variant="subtle"
            size="compact-sm"
            px={6}
            fz={12}
            onClick={() => {
              void work.pickAll();
              focusList();
            }}
          >
            {t('pickAll', { count: total, total: shownTotal })}
          </Button>
        )}
        <ActionIcon size={24} aria-label={t('letGo')} aria-keyshortcuts="Escape" onClick={letGo}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <div className={styles.deeds}>
        <Button
          variant="light"
          size="compact-sm"
          px={6}
          fz={12}
          onClick={() => {
            work.make({ kind: 'take' });
            focusList();
          }}
        >
          {t('take')}
        </Button>
        {menus.map(({ kind, key }) => (
          <Button
            key={kind}
            variant="subtle"
            color="gray"
            size="compact-sm"
            px={6}
            fz={12}
            aria-haspopup="dialog"
            {...(key !== null && { 'aria-keyshortcuts': key })}
            onClick={(event) => work.ask(kind, event.currentTarget)}
          >
            {t(kind)}
          </Button>
        ))}
        <PrintPicked />
      </div>
    </div>
  );
}

/** As one job; absent where more are picked than anybody means to print. */
function PrintPicked() {
  const { t } = useTranslation('deeds');
  const { inbox, picked } = useStores();
  const { ids } = useStore(picked);
  const print = usePrint();
  if (ids.size > mostTickets) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      px={6}
      fz={12}
      onClick={() => {
        print([...ids], inbox.rows().find(({ id }) => ids.has(id))?.number);
        focusList();
      }}
    >
      {t('print')}
    </Button>
  );
}

/** So few that they are done before anybody could read it. */
const few = 40;

function Progress() {
  const { t } = useTranslation('deeds');
  const format = useFormat();
  const running = useStore(useStores().batches, (state) => state.running);
  const { whatOf, saidOf } = useDeedWords();
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

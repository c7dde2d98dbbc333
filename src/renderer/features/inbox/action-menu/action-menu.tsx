import { Popover } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OrderAction } from '../../../../shared/order-actions.ts';
import { useActionWords } from '../../../components/order/use-action-words.ts';
import { letGoOf, useBatch } from '../../../components/order/use-batch.tsx';
import { useDecide } from '../../../components/order/use-decide.tsx';
import { useMyName } from '../../../components/people/use-my-name.ts';
import { useStores } from '../../../state/context.tsx';
import { backToTaken, isSo } from '../../../state/decisions.ts';
import type { OpenMenu } from '../../../state/inbox/action-menu.ts';
import styles from './action-menu.module.css';
import { AssignList } from './assign-list.tsx';
import type { ListProps } from './list-props.ts';
import { PaymentList, StatusList } from './plain-lists.tsx';
import { SnoozeList } from './snooze-list.tsx';
import { TagList } from './tag-list.tsx';

/** Asks for the details of an action beside its target. The focus returns to where it was. */
export function ActionMenu() {
  const { actionMenu } = useStores();
  const open = useStore(actionMenu, (state) => state.open);
  return open === null ? null : <Opened menu={open} />;
}

function Opened({ menu }: { readonly menu: OpenMenu }) {
  const { t } = useTranslation('orderActions');
  const { actionMenu } = useStores();
  const doAction = useDoAction(menu);
  const { whatOf } = useActionWords();
  const { kind, target, known, at } = menu;
  const before = useRef(document.activeElement);
  const close = (): void => {
    actionMenu.close();
    const { current } = before;
    requestAnimationFrame(() => {
      if (current instanceof HTMLElement && current.isConnected) current.focus();
      else document.getElementById('order-list')?.focus();
    });
  };
  // Escape may arrive before the focus moves in, and must not reach the list then
  useWindowEvent(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || document.activeElement?.closest('[role=dialog]')) return;
      event.stopPropagation();
      close();
    },
    { capture: true },
  );
  // its target may be removed while it is open
  useEffect(() => () => actionMenu.close(), [actionMenu]);

  const number = known.length === 1 ? (known[0]?.number ?? '') : '';
  const title = t(`menu_${kind}`, { what: whatOf(target, number) });
  const list: ListProps = {
    menu,
    onDo(deed, stay) {
      doAction(deed);
      if (stay === undefined) close();
    },
  };
  return (
    <Popover
      opened
      trapFocus
      withinPortal
      position="bottom-start"
      shadow="md"
      offset={4}
      returnFocus={false}
      onChange={(isOpen) => !isOpen && close()}
    >
      <Popover.Target>
        <span className={styles.anchor} style={at} />
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown ?? ''} aria-label={title}>
        <p className={styles.title}>{title}</p>
        {kind === 'status' && <StatusList {...list} />}
        {kind === 'payment' && <PaymentList {...list} />}
        {kind === 'assign' && <AssignList {...list} />}
        {kind === 'tag' && <TagList {...list} />}
        {kind === 'snooze' && <SnoozeList {...list} />}
      </Popover.Dropdown>
    </Popover>
  );
}

/** A decision on one order is sent as a decision; everything else is a batch of one or many. */
function useDoAction({ target, known }: OpenMenu): (deed: OrderAction) => void {
  const batch = useBatch();
  const decide = useDecide();
  const me = useMyName();
  const { picked } = useStores();
  const [one] = known;
  return (deed) => {
    const isOne = 'ids' in target && target.ids.length === 1 && one !== undefined;
    if (isOne && (deed.kind === 'take' || deed.kind === 'status' || deed.kind === 'payment')) {
      // the current value gets the focus: Enter alone changes nothing and takes no colleague's order
      if (isSo(one, deed)) return;
      const isTaken = deed.kind === 'status' && deed.status === 'taken';
      const isDecided = decide(one, isTaken ? backToTaken(one, me) : deed);
      if (isDecided) letGoOf(picked, target, deed);
      return;
    }
    batch(target, deed, isOne ? one.number : '', known);
  };
}

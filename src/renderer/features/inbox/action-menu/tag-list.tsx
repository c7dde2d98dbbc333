import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { tagSchema } from '../../../../shared/order.ts';
import { foldText } from '../../../../shared/plain-words.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useTags } from '../../../components/order/use-tags.ts';
import { useStores } from '../../../state/context.tsx';
import { withRunning } from '../../../state/inbox/batches.ts';
import styles from './action-menu.module.css';
import type { ListProps } from './list-props.ts';
import { Option, Options, step } from './options.tsx';

/** The tags in use, and a new one as typed. Stays open, because an order often gets several. */
export function TagList({ menu, onDo }: ListProps) {
  const { t } = useTranslation('orderActions');
  const format = useFormat();
  const { batches } = useStores();
  const running = useStore(batches, (state) => state.running);
  const used = useTags();
  const [typed, setTyped] = useState('');
  /** The changes made here, for orders whose rows are not loaded. */
  const [done, setDone] = useState<ReadonlyMap<string, boolean>>(new Map());
  const known = menu.known.map((order) => withRunning(order, running));
  const here = known.flatMap(({ tags }) => tags);
  const all = [...new Set([...used.tags.map(({ tag }) => tag), ...here, ...done.keys()])];
  const wanted = foldText(typed.trim());
  const shown = all.filter((tag) => foldText(tag).includes(wanted));
  const isNew = typed.trim() !== '' && !all.some((tag) => foldText(tag) === wanted);
  const isSound = tagSchema.safeParse(typed).success;

  const stateOf = (tag: string): boolean | 'some' => {
    const told = done.get(tag);
    if (told !== undefined) return told;
    const having = known.filter(({ tags }) => tags.includes(tag)).length;
    return having === 0 ? false : having === known.length || 'some';
  };
  const toggle = (tag: string): void => {
    const on = stateOf(tag) !== true;
    setDone(new Map([...done, [tag, on]]));
    setTyped('');
    onDo({ kind: 'tag', tag, on }, 'stay');
  };
  const enter = (): void => {
    const exact = shown.find((tag) => foldText(tag) === wanted);
    if (exact !== undefined) toggle(exact);
    else if (isNew && isSound) toggle(typed.trim());
  };

  return (
    <>
      <TextInput
        className={styles.field ?? ''}
        size="xs"
        data-autofocus
        aria-label={t('tagFind')}
        placeholder={t('tagFind')}
        value={typed}
        error={typed.trim() !== '' && !isSound ? t('tagLong') : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const part = event.currentTarget.closest('[role="dialog"]');
          if (event.key === 'Enter') {
            event.preventDefault();
            enter();
          } else if (event.key === 'ArrowDown' && part instanceof HTMLElement) step(event, part);
        }}
      />
      <Options>
        {shown.map((tag) => {
          const orders = used.tags.find((one) => one.tag === tag)?.orders;
          return (
            <Option
              key={tag}
              words={tag}
              {...(orders !== undefined && { aside: format.count(orders) })}
              isOn={stateOf(tag)}
              onPick={() => toggle(tag)}
            />
          );
        })}
        {isNew && isSound && (
          <Option words={t('tagMake', { tag: typed.trim() })} onPick={() => toggle(typed.trim())} />
        )}
      </Options>
      {used.isFailed && <p className={styles.quiet}>{t('tagsFailed')}</p>}
      {all.length === 0 && typed === '' && !used.isFailed && <p className={styles.quiet}>{t('tagNone')}</p>}
    </>
  );
}

import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconPointer, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStores } from '../../state/context.tsx';
import { howSure } from '../../state/trainer/how-sure.ts';
import type { Complaint, ItemForm } from '../../state/trainer/trainer-form.ts';
import { readForm } from '../../state/trainer/trainer-form.ts';
import type { Lesson } from '../../state/trainer/trainer-store.ts';
import { SureMark } from './sure-mark.tsx';
import styles from './trainer.module.css';

/** The items as they were read: each can be typed over, pointed at in the mail, or removed. */
export function ItemRows({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('recipes');
  const { trainer } = useStores();
  const { complaints } = readForm(lesson.form);
  const { items } = lesson.form;
  const isAsked = lesson.asked === 'item';
  return (
    <section className={styles.group} data-asked={isAsked} data-ask="item" aria-label={t('field_item')}>
      <div className={styles.groupHead}>
        <h2 className={styles.groupTitle}>{t('field_item')}</h2>
        <SureMark sure={howSure('item', lesson)} />
        <Button
          variant={isAsked ? 'light' : 'default'}
          size="compact-xs"
          leftSection={<IconPointer size={14} />}
          aria-pressed={isAsked}
          onClick={() => trainer.ask('item')}
        >
          {isAsked ? t('pointing') : t('pointAtRow')}
        </Button>
      </div>
      <ul className={styles.rows}>
        {items.map((item, index) => (
          <ItemRow key={item.key} item={item} index={index} complaints={complaints} />
        ))}
      </ul>
      <div className={styles.groupFoot}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconPlus size={14} />}
          onClick={trainer.addItem}
        >
          {t('addItem')}
        </Button>
        {items.length > 1 && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={trainer.removeAllItems}>
            {t('clearItems')}
          </Button>
        )}
      </div>
    </section>
  );
}

type RowProps = {
  readonly item: ItemForm;
  readonly index: number;
  readonly complaints: { readonly [path: string]: Complaint };
};
type Cell = 'quantity' | 'title' | 'unitPrice' | 'lineTotal' | 'options';
const places: { readonly [C in Cell]: string } = {
  quantity: styles.quantity ?? '',
  title: '',
  unitPrice: styles.unitPrice ?? '',
  lineTotal: styles.lineTotal ?? '',
  options: styles.options ?? '',
};

function ItemRow({ item, index, complaints }: RowProps) {
  const { t } = useTranslation('recipes');
  const { trainer } = useStores();
  const words: { readonly [C in Cell]: string } = {
    quantity: t('quantity'),
    title: t('itemTitle'),
    unitPrice: t('unitPrice'),
    lineTotal: t('lineTotal'),
    options: t('options'),
  };
  const cell = (name: Cell) => {
    const complaint = complaints[`items.${index}.${name}`];
    return (
      <TextInput
        size="xs"
        className={places[name]}
        aria-label={t('nthItem', { what: words[name], nth: index + 1 })}
        placeholder={name === 'options' ? t('optionsHint') : words[name]}
        value={item[name]}
        error={complaint && t(`complaint_${complaint}`)}
        onChange={(event) => trainer.changeItem(item.key, { [name]: event.currentTarget.value })}
      />
    );
  };
  return (
    <li className={styles.item}>
      {cell('quantity')}
      {cell('title')}
      {cell('unitPrice')}
      {cell('lineTotal')}
      <ActionIcon
        className={styles.removeRow ?? ''}
        aria-label={t('removeItem', { nth: index + 1 })}
        onClick={() => trainer.removeItem(item.key)}
      >
        <IconX size={14} />
      </ActionIcon>
      {cell('options')}
    </li>
  );
}

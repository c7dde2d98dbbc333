import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOwnStore } from '../../state/context.tsx';
import { RowGroup } from './row-group.tsx';
import type { Complaint, ItemForm } from './state/trainer-form.ts';
import { readForm } from './state/trainer-form.ts';
import type { Lesson } from './state/trainer-store.ts';
import { trainerStore } from './state/trainer-store.ts';
import styles from './trainer.module.css';

/** The parsed items: each can be edited, pointed at in the mail, or removed. */
export function ItemRows({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('mailTemplates');
  const trainer = useOwnStore(trainerStore);
  const { complaints } = readForm(lesson.form);
  const { items } = lesson.form;
  return (
    <RowGroup
      ask="item"
      lesson={lesson}
      pointAt={t('pointAtRow')}
      add={t('addItem')}
      onAdd={trainer.addItem}
      foot={
        items.length > 1 && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={trainer.removeAllItems}>
            {t('clearItems')}
          </Button>
        )
      }
    >
      {items.map((item, index) => (
        <ItemRow key={item.key} item={item} index={index} complaints={complaints} />
      ))}
    </RowGroup>
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
  const { t } = useTranslation('mailTemplates');
  const trainer = useOwnStore(trainerStore);
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

import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { orderStatuses, paymentStatuses } from '../../../../shared/order.ts';
import { orderSorts } from '../../../../shared/order-filter.ts';
import { useTags } from '../../../components/order/use-tags.ts';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { useApp, useNavigate } from '../../../state/context.tsx';
import type { InboxPlace } from '../../../state/routes/route.ts';
import { hrefToInbox } from '../../../state/routes/route.ts';
import type { Narrowing } from '../state/narrowing.ts';
import { narrowedBy, narrowings, narrowingsOf, toggled, withSort } from '../state/narrowing.ts';
import { CheckList, RadioList } from './check-list.tsx';
import { DaysField } from './days-field.tsx';
import type { Editing } from './filter-button.tsx';
import styles from './filters.module.css';
import { TotalField } from './total-field.tsx';
import { useFilterWords } from './use-filter-words.ts';

type Props = {
  readonly place: InboxPlace;
  readonly editing: Narrowing | 'all';
  readonly onEdit: (editing: Editing) => void;
};

/** Selects a condition first, then its values. Each step is in the URL at once. */
export function FilterPanel({ place, editing, onEdit }: Props) {
  const { t } = useTranslation('filters');
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => {
    part.current?.querySelector<HTMLElement>('input, [data-first]')?.focus();
  }, []);
  return (
    <div ref={part}>
      {editing === 'all' ? (
        <Fields place={place} onEdit={onEdit} />
      ) : (
        <>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconChevronLeft size={14} aria-hidden />}
            aria-label={t('back')}
            onClick={() => onEdit('all')}
          >
            {t(`field_${editing}`)}
          </Button>
          <Field place={place} narrowing={editing} />
        </>
      )}
    </div>
  );
}

function Fields({ place, onEdit }: Pick<Props, 'place' | 'onEdit'>) {
  const { t } = useTranslation('filters');
  const { sources } = useApp();
  const inUse = narrowingsOf(place);
  const offered = narrowings.filter((one) => one !== 'sources' || sources.length > 1);
  return (
    <ul className={styles.fields}>
      {offered.map((narrowing, index) => (
        <li key={narrowing}>
          <button
            type="button"
            className={styles.field}
            data-first={index === 0 ? true : undefined}
            data-on={inUse.includes(narrowing)}
            onClick={() => onEdit(narrowing)}
          >
            <span>{t(`field_${narrowing}`)}</span>
            <IconChevronRight size={14} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Field({
  place,
  narrowing,
}: {
  readonly place: InboxPlace;
  readonly narrowing: Narrowing;
}): ReactNode {
  const { t } = useTranslation(['filters', 'common']);
  const navigate = useNavigate();
  const { sources, manager, managers } = useApp();
  const sourceName = useSourceName();
  const { whose } = useFilterWords();
  const { only = {} } = place;
  const go = (next: InboxPlace): void => navigate(hrefToInbox(next));
  const label = t(`filters:field_${narrowing}`);
  switch (narrowing) {
    case 'sources':
      return (
        <CheckList
          label={label}
          options={sources.map(({ source }) => ({ value: source, word: sourceName(source) }))}
          values={only.sources ?? []}
          onToggle={(one) => go(narrowedBy(place, { sources: toggled(only.sources, one) }))}
        />
      );
    case 'statuses':
      return (
        <CheckList
          label={label}
          options={orderStatuses.map((value) => ({ value, word: t(`common:status_${value}`) }))}
          values={only.statuses ?? []}
          onToggle={(one) => go(narrowedBy(place, { statuses: toggled(only.statuses, one) }))}
        />
      );
    case 'payments':
      return (
        <CheckList
          label={label}
          options={paymentStatuses.map((value) => ({ value, word: t(`common:payment_${value}`) }))}
          values={only.payments ?? []}
          onToggle={(one) => go(narrowedBy(place, { payments: toggled(only.payments, one) }))}
        />
      );
    case 'assignees': {
      const names = [...new Set([manager, '', ...managers, ...(only.assignees ?? [])])];
      return (
        <CheckList
          label={label}
          options={names.map((value) => ({ value, word: whose(value) }))}
          values={only.assignees ?? []}
          onToggle={(one) => go(narrowedBy(place, { assignees: toggled(only.assignees, one) }))}
        />
      );
    }
    case 'tags':
      return <TagField label={label} place={place} />;
    case 'days':
      return <DaysField place={place} />;
    case 'total':
      return <TotalField place={place} />;
    case 'sort':
      return (
        <RadioList
          label={label}
          options={[
            { value: '', word: t('filters:sortOfView') },
            ...orderSorts.map((value) => ({ value, word: t(`filters:sort_${value}`) })),
          ]}
          value={place.sort ?? ''}
          onPick={(value) =>
            go(
              withSort(
                place,
                orderSorts.find((one) => one === value),
              ),
            )
          }
        />
      );
  }
}

function TagField({ label, place }: { readonly label: string; readonly place: InboxPlace }) {
  const { t } = useTranslation('orderActions');
  const navigate = useNavigate();
  const { tags, isFailed } = useTags();
  const values = place.only?.tags ?? [];
  const all = [...new Set([...values, ...tags.map(({ tag }) => tag)])];
  if (all.length === 0) return <p className={styles.quiet}>{t(isFailed ? 'tagsFailed' : 'tagNone')}</p>;
  return (
    <CheckList
      label={label}
      options={all.map((value) => ({ value, word: value }))}
      values={values}
      onToggle={(one) => navigate(hrefToInbox(narrowedBy(place, { tags: toggled(place.only?.tags, one) })))}
    />
  );
}

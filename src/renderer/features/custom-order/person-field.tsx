import { Select } from '@mantine/core';
import { IconBrandMessenger } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../../shared/views.ts';
import type { OrderFormApi } from '../../order-form/use-order-form.tsx';

type Props = { readonly form: OrderFormApi; readonly people: readonly PersonView[] };

/** Whose talk the order comes from. Their name fills an empty name field. */
export function PersonField({ form, people }: Props) {
  const { t } = useTranslation('customOrder');
  if (people.length === 0) return null;
  return (
    <Select
      label={t('for')}
      placeholder={t('forNobody')}
      leftSection={<IconBrandMessenger size={16} />}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('forClear') }}
      nothingFoundMessage={t('forNotFound')}
      maxDropdownHeight={240}
      data={people.map(({ subscriberId, name }) => ({ value: subscriberId, label: name || subscriberId }))}
      defaultValue={form.getValues().subscriberId || null}
      onChange={(id) => {
        form.setFieldValue('subscriberId', id ?? '');
        const name = people.find(({ subscriberId }) => subscriberId === id)?.name ?? '';
        if (name !== '' && form.getValues().customer.name.trim() === '') {
          form.setFieldValue('customer.name', name);
        }
      }}
    />
  );
}

import type { UkrainianOf } from '../catalog.ts';
import type { palette as english } from '../en/palette.ts';

export const palette = {
  title: 'Команди, замовлення й клієнти',
  open: 'Знайти команду, замовлення чи клієнта',
  everywhere: 'Усюди',
  field: 'Що шукати',
  hint: 'Команда, номер замовлення, ім’я чи телефон',
  group_command: 'Команди',
  group_order: 'Замовлення',
  group_customer: 'Клієнти',
  found_one: 'знайдено {{count}}',
  found_few: 'знайдено {{count}}',
  found_many: 'знайдено {{count}}',
  found_other: 'знайдено {{count}}',
  nothing: 'За «{{text}}» нічого не знайдено',
  failed: 'Не вдалося шукати серед замовлень і клієнтів: {{message}}',
  orders_one: '{{count}} замовлення',
  orders_few: '{{count}} замовлення',
  orders_many: '{{count}} замовлень',
  orders_other: '{{count}} замовлення',
  more_one: 'Ще {{count}} замовлення серед вхідних',
  more_few: 'Ще {{count}} замовлення серед вхідних',
  more_many: 'Ще {{count}} замовлень серед вхідних',
  more_other: 'Ще {{count}} замовлення серед вхідних',
  goScope: 'Перейти',
} as const satisfies UkrainianOf<typeof english>;

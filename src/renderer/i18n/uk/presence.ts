import type { UkrainianOf } from '../catalog.ts';
import type { presence as english } from '../en/presence.ts';

export const presence = {
  looksHere_one: 'Це замовлення переглядає {{names}}',
  looksHere_few: 'Це замовлення переглядають {{names}}',
  looksHere_many: 'Це замовлення переглядають {{names}}',
  looksHere_other: 'Це замовлення переглядають {{names}}',
  editsHere: 'Це замовлення редагує {{name}}, з {{time}}',
  tookHere: 'Тепер редагує {{name}}, з {{time}}',
  typedStays: 'Те, що ви ввели, лишається тут; воно не збережене.',
  copyTyped: 'Скопіювати введене',
  copied: 'Скопійовано',
  takeOver: 'Перебрати',
  takeOverFailed: 'Редагування не перебрано',
  rowLooks: '{{name}} переглядає',
  rowEdits: '{{name}} редагує',
  somebody: 'Хтось',
  stays: '{{number}} лишилося як було',
  lockedBy: 'Його редагує {{name}}',
  lockedFix: 'Відкрийте замовлення й спершу переберіть редагування',
} as const satisfies UkrainianOf<typeof english>;

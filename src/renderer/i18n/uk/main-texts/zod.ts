import type { Said } from '../../catalog.ts';

/** Default messages of zod, for fields without an error text. */
export const zod: Said = {
  'Too big: expected string to have <={most} characters': 'Текст задовгий: не більше {most} знаків',
  'Too small: expected string to have >={least} characters':
    'Текст закороткий: знаків має бути щонайменше {least}',
  'Too big: expected number to be <={most}': 'Забагато: не більше {most}',
  'Too small: expected number to be >={least}': 'Замало: щонайменше {least}',
  'Too small: expected number to be >{bound}': 'Замало: має бути більше за {bound}',
  'Too big: expected array to have <={most} items': 'Забагато рядків: не більше {most}',
  'Too small: expected array to have >={least} items': 'Замало рядків: щонайменше {least}',
  'Invalid number: must be a multiple of {step}': 'Число має бути кратним {step}',
  'Invalid input: expected {expected}, received {received}':
    'Не те значення: очікується {expected}, отримано {received}',
};

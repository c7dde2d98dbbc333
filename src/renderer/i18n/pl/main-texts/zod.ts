import type { Said } from '../../catalog.ts';

/** Default messages of zod, for fields without an error text. */
export const zod: Said = {
  'Too big: expected string to have <={most} characters': 'Za długie: najwyżej {most} znaków',
  'Too small: expected string to have >={least} characters': 'Za krótkie: co najmniej {least} znaków',
  'Too big: expected number to be <={most}': 'Za dużo: najwyżej {most}',
  'Too small: expected number to be >={least}': 'Za mało: co najmniej {least}',
  'Too small: expected number to be >{bound}': 'Za mało: musi być więcej niż {bound}',
  'Too big: expected array to have <={most} items': 'Za dużo wierszy: najwyżej {most}',
  'Too small: expected array to have >={least} items': 'Za mało wierszy: co najmniej {least}',
  'Invalid number: must be a multiple of {step}': 'Liczba musi być wielokrotnością {step}',
  'Invalid input: expected {expected}, received {received}':
    'Niewłaściwa wartość: oczekiwano {expected}, otrzymano {received}',
};

import type { ChangeEvent, FocusEvent } from 'react';
import { GuessMark, settleGuess } from './paste/guess-mark.tsx';
import type { OrderFormApi } from './use-order-form.tsx';

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * The props of a form input. Input is validated on blur, an empty field only on submit. A value parsed from a message is marked
 * until it is edited or confirmed.
 */
export function fieldProps(form: OrderFormApi, path: string) {
  const { onBlur: _onBlur, ...props } = form.getInputProps(path);
  const isGuess = form.getValues().guesses.includes(path);
  return {
    ...props,
    'data-path': path,
    ...(isGuess && {
      'data-guess': true,
      description: <GuessMark form={form} path={path} />,
      inputWrapperOrder: ['label', 'input', 'description', 'error'] satisfies Order,
      onChange: (event: ChangeEvent<Field>) => {
        props.onChange(event);
        settleGuess(form, path);
      },
    }),
    onBlur: (event: FocusEvent<Field>) => {
      if (event.currentTarget.value.trim() !== '') void form.validateField(path);
    },
  };
}

type Order = ('label' | 'input' | 'description' | 'error')[];

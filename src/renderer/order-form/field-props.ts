import type { FocusEvent } from 'react';
import type { OrderFormApi } from './use-order-form.tsx';

/** What an input of the form needs. What was typed is checked when the field is left, what is empty only on submit. */
export function fieldProps(form: OrderFormApi, path: string) {
  const { onBlur: _onBlur, ...props } = form.getInputProps(path);
  return {
    ...props,
    'data-path': path,
    onBlur: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (event.currentTarget.value.trim() !== '') void form.validateField(path);
    },
  };
}

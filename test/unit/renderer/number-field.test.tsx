import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { NumberField } from '../../../src/renderer/features/notifications/rules/number-field.tsx';
import { WrongPartsContext } from '../../../src/renderer/features/notifications/rules/wrong-parts.ts';

afterEach(cleanup);

it('is invalid while empty, until another step’s number fills it', async () => {
  const wrong = new Set<string>();
  const onWrong = (part: string, isWrong: boolean): void => {
    if (isWrong) wrong.add(part);
    else wrong.delete(part);
  };
  const field = (value: number): ReactNode => (
    <MantineProvider>
      <WrongPartsContext value={onWrong}>
        <NumberField label="Minutes" most={240} value={value} onChange={() => {}} />
      </WrongPartsContext>
    </MantineProvider>
  );
  const { rerender } = render(field(5));
  await userEvent.setup().type(screen.getByRole('textbox'), '{Backspace}');
  expect(wrong.size).toBe(1);
  rerender(field(15));
  expect(screen.getByRole('textbox')).toHaveProperty('value', '15');
  expect(wrong.size).toBe(0);
});

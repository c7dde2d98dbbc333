import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useWrongPart } from './wrong-parts.ts';

type Props = {
  readonly label: string;
  readonly most: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
};

/** A whole number from 1. While it is emptied nothing is saved: of `24` the 2 was left, which nobody has typed. */
export function NumberField({ label, most, value, onChange }: Props) {
  // the value may change from outside, as when an earlier step is removed: the field was not emptied then
  const [emptied, setEmptied] = useState<number | null>(null);
  const isEmpty = emptied === value;
  useWrongPart(isEmpty);
  return (
    <NumberInput
      size="xs"
      label={label}
      min={1}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      value={value}
      error={isEmpty}
      onChange={(next) => {
        const isNumber = typeof next === 'number' && next >= 1;
        setEmptied(isNumber ? null : value);
        if (isNumber) onChange(next);
      }}
    />
  );
}

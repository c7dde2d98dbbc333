import { expect, it } from 'vitest';
import { templatesOf } from '../../../src/shared/taught-templates.ts';
import { entryOf } from '../../support/orders.ts';
import { kiosklyTemplate } from '../../support/templates.ts';

type Teaching = { readonly version: number; readonly at?: number; readonly desk?: string };
const taught = (name: string, { version, ...head }: Teaching) => {
  const template = kiosklyTemplate({ name, version });
  return entryOf({
    id: `taught:${name}`,
    kind: 'recipe-taught',
    orderId: null,
    data: { recipe: template },
    ...head,
  });
};
const withdrawn = (name: string) =>
  entryOf({
    id: `withdrawn:${name}`,
    kind: 'recipe-withdrawn',
    orderId: null,
    data: { taught: `taught:${name}` },
  });
const namesOf = (...entries: Parameters<typeof templatesOf>[0]) =>
  templatesOf(entries).map(({ recipe: template, withdrawnAt }) =>
    [template.name, template.version, ...(withdrawnAt !== null ? ['withdrawn'] : [])].join(' '),
  );

it('two templates of one version both stay, and the later is renumbered', () => {
  const [anna, taras] = [
    taught('Annas', { version: 1, at: 1, desk: 'desk-a' }),
    taught('Tarass', { version: 1, at: 2, desk: 'desk-b' }),
  ];
  expect(namesOf(anna, taras)).toEqual(['Annas 1', 'Tarass 2']);
  expect(namesOf(taras, anna)).toEqual(['Annas 1', 'Tarass 2']);
});

it('what was taught over both is newer than both', () => {
  const [one, other] = [taught('One', { version: 1, at: 1 }), taught('Other', { version: 1, at: 2 })];
  expect(namesOf(taught('Over', { version: 2, at: 3 }), one, other)).toEqual(['One 1', 'Other 2', 'Over 3']);
});

it('a greater version is newer despite a slow clock', () => {
  expect(namesOf(taught('Newer', { version: 2, at: 1 }), taught('Older', { version: 1, at: 9 }))).toEqual([
    'Older 1',
    'Newer 2',
  ]);
});

it('a withdrawn template keeps its version, in either order of arrival', () => {
  const [one, other] = [taught('One', { version: 1, at: 1 }), taught('Other', { version: 1, at: 2 })];
  const all = ['One 1 withdrawn', 'Other 2'];
  expect(namesOf(one, other, withdrawn('One'))).toEqual(all);
  expect(namesOf(withdrawn('One'), other, one)).toEqual(all);
  expect(namesOf(withdrawn('One'))).toEqual([]);
});

it('the same template from two computers is one', () => {
  expect(
    namesOf(
      taught('One', { version: 1, at: 1, desk: 'desk-a' }),
      taught('One', { version: 1, at: 2, desk: 'desk-b' }),
    ),
  ).toEqual(['One 1']);
});

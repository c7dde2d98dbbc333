import { expect, it } from 'vitest';
import { memoryLedger } from '../../support/ledger.ts';
import { kiosklyTemplate } from '../../support/templates.ts';

it('a version is given once, also when its template was removed', () => {
  const { recipes } = memoryLedger();
  recipes.save({ recipe: kiosklyTemplate(), savedAt: 7, savedBy: 'Anna' });
  recipes.remove('kioskly', 1, { at: 8, by: 'Anna' });
  expect(recipes.lastVersion('kioskly')).toBe(1);
  expect(() => recipes.save({ recipe: kiosklyTemplate(), savedAt: 9, savedBy: 'Anna' })).toThrow(
    'kioskly@1 was changed on another computer in the meantime',
  );
  recipes.save({ recipe: kiosklyTemplate({ version: 2 }), savedAt: 9, savedBy: 'Anna' });
  expect(recipes.list().map(({ recipe }) => recipe.version)).toEqual([2]);
});

import { describe, expect, it } from 'vitest';
import { crossedEdits } from '../../../../src/shared/crossed-edits.ts';
import { key, twoDesks } from './two-desks.ts';

describe('two edits that crossed', () => {
  it('are told on both desks alike: who saved what, and what became of it', async () => {
    const { anna, ivan, meet, edit, crossed } = await twoDesks();
    await edit(anna, 'Anna', { address: 'Nova 1', note: 'Ring twice' });
    await edit(ivan, 'Ivan', { address: 'Stara 9', tags: ['gift'] });
    expect([crossed(anna), crossed(ivan)]).toEqual([null, null]);
    meet();
    expect(crossed(anna)).toEqual(crossed(ivan));
    expect(crossed(anna)).toMatchObject({
      by: 'Ivan',
      lost: [
        { field: 'address', by: 'Anna', before: 'Sadova 5', after: 'Nova 1', mine: 'Stara 9' },
        { field: 'note', by: 'Anna', before: '', after: 'Ring twice', mine: '' },
      ],
      restored: { address: 'Nova 1', note: 'Ring twice', tags: ['gift'] },
    });
  });

  it('lose nothing where both say the same, or the later one knew of the earlier', async () => {
    const { anna, ivan, meet, edit, crossed } = await twoDesks();
    await edit(anna, 'Anna', { address: 'Nova 1' });
    await edit(ivan, 'Ivan', { address: 'Nova 1', tags: ['gift'] });
    meet();
    expect(crossed(anna)).toBeNull();
    await edit(ivan, 'Ivan', { address: 'Stara 9' });
    meet();
    expect(crossed(anna)).toBeNull();
  });

  it('name each who was lost, of three', async () => {
    const { anna, ivan, meet, edit, crossed } = await twoDesks();
    await edit(anna, 'Anna', { address: 'Nova 1' });
    await edit(anna, 'Olha', { note: 'Ring twice' });
    await edit(ivan, 'Ivan', { tags: ['gift'] });
    meet();
    expect(crossed(ivan)?.lost.map(({ field, by, mine }) => [field, by, mine])).toEqual([
      ['address', 'Anna', 'Sadova 5'],
      ['note', 'Olha', ''],
    ]);
  });

  it.each(['restored', 'left as it is'])('are settled by whoever saves the order again: %s', async (how) => {
    const { anna, ivan, id, meet, edit, crossed } = await twoDesks();
    await edit(anna, 'Anna', { address: 'Nova 1' });
    await edit(ivan, 'Ivan', { tags: ['gift'] });
    meet();
    await edit(anna, 'Anna', how === 'restored' ? (crossed(anna)?.restored ?? {}) : {});
    expect(crossed(anna)).toBeNull();
    meet();
    expect(crossed(ivan)).toBeNull();
    expect(ivan.manual.form(id).form).toMatchObject({
      address: how === 'restored' ? 'Nova 1' : 'Sadova 5',
      tags: ['gift'],
    });
    const entries = ivan.ledger.entries.ofOrder(id).length;
    await edit(anna, 'Anna', {});
    meet();
    expect(ivan.ledger.entries.ofOrder(id)).toHaveLength(entries);
  });

  it('are nothing anybody can know of, of a time when it was not kept what an edit was made on', async () => {
    const { anna, ivan, id, meet, edit } = await twoDesks();
    await edit(anna, 'Anna', { address: 'Nova 1' });
    await edit(ivan, 'Ivan', { tags: ['gift'] });
    meet();
    const old = anna.ledger.entries.ofOrder(id).map((entry) => {
      if (entry.kind !== 'order-updated') return entry;
      const { base: _base, ...data } = entry.data;
      return { ...entry, data };
    });
    expect(crossedEdits(key, old)).toBeNull();
  });
});

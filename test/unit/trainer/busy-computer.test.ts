import { expect, it } from 'vitest';
import type { Trainer } from '../../../src/main/trainer/trainer.ts';
import { createTrainer } from '../../../src/main/trainer/trainer.ts';
import { fakeClock } from '../../support/clock.ts';
import { starvedReader } from '../intake/gmail/starved-reader.ts';
import { book, deliver, document, eachWithTrainer, ledger, sender, teach, valuesOf } from './trainer-desk.ts';

eachWithTrainer();

const lesson = { document: document('KX-1'), values: valuesOf('KX-1', '8.00'), name: 'Kioskly' };

/** Two mails that a template parses, and a trainer without time for the second while busy. */
async function whenBusy(run: (trainer: Trainer, setBusy: (busy: boolean) => void) => Promise<void>) {
  await deliver('KX-1', '8.00');
  await deliver('KX-2', '9.50');
  await teach('KX-1', '8.00');
  let isBusy = false;
  const reader = starvedReader((raw) => isBusy && raw.includes('KX-2'));
  const trainer = createTrainer({
    ledger,
    clock: fakeClock(),
    reader,
    book,
    manager: () => 'Anna',
    familyOf: () => 'kioskly',
  });
  try {
    await run(trainer, (busy) => {
      isBusy = busy;
    });
  } finally {
    await reader.stop();
  }
}

it.each(['after', 'before'])('counts no mail as broken or fixed when parsing timed out, %s', (when) =>
  whenBusy(async (trainer, setBusy) => {
    if (when === 'after') expect((await trainer.preview(lesson)).replay).toMatchObject({ same: 2 });
    setBusy(true);

    const { replay } = await trainer.preview(lesson);

    expect(replay).toMatchObject({ same: 1, changed: 0, fixed: 0, broken: 0, unread: 1 });
    expect(replay?.mails.map((mail) => [mail.document, mail.outcome])).toEqual([
      [document('KX-2'), 'unread'],
      [document('KX-1'), 'same'],
    ]);

    setBusy(false);
    expect((await trainer.preview(lesson)).replay).toMatchObject({ same: 2, unread: 0 });
  }),
);

it('saves no template that was not tried on every mail', () =>
  whenBusy(async (trainer, setBusy) => {
    const kept = ledger.readings.ofSender(sender, { since: 0, limit: 10 });
    setBusy(true);

    await expect(trainer.save(lesson)).rejects.toMatchObject({
      kind: 'refused',
      message: '1 mails not tested: this computer is too busy',
    });
    expect(book.all().map(({ version }) => version)).toEqual([1]);
    expect(ledger.readings.ofSender(sender, { since: 0, limit: 10 })).toEqual(kept);

    setBusy(false);
    expect(await trainer.save(lesson)).toMatchObject({ recipe: 'kioskly@2' });
  }));

import { z } from 'zod';
import { connectionNames } from '../views.ts';

/** The setup steps in display order; each is optional and can be done at any time. */
export const setupSteps = [...connectionNames, 'notices'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** Only the user can confirm these notifications. */
const senses = ['sound', 'toast'] as const;
export type Sense = (typeof senses)[number];
const answers = ['yes', 'no'] as const;
export type SenseAnswer = (typeof answers)[number];

const stepSchema = z.enum(setupSteps);
const clickSchema = z.int().min(1).max(20);

/** The setup progress of this computer. Contains no account data. */
export const setupProgressSchema = z
  .object({
    /** The open step; null if none. */
    open: stepSchema.nullable(),
    skipped: z.array(stepSchema).readonly(),
    /** The completed instructions at a service, by their numbers from 1. */
    ticked: z.partialRecord(stepSchema, z.array(clickSchema).readonly()),
    senses: z.partialRecord(z.enum(senses), z.enum(answers)),
    /** Whether the setup invitation was closed. */
    invitationClosed: z.boolean(),
  })
  .readonly();
export type SetupProgress = z.infer<typeof setupProgressSchema>;

export const noProgress: SetupProgress = {
  open: null,
  skipped: [],
  ticked: {},
  senses: {},
  invitationClosed: false,
};

/** One change of the progress. */
export const setupNoteSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('open'), step: stepSchema.nullable() }),
    z.object({ kind: z.literal('skip'), step: stepSchema, on: z.boolean() }),
    z.object({ kind: z.literal('tick'), step: stepSchema, click: clickSchema, on: z.boolean() }),
    z.object({ kind: z.literal('sense'), sense: z.enum(senses), answer: z.enum(answers) }),
    z.object({ kind: z.literal('invitation-closed') }),
  ])
  .readonly();
export type SetupNote = z.infer<typeof setupNoteSchema>;

/** Returns the progress with `note` applied. Idempotent. */
export function withNote(progress: SetupProgress, note: SetupNote): SetupProgress {
  const { open, skipped, ticked, senses: told } = progress;
  switch (note.kind) {
    case 'open':
      return { ...progress, open: note.step };
    case 'skip':
      return {
        ...progress,
        skipped: having(skipped, note.step, note.on),
        open: note.on && open === note.step ? null : open,
      };
    case 'tick': {
      const clicks = having(ticked[note.step] ?? [], note.click, note.on).toSorted((a, b) => a - b);
      return { ...progress, ticked: { ...ticked, [note.step]: clicks } };
    }
    case 'sense':
      return { ...progress, senses: { ...told, [note.sense]: note.answer } };
    case 'invitation-closed':
      return { ...progress, invitationClosed: true };
  }
}

function having<T>(list: readonly T[], one: T, on: boolean): readonly T[] {
  if (!on) return list.filter((each) => each !== one);
  return list.includes(one) ? list : [...list, one];
}

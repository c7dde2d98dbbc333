import type { Mode } from '../mode.ts';
import type { ConnectionName, ConnectionView } from '../views.ts';
import type { SetupProgress, SetupStep } from './progress.ts';
import { setupSteps } from './progress.ts';

/**
 * The state of one step. `kept`: set, but used only after the sample shop is left. `elsewhere`: set, and polled by another
 * computer.
 */
export type StepState = 'todo' | 'skipped' | 'kept' | 'checking' | 'done' | 'elsewhere' | 'failing';

export type SetupFacts = {
  readonly mode: Mode;
  readonly connections: readonly ConnectionView[];
  readonly progress: SetupProgress;
};

/** A connection that is set counts as set, even if its step was skipped before. */
export function stepState(step: SetupStep, facts: SetupFacts): StepState {
  const { connections, progress, mode } = facts;
  const left = progress.skipped.includes(step) ? 'skipped' : 'todo';
  if (step === 'notices') return noticesState(progress.senses, left);
  const connection = connections.find(({ name }) => name === step);
  if (!connection) return left;
  const isSet = isAnySet(connection);
  // the accounts that answer there are the sample shop's own
  if (mode === 'sample') return isSet ? 'kept' : left;
  switch (connection.state) {
    case 'off':
      if (isSet && connection.elsewhere === true) return 'elsewhere';
      return left;
    case 'working':
      return 'done';
    case 'checking':
      return 'checking';
    case 'failing':
    case 'signed-out':
      return 'failing';
  }
}

function noticesState({ sound, toast }: SetupProgress['senses'], left: 'todo' | 'skipped'): StepState {
  if (sound === 'no') return 'failing';
  return sound === 'yes' && toast !== undefined ? 'done' : left;
}

const isAnySet = ({ fields }: ConnectionView): boolean =>
  fields.some(({ name, isSet, value }) => isSet && !(name === 'TUNNEL' && value === 'none'));

export type SetupSummary = {
  readonly total: number;
  /** Connected, by this computer or another; what fails just now was connected too. */
  readonly connected: number;
  /** Connections that do not work just now. */
  readonly broken: readonly ConnectionName[];
  /** The first step that is neither done nor skipped; null when there is none. */
  readonly next: SetupStep | null;
};

const isConnected: { readonly [S in StepState]: boolean } = {
  todo: false,
  skipped: false,
  kept: false,
  checking: true,
  done: true,
  elsewhere: true,
  failing: true,
};

/** The summary of all steps. */
export function sumUpSetup(facts: SetupFacts): SetupSummary {
  const states = setupSteps.map((step) => ({ step, state: stepState(step, facts) }));
  return {
    total: states.length,
    connected: states.filter(
      ({ step, state }) => isConnected[state] && !(step === 'notices' && state === 'failing'),
    ).length,
    broken: states.flatMap(({ step, state }) => (step !== 'notices' && state === 'failing' ? [step] : [])),
    next: states.find(({ state }) => state === 'todo')?.step ?? null,
  };
}

import { describe, expect, it } from 'vitest';
import type { SetupProgress } from '../../../../src/shared/setup/progress.ts';
import { noProgress, setupSteps } from '../../../../src/shared/setup/progress.ts';
import type { SetupFacts } from '../../../../src/shared/setup/step-state.ts';
import { stepState, sumUpSetup } from '../../../../src/shared/setup/step-state.ts';
import type { ConnectionName, ConnectionView } from '../../../../src/shared/views.ts';
import { connectionNames } from '../../../../src/shared/views.ts';
import { connectionView } from '../../../support/connection-view.ts';

const connection = (name: ConnectionName, part: Partial<ConnectionView> = {}): ConnectionView =>
  connectionView(name, { fields: [{ name: 'X', secret: false, value: null, isSet: false }], ...part });
const set = { fields: [{ name: 'X', secret: false, value: 'x', isSet: true }] };

function facts(
  parts: { readonly [N in ConnectionName]?: Partial<ConnectionView> } = {},
  progress: Partial<SetupProgress> = {},
  mode: SetupFacts['mode'] = 'shop',
): SetupFacts {
  return {
    mode,
    connections: connectionNames.map((name) => connection(name, parts[name])),
    progress: { ...noProgress, ...progress },
  };
}

describe('a step', () => {
  it('has the state of its connection', () => {
    const states = facts({
      shopify: { state: 'working' },
      gmail: { state: 'signed-out' },
      bigquery: { state: 'checking' },
      manychat: { state: 'failing' },
      tunnel: { ...set, elsewhere: true },
    });
    expect(setupSteps.map((step) => stepState(step, states))).toEqual([
      'done',
      'failing',
      'checking',
      'failing',
      'elsewhere',
      'todo',
    ]);
  });

  it('is skipped only as long as nothing is connected there', () => {
    const skipped = { skipped: ['shopify', 'notices'] as const };
    expect(stepState('shopify', facts({}, skipped))).toBe('skipped');
    expect(stepState('notices', facts({}, skipped))).toBe('skipped');
    expect(stepState('shopify', facts({ shopify: { state: 'working' } }, skipped))).toBe('done');
  });

  it('does not count a sample account as the shop’s own', () => {
    const sample = facts({ shopify: { state: 'working' }, tunnel: set }, {}, 'sample');
    expect(stepState('shopify', sample)).toBe('todo');
    expect(stepState('tunnel', sample)).toBe('kept');
    expect(sumUpSetup(sample).connected).toBe(0);
  });

  it('of the notifications is done once both are answered, sound included', () => {
    const stateAfter = (senses: SetupProgress['senses']) => stepState('notices', facts({}, { senses }));
    expect(stateAfter({})).toBe('todo');
    expect(stateAfter({ sound: 'yes' })).toBe('todo');
    expect(stateAfter({ sound: 'yes', toast: 'no' })).toBe('done');
    expect(stateAfter({ sound: 'no' })).toBe('failing');
  });
});

describe('all steps', () => {
  it('count what is connected, and a connection that broke with it', () => {
    const summary = sumUpSetup(
      facts({ shopify: { state: 'working' }, gmail: { state: 'failing' } }, { skipped: ['bigquery'] }),
    );
    expect(summary).toEqual({ total: 6, connected: 2, broken: ['gmail'], next: 'manychat' });
  });

  it('never count a silent bell as a broken connection', () => {
    expect(sumUpSetup(facts({}, { senses: { sound: 'no' } }))).toMatchObject({ connected: 0, broken: [] });
  });

  it('have no next one when all are done or skipped', () => {
    expect(sumUpSetup(facts({}, { skipped: [...setupSteps] })).next).toBeNull();
  });
});

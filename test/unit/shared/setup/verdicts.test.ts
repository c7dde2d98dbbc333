import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckView } from '../../../../src/shared/diagnostics.ts';
import { noticesVerdict } from '../../../../src/shared/setup/notices-verdict.ts';
import { verdictOf } from '../../../../src/shared/setup/verdict.ts';
import type { TestRunReport } from '../../../../src/shared/test-run.ts';

const line = (part: Partial<CheckView>): CheckView => ({
  id: 'x',
  group: 'gmail',
  title: 'Something',
  tried: 'Tried it',
  state: 'ok',
  cameBack: 'Well',
  fix: null,
  act: null,
  copies: null,
  personal: [],
  ms: 1,
  ...part,
});
const works = { name: 'gmail', state: 'working', problem: null, fix: null } as const;
const down = { name: 'gmail', state: 'signed-out', problem: 'Signed out', fix: 'Sign in' } as const;

describe('a check', () => {
  it('puts a failure before a warning, with one thing to do', () => {
    const checks = [
      line({}),
      line({ state: 'warn', cameBack: 'Soon over', fix: 'Renew it' }),
      line({ state: 'fail', cameBack: 'Refused', fix: 'Ask again', act: 'ask-now' }),
    ];
    expect(verdictOf(works, checks)).toEqual({
      tone: 'bad',
      words: 'Refused',
      fix: 'Ask again',
      act: 'ask-now',
      copies: null,
      worked: 1,
    });
    expect(verdictOf(works, checks.slice(0, 2))).toMatchObject({ tone: 'warn', words: 'Soon over' });
  });

  it('is well only when its tests and connection are well', () => {
    const state = fc.constantFrom('ok', 'warn', 'fail', 'skipped') satisfies fc.Arbitrary<CheckView['state']>;
    fc.assert(
      fc.property(fc.array(state), fc.constantFrom(works, down), (states, connection) => {
        const verdict = verdictOf(
          connection,
          states.map((each) => line({ state: each })),
        );
        const isWell = connection === works && !states.some((each) => each === 'fail' || each === 'warn');
        expect(verdict.tone === 'good').toBe(isWell);
        expect(verdict.words === null).toBe(isWell);
      }),
    );
  });

  it('has a press for what the connection says itself', () => {
    expect(verdictOf(down, [])).toMatchObject({ words: 'Signed out', fix: 'Sign in', act: 'sign-in' });
    expect(verdictOf({ ...down, name: 'shopify' }, []).act).toBe('settings');
    expect(verdictOf({ ...down, retype: true }, []).act).toBe('settings');
    expect(verdictOf({ ...down, state: 'failing' }, []).act).toBe('ask-now');
  });
});

describe('a try of the notices', () => {
  const trial = (notice: CheckView['state'], email: CheckView['state']): TestRunReport => ({
    id: 'd',
    by: 'Anna',
    startedAt: 0,
    endedAt: 1,
    steps: [
      line({ id: 'drill.notice', group: 'drill', state: notice }),
      line({ id: 'drill.email', group: 'drill', state: email }),
    ],
  });
  const both = { sound: 'yes', toast: 'yes' } as const;

  it('comes to one fact, the worst first', () => {
    const kind = (...args: Parameters<typeof noticesVerdict>) => noticesVerdict(...args).kind;
    expect(kind({}, null)).toBe('untried');
    expect(kind({ sound: 'no', toast: 'no' }, trial('fail', 'ok'))).toBe('unheard');
    expect(kind(both, trial('warn', 'ok'))).toBe('way');
    expect(kind(both, trial('running', 'skipped'))).toBe('trying');
    expect(kind({ sound: 'yes' }, trial('ok', 'skipped'))).toBe('unanswered');
    expect(kind({ sound: 'yes', toast: 'no' }, trial('ok', 'ok'))).toBe('unseen');
    expect(kind(both, trial('skipped', 'skipped'))).toBe('nobody');
    expect(kind(both, null)).toBe('here');
    expect(kind(both, trial('skipped', 'ok'))).toBe('well');
  });
});

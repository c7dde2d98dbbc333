import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Way } from '../../../../src/shared/alert-rules/channels.ts';
import { nextWay, ways } from '../../../../src/shared/alert-rules/channels.ts';
import { lastRule, ruleSchema } from '../../../../src/shared/alert-rules/rules.ts';
import type { Notification } from '../../../../src/shared/order.ts';
import { notificationStates } from '../../../../src/shared/order.ts';

const notified = (channel: Way, state: Notification['state']): Notification => ({
  manager: 'Anna',
  channel,
  state,
});
const anyOpen = fc.shuffledSubarray([...ways]);
const anyNotified = fc.uniqueArray(
  fc.record({ channel: fc.constantFrom(...ways), state: fc.constantFrom(...notificationStates) }),
  { selector: ({ channel }) => channel },
);

describe('the next way to a manager', () => {
  it('is the rule’s first untried one, and none after a success', () => {
    expect(nextWay(['email', 'messenger'], [])).toBe('email');
    expect(nextWay(['messenger', 'email'], [notified('messenger', 'refused')])).toBe('email');
    expect(nextWay(['messenger', 'email'], [notified('messenger', 'unknown')])).toBeNull();
    expect(nextWay([], [])).toBeNull();
  });

  it('tries each channel once, until one does not refuse', () => {
    fc.assert(
      fc.property(
        anyOpen,
        anyNotified,
        fc.array(fc.constantFrom(...notificationStates)),
        (open, before, states) => {
          const all = before.map(({ channel, state }) => notified(channel, state));
          const tried: Way[] = [];
          for (const state of states) {
            const way = nextWay(open, all);
            if (way === null) break;
            expect(all.every((one) => one.state === 'refused' && one.channel !== way)).toBe(true);
            tried.push(way);
            all.push(notified(way, state));
          }
          expect(tried).toEqual(open.filter((way) => tried.includes(way)));
        },
      ),
    );
  });
});

describe('the ways of a rule', () => {
  it('are all of them, Messenger first, in older rules', () => {
    const { ways: _, ...before } = lastRule;
    expect(ruleSchema.parse(before).ways).toEqual(['messenger', 'email', 'telegram']);
  });

  it('are one at least, and each once', () => {
    expect(() => ruleSchema.parse({ ...lastRule, ways: [] })).toThrow();
    expect(() => ruleSchema.parse({ ...lastRule, ways: ['email', 'email'] })).toThrow('each channel once');
    expect(ruleSchema.parse({ ...lastRule, ways: ['email'] }).ways).toEqual(['email']);
  });
});

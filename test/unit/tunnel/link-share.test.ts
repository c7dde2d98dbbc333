import { expect, it } from 'vitest';
import { bucketSize, createBucket } from '../../../src/main/desks/link/bucket.ts';
import { linkShare } from '../../../src/main/tunnel/link-share.ts';
import { freeRequests } from '../../../src/main/tunnel/quota.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const month = 30 * day;

/** The shop is open from eight to eight. */
const openFrom = 8 * 60 * minute;
const openTo = 20 * 60 * minute;
/** Deliveries and the bot's requests, as `quota.test.ts` counts them. */
const perOrder = 10;
const probesADay = 144;

/**
 * A month of a shop behind ngrok's free plan: what comes from outside, and a deed of each linked desk each `deedEveryMs` while
 * the shop is open. A deed that finds nothing in the bucket waits for the next minute, and is said with what came meanwhile.
 */
function playMonth({ orders, desks, deedEveryMs }: { orders: number; desks: number; deedEveryMs: number }) {
  let now = 0;
  let others = 0;
  let link = 0;
  let late = 0;
  let deeds = 0;
  const buckets = Array.from({ length: desks }, () => ({ bucket: createBucket(() => now), waits: false }));
  for (; now < month; now += minute) {
    const ofDay = now % day;
    others += probesADay / (day / minute);
    const isOpen = ofDay >= openFrom && ofDay < openTo;
    if (isOpen) others += (orders * perOrder) / ((openTo - openFrom) / minute);
    if (ofDay % (10 * minute) === 0) {
      const counted = { limit: freeRequests, link, others, passedMs: now, leftMs: month - now };
      for (const { bucket } of buckets) bucket.allow(linkShare(counted, desks).everyMs);
    }
    for (const desk of buckets) {
      const isDeed = isOpen && ofDay % deedEveryMs === 0;
      if (isDeed) deeds += 1;
      if (!isDeed && !desk.waits) continue;
      desk.waits = !desk.bucket.take(0);
      if (desk.waits && isDeed) late += 1;
      if (!desk.waits) link += 1;
    }
  }
  return { total: link + others, link, late, deeds };
}

it('lets four linked desks of a shop with 20 orders a day say what they do at once, within the free plan', () => {
  const { total, late, deeds } = playMonth({ orders: 20, desks: 4, deedEveryMs: 12 * minute });
  expect(deeds).toBe(4 * 30 * 60);
  expect(total).toBeLessThan(freeRequests);
  expect(late / deeds).toBeLessThan(0.01);
});

it('keeps within the free plan by letting deeds wait where orders take nearly all of it', () => {
  const { total, link, late } = playMonth({ orders: 45, desks: 4, deedEveryMs: 5 * minute });
  expect(total).toBeLessThan(freeRequests);
  expect(link).toBeGreaterThan(500);
  expect(late).toBeGreaterThan(0);
});

it('leaves the link a tenth of what is left, however busy the first day was', () => {
  const { left } = linkShare(
    { limit: freeRequests, link: 0, others: 5000, passedMs: day, leftMs: month - day },
    4,
  );
  expect(left).toBe(1300);
});

it('is next to nothing once everything is used up, and never less than that', () => {
  const used = { limit: freeRequests, link: 0, others: freeRequests, passedMs: day, leftMs: month - day };
  const { everyMs, left } = linkShare(used, 4);
  expect(left).toBe(0);
  expect(everyMs).toBe(month - day);
});

it('gives a desk that was quiet a burst, and no more than one', () => {
  let now = 0;
  const bucket = createBucket(() => now);
  bucket.allow(minute);
  now += day;
  for (let taken = 0; taken < bucketSize; taken += 1) expect(bucket.take(0)).toBe(true);
  expect(bucket.take(0)).toBe(false);
  expect(bucket.waitMs(0)).toBe(minute);
  now += minute;
  expect(bucket.take(0)).toBe(true);
});

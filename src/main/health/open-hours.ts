const hour = 3_600_000;

/** Time in which mails are expected: the hours and weekdays in which mails ever came, by this computer's clock. */
export type OpenHours = {
  /** Open time between two moments of the learned span, milliseconds. */
  between(from: number, to: number): number;
};

/**
 * Learns a sender's open hours from when its mails came. Only hours without any mail are excluded, so that a quiet evening does
 * not count as silence while a quiet noon does.
 * @param times within the span, epoch milliseconds
 */
export function learnOpenHours(
  times: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): OpenHours {
  const hours = new Set(times.map(hourOf));
  const days = new Set(times.map(dayOf));
  const start = Math.floor(from / hour) * hour;
  const passed = [0];
  for (let at = start; at < to; at += hour) {
    const isOpen = hours.has(hourOf(at)) && days.has(dayOf(at));
    passed.push((passed.at(-1) ?? 0) + (isOpen ? hour : 0));
  }
  const passedAt = (time: number): number => {
    const index = Math.max(0, Math.min(passed.length - 2, Math.floor((time - start) / hour)));
    const [before = 0, after = 0] = passed.slice(index, index + 2);
    return before + (after - before) * Math.min(1, (time - start) / hour - index);
  };
  return { between: (one, other) => passedAt(other) - passedAt(one) };
}

const hourOf = (time: number): number => new Date(time).getHours();
const dayOf = (time: number): number => new Date(time).getDay();

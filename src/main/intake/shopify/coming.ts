/** Counts deliveries that are being received and are not answered yet. */
export type Coming = {
  /** Registers an incoming delivery. @returns a function to call when it is answered or aborted */
  begin(): () => void;
  /** How many deliveries have priority: the most concurrent ones since the last `turn`, because more are likely then. */
  atOnce(): number;
  /** Called by work that gave way to deliveries, when it runs. */
  turn(): void;
};

/** The limit of the count: anybody can begin to send something. */
const mostCounted = 32;

export function createComing(): Coming {
  let now = 0;
  let mostAtOnce = 0;
  return {
    begin() {
      now += 1;
      mostAtOnce = Math.max(mostAtOnce, now);
      return () => {
        now -= 1;
      };
    },
    // a single delivery that has been answered predicts no other
    atOnce: () => (now > 0 || mostAtOnce > 1 ? Math.min(mostAtOnce, mostCounted) : 0),
    turn() {
      mostAtOnce = now;
    },
  };
}

/** Why what was thrown away cannot take a form's place: something else stands in it, or it changes a later version. */
export type InTheWay = 'begunSince' | 'changedSince';

/** A form on screen, as it is to one of its place that was thrown away before and is taken back. */
type OpenForm = {
  /**
   * Keeps what was typed into it until now.
   * @param base the version that the other one is a change of
   * @returns null when nothing is lost by the other one taking its place
   */
  readonly inTheWay: (base: number | undefined) => InTheWay | null;
  /** Shows what is kept. */
  readonly readAgain: () => void;
};

/** The forms on screen, by the place that each is kept in: what is kept they read only when they come. */
export function createOpenForms() {
  const forms = new Map<string, OpenForm>();
  return {
    /** @returns the function that ends it */
    open(place: string, form: OpenForm): () => void {
      forms.set(place, form);
      return () => {
        if (forms.get(place) === form) forms.delete(place);
      };
    },
    find: (place: string): OpenForm | null => forms.get(place) ?? null,
  };
}

/** Why a discarded form cannot be restored: another form is in its place, or that one changes a later version. */
export type InTheWay = 'begunSince' | 'changedSince';

/** A form on screen, as seen by a discarded one of the same key that is being restored. */
type OpenForm = {
  /**
   * Saves what was typed so far.
   * @param base the version that the other form changes
   * @returns null if nothing is lost when the other form takes its place
   */
  readonly inTheWay: (base: number | undefined) => InTheWay | null;
  /** Shows the saved form. */
  readonly readAgain: () => void;
};

/** The forms on screen by storage key. Each reads its saved values only when it mounts. */
export function createOpenForms() {
  const forms = new Map<string, OpenForm>();
  return {
    /** @returns the function that removes it */
    open(place: string, form: OpenForm): () => void {
      forms.set(place, form);
      return () => {
        if (forms.get(place) === form) forms.delete(place);
      };
    },
    find: (place: string): OpenForm | null => forms.get(place) ?? null,
  };
}

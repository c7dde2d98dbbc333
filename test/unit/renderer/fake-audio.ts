import { vi } from 'vitest';

/** Replaces the browser's audio: it counts the sounds, and runs when the test allows it. */
export function fakeAudio({ runs = true }: { readonly runs?: boolean } = {}) {
  const struck: number[] = [];
  const gains: { value: number }[] = [];
  const contexts: FakeContext[] = [];
  let mayRun = runs;
  class FakeContext extends EventTarget {
    state = mayRun ? 'running' : 'suspended';
    currentTime = 0;
    destination = {};
    constructor() {
      super();
      contexts.push(this);
    }
    createGain() {
      const gain = { value: 1, setValueAtTime: () => gain, exponentialRampToValueAtTime: () => gain };
      gains.push(gain);
      return { gain, connect: <T>(to: T): T => to };
    }
    createOscillator() {
      const frequency = { value: 0 };
      return {
        frequency,
        connect: <T>(to: T): T => to,
        start: () => void struck.push(frequency.value),
        stop: () => undefined,
      };
    }
    async resume(): Promise<void> {
      if (!mayRun) return;
      this.state = 'running';
      this.dispatchEvent(new Event('statechange'));
    }
  }
  const userActivation = { hasBeenActive: false };
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('navigator', { userActivation });
  return {
    struck,
    contexts,
    /** The total volume, 0 to 1. */
    loudness: () => gains[0]?.value,
    press(): void {
      userActivation.hasBeenActive = true;
    },
    allow(): void {
      mayRun = true;
    },
    remove: () => vi.unstubAllGlobals(),
  };
}

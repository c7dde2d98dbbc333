import { contextBridge, ipcRenderer } from 'electron';
import type { AppEvent, Bridge } from '../shared/contract.ts';

const listeners = new Set<(event: AppEvent) => void>();
// one subscription for all: Node warns of a leak at the eleventh listener. The IPC event has `sender`, which no page may get.
ipcRenderer.on('desk:event', (_, event: AppEvent) => {
  for (const listener of listeners) listener(event);
});

contextBridge.exposeInMainWorld('orderbell', {
  call: (name, input) => ipcRenderer.invoke('desk:call', name, input),
  on: (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
} satisfies Bridge);

import type { IpcRendererEvent } from 'electron';
import { contextBridge, ipcRenderer } from 'electron';
import type { AppEvent, Bridge } from '../shared/contract.ts';

contextBridge.exposeInMainWorld('orderbell', {
  call: (name, input) => ipcRenderer.invoke('desk:call', name, input),
  on: (listener) => {
    // the IPC event carries `sender`, which is no business of a page
    const pass = (_: IpcRendererEvent, event: AppEvent): void => listener(event);
    ipcRenderer.on('desk:event', pass);
    return () => {
      ipcRenderer.removeListener('desk:event', pass);
    };
  },
} satisfies Bridge);

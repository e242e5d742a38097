/** The door in the desktop window. The only module that names Tauri. */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { CallError, type Backend, type Change, type Reply } from './backend';

export function tauriBackend(): Backend {
  return {
    async call<C extends Parameters<Backend['call']>[0]>(command: C, args: object): Promise<Reply<C>> {
      try {
        return await invoke<Reply<C>>('call', { command, args });
      } catch (thrown) {
        throw CallError.from(thrown);
      }
    },

    onChange(listener) {
      const listening = listen<Change>('change', (event) => listener(event.payload));
      return () => void listening.then((stop) => stop());
    },
  };
}

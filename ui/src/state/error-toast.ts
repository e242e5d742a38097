/** Shows the error of a failed call in a toast, for errors that have no better place on screen. */
import { CallError } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from './toasts.svelte';

/** Resolves with the result, or with null after it showed a toast. */
export async function withErrorToast<T>(running: Promise<T>): Promise<T | null> {
  try {
    return await running;
  } catch (thrown) {
    toasts.show({ text: i18n.t.common.errors[CallError.from(thrown).code], tone: 'danger' });
    return null;
  }
}

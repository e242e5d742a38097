/** Says in a toast what came of an export that nobody watched to its end. */
import type { ExportReport } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../parts/toasts.svelte';
import { attempt } from './attempt';
import type { Exporting } from './exporting.svelte';

export function tellExported(exporting: Exporting, { clips, folder, failed }: ExportReport): void {
  const t = i18n.t.give.export;
  const written = clips > 0 ? t.report.all(clips, folder) : t.report.none;
  const missing = failed.length > 0 ? [t.report.failed_short(failed.length)] : [];
  toasts.show({
    text: [written, ...missing].join(' '),
    tone: failed.length > 0 ? 'danger' : 'plain',
    ...(clips > 0 ? { action: { label: t.reveal, run: () => void attempt(exporting.reveal()) } } : {}),
  });
}

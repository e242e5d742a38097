/** The toast that reports an export which ended in the background. */
import type { ExportReport } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import type { Exporting } from '../state/exporting.svelte';

/** How many clips were written, of how many where some were not. */
export function exportSummary({ clips, folder, failed }: ExportReport): string {
  const t = i18n.t.give.export.report;
  if (clips === 0) return t.none;
  return failed.length > 0 ? t.some(clips, clips + failed.length, folder) : t.all(clips, folder);
}

/** What failed leads to why, and on to trying it again. */
export function showExportToast(exporting: Exporting, report: ExportReport): void {
  const t = i18n.t.give.export;
  const failed = report.failed.length;
  const reveal = { label: t.reveal, run: () => void withErrorToast(exporting.reveal()) };
  const why = { label: t.report.why, run: () => exporting.show(report) };
  toasts.show({
    text: failed > 0 ? `${exportSummary(report)} ${t.report.failed_short(failed)}` : exportSummary(report),
    tone: failed > 0 ? 'danger' : 'plain',
    action: failed > 0 ? why : reveal,
  });
}

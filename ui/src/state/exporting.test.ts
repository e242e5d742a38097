import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, type ExportForm, type ExportPlan, type ExportReport } from '../backend/backend';
import { exportSummary } from '../actions/export-toast';
import { Exporting } from './exporting.svelte';
import { TestBackend } from '../backend/testing/fixtures';

const FORM: ExportForm = { template: '{prompt}-{number}', extras: ['recipe_in_film'] };
const REPORT: ExportReport = { clips: 2, folder: '~/Films', failed: [], without_recipe: 0 };
const plan = (name: string): ExportPlan => ({
  folder: '~/Films',
  names: [name],
  unknown: null,
  bytes: 2_000,
  without_recipe: 0,
});

function studio(answers: TestBackend['answers'] = {}): { backend: TestBackend; exporting: Exporting } {
  const backend = new TestBackend({
    get_export_form: () => FORM,
    plan_export: ({ form }) => plan(form.template),
    export_clips: () => REPORT,
    ...answers,
  });
  return { backend, exporting: new Exporting(backend) };
}

describe('Exporting', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('opens with the form as it was used last and what it would make', async () => {
    const { exporting } = studio();
    exporting.open([1, 2]);
    await vi.runAllTimersAsync();
    expect(exporting.ids).toEqual([1, 2]);
    expect(exporting.form).toEqual(FORM);
    expect(exporting.plan?.names).toEqual(['{prompt}-{number}']);
  });

  it('asks once for what was typed in one go', async () => {
    const { backend, exporting } = studio();
    exporting.open([1]);
    await vi.runAllTimersAsync();
    exporting.edit({ template: 'a' });
    exporting.edit({ template: 'ab' });
    await vi.runAllTimersAsync();
    expect(backend.asked('plan_export')).toHaveLength(2);
    expect(exporting.plan?.names).toEqual(['ab']);
  });

  it('lets an answer go that a later question overtook', async () => {
    const waiting: ((plan: ExportPlan) => void)[] = [];
    const { exporting } = studio({ plan_export: () => new Promise((done) => waiting.push(done)) });
    exporting.open([1]);
    await vi.runAllTimersAsync();
    exporting.edit({ template: 'later' });
    await vi.runAllTimersAsync();
    waiting[1]?.(plan('later'));
    waiting[0]?.(plan('earlier'));
    await vi.runAllTimersAsync();
    expect(exporting.plan?.names).toEqual(['later']);
  });

  it('puts a relay into recipes only while there is one', async () => {
    const { exporting } = studio();
    exporting.open([1]);
    await vi.runAllTimersAsync();
    exporting.switch('relay', true);
    exporting.switch('poster', true);
    expect(exporting.form?.extras).toEqual(['recipe_in_film', 'relay', 'poster']);
    exporting.switch('recipe_in_film', false);
    expect(exporting.form?.extras).toEqual(['poster']);
  });

  it('goes on when its dialog is closed, and shows it again in place of another', async () => {
    let finish: (report: ExportReport) => void = () => undefined;
    const { exporting } = studio({ export_clips: () => new Promise((done) => (finish = done)) });
    exporting.open([1, 2]);
    await vi.runAllTimersAsync();
    const running = exporting.run();
    exporting.apply({ kind: 'exporting', done: 1, of: 2 });
    exporting.close();
    exporting.open([7]);
    expect(exporting.ids).toEqual([1, 2]);
    expect(exporting.progress).toEqual({ done: 1, of: 2 });
    finish(REPORT);
    expect(await running).toEqual(REPORT);
    expect(exporting.running).toBe(false);
    expect(exporting.report).toEqual(REPORT);
  });

  it('opens again for the clips that were not written, and for those alone', async () => {
    const failed = [{ clip_id: 2, detail: 'the disk is full' }];
    const { exporting } = studio({ export_clips: () => ({ ...REPORT, clips: 1, failed }) });
    exporting.open([1, 2]);
    await vi.runAllTimersAsync();
    const report = await exporting.run();
    exporting.close();
    if (report) exporting.show(report);
    expect(exporting.ids).toEqual([1, 2]);
    expect(exporting.report?.failed).toEqual(failed);
    exporting.again();
    await vi.runAllTimersAsync();
    expect(exporting.ids).toEqual([2]);
    expect(exporting.report).toBeNull();
  });

  it('tells written and failed clips apart', () => {
    const failed = [{ clip_id: 2, detail: 'the disk is full' }];
    expect(exportSummary(REPORT)).toBe('Exported 2 clips to ~/Films.');
    expect(exportSummary({ ...REPORT, clips: 1, failed })).toBe('Exported 1 of 2 clips to ~/Films.');
    expect(exportSummary({ ...REPORT, clips: 0, failed })).toBe('Nothing was exported.');
  });

  it('stays as it was when it failed', async () => {
    const { exporting } = studio({ export_clips: () => Promise.reject(new CallError('disk_full', 'full')) });
    exporting.open([1]);
    await vi.runAllTimersAsync();
    await expect(exporting.run()).rejects.toMatchObject({ code: 'disk_full' });
    expect(exporting.ids).toEqual([1]);
    expect(exporting.running).toBe(false);
    expect(exporting.report).toBeNull();
  });
});

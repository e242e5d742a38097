/** Loads the record of the job that a clip came from. To be created while a component is, because it uses `$effect`. */
import type { Backend, JobId, JobRecord } from '../../backend/backend';

export class JobRecordLoader {
  /** Of the job that is asked for; null until it is here, and where there is none. */
  record = $state.raw<JobRecord | null>(null);

  constructor(backend: Backend, job: () => JobId | null) {
    $effect(() => {
      const id = job();
      this.record = null;
      if (id === null) return;
      let left = false;
      // Without it the clip is shown without its history.
      backend.call('get_job_record', { id }).then(
        (record) => left || (this.record = record),
        () => undefined,
      );
      return () => (left = true);
    });
  }
}

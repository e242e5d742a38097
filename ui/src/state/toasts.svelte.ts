/** Short messages that come and go at the foot of the window. One at a time is read out; each may carry an action or two. */
export type ToastAction = { label: string; run: () => void };

export type Toast = {
  id: number;
  text: string;
  tone: 'plain' | 'danger';
  action?: ToastAction;
  /** A second one, beside it. */
  other?: ToastAction;
};

type Wanted = Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone']; stay_ms?: number };

class Toasts {
  readonly all = $state<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a message for `stay_ms`, longer when it has an action; at most three stand at once. */
  show({ stay_ms, ...toast }: Wanted): number {
    const id = this.#next++;
    this.all.push({ tone: 'plain', ...toast, id });
    if (this.all.length > 3) this.dismiss(this.all[0]?.id ?? id);
    this.#start(id, stay_ms ?? (toast.action ? 10_000 : 5_000));
    return id;
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    const index = this.all.findIndex((toast) => toast.id === id);
    if (index >= 0) this.all.splice(index, 1);
  }

  /** While the pointer or the focus is on them they stay. */
  hold(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  release(): void {
    for (const { id } of this.all) this.#start(id, 4_000);
  }

  #start(id: number, stay_ms: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), stay_ms),
    );
  }
}

export const toasts = new Toasts();

/** Performance marks for measuring how long the start takes. */

/** Two frames from now what was just rendered is on the screen. Only the first time of each name counts. */
export function markPainted(name: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (performance.getEntriesByName(name).length === 0) performance.mark(name);
    }),
  );
}

/** How clips are shown beside each other, and what they are called there. */
export type Mode = 'side' | 'wipe' | 'switch';

export const LETTERS = ['A', 'B', 'C', 'D'] as const;
export const MOST = LETTERS.length;

export const letterOf = (index: number): string => LETTERS[index] ?? '';

import type { IconName } from './icons';

export type MenuItem = {
  label: string;
  /** A second, quieter line. */
  detail?: string;
  icon?: IconName;
  kbd?: string;
  /** Present: the item is one of several to choose from, and this tells whether it is the chosen one. */
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
  /** Present: it opens these beside it, and does nothing else. */
  items?: MenuItem[];
  run?: () => void;
};

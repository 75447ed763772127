/** Removing with a way back: what is removed disappears at once, and from the disk only when the notice leaves. */
import { useNoticesStore } from '../stores/notices.ts';
import { useRemovalsStore } from '../stores/removals.ts';

export interface Removal {
  kind: 'dataset' | 'run';
  name: string;
  what: string;
  consequence?: string;
  work(): Promise<unknown>;
  /** What to do when it is out of sight. */
  left?(): void;
}

export function useRemoval(): (removal: Removal) => void {
  const notices = useNoticesStore();
  const removals = useRemovalsStore();
  return ({ kind, name, what, consequence, work, left }) => {
    removals.hide(kind, name);
    left?.();
    notices.say(consequence ? `${what} is removed. ${consequence}` : `${what} is removed.`, {
      action: { label: 'Undo', run: () => removals.show(kind, name) },
      async onLeave() {
        try {
          await work();
        } catch (error) {
          notices.sayError(error);
        } finally {
          removals.show(kind, name);
        }
      },
    });
  };
}

/**
 * Notices that the parent process is gone, for hosts whose children outlive it (electron#42918, Windows). The channel
 * tells first nearly always; this is the second line.
 */
const everyMs = 2_000;

/** `onGone` is called once. Keeps no process alive by itself. */
export function watchParent(self: Pick<NodeJS.Process, 'ppid' | 'kill'>, onGone: () => void): () => void {
  const parent = self.ppid;
  const timer = setInterval(() => {
    if (self.ppid === parent && isAlive(self, parent)) return;
    clearInterval(timer);
    onGone();
  }, everyMs).unref();
  return () => clearInterval(timer);
}

function isAlive(self: Pick<NodeJS.Process, 'kill'>, pid: number): boolean {
  try {
    self.kill(pid, 0);
    return true;
  } catch (error) {
    // A parent of another user (EPERM) is alive.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

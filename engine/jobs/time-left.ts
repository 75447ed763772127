/** Seconds left of a stage, from how long its part done took; null until that can be said. */
export function timeLeft(clock: () => number): (stage: string, done: number, total: number) => number | null {
  let current: { stage: string; startedAt: number; from: number } | undefined;
  return (stage, done, total) => {
    const now = clock();
    if (current?.stage !== stage || done < current.from) current = { stage, startedAt: now, from: done };
    const seconds = (now - current.startedAt) / 1000;
    const made = done - current.from;
    return made > 0 && seconds > 0 && total >= done ? ((total - done) * seconds) / made : null;
  };
}

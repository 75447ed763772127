/** Pictures fetched and decoded before they are needed, so that they stand there at once. */
import type { Trial } from '../electron/contract/studies.ts';

export interface FetchedPictures {
  /** Settles when every picture is decoded or has failed; never rejects. */
  ready: Promise<unknown>;
  /** Held so that the browser keeps them. */
  images: HTMLImageElement[];
}

export function fetchPictures(trial: Trial | null): FetchedPictures {
  const shown = trial ? [trial.query, ...trial.left, ...trial.right] : [];
  const images = shown.flatMap(({ picture }) => {
    if (picture === null) return [];
    const image = new Image();
    image.src = picture;
    return [image];
  });
  return { images, ready: Promise.allSettled(images.map((image) => image.decode())) };
}

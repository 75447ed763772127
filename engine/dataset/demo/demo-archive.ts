import { assetPath } from '../../assets.ts';
import type { DemoKind } from './emoji-data.ts';

export const demoFile = (kind: DemoKind): string => `${kind}.pinwise-dataset`;

/** Path of the demo's archive, which the build made (make-demo.ts). Throws `asset-missing` before that. */
export function demoArchive(kind: DemoKind): string {
  return assetPath(demoFile(kind));
}

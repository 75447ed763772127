/** The named methods, in the order in which people see them. */
import * as z from 'zod';
import { PinwiseError } from '../contract/rpc.ts';
import type { Preset, RunConfig } from '../contract/runs.ts';
import { baselines } from './presets/baselines.ts';
import { collaborative } from './presets/collaborative.ts';
import type { Definition, Family } from './presets/definition.ts';
import { graphsage } from './presets/graphsage.ts';
import { pinsage } from './presets/pinsage.ts';

const definitions: readonly Definition[] = [...pinsage, ...graphsage, ...baselines, ...collaborative];
/** Families without anything to learn. */
const UNTRAINED: readonly Family['kind'][] = ['nearest', 'walk', 'itemknn', 'ease'];

/** All presets, the flagship first. */
export const presets: readonly Preset[] = definitions.map(
  ({ name, title, description, family, onLabels }) => ({
    name,
    title,
    description,
    trains: !UNTRAINED.includes(family.kind),
    config: family.schema.parse({}) as RunConfig,
    ...(onLabels && { onLabels }),
    schema: z.toJSONSchema(family.schema),
  }),
);

/** @throws PinwiseError `no-preset` */
export function presetNamed(name: string): Preset {
  return presets[indexOf(name)];
}

/** What is computed for preset `name`. @throws PinwiseError `no-preset` */
export function familyOf(name: string): Family {
  return definitions[indexOf(name)].family;
}

function indexOf(name: string): number {
  const index = definitions.findIndex((one) => one.name === name);
  if (index >= 0) return index;
  const known = definitions.map((one) => one.name).join(', ');
  throw new PinwiseError('no-preset', `there is no preset "${name}"; choose one of ${known}`);
}

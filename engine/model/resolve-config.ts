import { PinwiseError } from '../contract/rpc.ts';
import type { RunConfig } from '../contract/runs.ts';
import { familyOf, presetNamed } from './presets.ts';

/** The part of JSON Schema that the settings use. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  enum?: (string | number)[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
}

/**
 * The preset's whole configuration with `changes` in it.
 * @throws PinwiseError `no-preset`; `bad-config` naming the setting, its value and what is allowed
 */
export function resolveConfig(preset: string, changes: RunConfig): RunConfig {
  const { config, schema } = presetNamed(preset);
  const groups = (schema as Schema).properties ?? {};
  const merged: RunConfig = structuredClone(config);
  for (const [group, values] of Object.entries(changes)) {
    const settings = groups[group]?.properties;
    if (!settings) throw unknown(preset, `${group}.${Object.keys(values)[0] ?? '*'}`, groups);
    for (const [key, value] of Object.entries(values)) {
      if (!settings[key]) throw unknown(preset, `${group}.${key}`, groups);
      merged[group][key] = value;
    }
  }
  const parsed = familyOf(preset).schema.safeParse(merged);
  if (parsed.success) return parsed.data as RunConfig;
  const [issue] = parsed.error.issues;
  const [group, key] = issue.path.map(String);
  const value = JSON.stringify(merged[group]?.[key]);
  if (issue.code === 'custom') {
    throw new PinwiseError('bad-config', `${group}.${key} cannot be ${value}; ${issue.message}`);
  }
  throw new PinwiseError(
    'bad-config',
    `${group}.${key} cannot be ${value}; it must be ${allowed(groups[group]?.properties?.[key] ?? {})}`,
  );
}

function unknown(preset: string, setting: string, groups: Record<string, Schema>): PinwiseError {
  const known = Object.entries(groups).flatMap(([group, { properties = {} }]) =>
    Object.keys(properties).map((key) => `${group}.${key}`),
  );
  const cure = known.length > 0 ? `it has ${known.join(', ')}` : 'it has no settings';
  return new PinwiseError('bad-config', `preset "${preset}" has no setting ${setting}; ${cure}`);
}

/** What a setting may be, in words. */
function allowed(schema: Schema): string {
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const kind =
    schema.type === 'integer' ? 'a whole number' : schema.type === 'number' ? 'a number' : schema.type;
  const bounds = [
    minimum !== undefined && `at least ${minimum}`,
    exclusiveMinimum !== undefined && `above ${exclusiveMinimum}`,
    maximum !== undefined && `at most ${maximum}`,
    exclusiveMaximum !== undefined && `below ${exclusiveMaximum}`,
  ].filter((bound) => bound !== false);
  return [kind, ...bounds].join(', ');
}

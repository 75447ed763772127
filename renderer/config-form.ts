/**
 * A form from a preset's JSON Schema: groups of settings with title, description, bounds and standard value. What the
 * schema does not say is not guessed: an unknown kind of setting is left out of the form and keeps its standard.
 */
import type { DatasetSummary } from '../engine/contract/datasets.ts';
import type { Preset, RunConfig } from '../engine/contract/runs.ts';
import { count } from './words/format.ts';

export type SettingValue = RunConfig[string][string];

export interface Setting {
  group: string;
  key: string;
  title: string;
  description: string;
  kind: 'integer' | 'number' | 'boolean' | 'choice';
  standard: SettingValue;
  minimum?: number;
  maximum?: number;
  /** Bounds that the value itself may not take. */
  above?: number;
  below?: number;
  choices?: (string | number)[];
}

export interface SettingGroup {
  key: string;
  title: string;
  description: string;
  settings: Setting[];
}

interface Schema {
  type?: string;
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  enum?: (string | number)[];
  const?: string | number;
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
}

/**
 * A preset's settings before anything is changed, on a data set: what it says of labels holds where some can train.
 * @param kind what the model is asked to learn from
 */
export function standardOf(
  { config, onLabels }: Pick<Preset, 'config' | 'onLabels'>,
  data: Pick<DatasetSummary, 'nodeSplit'> | undefined,
  kind: unknown = config.loss?.kind,
): RunConfig {
  if (!onLabels || !data?.nodeSplit?.train || kind === 'walk') return config;
  const groups = Object.entries(config).map(([key, group]) => [key, { ...group, ...onLabels[key] }] as const);
  return Object.fromEntries(groups);
}

export function settingGroups(schema: unknown, standard: RunConfig): SettingGroup[] {
  return Object.entries((schema as Schema | null)?.properties ?? {})
    .map(([key, group]) => ({
      key,
      title: group.title ?? inWords(key),
      description: group.description ?? '',
      settings: Object.entries(group.properties ?? {}).flatMap(([name, setting]) => {
        const value = standard[key]?.[name];
        return value === undefined ? [] : (read(key, name, setting, value) ?? []);
      }),
    }))
    .filter((group) => group.settings.length > 0);
}

function read(group: string, key: string, schema: Schema, standard: SettingValue): Setting | undefined {
  const common = {
    group,
    key,
    title: schema.title ?? inWords(key),
    description: schema.description ?? '',
    standard,
  };
  const choices = schema.enum ?? schema.anyOf?.flatMap((one) => (one.const === undefined ? [] : [one.const]));
  if (choices && choices.length > 0) return { ...common, kind: 'choice', choices };
  if (schema.type === 'boolean') return { ...common, kind: 'boolean' };
  if (schema.type !== 'integer' && schema.type !== 'number') return undefined;
  return {
    ...common,
    kind: schema.type,
    minimum: bound(schema.minimum),
    maximum: bound(schema.maximum),
    above: bound(schema.exclusiveMinimum),
    below: bound(schema.exclusiveMaximum),
  };
}

/** Zod writes the ends of the safe integers where no bound was given. */
const bound = (value: number | undefined): number | undefined =>
  value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;

/** "learningRate" -> "Learning rate". */
function inWords(key: string): string {
  const words = key
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, (_, x: string, y: string) => `${x} ${y.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the setting may be, for people; empty when anything goes. */
export function boundsInWords({ kind, minimum, maximum, above, below }: Setting): string {
  if (kind !== 'integer' && kind !== 'number') return '';
  const show = (end: number): string => (Number.isInteger(end) ? count(end) : String(end));
  const low =
    minimum !== undefined ? show(minimum) : above !== undefined ? `above ${show(above)}` : undefined;
  const high =
    maximum !== undefined ? show(maximum) : below !== undefined ? `below ${show(below)}` : undefined;
  if (low !== undefined && high !== undefined) return `${low} to ${high}`;
  if (low !== undefined) return minimum !== undefined ? `at least ${low}` : low;
  if (high !== undefined) return maximum !== undefined ? `at most ${high}` : high;
  return '';
}

/** Why a value cannot be taken; null when it can. */
export function problemOf(setting: Setting, value: SettingValue | null): string | null {
  const { kind, minimum, maximum, above, below } = setting;
  if (kind === 'boolean' || kind === 'choice') return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'A number is needed here.';
  if (kind === 'integer' && !Number.isInteger(value)) return 'Whole numbers only.';
  const within =
    value >= (minimum ?? -Infinity) &&
    value <= (maximum ?? Infinity) &&
    value > (above ?? -Infinity) &&
    value < (below ?? Infinity);
  return within ? null : `Allowed: ${boundsInWords(setting)}.`;
}

/** Only what differs from the standard, as the engine wants it. */
export function changesOf(groups: SettingGroup[], config: RunConfig): RunConfig {
  const changes: RunConfig = {};
  for (const { group, key, standard } of groups.flatMap((one) => one.settings)) {
    const value = config[group]?.[key];
    if (value !== undefined && value !== standard) (changes[group] ??= {})[key] = value;
  }
  return changes;
}

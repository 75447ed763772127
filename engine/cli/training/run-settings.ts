import { PinwiseError } from '../../contract/rpc.ts';
import type { Preset, RunConfig } from '../../contract/runs.ts';
import { nearMiss } from './near-miss.ts';

type Value = RunConfig[string][string];

/** The part of JSON Schema that says what a setting is. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
}

/**
 * Changes to a preset's configuration from `--set key=value`, the last one of a key holding.
 * @param given `group.key=value`, or `key=value` where only one group has the key
 * @throws PinwiseError `bad-usage` naming the setting and what was probably meant
 */
export function runSettings(preset: Preset, given: readonly string[]): RunConfig {
  const changes: RunConfig = {};
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1) throw bad(`--set ${text}: it must be key=value, such as training.epochs=5`);
    const [group, key] = settingNamed(preset, text.slice(0, at).trim());
    (changes[group] ??= {})[key] = valueOf(preset, group, key, text.slice(at + 1).trim());
  }
  return changes;
}

/** Does the preset have this setting? */
export function hasSetting({ config }: Preset, group: string, key: string): boolean {
  return Object.hasOwn(config, group) && Object.hasOwn(config[group], key);
}

function settingNamed(preset: Preset, name: string): [group: string, key: string] {
  const all = Object.entries(preset.config).flatMap(([group, settings]) =>
    Object.keys(settings).map((key): [string, string] => [group, key]),
  );
  const found = all.filter(([group, key]) => name === `${group}.${key}` || name === key);
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    const full = found.map(([group, key]) => `${group}.${key}`);
    throw bad(`--set ${name} could be ${full.join(' or ')}; write which one`);
  }
  if (all.length === 0) throw bad(`preset "${preset.name}" has no settings, so no "${name}"`);
  const full = all.map(([group, key]) => `${group}.${key}`);
  const byKey = (key: string | undefined): string | undefined =>
    key && full.find((one) => one.endsWith(`.${key}`));
  const meant =
    nearMiss(name, full) ??
    byKey(
      nearMiss(
        name.slice(name.lastIndexOf('.') + 1),
        all.map(([, key]) => key),
      ),
    );
  throw bad(
    `preset "${preset.name}" has no setting "${name}"; ${meant ? `did you mean ${meant}?` : `it has ${full.join(', ')}`}`,
  );
}

function valueOf(preset: Preset, group: string, key: string, text: string): Value {
  const type = (preset.schema as Schema).properties?.[group]?.properties?.[key]?.type;
  switch (type ?? typeof preset.config[group][key]) {
    case 'number':
    case 'integer': {
      const value = Number(text);
      if (text !== '' && Number.isFinite(value)) return value;
      throw bad(`${group}.${key} cannot be "${text}"; it must be a number`);
    }
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      throw bad(`${group}.${key} cannot be "${text}"; it must be true or false`);
    default:
      return text;
  }
}

const bad = (message: string): PinwiseError => new PinwiseError('bad-usage', message);

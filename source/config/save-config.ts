// Writes the settings that were changed on screen into the configuration file.

import { isDeepStrictEqual } from 'node:util';
import { SettingsError } from '../nats/connect/settings.ts';
import { findTarget, replaceFile, type Target } from '../system/replace-file.ts';
import type { SettingChange, SettingValue } from './changed-settings.ts';
import { parseConfigFile } from './config-file.ts';
import { mergeConfig } from './merge-config.ts';

const refuse = (path: string, why: string): never => {
	throw new SettingsError(`the configuration file ${path}: ${why}`);
};

const valueAt = (value: unknown, path: readonly string[]): unknown =>
	path.reduce<unknown>(
		(inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
		value,
	);

/** The file as it is at this moment. Fails with one sentence where it cannot be read, written or understood. */
const targetOf = (path: string): Target => {
	const target = findTarget(path);
	if (typeof target === 'string') return refuse(path, target);
	if (target.now !== undefined) parseConfigFile(target.now.text, path);
	return target;
};

/** Fails with one sentence where the file, as it is now, could not be written. Writes nothing. */
export const checkConfigFile = (path: string): void => {
	targetOf(path);
};

/** The new text of the file. Refuses a file that names a setting twice, as only the first one would be changed. */
const merged = (path: string, text: string | undefined, values: readonly SettingValue[]): string => {
	const after = mergeConfig(text, values);
	parseConfigFile(after, path);
	const result: unknown = JSON.parse(after);
	const lost = values.find((wanted) => !isDeepStrictEqual(valueAt(result, wanted.path), wanted.value));
	return lost === undefined ? after : refuse(path, `it names ${lost.path.join('.')} twice`);
};

/**
 * Writes the values of these changes and leaves everything else that is in the file now. Fails with one sentence, and
 * then nothing is written.
 */
export const saveConfigFile = async (path: string, changes: readonly SettingChange[]): Promise<void> => {
	const target = targetOf(path);
	const values = changes.flatMap((change) => change.values);
	const why = await replaceFile(target, merged(path, target.now?.text, values));
	if (why !== undefined) refuse(path, why);
};

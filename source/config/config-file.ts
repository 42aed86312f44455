// natstop's own configuration file: preferences, not credentials.

import { join } from 'node:path';
import { closest } from 'fastest-levenshtein';
import * as v from 'valibot';
import { durationExample, longestInterval, parseDuration, shortestInterval } from '../format/duration.ts';
import { parseSize, sizeExample } from '../format/size.ts';
import { bindKeys } from '../keys/keymap.ts';
import { SettingsError } from '../nats/connect/settings.ts';
import { everyList } from '../screens/every-list.ts';
import { screens } from '../screens/registry.ts';
import { configHome, type Environment, isMissing, whyUnreadable } from '../system/environment.ts';
import { notifications } from '../system/notifications.ts';
import { contextColors, paletteNames } from '../theme.ts';
import { checksError } from './check-settings.ts';

const actionIds: readonly string[] = bindKeys({}, screens).map((action) => action.id);
const isInterval = (text: string): boolean => {
	const ms = parseDuration(text) ?? 0;
	return ms >= shortestInterval && ms <= longestInterval;
};

/** Bytes of the last minutes: none, or as many as a machine may have to spare. */
const isMemory = (bytes: number): boolean => bytes >= 0 && bytes <= 4 * 1024 ** 3;

/** The first is the program. */
const isCommand = ([program = '']: string[]): boolean => program.trim() !== '';

/** The least and the most that a server of a rolling reload may take, milliseconds. */
const isWait = (text: string): boolean => {
	const ms = parseDuration(text) ?? 0;
	return ms >= 1000 && ms <= longestInterval;
};

/** Refuses a list before `schema` sees it: to valibot a list is an object too. */
const noList = <S extends v.GenericSchema>(schema: S) =>
	v.pipe(
		v.unknown(),
		v.check((value) => !Array.isArray(value), 'must be an object'),
		schema,
	);

const filter = v.optional(v.string());

/** Choices for a table. */
const tableEntries = {
	columns: v.optional(v.array(v.string())),
	sort: v.optional(v.string()),
	reverse: v.optional(v.boolean()),
	filter,
};

const listSchemas = Object.fromEntries(
	everyList(screens).map(({ id, list }) => [
		id,
		v.optional(noList(list === 'log' ? v.strictObject({ filter }) : v.strictObject(tableEntries))),
	]),
);

const schema = v.strictObject({
	interval: v.optional(
		v.pipe(v.string(), v.check(isInterval, `must be ${durationExample}, from ${shortestInterval}ms to 1h`)),
	),
	theme: v.optional(v.picklist(paletteNames)),
	ascii: v.optional(v.boolean()),
	linear: v.optional(v.boolean()),
	title: v.optional(v.boolean()),
	mouse: v.optional(v.boolean()),
	utc: v.optional(v.boolean()),
	readOnly: v.optional(v.boolean()),
	noDiscover: v.optional(v.boolean()),
	notify: v.optional(v.picklist(notifications)),
	onCritical: v.optional(
		v.pipe(v.array(v.string()), v.check(isCommand, 'must be a program and its arguments')),
	),
	clipboard: v.optional(v.picklist(['osc52', 'none'])),
	dir: v.optional(v.string()),
	rewind: v.optional(
		v.union(
			[
				v.pipe(v.number(), v.check(isMemory)),
				v.pipe(
					v.string(),
					v.check((text) => isMemory(parseSize(text) ?? -1)),
				),
			],
			`0, or ${sizeExample}, up to 4G`,
		),
	),
	// Choices outside of `screens` are those of the main screen.
	...tableEntries,
	screens: v.optional(noList(v.strictObject(listSchemas))),
	checks: v.optional(
		noList(
			v.record(
				v.string(),
				v.union(
					[v.literal('off'), v.array(v.number()), v.boolean()],
					'"off" or a list of one or two figures',
				),
			),
		),
	),
	contexts: v.optional(
		noList(
			v.record(
				v.string(),
				v.strictObject({
					name: v.optional(v.string()),
					color: v.optional(v.picklist(contextColors)),
					noDiscover: v.optional(v.boolean()),
				}),
			),
		),
	),
	reload: v.optional(
		noList(
			v.strictObject({
				wait: v.optional(v.pipe(v.string(), v.check(isWait, `must be ${durationExample}, from 1s to 1h`))),
			}),
		),
	),
	keys: v.optional(noList(v.record(v.string(), v.array(v.string())))),
});

/** Names of the settings that may stand at the top of the file. */
export const settingNames = Object.keys(schema.entries);

const listNames = everyList(screens).flatMap(({ id, list }) =>
	['', ...(list === 'log' ? ['filter'] : Object.keys(tableEntries)).map((name) => `.${name}`)].map(
		(name) => `screens.${id}${name}`,
	),
);

export type ConfigFile = v.InferOutput<typeof schema>;

/** The path of the file: `$XDG_CONFIG_HOME/natstop/config.json`, or under ~/.config. */
export const configPath = (environment: Environment): string =>
	join(configHome(environment), 'natstop', 'config.json');

const explain = (issue: v.BaseIssue<unknown>): string => {
	const field = v.getDotPath(issue);
	if (field === null) return 'it holds no JSON object';
	if (issue.type === 'strict_object') {
		if (issue.expected !== 'never') return `${field} must be an object`;
		const names = field.startsWith('screens.') ? listNames : settingNames;
		return `it has no setting ${field}; did you mean ${closest(field, names)}?`;
	}
	if (issue.type === 'record') return `${field} must be an object`;
	if (issue.type === 'array') return `${field} must be a list`;
	if (issue.type === 'union') return `${field} must be ${issue.message}`;
	return issue.type === 'check' ? `${field} ${issue.message}` : `${field} must be ${issue.expected}`;
};

/** The settings of a text. Fails with one sentence that names the file, which is `path`, and the field. */
export const parseConfigFile = (json: string, path: string): ConfigFile => {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		throw new SettingsError(`the configuration file ${path} is not valid JSON`);
	}
	const result = v.safeParse(noList(schema), value);
	if (!result.success)
		throw new SettingsError(`in the configuration file ${path}: ${explain(result.issues[0])}`);
	const wrong = checksError(result.output.checks ?? {});
	if (wrong !== undefined) throw new SettingsError(`in the configuration file ${path}: ${wrong}`);
	for (const id of Object.keys(result.output.keys ?? {})) {
		if (actionIds.includes(id)) continue;
		const nearest = closest(id, [...actionIds]);
		throw new SettingsError(
			`in the configuration file ${path}: keys has no action ${id}; did you mean ${nearest}?`,
		);
	}
	return result.output;
};

/** The file's settings; none when there is no file. Fails as the text does, and where it cannot be read. */
export const readConfigFile = (environment: Environment): ConfigFile => {
	const path = configPath(environment);
	let json: string;
	try {
		json = environment.read(path);
	} catch (error) {
		if (isMissing(error)) return {};
		throw new SettingsError(`the configuration file ${path}: ${whyUnreadable(error)}`);
	}
	return parseConfigFile(json, path);
};

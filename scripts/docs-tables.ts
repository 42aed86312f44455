// The generated tables of the README and of docs/, from the same tables that the program runs on.

import { readdirSync } from 'node:fs';
import packageFile from '../package.json' with { type: 'json' };
import { accountChecks } from '../source/model/checks/account-checks.ts';
import { type Check, thresholdText } from '../source/model/checks/check.ts';
import { connectionChecks } from '../source/model/checks/connection-checks.ts';
import { consumerChecks } from '../source/model/checks/consumer-checks.ts';
import { leafnode } from '../source/model/checks/leafnode-checks.ts';
import { routeRtt } from '../source/model/checks/route-checks.ts';
import { serverChecks } from '../source/model/checks/server-checks.ts';
import { serviceChecks } from '../source/model/checks/service-checks.ts';
import { streamChecks } from '../source/model/checks/stream-checks.ts';
import { judgedRounds } from '../source/model/checks/verdict.ts';
import { eventKinds } from '../source/model/event.ts';
import { eventWords } from '../source/model/event-words.ts';
import type { ServerState } from '../source/model/fleet.ts';
import { stateMeanings, stateWords } from '../source/model/server-facts.ts';
import { neededPermissions } from '../source/nats/permissions-of.ts';
import { accountColumns } from '../source/screens/accounts/columns.ts';
import { connectionColumns } from '../source/screens/connections/columns.ts';
import { consumerColumns } from '../source/screens/consumers/columns.ts';
import { everyList } from '../source/screens/every-list.ts';
import { commonLegend, type LegendPart } from '../source/screens/legend.ts';
import { leafColumns } from '../source/screens/network/leafnodes/columns.ts';
import { routeColumns } from '../source/screens/network/routes/columns.ts';
import { screens } from '../source/screens/registry.ts';
import type { Screen } from '../source/screens/screen.ts';
import { serverColumns } from '../source/screens/servers/columns.ts';
import { serviceColumns } from '../source/screens/services/columns.ts';
import { streamColumns } from '../source/screens/streams/columns.ts';
import { exitCodes } from '../source/system/output.ts';
import { createTheme, type Glyphs } from '../source/theme.ts';
import { allColumns } from './docs-columns.ts';
import { jsonFields } from './docs-json.ts';
import { allFlags, colonTable, commandsTable, firstKeysTable, keysTable } from './docs-typed.ts';
import { viewerKeysTable } from './docs-viewer.ts';
import * as words from './docs-words.ts';
import { code, table } from './markdown.ts';

const { glyphs } = createTheme('default', false);
const { glyphs: asciiGlyphs } = createTheme('mono', true);

/** The words for a name; a name without words stops the build of the pages. */
const wordsOf = <T>(said: Readonly<Record<string, T>>, name: string): T => {
	const found = said[name];
	if (found === undefined) throw new Error(`scripts/docs-words.ts says nothing about ${name}`);
	return found;
};

const statesTable = (): string =>
	table(
		['Sign', 'With `--ascii`', 'State', 'When'],
		(Object.keys(stateWords) as ServerState[]).map((state) => [
			glyphs[state],
			code(asciiGlyphs[state]),
			stateWords[state],
			stateMeanings[state],
		]),
	);

/** The signs of the help, in both sets of glyphs; columns and kinds of events have tables of their own. */
const signsTable = (): string => {
	const parts = (set: Glyphs): readonly LegendPart[] => {
		const { marks, header } = commonLegend(set);
		return [marks, header, ...everyList(screens).flatMap(({ legend }) => legend?.(set) ?? [])];
	};
	const ascii = parts(asciiGlyphs);
	const seen = new Set<string>();
	return parts(glyphs)
		.map((part, index) => ({ ...part, ascii: ascii[index]?.entries ?? [] }))
		.filter(({ title }) => title !== 'Kinds of events' && !seen.has(title) && seen.add(title))
		.map(({ title, entries, ascii: plain }) => {
			const rows = entries.map(([mark, words], index) => {
				const other = plain[index]?.[0] ?? mark;
				return [code(mark), other === mark ? '' : code(other), words];
			});
			return `**${title}**\n\n${table(['Sign', 'With `--ascii`', 'Means'], rows)}`;
		})
		.join('\n\n');
};

type ShownCheck = Pick<
	Check<never, never>,
	'id' | 'about' | 'thresholds' | 'unit' | 'isLeast' | 'isReached' | 'swings' | 'column'
>;

const checksTable = (
	checks: readonly ShownCheck[],
	columns: readonly { id: string; title: string }[],
	asked: string,
): string =>
	table(
		['Check', 'Judges', 'Warns', 'Critical', 'Asked', 'Turns', 'Marks'],
		checks.map(({ id, about, thresholds = {}, unit, isLeast, isReached, swings, column }) => {
			const word = isReached ? 'from' : isLeast ? 'under' : 'over';
			const limit = (value: number | undefined): string =>
				value === undefined ? '' : `${word} ${thresholdText(value, unit)}`;
			return [
				code(id),
				about,
				limit(thresholds.warn),
				limit(thresholds.critical),
				words.checkTimes[id] ?? asked,
				swings ? `after ${judgedRounds} rounds` : 'at once',
				column === undefined ? '' : (columns.find((one) => one.id === column)?.title ?? ''),
			];
		}),
	);

const eventsTable = (): string =>
	table(
		['Kind', 'Group', 'At start', 'What happened, and who says so'],
		(Object.keys(eventKinds) as (keyof typeof eventKinds)[]).map((kind) => [
			kind,
			eventKinds[kind].group,
			eventKinds[kind].on ? 'shown' : 'off',
			`${eventWords[kind]} · ${wordsOf(words.eventSources, kind)}`,
		]),
	);

const fieldsTable = (name: keyof typeof jsonFields): string =>
	table(
		['Field', 'Type', 'Unit', 'Means'],
		Object.entries(jsonFields[name]).map(([field, said]) => [code(field), ...said]),
	);

/** The fields of the filter, read from its error for an unknown one, which names them all. */
const filterFields = ({ filterError }: Screen): string =>
	(filterError('nothing:1')?.split('; fields are ')[1] ?? '').split(' ').map(code).join(' ');

const filterTable = (): string =>
	table(
		['Of', 'Fields'],
		everyList(screens).map((screen) => [screen.id, filterFields(screen)]),
	);

const exitTable = (): string =>
	table(
		['Code', 'Means'],
		(Object.keys(exitCodes) as (keyof typeof exitCodes)[]).map((name) => [
			code(String(exitCodes[name])),
			words.exitMeanings[name],
		]),
	);

/** What `natstop permissions account` prints, a subject a row. */
const accountPermissionsTable = (): string => {
	const { publish, subscribe } = neededPermissions.account;
	return table(
		['Subject', 'The user may'],
		[
			...publish.map((subject) => [code(subject), 'publish']),
			...subscribe.map((subject) => [code(subject), 'subscribe']),
		],
	);
};

const packagesTable = (): string => {
	const used = Object.keys(packageFile.devDependencies);
	const known = Object.keys(words.packageReasons).filter((name) => used.includes(name));
	const names = [...known, ...used.filter((name) => !known.includes(name))];
	return table(
		['Package', 'Why it is there'],
		names.map((name) => [code(name), wordsOf(words.packageReasons, name)]),
	);
};

/** Every generated part by the name of its markers. */
export const parts: Readonly<Record<string, () => string>> = {
	commands: commandsTable,
	keys: keysTable,
	'first-keys': firstKeysTable,
	flags: allFlags,
	columns: allColumns,
	checks: () => checksTable(serverChecks, serverColumns, 'each round'),
	'account-checks': () => checksTable(accountChecks, accountColumns, 'each round'),
	'connection-checks': () => checksTable(connectionChecks, connectionColumns, 'each round of `4`'),
	'stream-checks': () => checksTable(streamChecks, streamColumns, '5 s'),
	'consumer-checks': () => checksTable(consumerChecks, consumerColumns, '10 s'),
	'network-checks': () =>
		checksTable(
			[routeRtt, leafnode],
			[...routeColumns, ...leafColumns].map(({ id, title }) => ({ id, title })),
			'5 s',
		),
	'service-checks': () => checksTable(serviceChecks, serviceColumns, '5 s'),
	states: statesTable,
	colon: colonTable,
	signs: signsTable,
	events: eventsTable,
	filters: filterTable,
	'server-fields': () => fieldsTable('servers'),
	'connection-fields': () => fieldsTable('connections'),
	'closed-fields': () => fieldsTable('closed'),
	'account-fields': () => fieldsTable('accounts'),
	'stream-fields': () => fieldsTable('streams'),
	'account-server-fields': () => fieldsTable('account-servers'),
	'account-import-fields': () => fieldsTable('account-imports'),
	'account-export-fields': () => fieldsTable('account-exports'),
	'account-user-fields': () => fieldsTable('account-users'),
	'jetstream-fields': () => fieldsTable('jetstream'),
	'raft-fields': () => fieldsTable('raft'),
	'raft-group-fields': () => fieldsTable('raft-groups'),
	'consumer-fields': () => fieldsTable('consumers'),
	'bucket-fields': () => fieldsTable('buckets'),
	'store-fields': () => fieldsTable('objects'),
	'health-fields': () => fieldsTable('health'),
	'check-fields': () => fieldsTable('check'),
	'route-fields': () => fieldsTable('routes'),
	'route-connection-fields': () => fieldsTable('route-connections'),
	'gateway-fields': () => fieldsTable('gateways'),
	'gateway-account-fields': () => fieldsTable('gateway-accounts'),
	'leafnode-fields': () => fieldsTable('leafnodes'),
	'subject-fields': () => fieldsTable('subjects'),
	'tap-fields': () => fieldsTable('tap'),
	'service-fields': () => fieldsTable('services'),
	'instance-fields': () => fieldsTable('instances'),
	'endpoint-fields': () => fieldsTable('endpoints'),
	'event-fields': () => fieldsTable('events'),
	'whoami-fields': () => fieldsTable('whoami'),
	'own-account-fields': () => fieldsTable('account'),
	exits: exitTable,
	'account-permissions': accountPermissionsTable,
	'viewer-keys': viewerKeysTable,
	packages: packagesTable,
};

/** A page with each part that it has markers for written anew. Fails where an end marker is missing. */
export const withParts = (page: string): string => {
	let result = page;
	for (const [name, make] of Object.entries(parts)) {
		const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
		const [from, to] = [result.indexOf(start), result.indexOf(end)];
		if (from < 0 && to < 0) continue;
		if (from < 0 || to < from) throw new Error(`a page has ${start} or ${end} without the other`);
		result = `${result.slice(0, from + start.length)}\n\n${make()}\n\n${result.slice(to)}`;
	}
	return result;
};

/** The pages that hold generated parts: the README and every page of docs/. */
export const pagePaths = (): string[] => [
	'README.md',
	...readdirSync('docs')
		.filter((name) => name.endsWith('.md'))
		.sort()
		.map((name) => `docs/${name}`),
];

// The sentences of linear mode, made from facts: the most important words first, the time last.

import { eventText } from '../format/event-line.ts';
import { count } from '../format/number.ts';
import { clock, duration } from '../format/time.ts';
import { eventKinds, type LoggedEvent } from '../model/event.ts';
import type { FleetSnapshot, ServerRow, ServerState } from '../model/fleet.ts';
import type { HealthFinding } from '../model/health/finding.ts';
import type { LinkState } from '../model/link.ts';
import { createTheme, type Glyphs } from '../theme.ts';

/** Words for signs, since screen readers leave signs out or spell them. */
export const spoken: Glyphs = {
	...createTheme('mono', true).glyphs,
	...{ dot: ',', arrow: 'to', none: 'unknown', ellipsis: '...', up: 'up ', times: 'times ' },
};

/** The most names in a sentence; further ones are counted. */
const mostNamed = 5;

/** `a, b and c`; of many the first ones and how many more. */
export const named = (names: readonly string[]): string => {
	const shown = names.length > mostNamed ? names.slice(0, mostNamed - 1) : names;
	const rest = names.length - shown.length;
	const all = rest > 0 ? [...shown, `${rest} more`] : shown;
	return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
};

/** Groups items by a key, in the order of the first of each group. */
export const alike = <T>(all: readonly T[], of: (each: T) => string): readonly (readonly T[])[] => {
	const groups = new Map<string, T[]>();
	for (const each of all) {
		const group = groups.get(of(each));
		if (group) group.push(each);
		else groups.set(of(each), [each]);
	}
	return [...groups.values()];
};

/** `3 servers`, `1 server`. */
export const counted = (many: number, one: string): string =>
	`${count(many, spoken, true)} ${one}${many === 1 ? '' : 's'}`;

const stateWords: Record<ServerState, string> = {
	ok: 'ok',
	stale: 'stale',
	lameduck: 'lame duck',
	down: 'down',
	unknown: 'unknown',
};

/** The states of servers, the worst first. */
const states: readonly ServerState[] = ['down', 'stale', 'lameduck', 'unknown', 'ok'];

const kindWords = (kind: LoggedEvent['kind']): string =>
	kind
		.toLowerCase()
		.replace(/^js /, 'JetStream ')
		.replace(/ err$/, ' error')
		.replace(/^(ocsp|statsz)$/, (word) => word.toUpperCase());

const gravity = { debug: '', info: '', warn: 'Warning: ', error: 'Error: ' } as const;

/** True for an event that is said: a warning or worse, changes of servers and of natstop itself, and ends of troubles. */
export const isSaid = ({ kind, severity, text = '' }: LoggedEvent): boolean => {
	// What checks find of servers is said in sentences of its own.
	if (kind === 'CHECK') return false;
	if (severity === 'warn' || severity === 'error') return true;
	const { group } = eventKinds[kind];
	return severity === 'info' && (group === 'server' || group === 'local' || text.startsWith('no longer so'));
};

/** Takes the blank before a comma away, where a dot between two parts became a comma. */
const tidy = (text: string): string => text.replace(/ ,(?= )/g, ',').replace(/^times (\S+) /, '$1 times ');

/** `Warning: auth error on east-1: "probe" from 10.3.7.41, Authentication Failure. 12:04:51.` */
export const eventSentence = (event: LoggedEvent, nameOf: (account: string) => string): string => {
	const server = event.server?.name ?? event.serverName;
	const text = tidy(eventText(event, { nameOf, glyphs: spoken, now: event.at }));
	const head = `${gravity[event.severity]}${kindWords(event.kind)}`;
	const what = `${head}${server === undefined ? '' : ` on ${server}`}: ${text}`;
	return `${what.charAt(0).toUpperCase()}${what.slice(1)}. ${clock(event.at)}.`;
};

/** The sentence for further events of a kind, of which the first was said. */
export const moreSentence = (events: readonly LoggedEvent[]): string => {
	const [first] = events;
	if (first === undefined) return '';
	const many = events.reduce((sum, each) => sum + each.count, 0);
	const servers = [...new Set(events.flatMap(({ server }) => server?.name ?? []))];
	const where = servers.length === 0 ? '' : `, on ${named(servers)}`;
	return `And ${count(many, spoken, true)} more: ${kindWords(first.kind)}${where}.`;
};

const inState = (rows: readonly ServerRow[], state: ServerState): string | undefined => {
	const names = rows.filter((row) => row.state === state).map(({ info }) => info.name);
	if (names.length === 0) return undefined;
	const which = state === 'ok' ? '' : ` (${named(names)})`;
	return `${names.length} ${stateWords[state]}${which}`;
};

/** The state of all servers, as part of a sentence. */
const fleetWords = ({ rows, totals }: FleetSnapshot): string => {
	const parts = states.flatMap((state) => inState(rows, state) ?? []);
	const rate = (traffic: { msgs: number } | undefined): string => count(traffic?.msgs, spoken);
	const traffic = `${rate(totals.rates.in)} messages a second in, ${rate(totals.rates.out)} out`;
	const { connections } = totals;
	const conns = connections === undefined ? 'connections unknown' : counted(connections, 'connection');
	return `${counted(rows.length, 'server')}: ${parts.join(', ')}; ${conns}; ${traffic}`;
};

/** `quorum APP/AUDIT, no leader`: what is wrong with something else than a server. */
export const findingWords = ({ check, name, text }: Pick<HealthFinding, 'check' | 'name' | 'text'>): string =>
	`${check} ${name}, ${text}`;

const lostWords = ({ url, since, attempt, nextTryAt, error }: LinkState, now: number): string => {
	const next = nextTryAt === undefined || nextTryAt <= now ? '' : `, next in ${duration(nextTryAt - now)}`;
	const why = error === undefined ? '' : `, ${error}`;
	return `Disconnected from ${url} for ${duration(now - since)}${why}; try ${attempt}${next}`;
};

/** The summary in one sentence; without a link it says how old it is. */
export const summary = (
	fleet: FleetSnapshot,
	troubles: readonly string[],
	link: LinkState,
	now: number,
): string => {
	if (link.phase === 'connecting') return `Connecting to ${link.url}. ${clock(now)}.`;
	const lost = link.phase === 'connected' ? '' : `${lostWords(link, now)}; as of ${clock(link.since)}: `;
	if (fleet.rows.length === 0) return `${lost}No server has answered. ${clock(now)}.`;
	const trouble = troubles.length === 0 ? '' : `; in trouble: ${named(troubles)}`;
	return `${lost}${fleetWords(fleet)}${trouble}. ${clock(now)}.`;
};

/** The sentence about our user, account and server. */
export const connectedSentence = ({ url, serverName, user, accountName }: LinkState): string => {
	const who = user === undefined ? '' : ` as ${user}`;
	const account = accountName === undefined ? '' : ` in account ${accountName}`;
	return `Connected to ${url}${serverName === undefined ? '' : `, server ${serverName}`}${who}${account}.`;
};

/** The sentence about the keys. */
export const keysSentence = 'Enter sums up, question mark tells the keys, q quits.';

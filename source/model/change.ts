// What natstop itself notices about servers, as events beside those the servers publish.

import { isWorrying, newsText } from './config-news.ts';
import type { EventKind, MonitorEvent, Severity } from './event.ts';
import type { JetStreamTrouble } from './jetstream-watch.ts';
import type { ServerInfo } from './server.ts';

const event = (
	kind: EventKind,
	severity: Severity,
	server: ServerInfo,
	at: number,
	text: string,
): MonitorEvent => ({
	kind,
	severity,
	server,
	at,
	text,
});

/** Whole seconds, or minutes from two minutes on. */
const span = (ms: number): string =>
	ms < 120_000 ? `${Math.round(ms / 1000)}s` : `${Math.floor(ms / 60_000)}m`;

export const appeared = (server: ServerInfo, at: number): MonitorEvent =>
	event('NEW', 'info', server, at, `new server${server.version ? ` · ${server.version}` : ''}`);

/** `downFor` is how long nothing was heard of it, ms. */
export const restarted = (server: ServerInfo, at: number, downFor: number): MonitorEvent =>
	event('RESTART', 'warn', server, at, `restarted · nothing heard for ${span(downFor)}`);

export const versionChanged = (server: ServerInfo, at: number, from: string): MonitorEvent =>
	event('VERSION', 'info', server, at, `version ${from} → ${server.version ?? '?'}`);

/** `changed` is absent where the server has no digest (before 2.11) that tells; `news` are what VARZ shows to have changed. */
export const configChanged = (
	server: ServerInfo,
	at: number,
	news: readonly string[],
	changed?: boolean,
): MonitorEvent => {
	const what = changed ? 'configuration changed' : 'configuration reloaded';
	const severity = isWorrying(news) ? 'warn' : 'info';
	return event('CONFIG', severity, server, at, what + newsText(news, changed === false));
};

export const wentStale = (server: ServerInfo, at: number, evidence: string): MonitorEvent =>
	event('STALE', 'warn', server, at, evidence);

export const wentDown = (server: ServerInfo, at: number, evidence: string): MonitorEvent =>
	event('DOWN', 'error', server, at, evidence);

export const cameBack = (server: ServerInfo, at: number, away: number): MonitorEvent =>
	event('BACK', 'info', server, at, `answers again after ${span(away)}`);

export const gone = (server: ServerInfo, at: number): MonitorEvent =>
	event('GONE', 'info', server, at, 'removed from the list: down for 10m');

/** `kinds` names where they are, where the server tells: `clients 14`. */
export const slowGrew = (
	server: ServerInfo,
	at: number,
	from: number,
	to: number,
	kinds: string,
): MonitorEvent =>
	event('SLOW', 'warn', server, at, `slow consumers ${from} → ${to}${kinds === '' ? '' : ` (${kinds})`}`);

/** `peer` is a server of the same cluster that it has no route to. */
export const routeLost = (server: ServerInfo, at: number, peer: string): MonitorEvent =>
	event('ROUTE', 'warn', server, at, `no route to ${peer}`);

export const routeBack = (server: ServerInfo, at: number, peer: string): MonitorEvent =>
	event('ROUTE', 'info', server, at, `route to ${peer} is back`);

/** Two living servers have one name; `other` is the id of the one that was known before. */
export const sameName = (server: ServerInfo, at: number, other: string): MonitorEvent =>
	event(
		'NEW',
		'warn',
		server,
		at,
		`another server called ${server.name} runs: ${server.id.slice(0, 8)} beside ${other.slice(0, 8)}`,
	);

/** There are more servers than can be followed. */
export const full = (at: number, most: number): MonitorEvent => ({
	kind: 'NEW',
	severity: 'warn',
	at,
	text: `${most} servers are followed and no more: those that never answered make room first`,
});

const jetstreamKind = (check: JetStreamTrouble['check']): 'JS OTHER' | 'JS QUORUM' =>
	check === 'js-off' ? 'JS OTHER' : 'JS QUORUM';

/** JetStream is off, or its meta group is not whole, on a server that answers. */
export const jetstreamTrouble = (
	server: ServerInfo,
	at: number,
	{ check, health, text }: JetStreamTrouble,
): MonitorEvent => event(jetstreamKind(check), health === 'crit' ? 'error' : 'warn', server, at, text);

/** The same trouble has ended. */
export const jetstreamWell = (
	server: ServerInfo,
	at: number,
	{ check, text }: JetStreamTrouble,
): MonitorEvent => event(jetstreamKind(check), 'info', server, at, `no longer so: ${text}`);

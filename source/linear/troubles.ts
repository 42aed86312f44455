// Sentences about the checks of servers: a trouble is said when it begins, when it gets worse, and when it is over.

import { duration } from '../format/time.ts';
import type { Severity, Trouble } from '../model/checks/check.ts';
import type { EventKind, LoggedEvent } from '../model/event.ts';
import type { FleetSnapshot, ServerRow } from '../model/fleet.ts';
import { fleetFacts, troublesIn } from '../model/fleet-facts.ts';
import { alike, named } from './sentences.ts';

type Held = {
	/** The key of the server. */
	row: string;
	check: string;
	server: string;
	severity: Severity;
	/** The words of the check when the trouble began. */
	text: string;
	since: number;
	/** True where the log said that the trouble began. */
	isLogged: boolean;
};

/** Troubles that the log tells in its own words when they begin, and with `ends` when they are over, too. */
const logged: Readonly<Record<string, { kind: EventKind; ends: boolean }>> = {
	slow: { kind: 'SLOW', ends: false },
	names: { kind: 'NEW', ends: false },
	route: { kind: 'ROUTE', ends: true },
	'meta-leader': { kind: 'JS QUORUM', ends: true },
	'meta-peers': { kind: 'JS QUORUM', ends: true },
	'js-off': { kind: 'JS OTHER', ends: true },
};

/** Milliseconds after a line of the log within which a trouble that begins is the one of that line. */
const loggedSpan = 30_000;

const words: Readonly<Record<Severity, string>> = { warn: 'Warning', critical: 'Error' };

/** `js-storage` as it is read out. */
const checkWords = (check: string): string => check.replace(/^js-/, 'JetStream ').replaceAll('-', ' ');

/** One sentence for each check, however many servers have the trouble. */
const grouped = (all: readonly Held[], say: (first: Held, what: string, all: readonly Held[]) => string) =>
	alike(all, ({ check, severity }) => `${severity} ${check}`).flatMap((group) => {
		const [first] = group;
		const servers = named(group.map(({ server }) => server));
		return first === undefined ? [] : say(first, `${checkWords(first.check)} on ${servers}`, group);
	});

const begun = (first: Held, what: string, all: readonly Held[]): string => {
	const like = all.some(({ text }) => text !== first.text) ? ', and the like' : '';
	return `${words[first.severity]}: ${what}: ${first.text}${like}.`;
};

/** Remembers the troubles from one round to the next. */
export class Troubles {
	readonly #held = new Map<string, Held>();
	readonly #told = new Map<string, number>();

	/** The troubles now, `east-2, CPU at 78% of its cores`. */
	get now(): string[] {
		return [...this.#held.values()].map(({ server, text }) => `${server}, ${text}`);
	}

	/** Takes the lines of the log that were said, so that no trouble is said twice. */
	heard(events: readonly LoggedEvent[]): void {
		for (const { kind, server, serverName, lastAt } of events)
			this.#told.set(`${kind} ${server?.name ?? serverName ?? ''}`, lastAt);
	}

	/** Looks at the servers with these keys; gives sentences for troubles that are new, worse, or over. */
	look(fleet: FleetSnapshot, keys: ReadonlySet<string>, at: number): string[] {
		for (const [line, toldAt] of this.#told) if (at - toldAt > loggedSpan) this.#told.delete(line);
		const facts = fleetFacts(fleet);
		const [fresh, over]: [Held[], Held[]] = [[], []];
		const seen = new Set<string>();
		const byServer = this.#byServer();
		for (const row of fleet.rows) {
			if (!keys.has(row.key)) continue;
			const own = byServer.get(row.key) ?? [];
			// A server that does not answer is said by itself, and none of its troubles is over.
			if (row.state !== 'ok') {
				for (const key of own) seen.add(key);
				continue;
			}
			for (const trouble of troublesIn(facts, row)) {
				const key = `${row.key} ${trouble.check}`;
				seen.add(key);
				const news = this.#take(key, row, trouble, at);
				if (news !== undefined) fresh.push(news);
			}
			for (const key of own) {
				const held = this.#held.get(key);
				if (held === undefined || seen.has(key)) continue;
				if (!(held.isLogged && logged[held.check]?.ends)) over.push(held);
			}
		}
		for (const key of this.#held.keys()) if (!seen.has(key)) this.#held.delete(key);
		return [
			...grouped(fresh, begun),
			...grouped(over, ({ text, since }, what, all) => {
				const after = all.length === 1 ? `, after ${duration(at - since)}` : '';
				return `Over: ${what}: it was ${text}${after}.`;
			}),
		];
	}

	/** The keys of what is held, by the key of the server. */
	#byServer(): ReadonlyMap<string, readonly string[]> {
		const keys = new Map<string, string[]>();
		for (const [key, { row }] of this.#held) {
			const own = keys.get(row);
			if (own) own.push(key);
			else keys.set(row, [key]);
		}
		return keys;
	}

	/** Gives it where it is to be said. */
	#take(key: string, row: ServerRow, { check, severity, text }: Trouble, at: number): Held | undefined {
		const { name: server } = row.info;
		const before = this.#held.get(key);
		if (before !== undefined && (before.severity === severity || before.severity === 'critical'))
			return undefined;
		const isLogged = this.#told.has(`${logged[check]?.kind} ${server}`);
		const held = { row: row.key, check, server, severity, text, since: before?.since ?? at, isLogged };
		this.#held.set(key, held);
		return isLogged && before === undefined ? undefined : held;
	}
}

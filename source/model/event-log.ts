// The event log: events in the order of arrival, bursts folded into one line, dropped lines counted.

import { type Churn, ChurnCounter, type ChurnMemory } from './churn.ts';
import { type EventGroup, eventKinds, type LoggedEvent, type MonitorEvent } from './event.ts';
import { FlapFolds } from './flap-folds.ts';
import { LogLine } from './log-line.ts';
import { type LogPart, LogRing, logParts, merged, partOf, partSizes } from './log-ring.ts';
import { isFailedLogin, LoginFolds, type LoginMemory } from './login-folds.ts';

/** How many lines are kept in all. */
export const logSize = partSizes.clients + partSizes.jetstream + partSizes.servers;

/** Events of one burst within this many milliseconds of its first are folded. */
export const foldSpan = 1000;

/** An immutable snapshot of the log, oldest first. */
export type EventLogSnapshot = {
	events: readonly LoggedEvent[];
	/** Lines that fell off, of each part. */
	dropped: Readonly<Record<LogPart, number>>;
	/** Events a second over the last ten seconds. */
	rate: number;
	/** Names of accounts by their public key. */
	accountNames: ReadonlyMap<string, string>;
	/** When natstop began to listen. */
	since: number;
	/** How many clients connect, by account; absent where natstop may not hear of them. */
	connects?: ReadonlyMap<string, Churn>;
};

/** The subscription without which nobody knows who connects. */
const connectEvents = '$SYS.ACCOUNT.*.CONNECT';

/** In one second this many clients of a kind stand in lines of their own; what comes beyond is one line. */
const ownLines = 8;

/** What makes a burst: everything but which client it is. */
const burstKey = (event: MonitorEvent): string =>
	[
		event.kind,
		event.server?.id ?? event.serverName ?? '',
		event.account ?? '',
		event.reason ?? '',
		event.text ?? '',
	].join('\n');

/** Clients of one user keep lines of their own, as their names are shown and can be filtered by. */
const clientKey = ({ client }: MonitorEvent): string =>
	[client?.name, client?.user, client?.clientType, client?.clientId].join('\n');

/** A line and the event it began with. */
export type Fold = { first: MonitorEvent; line: LoggedEvent };

/** A burst under way: since when, how many lines it has, and its line for any client beyond those. */
export type Burst = { at: number; lines: Map<string, Fold>; rest?: Fold };

/** Among so many newest lines the line of a failed login counts where it stands; beyond them it would count unseen. */
const nearLines = 20;

/** Everything that a log remembers. */
export type LogMemory = {
	parts: Readonly<Record<LogPart, { lines: readonly LoggedEvent[]; dropped: number }>>;
	since: number;
	next: number;
	names: ReadonlyMap<string, string>;
	perSecond: ReadonlyMap<number, number>;
	unkept: readonly EventGroup[];
	connects: ChurnMemory;
	hearsConnects: boolean;
	bursts: readonly (readonly [string, Burst])[];
	logins: LoginMemory;
	flaps: FlapFolds['memory'];
};

const rateSpan = 10;

/** Seconds whose events are counted. */
const mostSeconds = 60;

/** More accounts than are ever named on a screen. */
const mostNames = 10_000;

/** Groups that would push everything else out of the ring: kept only while they are shown. */
export const noisyGroups: readonly EventGroup[] = ['conns', 'naked', 'statsz'];

/** Collects events; `snapshot` is cheap enough to take four times a second. */
export class EventLog {
	readonly #rings: Readonly<Record<LogPart, LogRing>> = {
		clients: new LogRing(partSizes.clients),
		jetstream: new LogRing(partSizes.jetstream),
		servers: new LogRing(partSizes.servers),
	};
	#next = 1;
	#bursts = new Map<string, Burst>();
	readonly #logins = new LoginFolds();
	readonly #flaps = new FlapFolds();
	readonly #names = new Map<string, string>();
	/** The names as they were told last; absent once one has changed. */
	#namesTold?: ReadonlyMap<string, string>;
	/** Events by second, for the rate. */
	#perSecond = new Map<number, number>();
	#unkept: readonly EventGroup[] = noisyGroups;
	readonly #connects: ChurnCounter;
	#hearsConnects = true;

	constructor(readonly since: number) {
		this.#connects = new ChurnCounter(since);
	}

	/** Everything it remembers at `now`: the newest lines of each part, at most one of so many that it keeps. */
	memory(now: number, share: number): LogMemory {
		const part = (name: LogPart): LogMemory['parts'][LogPart] => {
			const { lines, dropped } = this.#rings[name];
			const kept = lines.slice(-Math.ceil(partSizes[name] / share));
			return { lines: kept, dropped: dropped + lines.length - kept.length };
		};
		return {
			parts: { clients: part('clients'), jetstream: part('jetstream'), servers: part('servers') },
			...{ since: this.since, next: this.#next, names: this.#names, perSecond: this.#perSecond },
			...{ unkept: this.#unkept, connects: this.#connects.memory, hearsConnects: this.#hearsConnects },
			bursts: [...this.#bursts].filter(([, { at }]) => Math.abs(now - at) < foldSpan),
			...{ logins: this.#logins.memory, flaps: this.#flaps.memory },
		};
	}

	/** Takes up what another log remembered; only by one that holds nothing. */
	resume(memory: LogMemory): void {
		const { parts, next, names, perSecond, unkept, connects, hearsConnects, bursts, logins, flaps } = memory;
		for (const name of logParts) this.#rings[name].resume(parts[name].lines, parts[name].dropped);
		this.#next = next;
		for (const [account, name] of names) this.#names.set(account, name);
		this.#perSecond = new Map(perSecond);
		this.#unkept = unkept;
		this.#connects.memory = connects;
		this.#hearsConnects = hearsConnects;
		this.#bursts = new Map(bursts);
		this.#logins.memory = logins;
		this.#flaps.memory = flaps;
	}

	/** Says which groups are switched off: of those, the noisy ones are not even kept. */
	switchOff(off: readonly string[]): void {
		this.#unkept = noisyGroups.filter((group) => off.includes(group));
	}

	/**
	 * Appends one event, or folds it into the line of the same client, or of many, within the last second. `count` is how
	 * many of its kind it stands for.
	 */
	add(event: MonitorEvent, count = 1): void {
		this.#learn(event);
		this.#countConnects(event, count);
		if (this.#unkept.includes(eventKinds[event.kind].group)) return;
		const second = Math.floor(event.at / 1000);
		this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + count);
		// There may never be a snapshot that would do it.
		const [earliest] = this.#perSecond.keys();
		if (this.#perSecond.size > mostSeconds && earliest !== undefined) this.#perSecond.delete(earliest);
		if (isFailedLogin(event)) {
			this.#addLogin(event, count);
			return;
		}
		if (event.flap !== undefined) {
			this.#addFlap(event.flap, event);
			return;
		}
		const burst = this.#burstOf(event);
		const client = clientKey(event);
		const own = burst.lines.get(client);
		const held = own ?? (burst.lines.size >= ownLines ? burst.rest : undefined);
		const ring = this.#rings[partOf[eventKinds[event.kind].group]];
		let fold = held && this.#folded(held, event, count);
		if (fold === undefined || !ring.replace(fold.line)) {
			const line = new LogLine(event, this.#next++, count, false, event.at);
			fold = { first: event, line };
			ring.push(line);
		}
		if (own === undefined && burst.lines.size >= ownLines) burst.rest = fold;
		else burst.lines.set(client, fold);
	}

	/** True for a group of which nothing is kept now. */
	leavesOut(group: EventGroup): boolean {
		return this.#unkept.includes(group);
	}

	/** Counts a connect that is not read, by the subject it came on. */
	countUnread(subject: string, at: number): void {
		const [, , account = '', what, more] = subject.split('.');
		if (what === 'CONNECT' && more === undefined) this.#connects.add(account, at);
	}

	/** Remembers the name of an account learned elsewhere. */
	learnName(account: string, name: string): void {
		if (account === name || this.#names.get(account) === name) return;
		this.#namesTold = undefined;
		this.#names.set(account, name);
		const [oldest] = this.#names.keys();
		if (this.#names.size > mostNames && oldest !== undefined) this.#names.delete(oldest);
	}

	/** The name of an account, if one was learned. */
	nameOf(account: string): string | undefined {
		return this.#names.get(account);
	}

	/** The snapshot now. */
	snapshot(now: number): EventLogSnapshot {
		const second = Math.floor(now / 1000);
		let recent = 0;
		for (const [at, count] of this.#perSecond) {
			if (at < second - rateSpan) this.#perSecond.delete(at);
			else if (at < second) recent += count;
		}
		const { clients, jetstream, servers } = this.#rings;
		const span = Math.max(1, Math.min(rateSpan, second - Math.floor(this.since / 1000)));
		return {
			events: merged(merged(servers.lines, jetstream.lines), clients.lines),
			dropped: {
				clients: clients.dropped,
				jetstream: jetstream.dropped,
				servers: servers.dropped,
			},
			rate: recent / span,
			accountNames: this.#namesNow(),
			since: this.since,
			...(this.#hearsConnects && { connects: this.#connects.at(now) }),
		};
	}

	/** The same as long as no name has changed. */
	#namesNow(): ReadonlyMap<string, string> {
		this.#namesTold ??= new Map(this.#names);
		return this.#namesTold;
	}

	#countConnects({ kind, account, subject, at }: MonitorEvent, count: number): void {
		if (kind === 'CONNECT') this.#hearsConnects = true;
		// Without a subject it may be any of them.
		else if (kind === 'DENIED' && (subject ?? connectEvents) === connectEvents) this.#hearsConnects = false;
		if (kind === 'CONNECT' && account !== undefined) this.#connects.add(account, at, count);
	}

	#folded({ first, line }: Fold, event: MonitorEvent, count: number): Fold {
		const mixed = line.mixed || clientKey(first) !== clientKey(event);
		return { first, line: new LogLine(first, line.seq, line.count + count, mixed, event.at) };
	}

	/** Counts a failed login in the line it has, which comes along to the newest ones when it has been left behind. */
	#addLogin(event: MonitorEvent, count: number): void {
		const ring = this.#rings[partOf[eventKinds[event.kind].group]];
		const fold = this.#logins.take(event, count);
		const { line: held, latest, mixed } = fold;
		if (held !== undefined && this.#next - held.seq <= nearLines) {
			const shown = mixed ? { ...latest, at: held.shown.at } : held.shown;
			fold.line = { seq: held.seq, shown };
			if (ring.replace(new LogLine(shown, held.seq, fold.count, mixed, fold.lastAt, fold.since))) return;
		}
		if (held !== undefined) ring.remove(held.seq);
		const seq = this.#next++;
		fold.line = { seq, shown: latest };
		ring.push(new LogLine(latest, seq, fold.count, mixed, fold.lastAt, fold.since));
	}

	/** Counts what goes on and off in one line, which comes along to the newest ones. */
	#addFlap(name: string, event: MonitorEvent): void {
		const ring = this.#rings[partOf[eventKinds[event.kind].group]];
		const { count, since, replaces, standsIn } = this.#flaps.take(name, event);
		for (const line of replaces) ring.remove(line);
		const seq = this.#next++;
		standsIn(seq);
		ring.push(new LogLine(event, seq, count, false, event.at, since));
	}

	#learn(event: MonitorEvent): void {
		// Claims are what somebody asks for: they name an account that has no name, and rename none.
		if (event.kind === 'CLAIMS' && this.#names.has(event.account ?? '')) return;
		if (event.account !== undefined && event.accountName !== undefined) {
			this.learnName(event.account, event.accountName);
		}
	}

	/** The burst an event belongs to; a new one when the last began over a second ago. */
	#burstOf(event: MonitorEvent): Burst {
		const key = burstKey(event);
		const last = this.#bursts.get(key);
		// A clock that was set back begins a new burst.
		const isOver = ({ at }: Burst): boolean => Math.abs(event.at - at) >= foldSpan;
		if (last !== undefined && !isOver(last)) return last;
		const burst: Burst = { at: event.at, lines: new Map() };
		// Behind all others: the first is always the oldest. What is over would only hold payloads.
		this.#bursts.delete(key);
		this.#bursts.set(key, burst);
		for (const [other, old] of this.#bursts) {
			if (!isOver(old) && this.#bursts.size <= logSize) break;
			this.#bursts.delete(other);
		}
		return burst;
	}
}

// Asks for micro services: their instances themselves, and servers for the connections that listen as one.

import { instanceKey, type Subscribed, type ToldInstance } from '../model/services/told.ts';
import type { AskedServer } from './connections-round.ts';
import { decodeError } from './decode.ts';
import { readConnz } from './decode-connz.ts';
import { readServiceInfo, readServicePing, readServiceStats } from './decode-service.ts';
import type { Answer, GatherEnd } from './gather.ts';
import type { Cost } from './governor.ts';
import { instancesOf } from './service-subscriptions.ts';
import { serverSubject, serviceInfoSubject, serviceStatsSubject, serviceSubjects } from './subjects.ts';
import type { Wire } from './wire.ts';
import { workThrough } from './work-through.ts';

/** Connections of one server; with all that each listens to they are a megabyte. */
const mostConnections = 1024;

type Asking = {
	/** Longest wait, milliseconds. */
	maxWait: number;
	spend?: (cost: Partial<Cost>) => void;
	signal?: AbortSignal;
};

/** What instances answered. */
export type AnsweredServices = {
	end: GatherEnd;
	instances: readonly ToldInstance[];
	/** Answers that name no instance, or cannot be read. */
	unread: number;
};

/**
 * Asks all instances of our account. Nobody knows how many there are, so it takes a moment after the last answer. Who is slow
 * answers after the end: such an instance is handed to `onLate`.
 */
export const gatherServices = async (
	wire: Wire,
	by: 'stats' | 'ping',
	{ onLate, ...asking }: Asking & { onLate?: (instance: ToldInstance) => void },
): Promise<AnsweredServices> => {
	let isOver = false;
	const instances = new Map<string, ToldInstance>();
	let unread = 0;
	const readAnswer = by === 'stats' ? readServiceStats : readServicePing;
	const end = await wire.gather(serviceSubjects[by], undefined, {
		...{ maxWait: asking.maxWait, signal: asking.signal },
		onAnswer({ fields, ms, bytes, readMs }) {
			const began = performance.now();
			const read = readAnswer(fields, ms);
			asking.spend?.({ bytes, readMs: readMs + performance.now() - began });
			if (read === undefined) {
				unread++;
				return undefined;
			}
			const instance = { ...read, at: wire.now() };
			const key = instanceKey(instance);
			if (isOver) onLate?.(instance);
			else if (!instances.has(key)) instances.set(key, instance);
			return instance.id;
		},
	});
	isOver = true;
	return { end, instances: [...instances.values()], unread };
};

/** The statistics of one instance, with all the time it wants; nothing where it does not answer. */
export const askServiceStats = async (
	wire: Wire,
	{ service, id }: Pick<ToldInstance, 'service' | 'id'>,
	{ maxWait, spend }: Asking,
): Promise<ToldInstance | undefined> => {
	const result = await wire.ask(serviceStatsSubject(service, id), undefined, { timeout: maxWait });
	if (!result.ok) return undefined;
	const { fields, bytes, readMs, ms } = result.value;
	spend?.({ bytes, readMs });
	const told = readServiceStats(fields, ms);
	return told?.service === service && told.id === id ? { ...told, at: wire.now() } : undefined;
};

/** What servers told of connections that listen as instances. */
export type ToldConnections = {
	end: GatherEnd;
	subscribed: readonly Subscribed[];
	/** Ids of the servers that answered; names of those that had more than they told. */
	answered: ReadonlySet<string>;
	cut: readonly string[];
	/** What a server said instead. */
	refused?: string;
};

/** What all servers are asked. */
const wanted = { filter_subject: serviceSubjects.ping, subscriptions_detail: true, limit: mostConnections };

type Taken = { subscribed: Subscribed[]; answered: Set<string>; cut: string[]; refused?: string };

const newTaken = (): Taken => ({ subscribed: [], answered: new Set(), cut: [] });

/** Takes the answer of a server, and gives its id. */
const take = (
	taken: Taken,
	{ fields, bytes, readMs }: Pick<Answer, 'fields' | 'bytes' | 'readMs'>,
	{ spend }: Asking,
	account: string | undefined,
): string | undefined => {
	const began = performance.now();
	const page = readConnz(fields, false);
	const error = decodeError(fields);
	if (error) taken.refused = `${error.code} ${error.description}`;
	if (page !== undefined && !taken.answered.has(page.server.id)) {
		taken.answered.add(page.server.id);
		// The total is that of the account, whoever listens to the subject.
		if (page.received >= mostConnections) taken.cut.push(page.server.name);
		for (const row of page.rows) taken.subscribed.push(...instancesOf(row, account));
	}
	spend?.({ bytes, readMs: readMs + performance.now() - began });
	return page?.server.id;
};

/** Asks all servers on a subject for the connections of one account; `account` marks what is found. */
export const gatherServiceConnections = async (
	wire: Wire,
	subject: string,
	{ account, expected, ...asking }: Asking & { account?: string; expected: ReadonlySet<string> },
): Promise<ToldConnections> => {
	const taken = newTaken();
	const end = await wire.gather(subject, wanted, {
		...{ expected, maxWait: asking.maxWait, signal: asking.signal, gzip: true },
		onAnswer: (answer) => take(taken, answer, asking, account),
	});
	return { end, ...taken };
};

/** The same of servers one by one, where asking all of them brings one answer only. */
export const askServiceConnections = async (
	wire: Wire,
	servers: readonly Pick<AskedServer, 'id'>[],
	asking: Asking,
): Promise<ToldConnections> => {
	const taken = newTaken();
	const denied = await workThrough(
		servers,
		async ({ id }) => {
			const options = { timeout: asking.maxWait, gzip: true };
			const result = await wire.ask(serverSubject(id, 'CONNZ'), wanted, options);
			if (!result.ok) return result.failure;
			take(taken, result.value, asking, undefined);
			return undefined;
		},
		{ ...(asking.signal && { signal: asking.signal }) },
	);
	return { end: denied === undefined ? 'all' : 'denied', ...taken };
};

/** The description of one instance; nothing where it does not answer. */
export const askServiceInfo = async (
	wire: Wire,
	{ service, id }: Pick<ToldInstance, 'service' | 'id'>,
	{ maxWait, spend }: Asking,
): Promise<ToldInstance | undefined> => {
	const result = await wire.ask(serviceInfoSubject(service, id), undefined, { timeout: maxWait });
	if (!result.ok) return undefined;
	const { fields, bytes, readMs } = result.value;
	spend?.({ bytes, readMs });
	const info = readServiceInfo(fields);
	return info?.service === service && info.id === id ? info : undefined;
};

// Services of our own account: instances answer themselves, and servers tell which of them are connected.

import { firstAndMore } from '../../model/first-names.ts';
import type { ServiceBook } from '../../model/services/service-book.ts';
import { instanceKey, type ToldInstance } from '../../model/services/told.ts';
import { accountRequests } from '../../nats/account-subjects.ts';
import {
	type AnsweredServices,
	askServiceConnections,
	askServiceInfo,
	askServiceStats,
	gatherServiceConnections,
	gatherServices,
	type ToldConnections,
} from '../../nats/ask-services.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import type { Cost } from '../../nats/governor.ts';
import { serviceInfoSubject, serviceStatsSubject, serviceSubjects } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { workThrough } from '../../nats/work-through.ts';
import type { AccountAccess } from '../source.ts';
import { nothingAsked, type ServicesAsked } from './snapshot.ts';

/** Instances that are asked for their description in one round. */
const mostInfos = 8;

/** Silent instances that a command asks once more, each by itself. */
const mostAgain = 64;

/** Answers that came after the end of their round, which count for the next one. */
export type AccountMemory = { late: ToldInstance[] };

export const newAccountMemory = (): AccountMemory => ({ late: [] });

/** Late answers of one round that are kept. */
const mostLate = 1024;

export type AccountNeeds = {
	wire: Wire;
	account: AccountAccess;
	book: ServiceBook;
	memory: AccountMemory;
	servers: readonly AskedServer[];
	maxWait: number;
	/** One round is all there is. */
	isOnce?: boolean;
	spend?: (cost: Partial<Cost>) => void;
	signal?: AbortSignal;
};

type Instances = { by: ServicesAsked['by']; told?: AnsweredServices; answers?: readonly ToldInstance[] };

/** What instances say; by pings where their statistics may not be asked for. */
const askInstances = async (needs: AccountNeeds): Promise<Instances> => {
	const { wire, account, memory, maxWait, spend, signal } = needs;
	const onLate = (instance: ToldInstance): void => {
		if (memory.late.length < mostLate) memory.late.push(instance);
	};
	for (const by of ['stats', 'ping'] as const) {
		if (!account.mayAsk(serviceSubjects[by])) continue;
		const told = await gatherServices(wire, by, { maxWait, spend, signal, onLate });
		if (told.end === 'denied') continue;
		const late = memory.late.splice(0);
		return { by, told, answers: [...told.instances, ...late] };
	}
	return { by: 'subscriptions' };
};

/** Which connections listen as instances; nothing where that may not be asked. */
const askConnections = async (needs: AccountNeeds): Promise<ToldConnections | undefined> => {
	const { wire, account, servers, maxWait, spend, signal } = needs;
	const asking = { maxWait, spend, signal };
	if (!account.mayAsk(accountRequests.connz)) return undefined;
	const expected = new Set(servers.map(({ id }) => id));
	const told = account.asksByName()
		? await askServiceConnections(wire, servers, asking)
		: await gatherServiceConnections(wire, accountRequests.connz, { ...asking, expected });
	return told.end === 'denied' || told.end === 'absent' ? undefined : told;
};

/** Those that are connected and have not answered are given the time they want: one round is all there is. */
const askAgain = async (
	{ wire, account, maxWait, spend, signal }: AccountNeeds,
	answers: readonly ToldInstance[],
	connections: ToldConnections | undefined,
): Promise<readonly ToldInstance[]> => {
	const answered = new Set(answers.map(instanceKey));
	const found: ToldInstance[] = [];
	const missing = (connections?.subscribed ?? [])
		.map(({ instance }) => instance)
		.filter(
			(one) => !answered.has(instanceKey(one)) && account.mayAsk(serviceStatsSubject(one.service, one.id)),
		)
		.slice(0, mostAgain);
	await workThrough(missing, async (one) => {
		const told = await askServiceStats(wire, one, { maxWait, spend, signal });
		if (told) found.push(told);
		return undefined;
	});
	return [...answers, ...found];
};

const describe = async ({
	wire,
	account,
	book,
	maxWait,
	spend,
	signal,
	isOnce,
}: AccountNeeds): Promise<void> => {
	const asked = book
		.undescribed(isOnce ? mostAgain : mostInfos)
		.filter(({ service, id }) => account.mayAsk(serviceInfoSubject(service, id)));
	await workThrough(asked, async (one) => {
		const info = await askServiceInfo(wire, one, { maxWait, spend, signal });
		if (info) book.describe(info);
		return undefined;
	});
};

/** One round; what was found is in the book then. Nothing without a link. */
export const askAccountServices = async (needs: AccountNeeds): Promise<ServicesAsked | undefined> => {
	const { wire, book, servers, isOnce, signal } = needs;
	const { by, told, answers: first } = await askInstances(needs);
	const connections = await askConnections(needs);
	const answers = isOnce && by === 'stats' && first ? await askAgain(needs, first, connections) : first;
	if (signal?.aborted || wire.isClosed() || told?.end === 'closed') return undefined;
	const at = wire.now();
	if (by === 'subscriptions' && connections === undefined)
		return { ...nothingAsked, at, denied: serviceSubjects.stats };
	if (told?.end === 'absent' && connections === undefined)
		return { ...nothingAsked, at, failed: wire.absent ?? 'not recorded' };
	if (told?.end === 'unheard') return { ...nothingAsked, at, failed: 'not permitted to listen for answers' };
	const silent = servers.filter(({ id }) => connections?.answered.has(id) === false).map(({ name }) => name);
	const isWhole = connections !== undefined && silent.length === 0 && connections.cut.length === 0;
	book.hear({
		...{ at, isWhole },
		...(told?.end !== 'absent' && answers && { answers }),
		...(connections && { subscribed: connections.subscribed }),
	});
	if (by === 'stats') await describe(needs);
	return {
		...{ ...nothingAsked, by, at },
		missing: missingParts(needs, silent, connections, told),
		...(connections === undefined && {
			instead: `without ${accountRequests.connz}: who is silent may be gone`,
		}),
	};
};

const missingParts = (
	{ servers, book }: AccountNeeds,
	silent: readonly string[],
	connections: ToldConnections | undefined,
	told: AnsweredServices | undefined,
): string[] => [
	...(silent.length > 0
		? [`${servers.length - silent.length} of ${servers.length} servers answered: ${firstAndMore(silent)}`]
		: []),
	...(connections && connections.cut.length > 0
		? [`the first 1,024 of ${firstAndMore(connections.cut)}`]
		: []),
	...(connections?.refused === undefined ? [] : [connections.refused]),
	...(told && told.unread > 0 ? [`${told.unread} answers cannot be read`] : []),
	...(book.isCut ? ['more than 4,096 instances'] : []),
];

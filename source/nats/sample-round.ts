// One round of questions about a part of all connections, as a plan says, a few servers at a time.

import { type AskedServer, learnTokens, type TokenMemory } from './connections-round.ts';
import { askConnzPage, type ConnzOptions, type ConnzScope } from './connz.ts';
import type { UnreadPage } from './decode-connz.ts';
import type { Cost } from './governor.ts';
import type { Failure } from './requests.ts';
import type { SamplePlan, ServerAsk } from './sample-plan.ts';
import type { Wire } from './wire.ts';
import { workThrough } from './work-through.ts';

export type SampleOptions = {
	wire: Wire;
	scope: ConnzScope;
	tokens: TokenMemory;
	timeout: number;
	signal?: AbortSignal;
	spend?: (cost: Cost) => void;
};

export type SampleRound = SampleOptions & {
	plan: SamplePlan;
	servers: ReadonlyMap<string, AskedServer>;
	/** Takes a page, as soon as it is there; `isEnd`: with it all connections of the server have been met in this sweep. */
	onPage: (server: AskedServer, page: UnreadPage, how: 'lead' | 'sweep', isEnd: boolean) => void;
	/** A server has answered, or has not answered anything: why. */
	onServer: (server: AskedServer, failure?: Failure) => void;
};

const askServer = async (
	{ id, lead, sweep }: ServerAsk,
	server: AskedServer,
	round: SampleRound,
): Promise<Failure | undefined> => {
	const { wire, scope, tokens, timeout, spend, plan, onPage } = round;
	const options: ConnzOptions = { timeout, spend, rtt: server.rtt };
	let isHeard = false;
	let failure: Failure | undefined;
	if (lead) {
		const body = { ...scope, auth: tokens.users !== 'tokens', ...lead };
		const result = await askConnzPage(wire, id, body, options);
		if (round.signal?.aborted) return undefined;
		if (result.ok) {
			learnTokens(tokens, result.value.hasTokens, result.value.rows.length);
			onPage(server, result.value, 'lead', false);
		} else failure = result.failure;
		// One that does not know the sort has answered all the same.
		isHeard = result.ok || result.failure.kind === 'refused';
	}
	// Who has not answered once is not waited for a second time.
	if (sweep && failure !== undefined && !isHeard) plan.failed(id);
	else if (sweep) {
		const body = { ...scope, ...(tokens.users === 'plain' && { auth: true }), sort: 'cid', ...sweep };
		const result = await askConnzPage(wire, id, body, options);
		if (round.signal?.aborted) return undefined;
		if (result.ok) {
			learnTokens(tokens, result.value.hasTokens, 0);
			if (plan.swept(id, result.value)) onPage(server, result.value, 'sweep', plan.isMet(id));
			isHeard = true;
		} else {
			plan.failed(id);
			failure = result.failure;
		}
	}
	round.onServer(server, isHeard ? undefined : failure);
	return failure;
};

/** Asks as planned; ends early where our user may not ask, and then gives why. */
export const askSample = (asks: readonly ServerAsk[], round: SampleRound): Promise<Failure | undefined> =>
	workThrough(
		asks,
		async (ask) => {
			const server = round.servers.get(ask.id);
			return server && askServer(ask, server, round);
		},
		round,
	);

/** Asks for connections one by one; nothing is given for one that its server does not know any more. */
export const askPins = async (
	pins: readonly { serverId: string; cid: number }[],
	{ wire, timeout, spend, signal }: SampleOptions,
	onPin: (pin: { serverId: string; cid: number }, page: UnreadPage) => void,
): Promise<void> => {
	const askPin = async (pin: { serverId: string; cid: number }): Promise<undefined> => {
		const result = await askConnzPage(wire, pin.serverId, { cid: pin.cid }, { timeout, spend });
		if (result.ok && !signal?.aborted) onPin(pin, result.value);
	};
	await workThrough(pins, askPin, { signal });
};

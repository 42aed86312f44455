// Kicks one connection, or asks it to move, and watches what becomes of it: by events, and by asking its server.

import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../model/connection.ts';
import {
	type ActEnd,
	type ActState,
	type Aftermath,
	backSpan,
	type ConnectionAct,
	type ConnectionTarget,
	endSpan,
} from '../model/connection-act.ts';
import type { LoggedEvent } from '../model/event.ts';
import { askConnection } from './connz.ts';
import { failureText } from './requests.ts';
import { serverSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

/** Milliseconds between two looks at what has become of it. */
const lookEvery = 300;

/** Longest wait for an answer, milliseconds. */
const answerLimit = 2000;

export type ActOptions = {
	timeout: number;
	/** The events as they are now, the newest last. */
	events: () => readonly LoggedEvent[];
	onState: (state: ActState) => void;
	/** How long is watched for its end and for its return, milliseconds; as long as the model says without. */
	spans?: { end: number; back: number };
	signal?: AbortSignal;
};

/** What its server says of it now. */
const aftermath = (result: Awaited<ReturnType<typeof askConnection>>): Aftermath => {
	if (!result.ok) return { is: 'unknown', why: failureText(result.failure) };
	const { value } = result;
	if (value === undefined) return { is: 'nobody' };
	return value.stop === undefined ? { is: 'open' } : { is: 'closed', stop: value.stop, reason: value.reason };
};

const endOf = ({ stop, reason, inMsgs, outMsgs }: Connection, sent: number, now: number): ActEnd => ({
	// The clock of a server is not ours: what lies outside is when we looked.
	ms: stop !== undefined && stop >= sent && stop <= now ? stop - sent : now - sent,
	...{ reason, inMsgs, outMsgs },
});

/** The end of a connection among events. */
const endInEvents = (
	events: readonly LoggedEvent[],
	target: ConnectionTarget,
	sent: number,
): ActEnd | undefined => {
	const event = events.findLast(
		({ kind, server, client }) =>
			kind === 'DISCONNECT' && server?.id === target.server.id && client?.cid === target.cid,
	);
	return (
		event && {
			ms: Math.max(0, event.at - sent),
			reason: event.reason,
			inMsgs: event.client?.sent?.msgs,
			outMsgs: event.client?.received?.msgs,
		}
	);
};

/** The same client, connected anew since the request. */
const backInEvents = (events: readonly LoggedEvent[], target: ConnectionTarget, sent: number) => {
	const event = events.find(
		({ kind, at, account, client, server }) =>
			kind === 'CONNECT' &&
			at >= sent &&
			account === target.account &&
			client?.user === target.user &&
			client?.name === target.clientName &&
			client?.host === target.ip &&
			!(server?.id === target.server.id && client?.cid === target.cid),
	);
	const cid = event?.client?.cid;
	return event === undefined || cid === undefined
		? undefined
		: { ms: event.at - sent, cid, server: event.server?.name ?? '' };
};

const request = (wire: Wire, act: ConnectionAct, { server, cid }: ConnectionTarget, timeout: number) => {
	const subject = act === 'kick' ? serverSubject(server.id, 'KICK') : serverSubject(server.id, 'LDM');
	return wire.ask(subject, { cid }, { timeout });
};

/**
 * Sends the request and tells each state, the last one too. It names the process of the server by its id, and cids are not
 * used twice: a server that started anew answers nothing, and never closes a stranger.
 */
export const actOnConnection = async (
	wire: Wire,
	act: ConnectionAct,
	target: ConnectionTarget,
	{ timeout, events, onState, signal, spans = { end: endSpan[act], back: backSpan } }: ActOptions,
): Promise<ActState> => {
	const tell = <State extends ActState>(state: State): State => {
		if (!signal?.aborted) onState(state);
		return state;
	};
	const look = () => askConnection(wire, target.server.id, target.cid, { timeout: answerLimit });
	const sent = wire.now();
	tell({ step: 'sending', at: sent });
	const result = await request(wire, act, target, Math.min(timeout, answerLimit));
	if (!result.ok) {
		const { failure } = result;
		if (failure.kind === 'refused') {
			const after = aftermath(await look());
			return tell({ step: 'refused', code: failure.code, description: failure.description, after });
		}
		if (failure.kind === 'timeout') {
			const after = aftermath(await look());
			return tell({ step: 'no-answer', ms: failure.ms, after });
		}
		if (failure.kind === 'no-responders') return tell({ step: 'unsupported' });
		if (failure.kind === 'denied' && failure.what === 'publish')
			return tell({ step: 'denied', subject: failure.subject });
		return tell({ step: 'failed', message: failureText(failure) });
	}
	let state: Extract<ActState, { step: 'accepted' }> = tell({
		...{ step: 'accepted', ms: result.value.ms, isOver: false },
	});
	const until = sent + spans.end;
	while (state.end === undefined && wire.now() < until && !signal?.aborted) {
		let end = endInEvents(events(), target, sent);
		if (end === undefined) {
			const now = await look();
			if (now.ok && now.value?.stop !== undefined) end = endOf(now.value, sent, wire.now());
		}
		if (end) state = tell({ ...state, end });
		else await wait(lookEvery, undefined, { signal }).catch(() => undefined);
	}
	const backUntil = wire.now() + spans.back;
	while (state.end !== undefined && state.back === undefined && wire.now() < backUntil && !signal?.aborted) {
		const back = backInEvents(events(), target, sent);
		if (back) state = tell({ ...state, back });
		else await wait(lookEvery, undefined, { signal }).catch(() => undefined);
	}
	return tell({ ...state, isOver: true });
};

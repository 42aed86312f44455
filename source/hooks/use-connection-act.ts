// Kicks a connection or asks it to move, one at a time: the question, the request, and the result.

import { useRef, useState } from 'react';
import type { ActState, ConnectionAct, ConnectionTarget } from '../model/connection-act.ts';
import type { MonitorEvent } from '../model/event.ts';
import type { actOnConnection } from '../nats/connection-act.ts';
import type { Acting } from './monitor.ts';

/** Sends the request. Handed in from where the program is put together, so that read-only mode has none. */
export type SendAct = typeof actOnConnection;

export type UseConnectionAct = {
	state: ActState;
	/** Our own connection: the id of its server, and its number there. */
	own: () => { id: string; cid?: number } | undefined;
	/** Opens the question; nothing is sent. */
	ask: () => void;
	/** Sends the request. Absent in read-only mode. */
	send?: (act: ConnectionAct, target: ConnectionTarget) => void;
};

/** The result in one line, for the log. */
const endText = (
	act: ConnectionAct,
	{ cid }: ConnectionTarget,
	state: ActState,
): Pick<MonitorEvent, 'severity' | 'text'> => {
	const what = act === 'kick' ? `kick of cid ${cid}` : `request to cid ${cid} to move`;
	switch (state.step) {
		case 'accepted': {
			const back = state.back ? `, back as cid ${state.back.cid} on ${state.back.server}` : '';
			if (state.end)
				return {
					severity: 'info',
					text: `${what} by natstop: closed, ${state.end.reason ?? 'no reason told'}${back}`,
				};
			return { severity: 'info', text: `${what} by natstop: accepted, still connected` };
		}
		case 'refused':
			return { severity: 'error', text: `${what} refused: ${state.code} ${state.description}` };
		case 'no-answer':
			return { severity: 'warn', text: `${what} sent, no answer in ${Math.round(state.ms / 1000)}s` };
		case 'unsupported':
			return { severity: 'warn', text: `${what} not sent: no responders` };
		case 'denied':
			return { severity: 'warn', text: `${what} not permitted: ${state.subject}` };
		case 'failed':
			return { severity: 'error', text: `${what} failed: ${state.message}` };
		default:
			return { severity: 'info', text: what };
	}
};

/** Acts through the monitor's connection; every result becomes an event. */
export const useConnectionAct = (
	monitor: Acting | undefined,
	timeout: number,
	sendAct?: SendAct,
): UseConnectionAct => {
	const [state, setState] = useState<ActState>({ step: 'asked' });
	/** Rises with every question, so that a late answer is not taken for that of another question. */
	const question = useRef(0);
	const ask = (): void => {
		question.current++;
		setState({ step: 'asked' });
	};
	const own: UseConnectionAct['own'] = () => {
		const server = monitor?.wire()?.server();
		return server && { id: server.id, cid: server.clientId };
	};
	if (sendAct === undefined || monitor === undefined) return { state, own, ask };
	return {
		state,
		own,
		ask,
		send(act, target) {
			const wire = monitor.wire();
			if (wire === undefined) return;
			const asked = question.current;
			const onState = (next: ActState): void => {
				if (asked === question.current) setState(next);
			};
			const events = () => monitor.log().events;
			void sendAct(wire, act, target, { timeout, events, onState }).then((end) => {
				const { id, name } = target.server;
				const server = monitor.fleet().rows.find(({ info }) => info.id === id)?.info;
				const kind = act === 'kick' ? 'KICK' : 'MOVE';
				const client = { cid: target.cid, name: target.clientName, user: target.user };
				monitor.add({
					...{ kind, at: monitor.now(), server, serverName: name, account: target.account, client },
					...endText(act, target, end),
				});
			});
		},
	};
};

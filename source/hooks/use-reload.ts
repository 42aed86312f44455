// Reloads servers, one at a time: the question, the request, and the verified result.

import { useRef, useState } from 'react';
import type { ReloadState } from '../model/action.ts';
import { isWorrying, newsText } from '../model/config-news.ts';
import type { MonitorEvent } from '../model/event.ts';
import type { ServerInfo } from '../model/server.ts';
import type { reloadServer } from '../nats/reload.ts';
import type { Acting } from './monitor.ts';

/** Sends a reload. Handed in from where the program is put together, so that read-only mode has none. */
export type SendReload = typeof reloadServer;

export type Reload = {
	state: ReloadState;
	/** Opens the question; nothing is sent. */
	ask: () => void;
	/**
	 * Sends it. Resolves with what came of it, and whether another question was opened meanwhile, which it then says
	 * nothing about. Absent in read-only mode.
	 */
	send?: (server: ServerInfo) => Promise<{ end: ReloadState; overtaken: boolean }>;
};

/** The result of a reload in one line, for the log and the toast. */
export const reloadText = (
	state: ReloadState,
): { severity: MonitorEvent['severity']; text: string } | undefined => {
	switch (state.step) {
		case 'applied':
			return {
				severity: isWorrying(state.news) ? 'warn' : 'info',
				text: `configuration reloaded by natstop (${Math.round(state.ms)}ms)${newsText(state.news)}`,
			};
		case 'unchanged':
			return {
				severity: 'info',
				text: `configuration reloaded by natstop (${Math.round(state.ms)}ms)${newsText([], true)}`,
			};
		case 'refused':
			return { severity: 'error', text: `reload refused: ${state.code} ${state.description}` };
		case 'no-answer':
			return { severity: 'warn', text: `reload sent, no answer in ${Math.round(state.ms / 1000)}s` };
		case 'unsupported':
			return { severity: 'warn', text: 'reload not sent: no responders' };
		case 'cut-off':
			return { severity: 'warn', text: 'the reload closed our own connection' };
		case 'denied':
			return { severity: 'warn', text: `reload not permitted: ${state.subject}` };
		case 'failed':
			return { severity: 'error', text: `reload failed: ${state.message}` };
		default:
			return undefined;
	}
};

/** Reloads through the monitor's connection; every result becomes an event. */
export const useReload = (monitor: Acting | undefined, timeout: number, sendReload?: SendReload): Reload => {
	const [state, setState] = useState<ReloadState>({ step: 'idle' });
	/** Rises with every question, so that a late answer is not taken for that of another question. */
	const question = useRef(0);
	const ask = () => {
		question.current++;
		setState({ step: 'asked' });
	};
	if (sendReload === undefined || monitor === undefined) return { state, ask };
	return {
		state,
		ask,
		async send(server) {
			const wire = monitor.wire();
			if (wire === undefined) return { end: state, overtaken: false };
			const asked = question.current;
			setState({ step: 'sending', at: monitor.now() });
			const { state: end, varz } = await sendReload(wire, server.id, timeout);
			if (varz) monitor.described(server.id, varz);
			const told = reloadText(end);
			if (told) monitor.add({ kind: 'RELOAD', server, at: monitor.now(), ...told });
			const overtaken = asked !== question.current;
			if (!overtaken) setState(end);
			return { end, overtaken };
		},
	};
};

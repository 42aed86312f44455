// A verified reload: what the server says, and whether its configuration really moved.

import type { NatsConnection } from '@nats-io/transport-node';
import type { ReloadState } from '../model/action.ts';
import type { Varz } from '../model/server.ts';
import { ask, type Failure } from './requests.ts';
import { askVarz } from './statsz.ts';
import { serverSubject } from './subjects.ts';

/** How a reload ended, and VARZ after it where it was answered. */
export type ReloadOutcome = { state: ReloadState; varz?: Varz };

/** Longest wait for VARZ before the reload: without it the reload still goes, but cannot be verified. */
const beforeLimit = 2000;

const failed = (failure: Failure, ms: number): ReloadState => {
	switch (failure.kind) {
		case 'no-responders':
			return { step: 'unsupported' };
		case 'timeout':
			return { step: 'no-answer', ms };
		case 'denied':
			return { step: 'denied', subject: failure.subject };
		case 'refused':
			return { step: 'refused', code: failure.code, description: failure.description };
		case 'broken':
			return { step: 'failed', message: 'the answer is not JSON' };
		case 'cut':
			return { step: 'cut-off' };
	}
};

const verdict = (before: Varz | undefined, after: Varz | undefined, ms: number): ReloadState => {
	if (before?.configLoadTime === undefined || after?.configLoadTime === undefined) {
		return { step: 'failed', message: 'the server said yes, but its VARZ did not answer: not verified' };
	}
	if (after.configLoadTime === before.configLoadTime) return { step: 'unchanged', ms };
	const digests = before.configDigest !== undefined && after.configDigest !== undefined;
	return {
		step: 'applied',
		ms,
		digestChanged: digests ? before.configDigest !== after.configDigest : undefined,
	};
};

/**
 * Asks a server to reload its configuration and compares VARZ `config_load_time` (and `config_digest`, 2.11) from
 * before and after. A cut connection without an answer means that the reload took our own access away.
 */
export const reloadServer = async (
	nc: NatsConnection,
	id: string,
	timeout: number,
): Promise<ReloadOutcome> => {
	let cut = false;
	const cutOff = new Promise<'cut'>((resolve) => {
		void (async () => {
			for await (const status of nc.status()) {
				if (status.type === 'disconnect' || status.type === 'close') {
					cut = true;
					resolve('cut');
					return;
				}
			}
		})();
	});
	const before = await askVarz(nc, id, Math.min(timeout, beforeLimit));
	const started = performance.now();
	const reply = await Promise.race([ask(nc, serverSubject(id, 'RELOAD'), undefined, timeout), cutOff]);
	const ms = performance.now() - started;
	if (reply === 'cut' || (cut && !reply.ok)) return { state: { step: 'cut-off' } };
	if (!reply.ok) return { state: failed(reply.failure, ms) };
	const after = await askVarz(nc, id, timeout);
	return {
		state: verdict(before.ok ? before.value : undefined, after.ok ? after.value : undefined, ms),
		varz: after.ok ? after.value : undefined,
	};
};

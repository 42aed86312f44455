// Reloads a server and verifies it: what the server answers, and whether its configuration was loaded anew.

import type { ReloadState } from '../model/action.ts';
import { configNews } from '../model/config-news.ts';
import type { Varz } from '../model/server.ts';
import { type Failure, failureText } from './requests.ts';
import { askVarz } from './statsz.ts';
import { serverSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

/** How a reload ended, and VARZ before and after it where they were answered. */
export type ReloadOutcome = { state: ReloadState; before?: Varz; varz?: Varz };

/** Longest wait for VARZ before the reload: without it the reload still goes, but cannot be verified. */
const beforeLimit = 2000;

const failed = (failure: Failure, ms: number): ReloadState => {
	switch (failure.kind) {
		case 'no-responders':
			return { step: 'unsupported' };
		case 'timeout':
			return { step: 'no-answer', ms };
		case 'denied':
			// Without an inbox the request left all the same.
			return failure.what === 'publish'
				? { step: 'denied', subject: failure.subject }
				: { step: 'failed', message: `${failureText(failure)}, where the answer would have come` };
		case 'refused':
			return { step: 'refused', code: failure.code, description: failure.description };
		case 'broken':
		case 'too-long':
		case 'absent':
			return { step: 'failed', message: failureText(failure) };
		case 'cut':
			return { step: 'failed', message: failure.message };
	}
};

/** Seen on 2.10.27 and 2.15.1: every reload moves the load time, a changed file the digest as well, a refused one neither. */
const verdict = (before: Varz | undefined, after: Varz | undefined, ms: number): ReloadState => {
	if (before?.configLoadTime === undefined || after?.configLoadTime === undefined) {
		return { step: 'failed', message: 'the server said yes, but its VARZ did not answer: not verified' };
	}
	if (after.configLoadTime === before.configLoadTime) {
		return {
			step: 'failed',
			message: 'the server said yes, but its configuration load time did not move: not verified',
		};
	}
	const news = configNews(before, after);
	const tells = before.configDigest !== undefined && after.configDigest !== undefined;
	const same = tells && before.configDigest === after.configDigest;
	if (same && news.length === 0) return { step: 'unchanged', ms };
	return { step: 'applied', ms, digest: tells && !same, news };
};

/** Watches whether the connection is lost from now on, and whether it comes back. */
const watchLink = (wire: Wire) => {
	let lost = wire.isClosed();
	let toldLost = (): void => undefined;
	let toldBack = (_: boolean): void => undefined;
	const losing = new Promise<'lost'>((resolve) => {
		toldLost = () => resolve('lost');
	});
	const back = new Promise<boolean>((resolve) => {
		toldBack = resolve;
	});
	const stop = wire.watch(({ type }) => {
		if (type === 'lost' || type === 'closed') {
			lost = true;
			toldLost();
		}
		if (type === 'back' && lost) toldBack(true);
		if (type === 'closed') toldBack(false);
	});
	return {
		isLost: () => lost,
		losing,
		/** True once it is back, false when that takes longer than `ms`. */
		isBack(ms: number): Promise<boolean> {
			const limit = setTimeout(() => toldBack(false), ms);
			return back.finally(() => clearTimeout(limit));
		},
		stop,
	};
};

/**
 * Asks a server to reload its configuration and compares VARZ `config_load_time` (and `config_digest`, 2.11) from
 * before and after. Servers close clients that they have to look at anew, us perhaps among them: then it is verified
 * when we are back. When we cannot come back within `timeout` milliseconds, the reload took our own access away.
 */
export const reloadServer = async (wire: Wire, id: string, timeout: number): Promise<ReloadOutcome> => {
	const isOurs = wire.server()?.id === id;
	const link = watchLink(wire);
	try {
		const before = await askVarz(wire, id, Math.min(timeout, beforeLimit));
		if (link.isLost()) {
			return { state: { step: 'failed', message: 'the connection was lost before anything was sent' } };
		}
		const started = performance.now();
		const reply = await Promise.race([
			wire.ask(serverSubject(id, 'RELOAD'), undefined, { timeout }),
			link.losing,
		]);
		const ms = performance.now() - started;
		const cut = typeof reply === 'string' || (link.isLost() && !reply.ok);
		if (cut && !isOurs) {
			const message = 'the connection was lost before the server answered: it may have reloaded or not';
			return { state: { step: 'failed', message } };
		}
		if (cut && !(await link.isBack(timeout))) return { state: { step: 'cut-off' } };
		if (!cut && !reply.ok) return { state: failed(reply.failure, ms) };
		const after = await askVarz(wire, id, timeout);
		if (cut && !after.ok) return { state: { step: 'cut-off' } };
		return {
			state: verdict(before.ok ? before.value : undefined, after.ok ? after.value : undefined, ms),
			...(before.ok && { before: before.value }),
			varz: after.ok ? after.value : undefined,
		};
	} finally {
		link.stop();
	}
};

// Whether our user is in the system account, or at least gets its answers.

import { refusedLimit } from '../gather.ts';
import { type Fields, readFields, readText } from '../read.ts';
import { failureText, isAnswer } from '../requests.ts';
import { subjects } from '../subjects.ts';
import type { Wire } from '../wire.ts';
import { findOurselves } from './user-info.ts';

/**
 * `other`: not the system account, but it may ask. `denied`: the user may not even ask. `silent`: asked, and neither an
 * answer nor a refusal came.
 */
export type SystemAccess = 'yes' | 'other' | 'no' | 'denied' | 'silent';

/** Servers whose names contain ours answer too: how long our own may take after one of them, milliseconds. */
const stall = 1000;

/** Whether ours is the system account, from what an older server says of itself and of our connection; nothing where it does not. */
const foundOut = async (wire: Wire, timeout: number): Promise<boolean | undefined> => {
	// Asked of everybody by its name: who may only watch may not ask one server alone.
	const server = wire.server();
	const textOf = (fields: Fields, name: string): string | undefined => {
		const data = readFields(fields, 'data');
		return data && readText(data, name);
	};
	const isMeant = (fields: Fields): boolean => textOf(fields, 'server_id') === server?.id;
	const body = { server_name: server?.name };
	const reply = await wire.ask(subjects.pingVarz, body, { timeout, isMeant, stall });
	const system = reply.ok ? textOf(reply.value.fields, 'system_account') : undefined;
	if (system === undefined) return undefined;
	const ours = await findOurselves(wire, timeout);
	return ours && ours.account === system;
};

/** Whether we may ask, and what came of it in words: only what was really done. */
export type Access = { access: SystemAccess; outcome: string };

/** One question to all servers; none where it is known to be forbidden. */
const askPing = async (wire: Wire, timeout: number, may: boolean): Promise<Access> => {
	if (!may) return { access: 'denied', outcome: 'not permitted' };
	const reply = await wire.ask(subjects.ping, undefined, { timeout, doubt: refusedLimit });
	if (reply.ok || isAnswer(reply.failure)) return { access: 'yes', outcome: 'answered' };
	const { failure } = reply;
	switch (failure.kind) {
		case 'denied':
			return { access: 'denied', outcome: 'not permitted' };
		case 'no-responders':
			return { access: 'no', outcome: 'no responders' };
		case 'timeout':
			return { access: 'silent', outcome: `no answer in ${timeout / 1000}s` };
		default:
			throw new Error(failureText(failure));
	}
};

/**
 * Whether we are in the system account, or at least get its answers, as an account may that imports them. Servers from
 * 2.12 on say the first; whoever is not told yes asks PING, unless `may` says that he need not try. Fails only when the
 * connection does.
 */
export const systemAccess = async (wire: Wire, timeout: number, may = true): Promise<Access> => {
	const told = wire.server()?.isSystemAccount;
	if (told === true) return { access: 'yes', outcome: 'not asked' };
	const asked = await askPing(wire, timeout, may);
	if (asked.access !== 'yes') return told === false ? { ...asked, access: 'no' } : asked;
	const isSystem = told ?? (await foundOut(wire, timeout));
	return isSystem === false ? { ...asked, access: 'other' } : asked;
};

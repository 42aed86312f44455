// Whether our user is in the system account, or at least gets its answers.

import type { NatsConnection } from '@nats-io/transport-node';
import { refusedLimit } from '../gather.ts';
import { parseFields, readFields, readText } from '../read.ts';
import { askMany, failureText } from '../requests.ts';
import { subjects } from '../subjects.ts';
import { findOurselves } from './user-info.ts';

/**
 * `other`: not the system account, but it may ask. `denied`: the user may not even ask. `silent`: asked, and neither an
 * answer nor a refusal came.
 */
export type SystemAccess = 'yes' | 'other' | 'no' | 'denied' | 'silent';

/** Servers whose names contain ours answer too: how long our own may take after one of them, milliseconds. */
const stall = 1000;

/** Whether ours is the system account, as the server itself says in its second INFO, from 2.12 on. */
const toldByServer = ({ info }: NatsConnection): boolean | undefined => {
	if (info === undefined || !('remote_account' in info)) return undefined;
	return 'acc_is_sys' in info && info.acc_is_sys === true;
};

/** The same from what an older server says of itself and of our connection; nothing where it does not. */
const foundOut = async (nc: NatsConnection, timeout: number): Promise<boolean | undefined> => {
	// Asked of everybody by its name: who may only watch may not ask one server alone.
	const body = { server_name: nc.info?.server_name };
	let system: string | undefined;
	await askMany(nc, subjects.pingVarz, body, { timeout }, (answer) => {
		const data = readFields(parseFields(answer.data) ?? {}, 'data');
		if (data === undefined || readText(data, 'server_id') !== nc.info?.server_id) return { stall };
		system = readText(data, 'system_account');
		return 'enough';
	});
	if (system === undefined) return undefined;
	const ours = await findOurselves(nc, timeout);
	return ours && ours.account === system;
};

/** Whether we may ask, and what came of it in words: only what was really done. */
export type Access = { access: SystemAccess; outcome: string };

/** One question to all servers. */
const askPing = async (nc: NatsConnection, timeout: number): Promise<Access> => {
	const failure = await askMany(
		nc,
		subjects.ping,
		undefined,
		{ timeout, doubt: refusedLimit },
		() => 'enough',
	);
	if (failure === undefined) return { access: 'yes', outcome: 'answered' };
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
 * 2.12 on say the first; whoever is not told yes asks PING. Fails only when the connection does.
 */
export const systemAccess = async (nc: NatsConnection, timeout: number): Promise<Access> => {
	const told = toldByServer(nc);
	if (told === true) return { access: 'yes', outcome: 'not asked' };
	const asked = await askPing(nc, timeout);
	if (asked.access !== 'yes') return told === false ? { ...asked, access: 'no' } : asked;
	const isSystem = told ?? (await foundOut(nc, timeout));
	return isSystem === false ? { ...asked, access: 'other' } : asked;
};

// Whether our user is in the system account, or at least gets its answers.

import { errors, type NatsConnection } from '@nats-io/transport-node';
import { readFields, readText } from './read.ts';
import { ask } from './requests.ts';
import { subjects } from './subjects.ts';
import { findOurselves } from './user-info.ts';

/**
 * `other`: not the system account, but it may ask. `denied`: the user may not even ask. `silent`: asked, and neither an
 * answer nor a refusal came.
 */
export type SystemAccess = 'yes' | 'other' | 'no' | 'denied' | 'silent';

const violation = (error: unknown): boolean =>
	error instanceof errors.PermissionViolationError ||
	(error instanceof Error && error.cause !== undefined && violation(error.cause));

/** Nobody serves what was asked for. */
export const noResponders = (error: unknown): boolean =>
	error instanceof errors.NoRespondersError ||
	(error instanceof errors.RequestError && error.isNoResponders());

/** Whether ours is the system account, as the server itself says in its second INFO, from 2.12 on. */
const toldByServer = ({ info }: NatsConnection): boolean | undefined => {
	if (info === undefined || !('remote_account' in info)) return undefined;
	return 'acc_is_sys' in info && info.acc_is_sys === true;
};

/** The same from what an older server says of itself and of our connection; nothing where it does not. */
const foundOut = async (nc: NatsConnection, timeout: number): Promise<boolean | undefined> => {
	// Asked of everybody by its name: who may only watch may not ask one server alone.
	const varz = await ask(nc, subjects.pingVarz, { server_name: nc.info?.server_name }, timeout);
	const data = varz.ok ? readFields(varz.value.fields, 'data') : undefined;
	if (data === undefined || readText(data, 'server_id') !== nc.info?.server_id) return undefined;
	const system = readText(data, 'system_account');
	if (system === undefined) return undefined;
	const ours = await findOurselves(nc, timeout);
	return ours && ours.account === system;
};

/** Whether we may ask, and what came of it in words: only what was really done. */
export type Access = { access: SystemAccess; outcome: string };

/** One question to all servers. */
const askPing = async (nc: NatsConnection, timeout: number): Promise<Access> => {
	try {
		await nc.request(subjects.ping, '', { timeout });
		return { access: 'yes', outcome: 'answered' };
	} catch (error) {
		if (violation(error)) return { access: 'denied', outcome: 'not permitted' };
		if (noResponders(error)) return { access: 'no', outcome: 'no responders' };
		if (!(error instanceof errors.TimeoutError)) throw error;
		return { access: 'silent', outcome: `no answer in ${timeout / 1000}s` };
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

// Statsz on its three ways to us: heartbeat, answer of everybody, answer of one server.

import type { NatsConnection } from '@nats-io/transport-node';
import type { Sample, ServerInfo, Varz } from '../model/server.ts';
import { decodeServer, decodeStatsz, decodeVarz } from './decode.ts';
import { type Fields, parseFields, readFields, readText } from './read.ts';
import { ask, type Result } from './requests.ts';
import { serverSubject } from './subjects.ts';

/** A sample in the fields of a heartbeat or answer; nothing when a block is missing. `at` is our clock. */
export const readSample = (fields: Fields, at: number, rtt?: number): Sample | undefined => {
	const server = decodeServer(readFields(fields, 'server'));
	const statsz = readFields(fields, 'statsz');
	return server && statsz && { server, statsz: decodeStatsz(statsz), receivedAt: at, rtt };
};

/** The sample in a heartbeat message. */
export const readHeartbeat = (payload: Uint8Array, at: number): Sample | undefined => {
	const fields = parseFields(payload);
	return fields && readSample(fields, at);
};

/** The answer to IDZ: no server block, only name, host and id. */
export const readIdentity = (fields: Fields): ServerInfo | undefined => decodeServer(fields);

/** Who answered VARZ, and the facts kept of it. */
export const readVarz = (fields: Fields): { id: string; varz: Varz } | undefined => {
	const data = readFields(fields, 'data');
	const id = data && readText(data, 'server_id');
	return data && id !== undefined ? { id, varz: decodeVarz(data) } : undefined;
};

/** Asks one server for its statsz; also gives the answer as it came, for the raw view. */
export const askStatsz = async (
	nc: NatsConnection,
	id: string,
	timeout: number,
): Promise<Result<{ sample: Sample; fields: Fields }>> => {
	const result = await ask(nc, serverSubject(id, 'STATSZ'), undefined, timeout);
	if (!result.ok) return result;
	const { fields, ms } = result.value;
	const sample = readSample(fields, Date.now(), ms);
	return sample ? { ok: true, value: { sample, fields } } : { ok: false, failure: { kind: 'broken' } };
};

/** Asks one server for VARZ. */
export const askVarz = async (nc: NatsConnection, id: string, timeout: number): Promise<Result<Varz>> => {
	const result = await ask(nc, serverSubject(id, 'VARZ'), undefined, timeout);
	if (!result.ok) return result;
	const read = readVarz(result.value.fields);
	return read ? { ok: true, value: read.varz } : { ok: false, failure: { kind: 'broken' } };
};

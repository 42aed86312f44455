// Reads statsz from heartbeats, from answers of all servers, and from the answer of one.

import type { KindCounts, Sample, ServerInfo, Statsz, Varz } from '../model/server.ts';
import { decodeServer, decodeStatsz } from './decode.ts';
import { decodeVarz } from './decode-varz.ts';
import { parseStatsz } from './links.ts';
import { type Fields, readFields, readText } from './read.ts';
import type { Result } from './requests.ts';
import { serverOf, serverSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

const noKinds: KindCounts = { clients: 0, routes: 0, gateways: 0, leafs: 0 };

/** A version that has a counter omits it while it is zero; in older versions, and unknown ones, it is unknown. */
const withZeros = (statsz: Statsz, version: string | undefined): Statsz => {
	const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
	const since = (wanted: number): boolean => major > 2 || (major === 2 && minor >= wanted);
	if (since(11)) statsz.slowConsumerStats ??= noKinds;
	if (since(12)) {
		statsz.staleConnections ??= 0;
		statsz.staleConnectionStats ??= noKinds;
		statsz.stalledClients ??= 0;
	}
	return statsz;
};

/** A clock that is corrected during start-up may put the start of a process after its first message, by this much, ms. */
const startTolerance = 60_000;

/** A sample in the fields of a heartbeat or answer; nothing when a block is missing. `at` is our clock. */
export const readSample = (fields: Fields, at: number, rtt?: number): Sample | undefined => {
	const server = decodeServer(readFields(fields, 'server'));
	const fieldsOfStatsz = readFields(fields, 'statsz');
	if (server === undefined || fieldsOfStatsz === undefined) return undefined;
	const statsz = withZeros(decodeStatsz(fieldsOfStatsz), server.version);
	// A process cannot start after its own message.
	if ((statsz.start ?? 0) > (server.time ?? at) + startTolerance) statsz.start = undefined;
	return { server, statsz, receivedAt: at, rtt };
};

/** The sample in an answer that came over a wire after so many milliseconds. */
export const sampleOver = (wire: Wire, fields: Fields, ms: number): Sample | undefined =>
	readSample(fields, wire.now(), wire.isPast ? undefined : ms);

/**
 * The sample in a heartbeat. A server publishes on a subject with its own id: where `subject` is given and names another
 * server, the heartbeat is made up.
 */
export const readHeartbeat = (payload: Uint8Array, at: number, subject?: string): Sample | undefined => {
	const fields = parseStatsz(payload);
	const sample = fields && readSample(fields, at);
	return subject === undefined || sample?.server.id === serverOf(subject) ? sample : undefined;
};

/** The answer to IDZ: no server block, only name, host and id. */
export const readIdentity = (fields: Fields): ServerInfo | undefined => decodeServer(fields);

/** Who answered VARZ, and the facts kept of it. */
export const readVarz = (fields: Fields): { id: string; varz: Varz } | undefined => {
	const data = readFields(fields, 'data');
	const id = data && readText(data, 'server_id');
	return data && id !== undefined ? { id, varz: decodeVarz(data) } : undefined;
};

/** Asks one server for its statsz; also gives the answer as it came. `doubt` as in `AskOptions`. */
export const askStatsz = async (
	wire: Wire,
	id: string,
	timeout: number,
	doubt?: number,
): Promise<Result<{ sample: Sample; fields: Fields; data?: Uint8Array }>> => {
	const result = await wire.ask(serverSubject(id, 'STATSZ'), undefined, { timeout, doubt });
	if (!result.ok) return result;
	const { fields, ms, data } = result.value;
	const sample = sampleOver(wire, fields, ms);
	return sample ? { ok: true, value: { sample, fields, data } } : { ok: false, failure: { kind: 'broken' } };
};

/** Asks one server for VARZ. */
export const askVarz = async (wire: Wire, id: string, timeout: number): Promise<Result<Varz>> => {
	const result = await wire.ask(serverSubject(id, 'VARZ'), undefined, { timeout });
	if (!result.ok) return result;
	const read = readVarz(result.value.fields);
	return read ? { ok: true, value: read.varz } : { ok: false, failure: { kind: 'broken' } };
};

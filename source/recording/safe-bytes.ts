// Takes secrets out of payloads before they are kept, and breaks of lines, which would end a line of a recording.

import { type Fields, parseFields, readFields, readList, readText } from '../nats/read.ts';
import { redactPayload, redactsTokens, redactUser } from '../system/redact.ts';
import { isRisky } from '../system/risky-payload.ts';

/** Values kept of one payload: as many as the longest answer has. */
const mostValues = 1_000_000;

const nothing = Buffer.from('{}');

/**
 * The same payload without secrets; the same bytes where there is nothing to take out, which nearly always is so. `hideUser`
 * as in `redactPayload`. What is no JSON becomes an empty object.
 */
export const safeBytes = (payload: Uint8Array, hideUser = false): Uint8Array => {
	if (!hideUser && !isRisky(payload)) return payload;
	const fields = parseFields(payload, payload.length);
	return fields === undefined
		? nothing
		: Buffer.from(JSON.stringify(redactPayload(fields, hideUser, mostValues)));
};

const users = Buffer.from('"authorized_user"');

/** The same answer without users that can be tokens; nothing where it has none. */
const withoutTokens = (fields: Fields): Fields | undefined => {
	const server = readFields(fields, 'server');
	const data = readFields(fields, 'data');
	const version = server && readText(server, 'ver');
	const connections = data && readList(data, 'connections');
	if (connections === undefined || redactsTokens(version)) return undefined;
	const hidden = connections.map((each) => {
		const user = readText(each, 'authorized_user');
		return user === undefined
			? each
			: { ...each, authorized_user: redactUser(user, readText(each, 'account'), version) };
	});
	return { ...fields, data: { ...data, connections: hidden } };
};

const ownData = Buffer.from('"data"');

/** The same statistics of a service without what its program adds to them: that may be anything. */
export const safeStatistics = (payload: Uint8Array): Uint8Array => {
	const { buffer, byteOffset, byteLength } = payload;
	if (!Buffer.from(buffer, byteOffset, byteLength).includes(ownData)) return safeBytes(payload);
	const fields = parseFields(payload, payload.length);
	const endpoints = fields && readList(fields, 'endpoints');
	if (fields === undefined || endpoints === undefined) return nothing;
	const kept = endpoints.map(({ data: _, ...rest }) => rest);
	return safeBytes(Buffer.from(JSON.stringify({ ...fields, endpoints: kept })));
};

/** As `safeBytes`, for an answer to what a screen asked: in a list of connections older servers tell tokens as users. */
export const safeAnswer = (payload: Uint8Array): Uint8Array => {
	const { buffer, byteOffset, byteLength } = payload;
	if (!Buffer.from(buffer, byteOffset, byteLength).includes(users)) return safeBytes(payload);
	const fields = parseFields(payload, payload.length);
	const hidden = fields && withoutTokens(fields);
	return safeBytes(hidden ? Buffer.from(JSON.stringify(hidden)) : payload);
};

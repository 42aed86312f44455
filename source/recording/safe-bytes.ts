// Takes secrets out of payloads before they are kept, and breaks of lines, which would end a line of a recording.

import { parseFields } from '../nats/read.ts';
import { redactPayload } from '../system/redact.ts';
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
